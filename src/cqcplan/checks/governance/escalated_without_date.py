"""602: an escalation without a date."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report escalated risks that do not say when."""
    for file, route, risk in subject.section("risks"):
        if risk.escalated and risk.escalated.on is None:
            yield file.problem(
                RULE.number,
                (*route, "escalated"),
                f"this risk was escalated to the {risk.escalated.to.removeprefix('the ')}, and the plan does not "
                "say when",
                key=True,
                help="add on: with the day, or the month where only that is known",
            )


RULE = Rule(
    number="602",
    name="escalated-without-date",
    severity=Severity.WARNING,
    what="A risk that was moved up to another register says when that was.",
    why=(
        "How long a corporate risk has stood is the first thing a member or an auditor asks of it, and a paper about "
        "an earlier time must not show an escalation that came later."
    ),
    bad="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    escalated: {to: Corporate Risk Register}  # here
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    escalated: {to: Corporate Risk Register, on: 2024-12}
""",
    find=find,
)
