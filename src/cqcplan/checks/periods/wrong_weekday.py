"""306: a day of the week that its date does not have."""

import re
from collections.abc import Iterator
from functools import cache

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.model.dates import MONTHS, When, parse_when
from cqcplan.problems.problem import Place, Problem, Severity

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@cache
def _a_date() -> re.Pattern[str]:
    """Return what may follow the day of a week; made at the first text that names one."""
    return re.compile(rf",?\s+(?:the\s+)?(\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?({'|'.join(MONTHS)})\s+(\d{{4}})\b")


def find(subject: Subject) -> Iterator[Problem]:
    """Report days of the week, anywhere in the text, that do not go with their date."""
    for file in subject.loaded.files:
        for said in _DAYS:
            for start in _places(file.text, said):
                when = _date_at(file.text, start + len(said))
                is_day = _DAYS[when.earliest.weekday()] if when else said
                if is_day != said:
                    line = file.text.rfind("\n", 0, start) + 1
                    yield file.problem_at(
                        RULE.number,
                        Place(file.text.count("\n", 0, line) + 1, start - line + 1),
                        f"{when} is a {is_day}, not a {said}",
                        help="check the day, the month and the year: one of them or the day of the week is wrong",
                    )


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _date_at(text: str, start: int) -> When | None:
    found = _a_date().match(text, start)
    try:
        return parse_when(" ".join(found.groups())) if found else None
    except ValueError:
        return None  # no such day


RULE = Rule(
    number="306",
    name="wrong-weekday",
    severity=Severity.WARNING,
    what="Where a text gives the day of the week with a date, that date falls on that day.",
    why=(
        "People come to meetings on the day of the week they read. A mismatch is also the surest sign of a wrong year: "
        "dates copied from last year's paper keep their number and lose their day."
    ),
    bad="""\
commitments:
  - id: open-day
    title: Open day for carers on Monday 6 March 2024  # here
    made_to: carers-voice
bodies:
  - {id: carers-voice, name: Carers' Voice, kind: partnership}
""",
    good="""\
commitments:
  - id: open-day
    title: Open day for carers on Wednesday 6 March 2024
    made_to: carers-voice
bodies:
  - {id: carers-voice, name: Carers' Voice, kind: partnership}
""",
    find=find,
)
