"""Where a council stands among the published results that are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cqcplan.framework.results import PublishedResult, PublishedResults
from cqcplan.framework.vintage import Vintage
from cqcplan.scoring.gap import RATINGS
from cqcplan.scoring.ratings import TOP_SCORE, percent_of
from cqcplan.scoring.result import Result

QUARTILES = ("first", "second", "third", "fourth")
"""From the best: the first quartile holds the highest percentages."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One council with an overall percentage."""

    council: str
    percent: int
    computed: bool
    """True where the percentage is worked out from all nine published scores, none having been published."""
    result: PublishedResult


@dataclass(frozen=True, slots=True)
class Spread:
    """How the known scores of one statement are spread."""

    statement: str
    counts: tuple[int, int, int, int]
    """Councils with a 1, 2, 3 and 4."""
    own: int | None

    @property
    def known(self) -> int:
        """Councils whose score is known."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Twin:
    """A council with the same points, and where it scored higher and lower."""

    council: str
    higher: tuple[str, ...]
    lower: tuple[str, ...]
    comparable: bool
    """Whether both sets of nine scores are known."""


class Collected(NamedTuple):
    """When a collection was made, and what is missing from it."""

    collected: str
    limits: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One council among the others."""

    percent: int | None
    rank: int | None
    """1 is the highest; councils with the same percentage share a rank."""
    tied: int
    """How many others have the same percentage."""
    quartile: str | None
    """From the best: ``first`` to ``fourth``; of councils with the same percentage, that of the first of them."""
    quartile_of_last: str | None
    """That of the last of the councils with the same percentage: another one where they stand across the line."""
    higher: int
    """How many others have a higher percentage."""
    lower: int
    n: int
    """Councils with a known percentage, this one included."""
    n_computed: int
    """Of the others: worked out from nine published scores, no percentage having been published."""
    n_pilot: int
    """Pilots among them, this one included: indicative results."""
    n_secondary: int
    """Of the others: known from a public table or the press alone."""
    in_collection: bool
    """Whether the council's own result was in the collection; otherwise it was added for the ranking."""
    spreads: tuple[Spread, ...]
    twins: tuple[Twin, ...]
    collections: tuple[Collected, ...]
    """The collections compared with, those that came with cqcplan first."""
    withdrawn: tuple[tuple[str, str], ...]
    """Councils whose report CQC took back, and when: they are not ranked."""
    total: int
    """Results in the collection, with or without a percentage."""
    ratings: tuple[tuple[str, int], ...]
    """How many councils have each rating, best first, where it is known."""


def compare(result: Result, council: str | None, collections: Sequence[PublishedResults]) -> Comparison:
    """Place a result among the collections. Partial results count where they can; nothing is filled in.

    Args:
        result: where the council stands.
        council: its name, by which its own published result is found; nothing for scores that are nobody's.
        collections: the published results known, those that came with cqcplan first.
    """
    vintage = result.vintage
    results = newest(collections)
    own = next((item for item in results if council and same_council(item.council, council)), None)
    others = [item for item in results if item is not own]
    percent = result.best_percent
    peers = [peer for item in others if (peer := _peer(item, vintage)) is not None]
    rank = 1 + sum(peer.percent > percent for peer in peers) if percent is not None else None
    tied = sum(peer.percent == percent for peer in peers)
    n = len(peers) + (percent is not None)
    is_pilot = result.assessment is not None and result.assessment.kind == "pilot"
    return Comparison(
        percent=percent,
        rank=rank,
        tied=tied,
        quartile=QUARTILES[4 * (rank - 1) // n] if rank is not None else None,
        quartile_of_last=QUARTILES[4 * (rank + tied - 1) // n] if rank is not None else None,
        higher=rank - 1 if rank is not None else 0,
        lower=n - rank - tied if rank is not None else 0,
        n=n,
        n_computed=sum(peer.computed for peer in peers),
        n_pilot=sum(peer.result.kind == "pilot" for peer in peers) + (is_pilot and percent is not None),
        n_secondary=sum(peer.result.is_secondary for peer in peers),
        in_collection=own is not None,
        spreads=tuple(_spread(place, result, others) for place in range(len(vintage.statements))),
        twins=tuple(_twin(peer, result) for peer in peers if peer.percent == percent),
        collections=tuple(Collected(item.collected, item.limits) for item in collections),
        withdrawn=tuple(
            (item.council, item.withdrawn)
            for collection in collections
            for item in collection.results
            if item.withdrawn
        ),
        total=len(results),
        ratings=tuple((rating, sum(item.rating == rating for item in results)) for rating in reversed(RATINGS)),
    )


def newest(collections: Sequence[PublishedResults]) -> list[PublishedResult]:
    """Join collections; a later one's result for a council takes the place of an earlier one's."""
    found: dict[str, PublishedResult] = {}
    for collection in collections:
        for item in collection.in_force:
            found[short_name(item.council)] = item
    return sorted(found.values(), key=lambda item: item.council)


def short_name(council: str) -> str:
    """Return a council's name without what names of councils have in common: ``bath and north east somerset``."""
    name = council.lower().replace("&", "and").split("(")[0]
    for words in ("metropolitan borough", "county council", "city council", "borough council", "london borough of",
                  "royal borough of", "city of", "council"):  # fmt: skip
        name = name.replace(words, "")
    return " ".join(name.split())


def same_council(one: str, other: str) -> bool:
    """Whether two names are of one council."""
    return short_name(one) == short_name(other)


def _peer(item: PublishedResult, vintage: Vintage) -> Peer | None:
    if item.overall_percent is not None:
        return Peer(item.council, item.overall_percent, computed=False, result=item)
    if item.points is not None:
        percent = percent_of(item.points, TOP_SCORE * len(vintage.statements))
        return Peer(item.council, percent, computed=True, result=item)
    return None


def _spread(place: int, result: Result, others: Sequence[PublishedResult]) -> Spread:
    scores = [item.scores[place] for item in others if item.scores]
    counts = tuple(sum(score == wanted for score in scores) for wanted in range(1, TOP_SCORE + 1))
    own = result.statements[place]
    return Spread(own.id, (counts[0], counts[1], counts[2], counts[3]), own.score)


def _twin(peer: Peer, result: Result) -> Twin:
    theirs = peer.result.scores
    higher: list[str] = []
    lower: list[str] = []
    comparable = theirs is not None and None not in theirs and result.points is not None
    for statement, score in zip(result.statements, theirs or (), strict=False):
        if score is None or statement.score is None or score == statement.score:
            continue
        (higher if score > statement.score else lower).append(statement.id)
    return Twin(peer.council, tuple(higher), tuple(lower), comparable)
