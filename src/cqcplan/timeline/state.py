"""Where everything stands on a date, worked out from the updates up to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from cqcplan.model.dates import When
from cqcplan.model.delivery import Action, Milestone, Priority, Update
from cqcplan.model.document import Plan

DONE = frozenset({"complete", "embedded", "closed", "transferred"})
"""Lifecycle states in which a date can no longer be missed."""


class Move(NamedTuple):
    """A date that moved."""

    on: When
    before: When | None
    after: When
    reason: str | None


class Item(NamedTuple):
    """One action or milestone as it stands."""

    entry: Action | Milestone
    priority: Priority
    action: Action
    """The action it belongs to; itself, where it is one."""
    status: str | None
    """The last lifecycle state recorded; nothing where none has been."""
    rag: str | None
    reason: str | None
    recovery: str | None
    due: When | None
    """The date now in force."""
    moves: tuple[Move, ...]
    owner: str | None
    done_on: When | None
    done_reported: bool = False
    """Whether that is only the day on which it was reported, so that it may have been done before."""

    @property
    def is_milestone(self) -> bool:
        """Whether it is a milestone of an action."""
        return self.entry is not self.action

    @property
    def first_due(self) -> When | None:
        """The date first set, where it was moved since."""
        return self.moves[0].before if self.moves else None

    @property
    def is_done(self) -> bool:
        """Whether the work is finished, embedded, closed or handed over."""
        return self.status in DONE

    def overdue(self, as_of: date) -> bool:
        """Whether the last day it could be due has passed with the work not done."""
        return self.due is not None and not self.is_done and self.due.latest < as_of


class PriorityState(NamedTuple):
    """One priority with its work."""

    priority: Priority
    status: str | None
    rag: str | None
    reason: str | None
    recovery: str | None
    done_reported: bool
    """Whether it is done and the day recorded for that is only the one on which it was reported."""
    done_on: When | None
    items: tuple[Item, ...]
    """Actions, each followed by its milestones, in plan order."""

    @property
    def entry(self) -> Priority:
        """The priority, by the name that items have for theirs."""
        return self.priority

    @property
    def is_done(self) -> bool:
        """Whether the priority as a whole is finished, embedded, closed or handed over."""
        return self.status in DONE


class State(NamedTuple):
    """The whole plan on one date."""

    plan: Plan
    as_of: date
    priorities: tuple[PriorityState, ...]
    overall: Update | None
    """The last update that gave the plan as a whole a colour."""

    @property
    def items(self) -> Iterator[Item]:
        """Every action and milestone, in plan order."""
        return (item for priority in self.priorities for item in priority.items)


def happened(when: When, as_of: date) -> bool:
    """Whether something dated so, however vaguely, counts as known on a day."""
    return when.earliest <= as_of


def known_updates(plan: Plan, as_of: date) -> list[Update]:
    """Return the updates up to a date, oldest first, those of one day in plan order."""
    return sorted(
        (update for update in plan.updates if happened(update.on, as_of)), key=lambda update: update.on.earliest
    )


def state_of(plan: Plan, as_of: date) -> State:
    """Work out the state of every priority, action and milestone on a date."""
    by_entry: dict[str, list[Update]] = defaultdict(list)
    for update in known_updates(plan, as_of):
        by_entry[update.about].append(update)
    papers = {source.id: source.on for source in plan.sources if source.on}
    return State(
        plan,
        as_of,
        tuple(_priority(priority, by_entry, papers) for priority in plan.priorities),
        _last(update for update in by_entry[plan.header.id] if update.rag),
    )


def _only_reported(update: Update, papers: dict[str, When]) -> bool:
    """Whether an update's date is that of the paper it was read in, not of what it tells."""
    return update.reported or bool(update.source and papers.get(update.source.split(maxsplit=1)[0]) == update.on)


def _priority(priority: Priority, by_entry: dict[str, list[Update]], papers: dict[str, When]) -> PriorityState:
    updates = by_entry[priority.id]
    items: list[Item] = []
    for action in priority.actions:
        items.append(_item(action, priority, action, by_entry[action.id], papers))
        items += (_item(milestone, priority, action, by_entry[milestone.id], papers) for milestone in action.milestones)
    coloured = _last(update for update in updates if update.rag)
    status = done = None
    for update in updates:
        if update.status is not None:
            done = (done or update) if update.status in DONE else None
            status = update.status
    return PriorityState(
        priority,
        status,
        coloured.rag if coloured else None,
        coloured.reason if coloured else None,
        coloured.recovery if coloured else None,
        done is not None and _only_reported(done, papers),
        done.on if done else None,
        tuple(items),
    )


def _item(
    entry: Action | Milestone, priority: Priority, action: Action, updates: list[Update], papers: dict[str, When]
) -> Item:
    due, owner = entry.due, entry.owner
    status = rag = reason = recovery = done = None
    moves: list[Move] = []
    for update in updates:
        if update.due is not None:
            moves.append(Move(update.on, due, update.due, update.reason))
            due = update.due
        if update.owner is not None:
            owner = update.owner
        if update.rag is not None:
            rag, reason, recovery = update.rag, update.reason, update.recovery
        if update.status is not None:
            done = (done or update) if update.status in DONE else None
            status = update.status
        elif status in (None, "not-started") and (update.text or update.rag):
            status = "in-progress"
    return Item(
        entry=entry,
        priority=priority,
        action=action,
        status=status,
        rag=rag,
        reason=reason,
        recovery=recovery,
        due=due,
        moves=tuple(moves),
        owner=owner,
        done_on=done.on if done else None,
        done_reported=done is not None and _only_reported(done, papers),
    )


def _last(updates: Iterable[Update]) -> Update | None:
    found = None
    for update in updates:
        found = update
    return found
