"""How long a cycle lasts, and when the next turn is due."""

from calendar import monthrange
from datetime import date

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
"""The cycles that a plan can name, in months."""


def months_after(day: date, months: int) -> date:
    """Return the same day some months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
