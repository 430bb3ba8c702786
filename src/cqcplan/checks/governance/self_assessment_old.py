"""608: a self-assessment that is more than a year old."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.cycles import months_after

YEAR = 12
MONTHS = Option("months", 12, "How long a published edition is good for.", most=60)


def find(subject: Subject) -> Iterator[Problem]:
    """Report the newest published self-assessment where it is too old."""
    day = subject.as_of
    months = subject.option(RULE.code, MONTHS)
    out = [
        placed
        for placed in subject.section("self_assessments")
        if placed.entry.published and placed.entry.published.earliest <= day
    ]
    if not out:
        return
    file, route, newest = max(out, key=lambda placed: placed.entry.published.latest)
    if months_after(newest.published.latest, months) >= day:
        return
    coming = [
        placed.entry.title for placed in subject.section("self_assessments") if placed.entry.status == "in-progress"
    ]
    yield file.problem(
        RULE.number,
        (*route, "published"),
        f"the newest self-assessment that the plan records as published is of {newest.published}, more than "
        f"{_in_words(months)} ago",
        help=f"publish {coming[0]}, or enter the date if it is out"
        if coming
        else "enter the next edition, with its date once it is published",
    )


def _in_words(months: int) -> str:
    if months == YEAR:
        return "a year"
    return "a month" if months == 1 else f"{months} months"


RULE = Rule(
    number="608",
    name="self-assessment-old",
    severity=Severity.WARNING,
    needs_day=True,
    what="The newest published self-assessment is at most twelve months old, unless the settings say otherwise.",
    why=(
        "CQC expects one every year, asks for it in the information return and opens its assurance meetings with it. "
        "A council without a current one answers from memory."
    ),
    bad="""\
self_assessments:
  - id: self-assessment-2024
    title: Self-assessment 2024
    published: 2024-07-05  # here
""",
    good="""\
self_assessments:
  - id: self-assessment-2025
    title: Self-assessment 2025
    published: 2025-07-04
""",
    find=find,
    options=(MONTHS,),
)
