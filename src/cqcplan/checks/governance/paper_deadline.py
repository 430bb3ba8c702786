"""CQC610: a paper that has to be public soon, or should be already."""

from collections.abc import Iterator
from datetime import timedelta

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.model.dates import day_words
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.clear_days import clear_days_of, is_out, must_be_public, publish_by

DAYS = Option("days", 14, "How long before the last day for it a paper is mentioned.", least=0, most=90)
FURTHEST = timedelta(days=31)
"""No meeting is further than this from the last day for its paper: five working days, with Christmas between."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report meetings ahead whose paper has no address yet, and the last day for it."""
    day = subject.as_of
    notice = timedelta(days=subject.option(RULE.code, DAYS))
    bodies = {body.id: body for _, _, body in subject.section("bodies")}
    for file, route, meeting in subject.section("meetings"):
        when = meeting.on
        body = bodies.get(meeting.body)
        if not must_be_public(meeting, body.kind if body else None) or is_out(meeting):
            continue
        if not when.is_day or not day < when.earliest <= day + notice + FURTHEST:
            continue
        clear = clear_days_of(body)
        last = publish_by(when.earliest, clear)
        if last > day + notice:
            continue
        said = "should have been public by" if last < day else "has to be public by"
        yield file.problem(
            RULE.code,
            (*route, "on"),
            f"the paper for this meeting {said} {day_words(last)}, {clear} clear working days before {when}",
            help="once it is out, add url: to the meeting or its document; a later paper needs the chair's agreement "
            "that it is urgent, and the reason in the minutes",
        )


RULE = Rule(
    code="CQC610",
    name="paper-deadline",
    severity=Severity.WARNING,
    needs_day=True,
    what=(
        "The paper for a public meeting of the council, its cabinet or a scrutiny committee has an address by the time "
        "it must be public: five clear working days before, or the body's clear_days, with England's bank holidays. "
        "It is mentioned from two "
        "weeks before that day, unless the settings say otherwise."
    ),
    why=(
        "Section 100B of the Local Government Act 1972, and the regulations of 2012 for executives, open papers to "
        "the public five clear days before a meeting: neither the day of publication nor that of the meeting counts. "
        "A bank holiday in between is easily missed."
    ),
    bad="""\
bodies:
  - {id: panel, name: Scrutiny Panel, kind: scrutiny}
meetings:
  - id: panel-2026-06
    body: panel
    on: 2026-06-15  # here
    title: Progress of the plan
""",
    good="""\
bodies:
  - {id: panel, name: Scrutiny Panel, kind: scrutiny}
meetings:
  - id: panel-2026-06
    body: panel
    on: 2026-06-15
    title: Progress of the plan
    url: https://democracy.example.gov.uk/panel-2026-06
""",
    find=find,
    options=(DAYS,),
)
