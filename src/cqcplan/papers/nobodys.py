"""The plan with nothing in it that templates are given where what they tell of is no one council's."""

from cqcplan.model.document import Plan, PlanFile, whole_plan


def nobodys_plan(plan_id: str, council: str, framework: str, title: str | None = None) -> Plan:
    """Return a plan without entries.

    Args:
        plan_id: its id, of which names of files are made.
        council: what stands where papers name the council.
        framework: the vintage whose names of statements are used.
        title: its title, where the paper prints one.
    """
    header = {"id": plan_id, "council": {"name": council}, "framework": framework, "title": title}
    content = PlanFile.model_validate({"plan": {name: value for name, value in header.items() if value is not None}})
    if content.plan is None:
        raise AssertionError(header)
    return whole_plan(content.plan, [content])
