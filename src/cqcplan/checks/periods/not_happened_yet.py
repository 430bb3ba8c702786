"""304: something entered as having happened on a day that is still to come."""

from collections.abc import Iterator
from datetime import date

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.files.loaded import LoadedFile
from cqcplan.model.dates import When, day_words
from cqcplan.problems.problem import Problem, Severity
from cqcplan.yamltext.positions import Route

_FIELDS = {
    "updates": ("on",),
    "risks": ("raised", "reviewed"),
    "commitments": ("made_on", "met"),
    "submissions": ("submitted",),
    "findings": ("responded",),
    "evidence": ("on",),
}
"""Fields that say when something happened, not when it is meant to."""
_APART = 3
"""More than this many are told in one: the plan is then being looked at from a day in its past."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report what is dated after the day."""
    found = list(_dated_after(subject, subject.as_of))
    day = day_words(subject.as_of)
    if len(found) > _APART:
        file, route, when = min(found, key=lambda item: item[2].earliest)
        yield file.problem(
            RULE.number,
            route,
            f"{len(found)} things are entered as having happened, but are dated after {day}, the first of them {when}",
            help=f"on {day} none of them counts; to see what was known then, leave them; otherwise correct the year",
        )
        return
    for file, route, when in found:
        yield file.problem(
            RULE.number,
            route,
            f"this is entered as having happened, but is dated {when}, after {day}",
            help="correct the date; what is still to come belongs under due",
        )


def _dated_after(subject: Subject, day: date) -> Iterator[tuple[LoadedFile, Route, When]]:
    for section, names in _FIELDS.items():
        for file, route, entry in subject.section(section):
            for name in names:
                when = getattr(entry, name)
                if when is not None and when.earliest > day:
                    yield file, (*route, name), when
    for file, route, measure in subject.section("measures"):
        if measure.baseline and measure.baseline.on.earliest > day:
            yield file, (*route, "baseline", "on"), measure.baseline.on
        for number, observation in enumerate(measure.observations):
            if observation.on.earliest > day:
                yield file, (*route, "observations", number, "on"), observation.on


RULE = Rule(
    number="304",
    name="not-happened-yet",
    severity=Severity.WARNING,
    what=(
        "Updates, observations, answers, and promises and submissions entered as done carry a date that is not after "
        "the day the plan is looked at from."
    ),
    why=(
        "An update dated next year by mistake is left out of every paper until then, and nobody misses it. A promise "
        "entered as kept before the day it was kept is a false assurance to members."
    ),
    bad="""\
submissions:
  - {id: dhsc-june, to: dhsc, title: Quarterly update, due: 2026-06-17, submitted: 2026-06-17}  # here
bodies:
  - {id: dhsc, name: Department of Health and Social Care, kind: government}
""",
    good="""\
submissions:
  - {id: dhsc-june, to: dhsc, title: Quarterly update, due: 2026-06-17}
bodies:
  - {id: dhsc, name: Department of Health and Social Care, kind: government}
""",
    find=find,
    needs_day=True,
)
