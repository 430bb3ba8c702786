"""Delivery confidence through time."""

from dataclasses import dataclass
from datetime import date

from cqcplan.model.delivery import Action, Milestone, Priority
from cqcplan.papers.blocks import Rated
from cqcplan.papers.charts.grid import COLUMNS
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.history import ends, first_rated, ratings_on

ROWS = 12
"""The most rows of one picture, so that it fits a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one priority, action or milestone was rated at each end."""

    entry: Priority | Action | Milestone
    rags: tuple[str | None, ...]
    """The colour on each day; nothing where there was none."""
    ratings: tuple[Rated | None, ...]
    """The same in the council's words."""

    @property
    def is_priority(self) -> bool:
        """Whether it is a priority."""
        return isinstance(self.entry, Priority)

    @property
    def is_milestone(self) -> bool:
        """Whether it is a milestone."""
        return isinstance(self.entry, Milestone)

    @property
    def course(self) -> list[str | None]:
        """The colours in order, each once for as long as it stood."""
        return [rag for place, rag in enumerate(self.rags) if place == 0 or rag != self.rags[place - 1]]


def days(occasion: Occasion) -> tuple[date, ...]:
    """Return the ends of months, or of quarters or years where there are too many, up to the paper's day."""
    first = first_rated(occasion.plan, occasion.until)
    if first is None:
        return ()
    before = [day for day in ends(first, occasion.until, COLUMNS) if day < occasion.until]
    return (*before, occasion.until)


def pictures(occasion: Occasion) -> list[list[Row]]:
    """Return what was rated, parted into pictures that fit a page; none where there is one day or less to show."""
    ends_shown = days(occasion)
    rows = [
        Row(ratings.entry, ratings.rags, tuple(occasion.rated(rag) if rag else None for rag in ratings.rags))
        for ratings in (ratings_on(occasion.plan, ends_shown) if len(ends_shown) > 1 else ())
    ]
    return [rows[place : place + ROWS] for place in range(0, len(rows), ROWS)]
