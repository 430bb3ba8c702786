"""Dates in the cells of spreadsheets, read without guessing."""

import re
from datetime import date, timedelta

from cqcplan.exchange.grid import CellValue
from cqcplan.model.dates import When, on_day
from cqcplan.typed.dates import DateInDoubtError, NoDateError, Order, read_date

__all__ = ["FROM_1904", "DateInDoubtError", "NoDateError", "Order", "count_of_days", "read_when"]

_SERIAL_FROM = date(1899, 12, 30)
"""Day nought of Excel's count."""
_SERIALS = range(20_000, 80_000)
"""Counts of days that are dates of our time, from either beginning; other numbers are not dates."""

FROM_1904 = 1462
"""Days between the two counts of days that workbooks have."""


def count_of_days(value: CellValue) -> int | None:
    """Return the whole days of a count such as 46477; None for a day, a year such as 2027, and other numbers."""
    text = "" if value is None or isinstance(value, bool | date) else str(value)
    if re.fullmatch(r"\s*\d{5}(?:\.\d+)?\s*", text, re.ASCII) and int(float(text)) in _SERIALS:
        return int(float(text))
    return None


def read_when(value: CellValue, order: Order | None = None) -> When:
    """Read a date out of a cell.

    Args:
        value: a day, Excel's count of days, or text in any of the ways that people write dates.
        order: how 03/04/2026 is meant; left out, such a date is refused unless only one way gives a day.

    Raises:
        NoDateError: where the words say that there is no date yet.
        ValueError: with one sentence, where it is no date.
    """
    if isinstance(value, date):
        return on_day(value)
    if (days := count_of_days(value)) is not None:
        return on_day(_SERIAL_FROM + timedelta(days=days))
    return read_date("" if value is None else str(value), order=order)
