"""How far a set of scores is from another rating, and the smallest sets of rises that get there.

A *rise* is one quality statement up by one score: one point. A set of rises reaches a
rating when the points it adds do. The smallest sets are those with the fewest rises;
they all add just the points that are missing, spread over the statements in every way
that no score passes 4.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cqcplan.framework.vintage import Band
from cqcplan.model.vocabulary import Rating, choices
from cqcplan.scoring.ratings import TOP_SCORE, percent_of, rating_of

RATINGS = choices(Rating)
"""Worst first."""


class Distance(NamedTuple):
    """Points to one rating: more than nought to a better one, less than nought to a worse one."""

    rating: str
    points: int
    at: int
    """The points at which that rating begins (going up) or is fallen into (going down)."""
    percent: int
    """What those points print as."""


_Key = tuple[int, int, int, int]


class Worth(NamedTuple):
    """What speaks for one statement rising to one score. Whole numbers, which add up over a set."""

    rare: int = 0
    """1 where hardly any council with the rating scored so much."""
    leaps: int = 0
    """How many of its rises are more than the first."""
    readiness: int = 0
    """How far the plan's own work has got, for each rise."""
    reached: int = 0
    """How many councils with the rating scored at least that."""

    @property
    def key(self) -> tuple[int, int, int, int]:
        """The order of sets: none that is rare, then no leap, then the readiest, then the likeliest."""
        return (self.rare, self.leaps, -self.readiness, -self.reached)


class RiseSet(NamedTuple):
    """One smallest set: how many scores each statement rises."""

    rises: tuple[tuple[str, int], ...]
    """Statement id and number of rises, in CQC's order."""
    worth: Worth


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
    scores: Mapping[str, int],
    points: int,
    worth: Callable[[str, int, int], Worth] = lambda _statement, _score, rises: Worth(leaps=max(rises - 1, 0)),
    most: int = 10,
) -> tuple[RiseSet, ...]:
    """List the smallest sets that add a number of points, the best first.

    Only the best ``most`` are ever held, so the search stays small however many there are:
    what speaks for a set is a sum over its statements, so a worse beginning never ends in a
    better set. Among equals, sets that touch earlier statements in CQC's order come first.

    Args:
        scores: the score of every statement by id, in CQC's order.
        points: how many points are missing.
        worth: what speaks for a statement rising from a score by some scores.
        most: how many sets to return.
    """
    # what speaks for a beginning, as it sorts, and the rises of its statements with their signs turned: both add up
    # or lengthen without a look back, so that plain tuples sort as sets do
    nothing = (0, 0, 0, 0)
    best: list[list[tuple[_Key, tuple[int, ...]]]] = [[(nothing, ())], *([] for _ in range(points))]
    for statement, score in scores.items():
        steps = [nothing, *(worth(statement, score, rises).key for rises in range(1, TOP_SCORE - score + 1))]
        longer: list[list[tuple[_Key, tuple[int, ...]]]] = []
        for total in range(points + 1):
            found = [
                ((a + e, b + f, c + g, d + h), (*taken, -rises))
                for rises, (e, f, g, h) in enumerate(steps[: total + 1])
                for (a, b, c, d), taken in best[total - rises]
            ]
            found.sort()
            longer.append(found[:most])
        best = longer
    return tuple(
        RiseSet(
            tuple((statement, -number) for statement, number in zip(scores, taken, strict=True) if number),
            Worth(rare, leaps, -readiness, -reached),
        )
        for (rare, leaps, readiness, reached), taken in best[points]
    )


class Range(NamedTuple):
    """What a partly known set of scores can still come to."""

    known: int
    unknown: int
    fewest: int
    most: int
    ratings: tuple[str, ...]
    """Every rating still possible, worst first."""


def possible(scores: Sequence[int | None], bands: Sequence[Band], total: int | None = None) -> Range:
    """Return the span of totals and ratings that scores with gaps allow.

    Args:
        scores: the scores, nothing where one is not known.
        bands: the percentages of each rating.
        total: what all the scores add up to, where that is known although not every score is.
    """
    given = [score for score in scores if score is not None]
    gaps = len(scores) - len(given)
    fewest, most = sum(given) + gaps, sum(given) + TOP_SCORE * gaps
    if total is not None:
        fewest = most = total
    return _range(len(given), gaps, fewest, most, bands)


def possible_after(
    scores: Sequence[int | None], changes: Sequence[int | None], bands: Sequence[Band], total: int | None = None
) -> Range:
    """Return the span of totals and ratings once some scores are others.

    Args:
        scores: the scores now, nothing where one is not known.
        changes: what each becomes; nothing where it stays.
        bands: the percentages of each rating.
        total: what all the scores add up to now, where that is known although not every score is.
    """
    after = [now if then is None else then for now, then in zip(scores, changes, strict=True)]
    if total is None:
        return possible(after, bands)
    given = sum(score for score in after if score is not None)
    unknown = total - sum(score for score in scores if score is not None)
    replaced = sum(now is None and then is not None for now, then in zip(scores, changes, strict=True))
    left = sum(score is None for score in after)
    fewest = given + max(left, unknown - TOP_SCORE * replaced)
    most = given + min(TOP_SCORE * left, unknown - replaced)
    return _range(len(after) - left, left, fewest, most, bands)


def _range(known: int, unknown: int, fewest: int, most: int, bands: Sequence[Band]) -> Range:
    maximum = TOP_SCORE * (known + unknown)
    ratings = {rating_of(percent_of(points, maximum), bands) for points in range(fewest, most + 1)}
    return Range(known, unknown, fewest, most, tuple(rating for rating in RATINGS if rating in ratings))
