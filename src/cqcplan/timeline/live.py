"""Which work still counts, and which measures: not that of a priority, or under an action, that is finished with."""

from collections.abc import Iterator

from cqcplan.model.delivery import Measure
from cqcplan.timeline.state import DONE, Item, PriorityState, State

_GIVEN_UP = ("closed", "transferred")
"""What was closed or handed over takes its milestones with it; what is complete ought to have reached them."""


def live(state: State) -> Iterator[tuple[PriorityState, list[Item]]]:
    """Yield each priority that is not finished, with its work that still counts."""
    for standing in state.priorities:
        if standing.status not in DONE:
            given_up = {item.action.id for item in standing.items if item.status in _GIVEN_UP and _is_action(item)}
            yield standing, [item for item in standing.items if item.action.id not in given_up]


def live_measures(state: State) -> Iterator[Measure]:
    """Yield each measure that still counts: one of no priority, or of one that is not finished."""
    finished = {standing.priority.id for standing in state.priorities if standing.status in DONE}
    return (each for each in state.plan.measures if not each.priorities or not finished.issuperset(each.priorities))


def _is_action(item: Item) -> bool:
    return item.entry is item.action
