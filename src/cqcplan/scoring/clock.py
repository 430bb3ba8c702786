"""When CQC is due back, by the vintage's longest gaps."""

from datetime import date
from typing import NamedTuple

from cqcplan.framework.vintage import Vintage
from cqcplan.model.dates import parse_when
from cqcplan.scoring.result import Result


class Clock(NamedTuple):
    """When CQC's usual maximum gap before the next comprehensive assessment ends."""

    due: date
    years: int
    rating: str
    months_left: int
    """Whole months from the as-of date; less than nought when it has passed."""
    nearness: str
    """``far``, ``near`` (within 12 months), ``close`` (within 6) or ``passed``."""
    moved_by: str | None
    """What may move it, in running text."""
    second_requires_improvement: str | None
    """What a second requires-improvement in a row means, where that is the danger or has come."""
    in_a_row: int
    """How many of CQC's ratings in a row have been this one, this one included."""


def clock(result: Result, vintage: Vintage, as_of: date, in_a_row: int = 1) -> Clock | None:
    """Read the clock, or return nothing where the vintage sets no gap or is not in force yet.

    A pilot starts no clock: it gave no formal rating.

    Args:
        result: the rating that stands.
        vintage: the framework in force.
        as_of: the day to look from.
        in_a_row: how many of CQC's ratings in a row have been this one, this one included.
    """
    made, rating = result.assessment, result.best_rating
    if made is None or made.published is None or rating is None or made.kind != "comprehensive":
        return None
    if rating not in vintage.reassessment_years or parse_when(vintage.in_force).earliest > as_of:
        return None
    years = vintage.reassessment_years[rating]
    due = years_later(made.published.latest, years)
    months = (due.year - as_of.year) * 12 + due.month - as_of.month - (due.day < as_of.day)
    danger = vintage.second_requires_improvement if rating == "requires-improvement" else None
    return Clock(
        due, years, rating, months, _nearness(due, as_of, months), vintage.reassessment_moved_by, danger, in_a_row
    )


def _nearness(due: date, as_of: date, months: int) -> str:
    if due < as_of:
        return "passed"
    if months < 6:
        return "close"
    return "near" if months < 12 else "far"


def years_later(day: date, years: int) -> date:
    """Return the same day some years later; 28 February where 29 February has no match."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
