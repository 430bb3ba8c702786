"""305: a meeting on a Saturday or Sunday."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report meetings on a day of the weekend."""
    for file, route, meeting in subject.section("meetings"):
        if meeting.on.is_day and meeting.on.earliest.weekday() >= 5:
            day = "Saturday" if meeting.on.earliest.weekday() == 5 else "Sunday"
            yield file.problem(
                RULE.number,
                (*route, "on"),
                f"{meeting.on} is a {day}: few bodies meet then",
                help="check the day and the year against the body's calendar of meetings",
            )


RULE = Rule(
    number="305",
    name="meeting-at-weekend",
    severity=Severity.INFO,
    what="Meetings fall on a working day of the week.",
    why=(
        "Council bodies hardly ever meet at weekends. A meeting that does is most often one with a wrong year, and "
        "the deadlines for its papers are then counted from the wrong day."
    ),
    bad="""\
bodies:
  - {id: scrutiny, name: Scrutiny Committee, kind: scrutiny}
meetings:
  - {id: scrutiny-june, body: scrutiny, on: 2025-06-01}  # here
""",
    good="""\
bodies:
  - {id: scrutiny, name: Scrutiny Committee, kind: scrutiny}
meetings:
  - {id: scrutiny-june, body: scrutiny, on: 2026-06-01}
""",
    find=find,
)
