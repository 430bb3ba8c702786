"""Several councils together: their ratings, how far each is from the next, and which statements are most often low."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cqcplan.framework.results import PublishedResult, PublishedResults
from cqcplan.framework.vintage import CURRENT, load_vintage
from cqcplan.scoring.compare import Collected, by_council, newest, short_name
from cqcplan.scoring.gap import RATINGS
from cqcplan.scoring.standing import Standing, of_published

LOW = 2
"""A score of so much or less is low: CQC found shortfalls."""


class Basis(NamedTuple):
    """What a comparison rests on: said with every one."""

    n: int
    """Councils of which it is known."""
    of: int
    """All councils looked at."""
    vintages: tuple[tuple[str, int], ...]
    """How many of the n were assessed under each version of the framework, by its title, the oldest first."""
    indicative: int
    secondary: int


class OfRating(NamedTuple):
    """How many councils have one rating."""

    rating: str
    value: int
    elsewhere: int
    """The same, of the published results known."""


class LowStatement(NamedTuple):
    """How often one quality statement is low."""

    statement: str
    value: int
    """Councils that have a 1 or a 2."""
    ones: int
    """Those of them that have a 1."""
    n: int
    elsewhere: int
    """Councils with a 1 or a 2 among the published results known."""
    elsewhere_n: int


class Together(NamedTuple):
    """Several councils."""

    as_of: date
    standings: tuple[Standing, ...]
    """By name."""
    collections: tuple[Collected, ...]
    """The published results that these are compared with, those that came with cqcplan first."""
    results_alone: bool
    """Whether no plan is among them."""
    known: tuple[PublishedResult, ...]
    """The published results in force."""
    not_public: int
    """Plans left out because they are not for the public."""


def together(
    standings: Sequence[Standing],
    collections: Sequence[PublishedResults],
    own: Sequence[PublishedResults],
    as_of: date,
    not_public: Collection[str] = (),
) -> Together:
    """Put councils together.

    Args:
        standings: those of plans.
        collections: the published results known, those that came with cqcplan first.
        own: which of them name councils to be looked at beside the plans; without plans and without these, all are.
        as_of: the day; a result published after it is not known yet.
        not_public: councils whose plans are not for the public: of them, published results alone are looked at.
    """
    with_plan = {short_name(item.council) for item in standings}
    asked_for = {short_name(council) for council in not_public}
    everybody = not own and not standings and not asked_for
    asked_for |= set(by_council(own, as_of))
    found = [*standings]
    for name, results in by_council(collections, as_of).items():
        if name not in with_plan and (everybody or name in asked_for):
            found.append(of_published(results))
    return Together(
        as_of,
        tuple(sorted(found, key=lambda item: (item.council, item.plan or ""))),
        tuple(Collected(item.collected, item.limits) for item in collections),
        not standings,
        tuple(newest(collections, as_of)),
        len(not_public),
    )


def basis(all_of_them: Together, of: Sequence[Standing]) -> Basis:
    """Say what a comparison of some of the councils rests on."""
    number = Counter(item.vintage for item in of)
    return Basis(
        len(of),
        len(all_of_them.standings),
        tuple(
            (load_vintage(name).title, number[name])
            for name in sorted(number, key=lambda name: load_vintage(name).in_force)
        ),
        sum(item.indicative for item in of),
        sum(item.secondary for item in of),
    )


def by_rating(found: Together) -> list[OfRating]:
    """Count the ratings, the best first."""
    here = Counter(item.rating for item in found.standings)
    there = Counter(of_published([item]).rating for item in found.known)
    return [OfRating(rating, here[rating], there[rating]) for rating in reversed(RATINGS)]


def low_statements(found: Together) -> list[LowStatement]:
    """Return the nine statements, the most often low first by share; among equals in CQC's order."""
    made = []
    for place, statement in enumerate(load_vintage(CURRENT).statements):
        here = [item.scores[statement.id] for item in found.standings if statement.id in item.scores]
        there = [score for item in found.known if item.scores and (score := item.scores[place]) is not None]
        made.append(
            LowStatement(
                statement.id,
                sum(score <= LOW for score in here),
                sum(score == 1 for score in here),
                len(here),
                sum(score <= LOW for score in there),
                len(there),
            )
        )
    return sorted(made, key=lambda item: -Fraction(item.value, max(item.n, 1)))
