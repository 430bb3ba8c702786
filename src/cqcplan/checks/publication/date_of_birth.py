"""705: a date of birth."""

import re
from collections.abc import Iterator

from cqcplan.checks.publication.unseen import unseen
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

SAID = ("date of birth", "dob", "d.o.b", "born")
_THEN_A_DATE = (
    r"(?i)[\s.:,(=-]*(?:is |was |of |on )?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4})"
)


def find(subject: Subject) -> Iterator[Problem]:
    """Report words for a date of birth with a date after them."""
    texts = subject.texts
    told: set[int] = set()
    for words in SAID:
        for start in texts.said(words):
            passage = texts.at(start)
            if passage.start in told or not re.compile(_THEN_A_DATE).match(
                passage.text, start - passage.start + len(words)
            ):
                continue
            told.add(passage.start)
            yield unseen(
                RULE,
                passage,
                "this holds what looks like somebody's date of birth",
                "take it out; an age band says as much as a plan needs",
            )


RULE = Rule(
    number="705",
    name="date-of-birth",
    severity=Severity.ERROR,
    what=(
        "No text of the plan, notes and comments among them, gives a date after such words as DOB, date of birth or "
        "born on."
    ),
    why=(
        "With an area or a service, a date of birth is enough to tell who is meant. Personal data of people who draw "
        "on care belongs in case records and nowhere else. The date is not repeated in this message."
    ),
    bad="""\
principles:
  - id: learn-from-cases
    text: We learn from each case, such as that of the man born on 3 May 1941.  # here
""",
    good="""\
principles:
  - id: learn-from-cases
    text: We learn from each case, such as that of a man in his eighties.
""",
    find=find,
)
