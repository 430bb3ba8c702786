"""Actions and milestones."""

from collections.abc import Sequence

from cqcplan.model.delivery import Priority
from cqcplan.papers.setting import Setting
from cqcplan.timeline.state import Item, PriorityState


def rated(setting: Setting) -> bool:
    """Whether any work or priority has a colour."""
    return any(item.rag for item in setting.state.items) or any(state.rag for state in setting.state.priorities)


def every(setting: Setting) -> list[Item]:
    """Return all actions and milestones, in plan order."""
    return list(setting.state.items)


def priorities(setting: Setting) -> Sequence[PriorityState]:
    """Return where the priorities stand, each with its work, in plan order."""
    return setting.state.priorities


def without_work(setting: Setting) -> list[Priority]:
    """Return the priorities that no action is recorded under."""
    return [state.priority for state in setting.state.priorities if not state.items]
