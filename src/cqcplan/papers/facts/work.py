"""Actions and milestones."""

from collections.abc import Sequence

from cqcplan.model.delivery import Priority
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.state import Item, PriorityState


def rated(occasion: Occasion) -> bool:
    """Whether any work or priority has a colour."""
    return any(item.rag for item in occasion.state.items) or any(state.rag for state in occasion.state.priorities)


def every(occasion: Occasion) -> list[Item]:
    """Return all actions and milestones, in plan order."""
    return list(occasion.state.items)


def priorities(occasion: Occasion) -> Sequence[PriorityState]:
    """Return where the priorities stand, each with its work, in plan order."""
    return occasion.state.priorities


def without_work(occasion: Occasion) -> list[Priority]:
    """Return the priorities that no action is recorded under."""
    return [state.priority for state in occasion.state.priorities if not state.items]


def troubled(occasion: Occasion) -> list[PriorityState | Item]:
    """Return the priorities and open work that are red, then those that are amber, each in plan order."""
    found: list[PriorityState | Item] = []
    for colour in ("red", "amber"):
        for state in occasion.state.priorities:
            if state.rag == colour:
                found.append(state)
            found += [item for item in state.items if item.rag == colour and not item.is_done]
    return found


def open_items(occasion: Occasion) -> list[Item]:
    """Return the actions and milestones that are not done, in plan order."""
    return [item for item in occasion.state.items if not item.is_done]


def undated(occasion: Occasion) -> list[Item]:
    """Return those of them that have no date."""
    return [item for item in open_items(occasion) if item.due is None]
