"""The ways to a rating: the smallest sets of rises, in the order in which they are worth trying."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cqcplan.framework.results import PublishedResult
from cqcplan.scoring.gap import RiseSet, Worth, count_sets, distances, smallest_sets
from cqcplan.scoring.reached import Reached, reached
from cqcplan.scoring.readiness import Readiness
from cqcplan.scoring.result import Result
from cqcplan.scoring.what_if import known_scores


class Ways(NamedTuple):
    """How a rating may be reached from the nine scores of a result."""

    rating: str
    points: int | None
    """How many are missing; nothing where the rating is reached already, or where not all nine scores are known."""
    smallest: int
    """How many smallest sets there are."""
    sets: tuple[RiseSet, ...]
    """The best of them, the best first."""
    readiness: Mapping[str, Readiness]
    """How far the plan's own work has got, by statement; empty where there is no plan."""
    reached: Reached | None
    """What the councils that have the rating scored."""


def ways_to(
    rating: str,
    result: Result,
    readiness: Mapping[str, Readiness],
    known: Sequence[PublishedResult],
    most: int = 10,
) -> Ways:
    """Find the smallest sets of rises that reach a rating.

    First come sets without a score that hardly any council with the rating has (under 5 per
    cent of them), then sets of single rises, then those for which the plan's own work has got
    furthest, then those whose scores most of these councils have.

    Args:
        rating: the rating to reach.
        result: where the council stands.
        readiness: how far the plan's own work has got, by statement.
        known: published results, of which those with all nine scores are looked at.
        most: how many sets to return.
    """
    among = reached(rating, known, result.vintage)
    found = Ways(rating, None, 0, (), readiness, among)
    if result.points is None:
        return found
    ahead = distances(result.points, len(result.statements), result.vintage.bands)
    points = next((way.points for way in ahead if way.rating == rating and way.points > 0), None)
    if points is None:
        return found
    scores = known_scores(result)

    def worth(statement: str, score: int, rises: int) -> Worth:
        end = score + rises
        return Worth(
            rare=int(among.is_rare(statement, end)) if among else 0,
            leaps=rises - 1,
            readiness=readiness[statement].value * rises if readiness else 0,
            reached=among.share_of(statement, end) if among else 0,
        )

    sets = smallest_sets(scores, points, worth, most)
    return found._replace(points=points, smallest=count_sets(scores, points), sets=sets)
