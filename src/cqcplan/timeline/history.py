"""How the work moved through time: its dates, how it was rated, and how much of what was due was done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cqcplan.model.dates import When, month_end
from cqcplan.model.delivery import Action, Milestone, Priority
from cqcplan.model.document import Plan
from cqcplan.timeline.how_far import HowFar, how_far
from cqcplan.timeline.state import Item, State, known_updates, state_of


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one action or milestone."""

    item: Item
    due: When
    """The date in force."""
    earlier: tuple[When, ...]
    """The dates it had before, the first one set first; nothing where it never moved."""

    @property
    def first(self) -> When:
        """The first date set."""
        return self.earlier[0] if self.earlier else self.due

    @property
    def by(self) -> HowFar:
        """How far it has moved in all; below nought if it was brought forward."""
        return how_far(self.first, self.due)


def dates_of(state: State) -> list[Dates]:
    """Return the dates of every action and milestone that has one, in plan order."""
    out = []
    for item in state.items:
        if item.due is None:
            continue
        before = [move.before for move in item.moves if move.before is not None and move.before != move.after]
        out.append(Dates(item, item.due, tuple(before)))
    return out


@dataclass(frozen=True, slots=True)
class Ratings:
    """How a priority, an action or a milestone was rated on each of some days."""

    entry: Priority | Action | Milestone
    priority: Priority
    """The priority it belongs to; itself, where it is one."""
    rags: tuple[str | None, ...]
    """The colour that stood on each day; nothing where none had been given."""


def ratings_on(plan: Plan, days: tuple[date, ...]) -> list[Ratings]:
    """Return the ratings on some days of everything that was rated on any of them, in plan order."""
    states = [state_of(plan, day) for day in days]
    out = []
    for priorities in zip(*(state.priorities for state in states), strict=True):
        priority = priorities[0].priority
        out.append(Ratings(priority, priority, tuple(state.rag for state in priorities)))
        out += (
            Ratings(items[0].entry, priority, tuple(item.rag for item in items))
            for items in zip(*(state.items for state in priorities), strict=True)
        )
    return [ratings for ratings in out if any(ratings.rags)]


def first_rated(plan: Plan, until: date) -> date | None:
    """Return the day of the first rating known on a day."""
    return next((update.on.earliest for update in known_updates(plan, until) if update.rag), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the dated actions and milestones were due by the end of a day, and how many done."""

    day: date
    first_due: int
    """By the first date each was given."""
    due: int
    """By the dates in force."""
    done: int | None
    """Nothing for days to come."""


def due_and_done(dated: list[Dates], as_of: date, most: int) -> list[Tally]:
    """Count through time, at the ends of months, quarters or years and on the as-of date.

    Args:
        dated: the work that has dates, as it stands on the as-of date.
        as_of: the last day of which it is known what was done.
        most: the most ends to count at.
    """
    finished = [item.done_on.latest for item in (dates.item for dates in dated) if item.is_done and item.done_on]
    every = [when.latest for dates in dated for when in (dates.due, dates.first)] + finished
    if not every:
        return []
    days = sorted({*ends(min(every), max(every), most), as_of})
    return [
        Tally(
            day,
            sum(dates.first.latest <= day for dates in dated),
            sum(dates.due.latest <= day for dates in dated),
            # what is recorded as done on a vague date was done by the day it is known
            sum(min(done, as_of) <= day for done in finished) if day <= as_of else None,
        )
        for day in days
    ]


def ends(first: date, last: date, most: int) -> list[date]:
    """Return the ends of months from one day to another or, where those are too many, of quarters or financial years.

    The end of the month, quarter or year that the last day falls in is the last. Where even the
    years are too many, the latest of them are returned.
    """
    for months in (1, 3, 12):
        found = list(_ends(first, last, months))
        if len(found) <= most:
            break
    return found[-most:]


def _ends(first: date, last: date, months: int) -> Iterator[date]:
    """Count from April, as financial years do."""
    start = (first.year * 12 + first.month - 4) // months
    end = (last.year * 12 + last.month - 4) // months
    for place in range(start, end + 1):
        month = place * months + months + 2
        yield month_end(month // 12, month % 12 + 1)
