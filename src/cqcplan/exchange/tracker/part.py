"""The part of a plan that one post answers for, or that one body takes part in: a tracker of its own."""

from dataclasses import replace
from typing import NamedTuple

from cqcplan.exchange.tracker.rows import Tracker
from cqcplan.model.delivery import Priority
from cqcplan.timeline.state import Item, state_of


class Whose(NamedTuple):
    """Whose part of the plan a tracker shows."""

    kind: str
    """``role`` or ``body``."""
    id: str
    name: str


def part_of(tracker: Tracker, whose: Whose) -> Tracker:
    """Return the rows that somebody answers for, each under its priority and its action.

    A post answers for the work it owns, for the priorities it leads and for their measures. A body takes part in the
    actions it is a partner in, and in all of the priorities that it delivers.
    """
    wanted: set[str] = set()
    whole: set[str] = set()
    for standing in state_of(tracker.plan, tracker.as_of).priorities:
        priority = standing.priority
        if _is_theirs(priority, whose):
            whole.add(priority.id)
            wanted.add(priority.id)
        for item in standing.items:
            if (whose.kind == "body" and priority.id in whole) or _takes_part(item, whose):
                wanted |= {priority.id, item.action.id, item.entry.id}
    measures = {measure.id for measure in tracker.plan.measures if whole & set(measure.priorities)}
    return replace(
        tracker,
        work=tuple(row for row in tracker.work if row.id in wanted),
        measures=tuple(row for row in tracker.measures if row.id in measures),
        part=whose.name,
    )


def _is_theirs(priority: Priority, whose: Whose) -> bool:
    if whose.kind == "role":
        return whose.id in (priority.lead, priority.sponsor)
    return priority.delivered_by is not None and priority.delivered_by.body == whose.id


def _takes_part(item: Item, whose: Whose) -> bool:
    return item.owner == whose.id if whose.kind == "role" else whose.id in item.action.partners
