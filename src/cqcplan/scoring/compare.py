"""Where a council stands among the published results that are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cqcplan.framework.results import PublishedResult, PublishedResults
from cqcplan.framework.vintage import Vintage
from cqcplan.model.dates import parse_when
from cqcplan.scoring.gap import RATINGS
from cqcplan.scoring.ratings import TOP_SCORE, percent_of
from cqcplan.scoring.result import Result, gives_rating

NOT_BY_CQC = ("self", "peer", "mock", "target")
"""Kinds of assessment that CQC does not make."""
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
    n_later: int
    """Results left out because they were published after the day that is looked from."""
    not_cqcs: str | None
    """The kind of assessment that is placed, where it is not CQC's: ``self``, ``peer``, ``mock``, ``target``."""
    leaves_rating: bool
    """Whether what was asked about is an assessment that leaves the rating as it is: it is not placed."""
    taken_back: str | None
    """When CQC took back the council's own report, which is then not placed."""
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
    notes: tuple[tuple[str, str], ...]
    """What sources say differently of the council's own result and of those with the same percentage."""


def compare(
    result: Result, council: str | None, collections: Sequence[PublishedResults], as_of: date | None = None
) -> Comparison:
    """Place a result among the collections. Partial results count where they can; nothing is filled in.

    Args:
        result: where the council stands.
        council: its name, by which its own published result is found; nothing for scores that are nobody's.
        collections: the published results known, those that came with cqcplan first.
        as_of: the day to look from: what was published later is left out.
    """
    vintage = result.vintage
    results = newest(collections, as_of)
    own = next((item for item in results if council and same_council(item.council, council)), None)
    others = [item for item in results if item is not own]
    withdrawn = [
        item
        for collection in collections
        for item in collection.withdrawn
        if as_of is None or _earliest(item.withdrawn) <= as_of
    ]
    made = result.assessment
    taken_back = _taken_back(result, council, withdrawn) if own is None else None
    percent = None if taken_back or result.leaves_rating else result.best_percent
    peers = [peer for item in others if (peer := _peer(item, vintage)) is not None]
    rank = 1 + sum(peer.percent > percent for peer in peers) if percent is not None else None
    tied = sum(peer.percent == percent for peer in peers)
    n = len(peers) + (percent is not None)
    is_pilot = made is not None and made.kind == "pilot"
    twins = [peer for peer in peers if peer.percent == percent]
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
        n_later=sum(
            not _is_known(item, as_of) and not item.withdrawn
            for collection in collections
            for item in collection.results
        ),
        not_cqcs=made.kind if made and made.kind in NOT_BY_CQC else None,
        leaves_rating=result.leaves_rating,
        taken_back=taken_back,
        in_collection=own is not None,
        spreads=tuple(_spread(place, result, others) for place in range(len(vintage.statements))),
        twins=tuple(_twin(peer, result) for peer in twins),
        collections=tuple(Collected(item.collected, item.limits) for item in collections),
        withdrawn=tuple((item.council, item.withdrawn) for item in withdrawn if item.withdrawn),
        total=len(results),
        ratings=tuple((rating, sum(item.rating == rating for item in results)) for rating in reversed(RATINGS)),
        notes=tuple(
            (item.council, item.note) for item in (own, *(peer.result for peer in twins)) if item and item.note
        ),
    )


def newest(collections: Sequence[PublishedResults], as_of: date | None = None) -> list[PublishedResult]:
    """Join collections; a later one's result for a council takes the place of an earlier one's.

    Args:
        collections: the published results known, those that came with cqcplan first.
        as_of: the day to look from: what was published later is left out.
    """
    return sorted((items[-1] for items in by_council(collections, as_of).values()), key=lambda item: item.council)


def by_council(collections: Sequence[PublishedResults], as_of: date | None = None) -> dict[str, list[PublishedResult]]:
    """Return the results of each council, by its short name, the one in force last; none that CQC took back."""
    found: dict[str, list[PublishedResult]] = {}
    for collection in collections:
        for item in sorted(collection.results, key=lambda item: item.supersedes):
            if not item.withdrawn and _is_known(item, as_of):
                found.setdefault(short_name(item.council), []).append(item)
    return found


def _is_known(item: PublishedResult, as_of: date | None) -> bool:
    """Whether it had been published by a day; one without a day of its own counts."""
    return as_of is None or _earliest(item.published) <= as_of


def _earliest(when: str | None) -> date:
    try:
        return parse_when(when).earliest if when else date.min
    except ValueError:
        return date.min


def _taken_back(result: Result, council: str | None, withdrawn: Sequence[PublishedResult]) -> str | None:
    """Return when CQC took back the report that a result comes from: the council's own, published before that day."""
    made = result.assessment
    if council is None or made is None or made.published is None or not gives_rating(made):
        return None
    return next(
        (
            item.withdrawn
            for item in withdrawn
            if same_council(item.council, council) and made.published.earliest <= _earliest(item.withdrawn)
        ),
        None,
    )


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
