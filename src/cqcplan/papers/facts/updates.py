"""Updates on priorities and their work."""

from cqcplan.model.delivery import Update
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.changes import within
from cqcplan.timeline.state import PriorityState, known_updates


def told(occasion: Occasion, state: PriorityState) -> list[Update]:
    """Return what is told of a priority and its work in the paper's window, in plan order."""
    ids = _ids(state)
    return [
        update
        for update in occasion.plan.updates
        if update.about in ids and update.text and within(update.on, occasion.opens, occasion.until)
    ]


def moved_without_words(occasion: Occasion, state: PriorityState) -> bool:
    """Whether its work moved in the paper's window, with or without a word being said."""
    ids = _ids(state)
    return any(item.about in ids and within(item.on, occasion.opens, occasion.until) for item in occasion.plan.updates)


def latest(occasion: Occasion, state: PriorityState) -> Update | None:
    """Return the newest update in words on a priority and its work."""
    ids = _ids(state)
    known = [update for update in known_updates(occasion.plan, occasion.until) if update.about in ids and update.text]
    return known[-1] if known else None


def _ids(state: PriorityState) -> set[str]:
    return {state.priority.id} | {item.entry.id for item in state.items}


def any_recorded(occasion: Occasion) -> bool:
    """Whether the plan's record has begun."""
    return bool(known_updates(occasion.plan, occasion.until))


def latest_on(occasion: Occasion, entry_id: str) -> Update | None:
    """Return the newest update in words on one entry."""
    known = [item for item in known_updates(occasion.plan, occasion.until) if item.about == entry_id and item.text]
    return known[-1] if known else None
