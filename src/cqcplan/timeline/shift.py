"""By how much a date moved, in the unit in which it is known."""

from typing import NamedTuple

from cqcplan.model.dates import When


class Shift(NamedTuple):
    """By how much a date moved."""

    number: int
    """Less than nought if brought forward; nought if by less than half a ``unit``."""
    unit: str
    """``week`` between two days, ``month`` where either date is vaguer than that."""


def weeks_between(before: When, after: When) -> int:
    """Count the weeks between the last days of two dates, to the nearest."""
    days = (after.latest - before.latest).days
    return (abs(days) * 2 + 7) // 14 * (1 if days > 0 else -1)


def shift_between(before: When, after: When) -> Shift:
    """Count weeks between two days, and calendar months where either date is vaguer than a day."""
    if before.is_day and after.is_day:
        return Shift(weeks_between(before, after), "week")
    first, last = before.latest, after.latest
    return Shift((last.year - first.year) * 12 + last.month - first.month, "month")
