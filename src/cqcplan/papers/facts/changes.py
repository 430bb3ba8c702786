"""What changed since a day or an earlier version of the plan, sorted as it is told."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Literal, get_args, get_origin

from cqcplan.model.dates import When
from cqcplan.model.delivery import Priority
from cqcplan.model.entries import Placed, title_of
from cqcplan.model.governance import Commitment, Meeting
from cqcplan.model.papers import Consultation
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.changes import Changes, Edited, FieldChange, Recoloured, Reowned, Slipped, Work, compare
from cqcplan.timeline.state import known_updates, state_of

_WORK = ("priority", "action", "milestone")
"""Kinds told under their priority."""
_FOR_MEMBERS = ("finding", "measure", "risk", "commitment", "submission", "consultation")
"""Kinds whose coming and going papers tell, besides priorities and their work."""
_SHORT = 40
"""How long a text may be, in characters, to be told whole before and after."""


@dataclass(frozen=True, slots=True)
class OfPriority:
    """What changed in one priority and its work."""

    priority: Priority
    added: list[Placed]
    gone: list[Placed]
    done: list[Work]
    """Finished, closed, handed over, or embedded in practice."""
    found_done: list[Work]
    """Done, nobody knows since when."""
    reopened: list[Work]
    started: list[Work]
    moved: list[Slipped]
    recoloured: list[Recoloured]
    reowned: list[Reowned]
    edited: list[Edited]

    @property
    def is_new(self) -> bool:
        """Whether the priority itself was added."""
        return any(placed.kind == "priority" for placed in self.added)


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of an entry that reads otherwise, told whole."""

    field: str
    before: Any
    after: Any
    is_choice: bool
    """Whether its values are ids of choices, and no words of the council's."""


def asked_for(occasion: Occasion) -> date | None:
    """Return the day after which changes were asked for."""
    return occasion.since


def last_meeting(occasion: Occasion) -> Meeting | None:
    """Return the last meeting of the same body that had a paper."""
    return occasion.last_meeting


def since(occasion: Occasion) -> date | None:
    """Return the day after which changes are told: the one asked for, or that of the body's last paper."""
    return occasion.since or (occasion.last_meeting.on.latest if occasion.last_meeting else None)


def before_period(occasion: Occasion) -> date:
    """Return the day before the period."""
    return occasion.period.first - timedelta(days=1)


def record_has_begun(occasion: Occasion) -> bool:
    """Whether anything is recorded yet."""
    return bool(known_updates(occasion.plan, occasion.until))


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)


def after(occasion: Occasion, day: date, *, in_versions: bool = False) -> Changes | None:
    """Return what changed after a day; nothing where the paper tells nothing later.

    Args:
        occasion: of the paper.
        day: the last one whose events are not told.
        in_versions: whether the plan as it was then is compared, where an earlier version of its files was named.
    """
    if day >= occasion.until:
        return None
    before = occasion.earlier if in_versions and occasion.earlier else occasion.plan
    return compare(state_of(before, day), occasion.state)


def by_priority(occasion: Occasion, changes: Changes) -> list[OfPriority]:
    """Return what changed in each priority of the plan and its work, those with nothing left out."""
    found = []
    for priority in occasion.plan.priorities:
        own = priority.id
        every = OfPriority(
            priority,
            added=[placed for placed in changes.added if _priority_of(placed) == own],
            gone=[placed for placed in changes.withdrawn if _priority_of(placed) == own],
            done=[item for item in (*changes.completed, *changes.embedded) if item.priority.id == own],
            found_done=[item for item in changes.found_done if item.priority.id == own],
            reopened=[item for item in changes.reopened if item.priority.id == own],
            started=[item for item in changes.started if item.priority.id == own],
            moved=[slip for slip in changes.moved if slip.item.priority.id == own],
            recoloured=[change for change in changes.recoloured if change.item.priority.id == own],
            reowned=[change for change in changes.reowned if change.item.priority.id == own],
            edited=[edited for edited in changes.edited if _priority_of(edited.placed) == own],
        )
        if any(getattr(every, field.name) for field in fields(every)[1:]):
            found.append(every)
    return found


def _priority_of(placed: Placed) -> str | None:
    first = placed.above[0] if placed.above else placed.entry
    return first.id if isinstance(first, Priority) else None


def title(placed: Placed) -> str:
    """Return what an entry is called."""
    return title_of(placed.entry)


def why_open(occasion: Occasion, changes: Changes, item: Work) -> str | None:
    """Return the reason given where work was opened again."""
    said = occasion.latest_about([item.entry.id], has="status", until=changes.until)
    return said.reason if said else None


def priorities_gone(changes: Changes) -> list[Placed]:
    """Return the priorities that were taken out."""
    return [placed for placed in changes.withdrawn if placed.kind == "priority"]


def promises(occasion: Occasion, changes: Changes) -> list[Commitment]:
    """Return the promises that were kept or missed, in plan order."""
    told = {item.id for item in (*changes.met, *changes.missed)}
    return [item for item in occasion.plan.commitments if item.id in told]


def consultations(occasion: Occasion, changes: Changes) -> list[Consultation]:
    """Return the consultations that opened or closed, in plan order."""
    told = {item.id for item in (*changes.opened, *changes.shut)}
    return [item for item in occasion.plan.consultations if item.id in told]


def _is_told(placed: Placed, *, to_members: bool) -> bool:
    return placed.kind in _FOR_MEMBERS if to_members else placed.kind not in _WORK


def others_added(changes: Changes, *, to_members: bool) -> list[Placed]:
    """Return the other entries that were added: those that members are told of, or all."""
    raised = {risk.id for risk in changes.raised}
    return [item for item in changes.added if _is_told(item, to_members=to_members) and item.entry.id not in raised]


def others_gone(changes: Changes, *, to_members: bool) -> list[Placed]:
    """Return the other entries that were taken out."""
    return [placed for placed in changes.withdrawn if _is_told(placed, to_members=to_members)]


def others_edited(changes: Changes, *, to_members: bool) -> list[Edited]:
    """Return the other entries that were edited."""
    return [edited for edited in changes.edited if _is_told(edited.placed, to_members=to_members)]


def edits(edited: Edited) -> list[Edit]:
    """Return the fields of an entry that are told whole, before and after."""
    return [
        Edit(change.field, change.before, change.after, _is_choice(edited, change.field))
        for change in edited.fields
        if _is_whole(change)
    ]


def reworded(edited: Edited) -> list[str]:
    """Return the names of its other fields that changed."""
    return [change.field for change in edited.fields if not _is_whole(change)]


def _is_whole(change: FieldChange) -> bool:
    if change.field in ("title", "name", "under"):
        return True
    return all(
        value is None or isinstance(value, (When, int, float)) or (isinstance(value, str) and len(value) <= _SHORT)
        for value in (change.before, change.after)
    )


def _is_choice(edited: Edited, field: str) -> bool:
    known = type(edited.placed.entry).model_fields.get(field)
    return field == "kind" or (known is not None and _has_choices(known.annotation))


def _has_choices(kind: Any) -> bool:
    return get_origin(kind) is Literal or any(_has_choices(inner) for inner in get_args(kind))
