"""How far one date lies from another, as a person would say it."""

from datetime import timedelta
from typing import Literal, NamedTuple

from cqcplan.model.dates import When

_WEEK = 7


class HowFar(NamedTuple):
    """A distance between two dates."""

    number: int
    """Below nought where the second is the earlier."""
    unit: Literal["day", "week", "month"]


def how_far(before: When, after: When) -> HowFar:
    """Count from the last day that a date can mean to the last day that another can.

    Dates that end with a month, as all do that are known to a month, a quarter or a season, lie whole months apart:
    from 31 December to 31 March is three months. Others lie the nearest number of weeks apart, or days if under a week.
    """
    first, last = before.latest, after.latest
    if _ends_a_month(before) and _ends_a_month(after):
        return HowFar((last.year - first.year) * 12 + last.month - first.month, "month")
    days = (last - first).days
    if abs(days) < _WEEK:
        return HowFar(days, "day")
    return HowFar(round(days / _WEEK), "week")


def _ends_a_month(when: When) -> bool:
    return (when.latest + timedelta(days=1)).day == 1
