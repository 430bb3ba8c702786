"""From points to a percentage to a rating, as CQC does it."""

from collections.abc import Sequence
from typing import NamedTuple

from cqcplan.framework.vintage import Band

TOP_SCORE = 4
"""The best score of a quality statement; the lowest is 1."""


class DistanceTo(NamedTuple):
    """How far a result is from another rating."""

    rating: str
    points: int


def percent_of(points: int, maximum: int) -> int:
    """Return the whole percentage that CQC prints: always rounded up.

    Every published pair of scores and percentage known agrees (Nottingham's 21 of 36
    prints 59, York's 14 prints 39); ordinary rounding does not.
    """
    return -(-100 * points // maximum)


def nearest_percent_of(points: int, maximum: int) -> int:
    """Return the percentage rounded to the nearest whole one, a half up: for shares that CQC does not print."""
    return (200 * points + maximum) // (2 * maximum)


def rating_of(percent: int, bands: Sequence[Band]) -> str:
    """Return the rating whose band holds a whole percentage (25 to 100).

    Raises:
        ValueError: for a percentage that no set of scores can give.
    """
    for band in bands:
        if band.first <= percent <= band.last:
            return band.rating
    raise ValueError(f"{percent} per cent is in no band")


def step_up(points: int, maximum: int, bands: Sequence[Band]) -> DistanceTo | None:
    """Return the next better rating and the points still needed for it; nothing at the top."""
    here = rating_of(percent_of(points, maximum), bands)
    for more in range(points + 1, maximum + 1):
        there = rating_of(percent_of(more, maximum), bands)
        if there != here:
            return DistanceTo(there, more - points)
    return None


def points_behind(percent: int, maximum: int) -> int | None:
    """Return the only number of points that prints as a percentage, or nothing where none does."""
    for points in range(maximum // TOP_SCORE, maximum + 1):
        if percent_of(points, maximum) == percent:
            return points
    return None
