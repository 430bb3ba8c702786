"""Dates as people write them in spreadsheets, read without guessing."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from cqcplan.exchange.grid import CellValue
from cqcplan.model.dates import EXPECTED, MONTHS, SEASONS, When, on_day, parse_when

Order = Literal["day-first", "month-first"]
NOT_YET = frozenset({
    "", "-", "n/a", "na", "none", "tbc", "tba", "tbd", "to be confirmed", "to be agreed", "to be decided", "ongoing",
    "on going", "on-going", "asap", "continuous", "various", "?",
})  # fmt: skip
"""Words that give no date."""
_SERIAL_FROM = date(1899, 12, 30)
"""Day nought of Excel's count."""
_SERIALS = range(20_000, 80_000)
"""Counts of days that are dates from 1954 to 2119; other numbers are not dates."""


class NoDateError(ValueError):
    """Words stand where a date should be and say that there is none yet: ``TBC``."""


def read_when(value: CellValue, order: Order | None = None) -> When:
    """Read a date out of a cell.

    Args:
        value: a day, Excel's count of days, or text in any of the ways of a plan and of spreadsheets.
        order: how 03/04/2026 is meant; left out, such a date is refused unless only one way gives a day.

    Raises:
        NoDateError: where the words say that there is no date yet.
        ValueError: with one sentence, where it is no date.
    """
    if isinstance(value, date):
        return on_day(value)
    text = " ".join(str("" if value is None else value).split())
    if text.casefold().rstrip(".") in NOT_YET:
        raise NoDateError(f'"{text}" gives no date')
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(text):
            return read(found, order)
    return _as_in_a_plan(text)


def _serial(found: re.Match[str], _: Order | None) -> When:
    count = int(float(found[0]))
    if count not in _SERIALS:
        raise ValueError(f"{found[0]} is not a date: write 30/04/2026, April 2026 or autumn 2026")
    return on_day(_SERIAL_FROM + timedelta(days=count))


def _with_time(found: re.Match[str], _: Order | None) -> When:
    return parse_when(found[1])


def _day_in_words(found: re.Match[str], _: Order | None) -> When:
    return parse_when(f"{found[1]} {found[2]} {_year(found[3])}")


def _month_in_words(found: re.Match[str], _: Order | None) -> When:
    part = (found[1] or "").lower()
    words = {"end": "end of ", "": ""}.get(part, f"{part} ")
    return parse_when(f"{words}{found[2]} {_year(found[3])}")


def _quarter(found: re.Match[str], _: Order | None) -> When:
    return parse_when(f"{_year(found[2])}-{found[3][-2:]}-Q{found[1]}")


def _no_year(found: re.Match[str], _: Order | None) -> When:
    text = found[0]
    year = "2026/27" if text[-1].isdigit() else "2026"
    raise ValueError(f'"{text}" has no year: write it with one, such as {text} {year}')


def _as_in_a_plan(text: str) -> When:
    try:
        return parse_when(text)
    except ValueError as error:
        if EXPECTED in str(error):
            raise ValueError(f'"{text}" is not a date: write 30/04/2026, April 2026 or autumn 2026') from error
        raise


def _figures(found: re.Match[str], order: Order | None) -> When:
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    if order is None:
        if first <= 12 and second <= 12 and first != second:
            raise ValueError(f'"{found[0]}" can be read two ways: say date_order in the mapping')
        order = "day-first" if first > 12 or first == second else "month-first"
    day, month = (first, second) if order == "day-first" else (second, first)
    return parse_when(f"{year}-{month:02}-{day:02}")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


_MONTH = "|".join([*MONTHS, *(name[:3] for name in MONTHS), "Sept"])
_PARTS = r"early|mid|late|end of|end|by end of|by"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Order | None], When]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), read)
    for pattern, read in (
        (r"\d{5,}(?:\.\d+)?", _serial),
        (r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?", _with_time),
        (r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})", _figures),
        (rf"(\d{{1,2}})(?:st|nd|rd|th)?[ \-/.]+({_MONTH})\.?[ \-/,.]+'?(\d{{4}}|\d{{2}})", _day_in_words),
        (rf"(?:({_PARTS})[ \-]+)?({_MONTH})\.?[ \-/,.]*'?(\d{{4}}|\d{{2}})", _month_in_words),
        (r"(?:Q|Qtr|Quarter)\.? ?([1-4])[ ,\-/]*(?:FY ?)?(\d{4}|\d{2})[/\-](\d{4}|\d{2})", _quarter),
        (
            rf"(?:(?:{_PARTS}|\d{{1,2}}(?:st|nd|rd|th)?)[ \-]+)*(?:{_MONTH}|{'|'.join(SEASONS)}|Q[1-4])",
            _no_year,
        ),
    )
)
"""Every form that spreadsheets have and a plan has not, and what reads it."""
