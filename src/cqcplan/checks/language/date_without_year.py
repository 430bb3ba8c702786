"""802: a day and month without a year."""

import re
from collections.abc import Iterator

from cqcplan.checks.language.told_once import in_texts, told_once
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.checks.texts import Passage
from cqcplan.problems.problem import Problem, Severity

_DAY_AND_MONTH = (
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)
_YEAR = r"\b(?:19|20)\d\d\b"


def find(subject: Subject) -> Iterator[Problem]:
    """Report texts with such a date, where neither the text nor the date of its entry gives the year."""
    texts = subject.texts
    found: dict[int, Passage] = {}
    seen: set[int] = set()
    for start in texts.shaped(b"0 A", b"0aa A"):
        passage = texts.at(start)
        if passage.start in seen or not passage.prose:
            continue
        seen.add(passage.start)
        last = max((date.end() for date in re.compile(_DAY_AND_MONTH).finditer(passage.text)), default=None)
        if last is not None and not _has_year(passage, last):
            found[passage.start] = passage
    if found:
        passages = list(found.values())
        yield told_once(
            RULE.number,
            passages,
            f"a date here has no year{in_texts(passages)}",
            "write the year: a plan is read for years, and papers are rebuilt from it long after",
        )


def _has_year(passage: Passage, after: int) -> bool:
    """Whether the rest of the text gives a year, or the entry is dated itself."""
    return bool(re.compile(_YEAR).search(passage.text, after)) or _is_dated(passage)


def _is_dated(passage: Passage) -> bool:
    entry = passage.file.data
    for step in passage.route[:-1]:
        if isinstance(entry, dict) and entry.keys() & {"on", "published", "due"}:
            return True
        entry = entry[step]  # type: ignore[index]
    return isinstance(entry, dict) and bool(entry.keys() & {"on", "published", "due"})


RULE = Rule(
    number="802",
    name="date-without-year",
    severity=Severity.INFO,
    what=(
        "A day and month in a text has its year, there or later in the same text. Texts of entries that are dated "
        "themselves, such as updates, are left alone."
    ),
    why=(
        "Plans run for years and papers are kept for longer: a report filed on 27 September, without a year, has to be "
        "worked out from what stands around it."
    ),
    bad="""\
principles:
  - id: on-time
    text: The first report went to government on 27 September.  # here
""",
    good="""\
principles:
  - id: on-time
    text: The first report went to government on 27 September 2025.
""",
    find=find,
)
