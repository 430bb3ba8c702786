"""The days on which something takes place again and again."""

from datetime import date, timedelta

from cqcplan.model.dates import month_end

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
MOST = 400
"""Days of one series."""


def series(first: date, every: str, until: date) -> list[date]:
    """Return the days of a series, both ends included.

    By the week it keeps its weekday; by the month it keeps its weekday and its place in the month, as boards do: the
    second Wednesday. A fifth one becomes the last.

    Args:
        first: the first day.
        every: ``week``, ``month``, ``quarter``, ``half-year`` or ``year``.
        until: no day is after this.
    """
    days: list[date] = []
    for number in range(MOST):
        day = first + timedelta(weeks=number) if every == "week" else _same_in(first, MONTHS[every] * number)
        if day > until:
            break
        days.append(day)
    return days


def _same_in(first: date, months: int) -> date:
    """Return the day with the same weekday and place in a later month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    start = date(year, month + 1, 1)
    place = (first.day - 1) // 7
    day = start + timedelta(days=(first.weekday() - start.weekday()) % 7 + 7 * place)
    return day if day <= month_end(year, month + 1) else day - timedelta(days=7)
