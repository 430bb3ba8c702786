"""What has got in the way of the work, as far as it still stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from cqcplan.model.delivery import Update
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.state import Item, PriorityState, happened


@dataclass(frozen=True, slots=True)
class Barrier:
    """What got in the way of one priority, or of one piece of its work."""

    update: Update
    state: PriorityState
    work: Item | None
    """The action or milestone; nothing where it is about the priority itself."""


def of(occasion: Occasion, state: PriorityState) -> list[Barrier]:
    """Return what is in the way of a priority and its work, in plan order.

    Of each entry the newest counts. It stands until a later update gives the entry a colour and says nothing of
    barriers, or until the work is done; what was done in the days that are told keeps its own.
    """
    return list(_of(occasion, state))


def _of(occasion: Occasion, state: PriorityState) -> Iterator[Barrier]:
    for work in (None, *state.items):
        about = work or state
        last = _standing(occasion, about.entry.id)
        if last and (not about.is_done or last.on.latest > occasion.told_since):
            yield Barrier(last, state, work)


def _standing(occasion: Occasion, entry_id: str) -> Update | None:
    found = [
        (update.on.earliest, place, update)
        for place, update in occasion.updates_about.get(entry_id, ())
        if (update.barriers or update.rag) and happened(update.on, occasion.until)
    ]
    last = max(found)[2] if found else None
    return last if last and last.barriers else None


def every(occasion: Occasion) -> list[Barrier]:
    """Return what is in the way of every priority and its work, in plan order."""
    return [found for state in occasion.state.priorities for found in of(occasion, state)]


def of_the_plan(occasion: Occasion) -> Update | None:
    """Return the update that says what is in the way of the plan as a whole."""
    return _standing(occasion, occasion.plan.header.id)
