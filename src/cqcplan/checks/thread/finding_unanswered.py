"""403: a finding that no priority answers."""

from collections.abc import Iterator

from cqcplan.checks.naming import counted, together
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

_TO_ANSWER = ("area-for-improvement", "mixed")


def find(subject: Subject) -> Iterator[Problem]:
    """Report, in one problem, the findings that no priority names and the council has not answered."""
    if not subject.section("priorities"):
        return  # nothing is written yet that could answer
    answered = {finding for placed in subject.section("priorities") for finding in placed.entry.findings}
    # what was said in an assessment that another has replaced need not be answered any more
    replaced = {placed.entry.supersedes for placed in subject.section("assessments")}
    asked = [
        placed
        for placed in subject.section("findings")
        if placed.entry.kind in _TO_ANSWER and placed.entry.assessment not in replaced
    ]
    left = [placed for placed in asked if placed.entry.id not in answered and not placed.entry.response]
    if left:
        yield together(
            RULE.number,
            left,
            one="no priority answers this finding",
            many=f"no priority answers {len(left)} of {counted(len(asked), 'finding')} that call for improvement",
            todo="name the finding under findings of the priority that answers it, or add the council's response",
        )


RULE = Rule(
    number="403",
    name="finding-unanswered",
    severity=Severity.WARNING,
    what=(
        "Each area for improvement, and each mixed finding, is named under findings of a priority or has the council's "
        "response. Those of an assessment that another replaced are left alone. All are told in one problem."
    ),
    why=(
        "The golden thread begins with what CQC said. A plan is judged by whether every finding can be followed to "
        "what was done about it; one that nobody took up is found by the next inspector."
    ),
    bad="""\
assessments:
  - {id: cqc-2024, kind: comprehensive, framework: la-2023-12, published: 2024-11}
findings:
  - id: direct-payments-low  # here
    assessment: cqc-2024
    kind: area-for-improvement
    title: Low take-up of direct payments
    text: Few people took up direct payments.
priorities:
  - {id: choice, title: More choice and control}
""",
    good="""\
assessments:
  - {id: cqc-2024, kind: comprehensive, framework: la-2023-12, published: 2024-11}
findings:
  - id: direct-payments-low
    assessment: cqc-2024
    kind: area-for-improvement
    title: Low take-up of direct payments
    text: Few people took up direct payments.
priorities:
  - {id: choice, title: More choice and control, findings: [direct-payments-low]}
""",
    find=find,
)
