"""Which scores the councils that have a rating reached: what just inside it looks like."""

from collections.abc import Sequence
from typing import NamedTuple

from cqcplan.framework.results import PublishedResult
from cqcplan.framework.vintage import Vintage
from cqcplan.scoring.gap import least_points
from cqcplan.scoring.ratings import TOP_SCORE, percent_of, rating_of

FEWEST = 10
"""Fewer councils than this just inside a rating say little, and all that have it are looked at instead."""
RARE_PER_CENT = 5
"""A score that a smaller share of those councils has is rare."""


class Reached(NamedTuple):
    """How many councils scored at least so much on each statement."""

    rating: str
    just_inside: bool
    """Whether these have the fewest points that give the rating; else all that have it."""
    n: int
    """Councils with all nine scores known, that have the rating so."""
    known: int
    """Councils with all nine scores known, whatever their rating."""
    at_least: dict[str, tuple[int, ...]]
    """By statement, of ``n``: how many scored at least 1, 2, 3 and 4."""
    of_all: dict[str, tuple[int, ...]]
    """The same, of ``known``."""

    def share_of(self, statement: str, score: int) -> int:
        """Return how many of the councils scored at least that."""
        return self.at_least[statement][score - 1]

    def is_rare(self, statement: str, score: int) -> bool:
        """Whether under 5 per cent of the councils scored at least that."""
        return 100 * self.share_of(statement, score) < RARE_PER_CENT * self.n


def reached(rating: str, results: Sequence[PublishedResult], vintage: Vintage) -> Reached | None:
    """Look at the councils that have a rating, with the fewest points for it where enough of them are known.

    A pilot's result counts as its scores do. Nothing is returned where no such council is known.
    """
    statements = [item.id for item in vintage.statements]
    scored = [scores for item in results if (scores := _nine(item)) is not None]
    least = least_points(rating, len(statements), vintage.bands)
    inside = [scores for scores in scored if sum(scores) == least]
    just_inside = len(inside) >= FEWEST
    chosen = inside if just_inside else [scores for scores in scored if rating_of_nine(scores, vintage) == rating]
    if not chosen:
        return None
    return Reached(
        rating, just_inside, len(chosen), len(scored), _at_least(statements, chosen), _at_least(statements, scored)
    )


def rating_of_nine(scores: tuple[int, ...], vintage: Vintage) -> str:
    """Return the rating that nine scores make."""
    return rating_of(percent_of(sum(scores), TOP_SCORE * len(scores)), vintage.bands)


def _nine(item: PublishedResult) -> tuple[int, ...] | None:
    scores = tuple(score for score in item.scores or () if score is not None)
    return scores if item.scores and len(scores) == len(item.scores) else None


def _at_least(statements: list[str], chosen: list[tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    return {
        name: tuple(sum(scores[place] >= wanted for scores in chosen) for wanted in range(1, TOP_SCORE + 1))
        for place, name in enumerate(statements)
    }
