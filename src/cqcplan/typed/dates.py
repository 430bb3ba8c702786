"""Dates as English offices write them, day first, read into the dates that a plan holds.

Nothing is guessed: what can be meant two ways, or has no year, is asked about with what it may be.
"""

from datetime import date, timedelta

from cqcplan.model.dates import MONTHS, When, day_words, month_words, parse_when, quarter_of
from cqcplan.typed.date_doubt import DateInDoubtError, NoDateError
from cqcplan.typed.date_reading import Order, Reading
from cqcplan.typed.date_words import NOT_YET, usual

__all__ = ["DateInDoubtError", "NoDateError", "Order", "in_full", "read_date", "written"]


def read_date(text: str, *, order: Order | None = "day-first", today: date | None = None) -> When:
    """Read a date that somebody typed.

    Args:
        text: in any of the forms that people use; a day in figures has the day first.
        order: how 03/04/2026 is meant; None refuses such a date unless only one way gives a day.
        today: the day it is typed, for ``yesterday``; without it such words are refused.

    Raises:
        NoDateError: where the words say that there is no date yet.
        DateInDoubtError: where it is a date, but not which.
        ValueError: with one sentence, where it is no date.
    """
    said = " ".join(text.split())
    words = usual(text)
    if words in NOT_YET:
        raise NoDateError(f'"{said}" gives no date')
    return Reading(said, order, today).limit(words)


def written(when: When) -> str:
    """Write a date as a plan holds it, so that it is read back as the same: 2026-06-17, 2026-06, 2026-27-Q1."""
    first = when.earliest
    start, quarter = quarter_of(first)
    years = f"{start}-{(start + 1) % 100:02}"
    for form in (
        first.isoformat(), f"{first:%Y-%m}", str(first.year), years, f"{years}-Q{quarter}"
    ):  # fmt: skip
        if parse_when(form) == when:
            return form
    return when.words


def in_full(when: When) -> str:
    """Say a date and, where it is vague, the days it covers: ``Quarter 4 2025/26 (January to March 2026)``."""
    first, last = when.earliest, when.latest
    if when.is_day or when.words.startswith("week of ") or when.words in (month_words(first), str(first.year)):
        return when.words
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        same = first.year == last.year
        if (first.year, first.month) == (last.year, last.month):
            return f"{when.words} ({month_words(first)})"
        return f"{when.words} ({MONTHS[first.month - 1] if same else month_words(first)} to {month_words(last)})"
    return f"{when.words} ({day_words(first)} to {day_words(last)})"
