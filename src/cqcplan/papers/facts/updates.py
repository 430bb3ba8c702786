"""Updates on priorities and their work."""

from collections.abc import Iterator
from datetime import date

from cqcplan.model.delivery import Update
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.changes import within
from cqcplan.timeline.state import Item, PriorityState, known_updates


def told(occasion: Occasion, state: PriorityState) -> list[Update]:
    """Return what is told of a priority and its work in the paper's window, in plan order."""
    return told_after(occasion, state, occasion.opens)


def told_after(occasion: Occasion, state: PriorityState, day: date) -> list[Update]:
    """Return what is told of them after some day, in plan order."""
    found = [
        (place, update)
        for place, update in _about(occasion, state)
        if update.text and within(update.on, day, occasion.until)
    ]
    return [update for _, update in sorted(found)]


def about(state: PriorityState, update: Update) -> Item | None:
    """Return the action or milestone that an update is about; nothing where it is about the priority itself."""
    return next((item for item in state.items if item.entry.id == update.about), None)


def moved_without_words(occasion: Occasion, state: PriorityState) -> bool:
    """Whether its work moved in the paper's window, with or without a word being said."""
    return any(within(item.on, occasion.opens, occasion.until) for _, item in _about(occasion, state))


def is_silent(occasion: Occasion, state: PriorityState) -> bool:
    """Whether there is nothing to tell of a priority: neither words of its own nor an update so far."""
    priority = state.priority
    own = priority.text or priority.outcomes or priority.delivered_by or priority.supports_all or state.rag
    return not (own or latest(occasion, state) or moved_without_words(occasion, state))


def latest(occasion: Occasion, state: PriorityState) -> Update | None:
    """Return the newest update in words on a priority and its work."""
    return occasion.latest_about(_ids(state))


def _ids(state: PriorityState) -> set[str]:
    return {state.priority.id} | {item.entry.id for item in state.items}


def _about(occasion: Occasion, state: PriorityState) -> Iterator[tuple[int, Update]]:
    """Go through the updates on a priority and its work, each with its place in the plan."""
    return (each for entry_id in _ids(state) for each in occasion.updates_about.get(entry_id, ()))


def any_recorded(occasion: Occasion) -> bool:
    """Whether the plan's record has begun."""
    return bool(known_updates(occasion.plan, occasion.until))


def latest_on(occasion: Occasion, entry_id: str) -> Update | None:
    """Return the newest update in words on one entry."""
    return occasion.latest_about([entry_id])
