"""How far a set of scores is from another rating, and the smallest sets of rises that get there.

A *rise* is one quality statement up by one score: one point. A set of rises reaches a
rating when the points it adds do. The smallest sets are those with the fewest rises;
they all add just the points that are missing, spread over the statements in every way
that no score passes 4.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cqcplan.framework.vintage import Band
from cqcplan.scoring.ratings import TOP_SCORE, percent_of, rating_of

RATINGS = ("inadequate", "requires-improvement", "good", "outstanding")
"""Worst first."""


class Distance(NamedTuple):
    """Points to one rating: more than nought to a better one, less than nought to a worse one."""

    rating: str
    points: int
    at: int
    """The points at which that rating begins (going up) or is fallen into (going down)."""
    percent: int
    """What those points print as."""


class RiseSet(NamedTuple):
    """One smallest set: how many scores each statement rises."""

    rises: tuple[tuple[str, int], ...]
    """Statement id and number of rises, in CQC's order."""
    readiness: int
    """The sum of the readiness of its rises: the higher, the likelier."""


def least_points(rating: str, statements: int, bands: Sequence[Band]) -> int | None:
    """Return the fewest points that give a rating, or nothing where none do."""
    maximum = TOP_SCORE * statements
    for points in range(statements, maximum + 1):
        if rating_of(percent_of(points, maximum), bands) == rating:
            return points
    return None


def distances(points: int, statements: int, bands: Sequence[Band]) -> tuple[Distance, ...]:
    """Return the way to every better rating, and the margin before the next worse one."""
    maximum = TOP_SCORE * statements
    here = RATINGS.index(rating_of(percent_of(points, maximum), bands))
    found = []
    if here:
        begins = least_points(RATINGS[here], statements, bands) or points
        below = begins - 1
        found.append(Distance(RATINGS[here - 1], below - points, below, percent_of(below, maximum)))
    for rating in RATINGS[here + 1 :]:
        begins = least_points(rating, statements, bands) or maximum
        found.append(Distance(rating, begins - points, begins, percent_of(begins, maximum)))
    return tuple(found)


def count_sets(scores: Mapping[str, int], points: int) -> int:
    """Count the smallest sets that add a number of points, without listing them."""
    ways = [1] + [0] * points
    for score in scores.values():
        room = TOP_SCORE - score
        ways = [sum(ways[total - rises] for rises in range(min(room, total) + 1)) for total in range(points + 1)]
    return ways[points]


def smallest_sets(
    scores: Mapping[str, int], points: int, readiness: Mapping[str, int] | None = None, most: int = 10
) -> tuple[RiseSet, ...]:
    """List the smallest sets that add a number of points, the readiest first.

    Only the best ``most`` are ever held, so the search stays small however many there are.
    Among equals, sets that touch earlier statements in CQC's order come first.

    Args:
        scores: the score of every statement by id, in CQC's order.
        points: how many points are missing.
        readiness: how ready each statement is to rise; nought where it is not given.
        most: how many sets to return.
    """
    ready = readiness or {}
    nothing_yet: tuple[int, tuple[int, ...]] = (0, ())
    best = [[nothing_yet], *([] for _ in range(points))]
    for statement, score in scores.items():
        room = TOP_SCORE - score
        worth = ready.get(statement, 0)
        longer: list[list[tuple[int, tuple[int, ...]]]] = []
        for total in range(points + 1):
            found = [
                (value + worth * rises, (*taken, rises))
                for rises in range(min(room, total) + 1)
                for value, taken in best[total - rises]
            ]
            found.sort(key=lambda entry: (-entry[0], [-number for number in entry[1]]))
            longer.append(found[:most])
        best = longer
    return tuple(
        RiseSet(tuple((statement, number) for statement, number in zip(scores, taken, strict=True) if number), value)
        for value, taken in best[points]
    )


class Range(NamedTuple):
    """What a partly known set of scores can still come to."""

    known: int
    unknown: int
    fewest: int
    most: int
    ratings: tuple[str, ...]
    """Every rating still possible, worst first."""


def possible(scores: Sequence[int | None], bands: Sequence[Band]) -> Range:
    """Return the span of totals and ratings that scores with gaps allow."""
    given = [score for score in scores if score is not None]
    gaps = len(scores) - len(given)
    fewest, most = sum(given) + gaps, sum(given) + TOP_SCORE * gaps
    maximum = TOP_SCORE * len(scores)
    ratings = {rating_of(percent_of(points, maximum), bands) for points in range(fewest, most + 1)}
    return Range(len(given), gaps, fewest, most, tuple(rating for rating in RATINGS if rating in ratings))
