"""Several councils together; a paper about one plan tells of that council alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cqcplan.framework.results import shipped_results
from cqcplan.framework.vintage import CURRENT, load_vintage
from cqcplan.model.dates import When, parse_when
from cqcplan.papers.occasion import Occasion
from cqcplan.scoring.ratings import nearest_percent_of
from cqcplan.scoring.standing import Move, Standing, of_plan
from cqcplan.scoring.together import Basis, LowStatement, OfRating, Together, by_rating, low_statements
from cqcplan.scoring.together import basis as basis_of
from cqcplan.scoring.together import together as put_together

MOST_DRAWN = 40
"""More councils than this make a chart that nobody can read; their table stands alone."""


@dataclass(frozen=True, slots=True)
class OfCouncil:
    """One council's overall percentage."""

    council: str
    value: int
    rating: str | None
    indicative: bool


@dataclass(frozen=True, slots=True)
class MoveOf:
    """What moved in one council."""

    council: str
    move: Move
    statement: str
    """What the quality statement is called."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """How old what is known of a council is."""

    standing: Standing
    since_report: int | None
    """Whole months since CQC's report."""
    since_told: int | None
    """Days since the last entry of its plan."""


def together(occasion: Occasion) -> Together:
    """Return the councils that the paper is about, and what they are compared with."""
    if occasion.councils:
        return occasion.councils
    return put_together([of_plan(occasion.plan, occasion.as_of)], [shipped_results()], (), occasion.as_of)


def basis(occasion: Occasion, some: Sequence[Standing]) -> Basis:
    """Say what a comparison of some of the councils rests on."""
    return basis_of(together(occasion), some)


def rated(occasion: Occasion) -> list[Standing]:
    """Return the councils whose rating is known, by name."""
    return [item for item in together(occasion).standings if item.rating]


def ratings(occasion: Occasion) -> list[OfRating]:
    """Count the ratings, the best first."""
    return by_rating(together(occasion))


def rated_elsewhere(occasion: Occasion) -> int:
    """Count the published results whose rating is known."""
    return sum(item.elsewhere for item in ratings(occasion))


def percents(occasion: Occasion) -> list[OfCouncil]:
    """Return the overall percentages known, the highest first; none where they are too many to draw."""
    known = [
        OfCouncil(item.council, item.percent, item.rating, item.indicative)
        for item in together(occasion).standings
        if item.percent is not None
    ]
    drawn = sorted(known, key=lambda item: (-item.value, item.council))
    return drawn if len(drawn) <= MOST_DRAWN else []


def bands(_: Occasion) -> list[OfCouncil]:
    """Return where each rating but the worst begins, in per cent."""
    return [OfCouncil("", band.first, band.rating, indicative=False) for band in load_vintage(CURRENT).bands[1:]]


def near(occasion: Occasion) -> list[Standing]:
    """Return the councils whose distance to the next rating is known, the nearest first."""
    known = [item for item in together(occasion).standings if item.to_next]
    return sorted(known, key=lambda item: (item.to_next.points if item.to_next else 0, item.council))


def scored(occasion: Occasion) -> list[Standing]:
    """Return the councils of which any score is known."""
    return [item for item in together(occasion).standings if item.scores]


def low(occasion: Occasion) -> list[LowStatement]:
    """Return the quality statements, the most often low first."""
    return low_statements(together(occasion))


def statement_name(statement: str) -> str:
    """Return what a quality statement is called."""
    return load_vintage(CURRENT).statement(statement).name


def share(part: int, whole: int) -> int:
    """Return a share in per cent, rounded to the nearest."""
    return nearest_percent_of(part, whole) if whole else 0


def compared_twice(occasion: Occasion) -> list[Standing]:
    """Return the councils that CQC has scored twice, so that a score could move."""
    return [item for item in together(occasion).standings if item.moves is not None]


def moves(occasion: Occasion) -> list[MoveOf]:
    """Return what moved: rises first, then falls; by council within each, in CQC's order."""
    every = [
        MoveOf(item.council, move, statement_name(move.statement))
        for item in together(occasion).standings
        for move in item.moves or ()
    ]
    return sorted(every, key=lambda item: item.move.after < item.move.before)


def fresh(occasion: Occasion) -> list[Fresh]:
    """Return how old what is known is, the oldest report first."""
    found = together(occasion)
    every = [
        Fresh(
            item,
            _months(item.published.latest, found.as_of) if item.published else None,
            (found.as_of - item.last_told).days if item.last_told else None,
        )
        for item in found.standings
    ]
    return sorted(every, key=lambda item: -1 if item.since_report is None else -item.since_report - 1)


def with_plan(occasion: Occasion) -> list[Standing]:
    """Return the councils whose plan is among them."""
    return [item for item in together(occasion).standings if item.plan]


def without_rating(occasion: Occasion) -> list[Standing]:
    """Return the councils whose rating is not known."""
    return [item for item in together(occasion).standings if not item.rating]


def when(collected: str) -> When | None:
    """Return when results were collected, where that is a date."""
    try:
        return parse_when(collected)
    except ValueError:
        return None


def _months(first: date, last: date) -> int:
    return max(0, (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day))
