"""Dates as people write them in spreadsheets, read without guessing."""

import re
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
_FIGURES = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_MONTH = "|".join([*MONTHS, *(name[:3] for name in MONTHS), "Sept"])
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ \-/.]+({_MONTH})\.?[ \-/,.]+'?(\d{{4}}|\d{{2}})", re.IGNORECASE)
_MONTH_YEAR = re.compile(
    rf"(?:(early|mid|late|end of|end|by end of|by)[ \-]+)?({_MONTH})\.?[ \-/,.]*'?(\d{{4}}|\d{{2}})", re.IGNORECASE
)
_NO_YEAR = re.compile(
    rf"(?:(?:by|end|end of|early|mid|late|\\d{{1,2}}(?:st|nd|rd|th)?)[ \\-]+)*(?:{_MONTH}|{'|'.join(SEASONS)}|Q[1-4])",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"(?:Q|Qtr|Quarter)\.? ?([1-4])[ ,\-/]*(?:FY ?)?(\d{4}|\d{2})[/\-](\d{4}|\d{2})", re.IGNORECASE)


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
    if isinstance(value, int | float) and not isinstance(value, bool):
        if int(value) in _SERIALS:
            return on_day(_SERIAL_FROM + timedelta(days=int(value)))
        value = f"{value:g}"
    text = " ".join(str(value if value is not None else "").split())
    if text.casefold().rstrip(".") in NOT_YET:
        raise NoDateError(f'"{text}" gives no date')
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return on_day(_SERIAL_FROM + timedelta(days=int(text)))
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?", text):
        text = found[1]
    if found := _FIGURES.fullmatch(text):
        return _figures(found, order)
    if found := _DAY_MONTH.fullmatch(text):
        return parse_when(f"{found[1]} {found[2]} {_year(found[3])}")
    if found := _MONTH_YEAR.fullmatch(text):
        part = (found[1] or "").lower()
        words = {"end": "end of ", "by end of": "by end of ", "": ""}.get(part, f"{part} ")
        return parse_when(f"{words}{found[2]} {_year(found[3])}")
    if found := _QUARTER.fullmatch(text):
        return parse_when(f"{_year(found[2])}-{found[3][-2:]}-Q{found[1]}")
    if _NO_YEAR.fullmatch(text):
        raise ValueError(f'"{text}" has no year: write it with one, such as {text} {"2026/27" if text[-1].isdigit() else 2026}')
    return _as_in_a_plan(text)


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
