"""607: a rating that brings an adviser, and no adviser."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

BRINGS_ONE = {"requires-improvement": "requires improvement", "inadequate": "inadequate"}
"""The ratings after which the government assigns an adviser, in words."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report a plan without advisers while such a rating is in force."""
    plan = subject.loaded.plan
    if plan is None or plan.advisers or not plan.assessments or subject.has_unknown_statements:
        return
    from cqcplan.scoring.current import current_assessment, result_of

    current = current_assessment(plan, subject.as_of)
    # a pilot, or a council's own scoring, gives no formal rating
    if current is None or current.kind != "comprehensive":
        return
    rating = result_of(current).best_rating
    if rating in BRINGS_ONE:
        file, route = subject.place_of(current.id)
        yield file.problem(
            RULE.number,
            (*route, "id"),
            f"the rating in force is {BRINGS_ONE[rating]}, and the plan names no adviser",
            help="enter the care and health improvement adviser under advisers:, with the body that provides them",
        )


RULE = Rule(
    number="607",
    name="no-adviser",
    severity=Severity.WARNING,
    needs_day=True,
    what=(
        "While CQC's rating in force is requires improvement or inadequate, the plan records the adviser who is "
        "assigned to the council."
    ),
    why=(
        "Every council with such a rating must have a care and health improvement adviser, whose summary goes to the "
        "Department of Health and Social Care with each report. Papers tell members who it is and what they did."
    ),
    bad="""\
assessments:
  - id: cqc-2025  # here
    kind: comprehensive
    framework: la-2023-12
    published: 2025-09-17
    printed: {rating: requires-improvement}
""",
    good="""\
assessments:
  - id: cqc-2025
    kind: comprehensive
    framework: la-2023-12
    published: 2025-09-17
    printed: {rating: requires-improvement}
advisers:
  - {id: chia, title: Care and health improvement adviser}
""",
    find=find,
)
