"""604: a promise to report regularly that has lapsed."""

from collections.abc import Iterator
from datetime import date

from cqcplan.checks.governance.submission_overdue import is_overdue
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.model.dates import day_words
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.cycles import MONTHS, months_after

GRACE = Option(
    "grace_months", 1, "How much longer than promised is let pass: committees do not meet to the day.", least=0, most=12
)


def find(subject: Subject) -> Iterator[Problem]:
    """Report standing promises to bodies that had papers or submissions, and then had none for too long."""
    for file, route, promise in subject.section("commitments"):
        if promise.every is None or promise.met or (promise.due and promise.due.latest < subject.as_of):
            continue
        bodies = set(promise.made_to)
        waits = any(
            entry.to in bodies and is_overdue(entry, subject.as_of) for _, _, entry in subject.section("submissions")
        )
        told = _told(subject, bodies)
        months = MONTHS[promise.every] + subject.option(RULE.code, GRACE)
        if waits or not told or months_after(max(told), months) >= subject.as_of:
            continue
        yield file.problem(
            RULE.number,
            (*route, "every"),
            f"this is promised every {promise.every}, and the last that the plan records was on {day_words(max(told))}",
            help="enter the meetings or submissions since, or tell those it was promised to why there were none",
        )


def _told(subject: Subject, bodies: set[str]) -> list[date]:
    """Return the days on which any of the bodies had a paper or was sent something."""
    days = [entry.on for _, _, entry in subject.section("meetings") if entry.body in bodies and entry.title]
    days += [
        entry.submitted for _, _, entry in subject.section("submissions") if entry.to in bodies and entry.submitted
    ]
    return [when.latest for when in days if when.earliest <= subject.as_of]


RULE = Rule(
    number="604",
    name="standing-promise-lapsed",
    severity=Severity.WARNING,
    needs_day=True,
    what=(
        "Where a body was promised something every month, quarter or year, the plan's last meeting of that body or "
        "submission to it is no longer ago than that, with a month's grace unless the settings say otherwise. Bodies "
        "that the plan records no meeting of are left alone."
    ),
    why=(
        "A committee that asked for a report every quarter sees at once that one is missing. A promise without a "
        "date has no day on which it is late, so it lapses without anybody deciding that it should."
    ),
    bad="""\
bodies:
  - {id: panel, name: Scrutiny Panel, kind: scrutiny}
meetings:
  - {id: panel-2025-11, body: panel, on: 2025-11-03, title: Progress of the plan}
commitments:
  - id: panel-updates
    title: An update every quarter
    made_to: panel
    every: quarter  # here
""",
    good="""\
bodies:
  - {id: panel, name: Scrutiny Panel, kind: scrutiny}
meetings:
  - {id: panel-2025-11, body: panel, on: 2025-11-03, title: Progress of the plan}
  - {id: panel-2026-03, body: panel, on: 2026-03-02, title: Progress of the plan}
commitments:
  - id: panel-updates
    title: An update every quarter
    made_to: panel
    every: quarter
""",
    find=find,
    options=(GRACE,),
)
