"""603: a promise whose date has passed."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report commitments past their date that nothing shows to have been kept."""
    for file, route, promise in subject.section("commitments"):
        if promise.due is None or promise.due.latest >= subject.as_of:
            continue
        kept = promise.met.earliest <= subject.as_of if promise.met else promise.met_by is not None
        if not kept:
            yield file.problem(
                RULE.number,
                (*route, "due"),
                f"this was promised for {str(promise.due).removeprefix('by ')}, and nothing records that it was kept",
                help="add met: with the date, and met_by: with the meeting or submission that kept it; or tell those "
                "it was promised to when it will come",
            )


RULE = Rule(
    number="603",
    name="commitment-overdue",
    severity=Severity.WARNING,
    needs_day=True,
    what="A promise to members, to the public or to government that has a date is recorded as kept once that is past.",
    why=(
        "A panel that was promised a report in September remembers it in November. Promises sit in old minutes, and "
        "are the easiest thing in a plan to forget."
    ),
    bad="""\
bodies:
  - {id: panel, name: Scrutiny Panel, kind: scrutiny}
commitments:
  - id: panel-update
    title: An update on the plan
    made_to: panel
    due: 2025-09  # here
""",
    good="""\
bodies:
  - {id: panel, name: Scrutiny Panel, kind: scrutiny}
commitments:
  - id: panel-update
    title: An update on the plan
    made_to: panel
    due: 2025-09
    met: 2025-09-22
""",
    find=find,
)
