"""The ways to a better rating: what the rises start from, and what the councils that have it scored."""

from collections.abc import Mapping
from dataclasses import dataclass

from cqcplan.scoring.gap import RiseSet
from cqcplan.scoring.ratings import TOP_SCORE
from cqcplan.scoring.reached import Reached
from cqcplan.scoring.readiness import Readiness
from cqcplan.scoring.result import Result
from cqcplan.scoring.ways import Ways
from cqcplan.scoring.what_if import known_scores

_EXAMPLES = 3
"""How many statements are named as those that most of the councils have behind them."""


@dataclass(frozen=True, slots=True)
class Had:
    """How many councils scored at least so much on a statement."""

    name: str
    score: int
    councils: int
    of: int


def score_of(result: Result, statement: str) -> int:
    """Return what a statement is scored now."""
    return known_scores(result)[statement]


def reached_by(result: Result, reached: Reached, rises: RiseSet) -> list[int]:
    """Return, rise by rise, how many of the councils with the rating scored so much."""
    scores = known_scores(result)
    return [reached.share_of(statement, scores[statement] + number) for statement, number in rises.rises]


def next_up(result: Result, reached: Reached) -> list[Had]:
    """Return the rises of one that most of those councils have behind them."""
    able = [
        Had(item.name, item.score + 1, reached.share_of(item.id, item.score + 1), reached.n)
        for item in result.statements
        if item.score is not None and item.score < TOP_SCORE
    ]
    return sorted(able, key=lambda had: -had.councils)[:_EXAMPLES]


def reached_by_nobody(result: Result, ways: Ways) -> list[Had]:
    """Return the scores within reach that no council whose nine scores are known has."""
    if ways.reached is None:
        return []
    return [
        Had(item.name, score, 0, ways.reached.known)
        for item in result.statements
        if item.score is not None
        for score in range(item.score + 1, min(TOP_SCORE, item.score + (ways.points or 0)) + 1)
        if ways.reached.of_all[item.id][score - 1] == 0
    ]


def readiest_first(result: Result, readiness: Mapping[str, Readiness]) -> list[Readiness]:
    """Return how far the plan's own work has got for each statement that can rise, the furthest first."""
    scores = known_scores(result)
    able = [item for item in readiness.values() if scores.get(item.statement, TOP_SCORE) < TOP_SCORE]
    return sorted(able, key=lambda item: -item.value)
