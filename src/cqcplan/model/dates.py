"""Dates as vague as the source is.

A :class:`When` is a day, a month, a season, a financial quarter or anything else
in the list below. It always has an earliest and a latest day, so that nothing is
called overdue before the last day it could mean has passed.

===========================  =======================================================
written in the plan          earliest day to latest day
===========================  =======================================================
``2026-06-17``               that day (``17 June 2026`` is read too)
``2026-06``, ``June 2026``   1 to 30 June 2026
``early June 2026``          1 to 10 June; ``mid`` is 11 to 20; ``late`` is 21 to the end
``early 2027``               January to April; ``mid`` is May to August; ``late`` September to December
``late autumn 2026``         November 2026: of a season or a quarter, each part is a month
``end of April 2026``        30 April 2026; of a season, a quarter or a year too, its last day
``autumn 2026``              1 September to 30 November 2026 (see :data:`SEASONS`)
``winter 2026``              1 December 2026 to 28 February 2027; ``winter 2026/27`` is the same
``2026-27-Q1``               1 April to 30 June 2026 (financial year, April to March)
``2026-27``, ``2026/27``     1 April 2026 to 31 March 2027
``2026``                     1 January to 31 December 2026
``week of 2025-02-24``       Monday 24 February to Sunday 2 March 2025
``by 2025-02-12``            on or before that day; the day itself for every sum
===========================  =======================================================

``2011-12`` is a month, as ``2011-07`` is; the financial year is written ``2011/12``.
What a paper prints of a date (``Quarter 1 2026/27``) is read back as the same date.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""English month names, January first: papers print the same whatever the locale."""

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of each season; each lasts three months, so winter 2026 ends in February 2027."""

_MONTH_NUMBER = (
    {name.lower(): n for n, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)
EXPECTED = (
    "a date such as 2026-06-17, 2026-06, June 2026, early June 2026, end of April 2026, "
    "autumn 2026, 2026-27-Q1, 2026-27 or week of 2026-06-15"
)


class When(NamedTuple):
    """A date, exact or vague. Compare and sort by ``earliest`` or ``latest``."""

    earliest: date
    latest: date
    words: str
    """How it prints in a paper, in English: ``17 June 2026``, ``autumn 2026``."""

    @property
    def is_day(self) -> bool:
        """Whether this names one single day."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        return self.words


NOT_STATED = When(date.min, date.min, "date not stated")
"""The date of a figure whose source gives none: before every other."""


def day_words(day: date) -> str:
    """Print a day as councils do, without a leading nought: ``1 June 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_words(day: date) -> str:
    """Print the month of a day: ``June 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def quarter_of(day: date) -> tuple[int, int]:
    """Return the year a day's financial year starts in, and the quarter: 15 May 2026 is (2026, 1)."""
    start = day.year if day.month >= 4 else day.year - 1
    return start, (day.month - 4) % 12 // 3 + 1


def quarter_span(start_year: int, quarter: int) -> tuple[date, date]:
    """Return the first and last day of a financial quarter; Q1 is April to June."""
    month = 4 + 3 * (quarter - 1)
    year = start_year
    if month > 12:
        month, year = month - 12, year + 1
    return date(year, month, 1), month_end(year, month + 2)


def is_financial_year(start: int, end: int) -> bool:
    """Tell ``2026-27`` (a financial year) from ``2026-07`` (a month)."""
    return end == (start + 1) % 100


def on_day(day: date) -> When:
    """Make the :class:`When` of one day."""
    return When(day, day, day_words(day))


@lru_cache(maxsize=65536)
def parse_when(text: str) -> When:
    """Read a date as written in a plan, or as a paper prints it.

    Raises:
        ValueError: with one sentence saying what is wrong and what to write.
    """
    text = " ".join(text.split())
    if text[:3].lower() == "by ":
        limit = _named(text[3:])
        return When(limit.latest, limit.latest, f"by {limit.words}")
    return _named(text)


def _named(text: str) -> When:
    for pattern, read in _FORMS:
        found = re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
        if found:
            return read(found)
    raise ValueError(f"{text!r} is not a date: write {EXPECTED}")


def _week(found: re.Match[str]) -> When:
    start = _named(found[1])
    if not start.is_day:
        raise ValueError(f"{found[0]} is not a date: a week begins on one day, as in week of 2026-06-15")
    return When(start.earliest, start.latest + timedelta(days=6), f"week of {start.words}")


def _day_in_figures(found: re.Match[str]) -> When:
    return on_day(_day(int(found[1]), int(found[2]), int(found[3]), text=found[0]))


def _day_in_words(found: re.Match[str]) -> When:
    return on_day(_day(int(found[3]), _MONTH_NUMBER[found[2].lower()], int(found[1]), text=found[0]))


def _month_in_figures(found: re.Match[str]) -> When:
    year, second = _year(found[1]), int(found[2])
    if 1 <= second <= 12:
        return _month(year, second)
    if is_financial_year(year, second):
        return _financial_year(year)
    raise ValueError(f"{found[0]} is neither a month nor a financial year: write {EXPECTED}")


def _month_in_words(found: re.Match[str]) -> When:
    return _month(_year(found[2]), _MONTH_NUMBER[found[1].lower()])


def _part(found: re.Match[str]) -> When:
    """Read a part of a month, a season, a quarter or a year: a third of its days or months, or its last day."""
    part, whole = found[1].lower(), _named(found[2])
    words = f"{part} {whole.words}"
    months = (whole.latest.year - whole.earliest.year) * 12 + whole.latest.month - whole.earliest.month + 1
    if (whole.latest - whole.earliest).days < 27:
        raise ValueError(f"{found[0]} is not a date: write a month, a season, a quarter or a year after {part}")
    if part == "end of":
        return When(whole.latest, whole.latest, words)
    third = ("early", "mid", "late").index(part)
    if months == 1:
        first, last = (1, 11, 21)[third], (10, 20, whole.latest.day)[third]
        return When(whole.earliest.replace(day=first), whole.earliest.replace(day=last), words)
    start, end = (_month_after(whole.earliest, months // 3 * number) for number in (third, third + 1))
    return When(start, end - timedelta(days=1), words)


def _month_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _winter(found: re.Match[str]) -> When:
    year = _start_year(found[0], found[1], found[2])
    return When(date(year, 12, 1), month_end(year + 1, 2), f"winter {_both_years(year)}")


def _season(found: re.Match[str]) -> When:
    name, year = found[1].lower(), _year(found[2])
    month = SEASONS[name]
    last = month_end(year + 1, 2) if name == "winter" else month_end(year, month + 2)
    return When(date(year, month, 1), last, f"{name} {year}")


def _financial_year_printed(found: re.Match[str]) -> When:
    return _financial_year(_start_year(found[0], found[1], found[2]))


def _quarter(found: re.Match[str]) -> When:
    parts = found.groupdict()
    year = _start_year(found[0], parts["year"], parts["next"])
    quarter = int(parts["quarter"])
    return When(*quarter_span(year, quarter), f"Quarter {quarter} {_both_years(year)}")


def _calendar_year(found: re.Match[str]) -> When:
    year = _year(found[0])
    return When(date(year, 1, 1), date(year, 12, 31), found[0])


def _calendar_quarter(found: re.Match[str]) -> When:
    year = _year(found[1])
    raise ValueError(
        f"{found[0]} could be a calendar or a financial quarter: for the financial year write "
        f"{year}-{(year + 1) % 100:02}-Q{found[2]}"
    )


_MONTH_NAME = "|".join(_MONTH_NUMBER)
_FORMS = (
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", _day_in_figures),
    (r"(\d{4})-(\d{2})", _month_in_figures),
    (rf"(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH_NAME}) (\d{{4}})", _day_in_words),
    (rf"({_MONTH_NAME}) (\d{{4}})", _month_in_words),
    (r"(early|mid|late|end of) (?!(?:early|mid|late|end of|week of) )(.+)", _part),
    (r"winter (\d{4})/(\d{2})", _winter),
    (rf"({'|'.join(SEASONS)}) (\d{{4}})", _season),
    (r"(?P<year>\d{4})[-/](?P<next>\d{2})[- ]Q(?P<quarter>[1-4])", _quarter),
    (r"Quarter (?P<quarter>[1-4]) (?P<year>\d{4})/(?P<next>\d{2})", _quarter),
    (r"(\d{4})/(\d{2})", _financial_year_printed),
    (r"\d{4}", _calendar_year),
    (r"week of (?!week of )(.+)", _week),
    (r"(\d{4})-Q([1-4])", _calendar_quarter),
)
"""Every form of date, and what reads it; compiled at the first date that needs it."""


def _year(text: str) -> int:
    year = int(text)
    if not 1900 <= year <= 2200:
        raise ValueError(f"{text} is not a year this plan can be about: expected 1900 to 2200")
    return year


def _start_year(text: str, first: str, second: str) -> int:
    year = _year(first)
    if not is_financial_year(year, int(second)):
        raise ValueError(f"{text} is not a financial year: the year after {year} is {(year + 1) % 100:02}")
    return year


def _both_years(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02}"


def _financial_year(start: int) -> When:
    return When(date(start, 4, 1), date(start + 1, 3, 31), _both_years(start))


def _month(year: int, month: int) -> When:
    return When(date(year, month, 1), month_end(year, month), f"{MONTHS[month - 1]} {year}")


def _day(year: int, month: int, day: int, *, text: str) -> date:
    _year(str(year))
    if not 1 <= month <= 12:
        raise ValueError(f"{text} is not a date: there is no month {month}")
    if not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(f"{text} is not a date: {MONTHS[month - 1]} {year} has {monthrange(year, month)[1]} days")
    return date(year, month, day)
