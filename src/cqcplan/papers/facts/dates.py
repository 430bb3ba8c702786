"""The dates of actions and milestones: what fell due, what moved, what is to come, and how much of it is done."""

from dataclasses import dataclass
from datetime import timedelta

from cqcplan.model.dates import When
from cqcplan.papers.blocks import Dot, Series
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.changes import Slipped, within
from cqcplan.timeline.history import Dates, Tally, dates_of, due_and_done
from cqcplan.timeline.state import Item

MOST_ENDS = 18
"""The most months, quarters or years drawn: a phone has room for no more."""
ROWS = 8
"""The most rows of one picture, so that it fits a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One action or milestone in a picture of dates."""

    dates: Dates
    overdue: bool

    @property
    def item(self) -> Item:
        """The work."""
        return self.dates.item

    @property
    def due(self) -> When:
        """The date in force."""
        return self.dates.due

    @property
    def earlier(self) -> tuple[When, ...]:
        """The dates it had before, the first one set first."""
        return self.dates.earlier

    @property
    def start(self) -> When | None:
        """When it was to begin, where that is known and not after its date."""
        start: When | None = getattr(self.item.entry, "start", None)
        return start if start and start.earliest <= self.due.latest else None

    @property
    def done(self) -> When | None:
        """When it was done."""
        return self.item.done_on if self.item.is_done else None


@dataclass(frozen=True, slots=True)
class Against:
    """How many were due and how many done, added up through time."""

    tallies: list[Tally]
    now: Tally
    dated: int
    """How many have a date."""
    moved: bool
    """Whether the dates first set would count otherwise."""
    lines: list[Series]


def dated(occasion: Occasion) -> list[Item]:
    """Return the work that has a date, in plan order."""
    return [item for item in occasion.state.items if item.due is not None]


def fell_due(occasion: Occasion) -> list[Item]:
    """Return the work whose last day fell in the period."""
    start = occasion.period.first - timedelta(days=1)
    return [item for item in dated(occasion) if item.due and start < item.due.latest <= occasion.until]


def overdue_before(occasion: Occasion) -> list[Item]:
    """Return the work overdue from before the period."""
    fell = {item.entry.id for item in fell_due(occasion)}
    return [item for item in dated(occasion) if item.overdue(occasion.until) and item.entry.id not in fell]


def slipped(occasion: Occasion) -> list[Slipped]:
    """Return the dates moved in the paper's window."""
    return [
        Slipped(item, move)
        for item in occasion.state.items
        for move in item.moves
        if move.before is not None and within(move.on, occasion.opens, occasion.until)
    ]


def ahead(occasion: Occasion) -> list[Item]:
    """Return the dated work still to come, by date."""
    past = {item.entry.id for item in (*fell_due(occasion), *overdue_before(occasion))}
    found = [item for item in dated(occasion) if item.entry.id not in past and not item.is_done]
    return sorted(found, key=lambda item: item.due.latest if item.due else occasion.until)


def against(occasion: Occasion) -> Against | None:
    """Count what was due against what was done; nothing where there is one date or one day."""
    every = dates_of(occasion.state)
    tallies = due_and_done(every, occasion.until, MOST_ENDS)
    if len(every) < 2 or len(tallies) < 2:
        return None
    now = next(tally for tally in tallies if tally.day == occasion.until)
    moved = any(tally.first_due != tally.due for tally in tallies)
    first = Series("first-due", tuple(Dot(tally.day, tally.first_due) for tally in tallies), "square", "2 3")
    lines = [
        *([first] if moved else []),
        Series("due", tuple(Dot(tally.day, tally.due) for tally in tallies), "diamond", "6 3"),
        Series("done", tuple(Dot(tally.day, tally.done) for tally in tallies if tally.done is not None)),
    ]
    return Against(tallies, now, len(every), moved, lines)


def pictures(occasion: Occasion) -> list[list[Row]]:
    """Return the dates, parted into pictures that fit a page; none where there is one date or less to show."""
    every = dates_of(occasion.state)
    if len({when for dates in every for when in (dates.due, *dates.earlier)}) < 2:
        return []
    rows = [Row(dates, dates.item.overdue(occasion.until)) for dates in every]
    return [rows[place : place + ROWS] for place in range(0, len(rows), ROWS)]
