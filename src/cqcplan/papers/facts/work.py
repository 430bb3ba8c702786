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


def owner_of(occasion: Occasion, item: Item) -> str | None:
    """Return the post that has a piece of work: a milestone without one has its action's."""
    if item.owner or not item.is_milestone:
        return item.owner
    return next((each.owner for each in occasion.state.items if each.entry.id == item.action.id), None)


def owned(occasion: Occasion) -> bool:
    """Whether any work has an owner."""
    return any(item.owner for item in occasion.state.items)


def rag_of(item: Item) -> str | None:
    """Return the colour of a piece of work: what is done has none but blue, whatever it was rated before."""
    return item.rag if item.rag == "blue" or not item.is_done else None


def finished(occasion: Occasion) -> list[Item]:
    """Return the work that is done and not rated blue."""
    return [item for item in occasion.state.items if item.is_done and item.rag != "blue"]


def with_colour(occasion: Occasion, colour: str) -> list[Item]:
    """Return the work that has a colour now."""
    return [item for item in occasion.state.items if rag_of(item) == colour]


def without_colour(occasion: Occasion) -> list[Item]:
    """Return the open work without one."""
    return [item for item in open_items(occasion) if not item.rag]


def answers_for(occasion: Occasion, found: PriorityState | Item) -> str | None:
    """Return the post that answers for a priority or a piece of work."""
    priority = found.priority
    own = owner_of(occasion, found) if isinstance(found, Item) else None
    return own or priority.lead or priority.sponsor
