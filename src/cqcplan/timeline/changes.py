"""What changed between two dates, by entry."""

from dataclasses import dataclass
from datetime import date

from cqcplan.model.dates import When
from cqcplan.model.delivery import Measure, Observation
from cqcplan.model.document import Plan
from cqcplan.timeline.state import Item, Move, State, happened, state_of


@dataclass(frozen=True, slots=True)
class Recoloured:
    """A delivery confidence that moved."""

    item: Item
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Slipped:
    """A date that moved."""

    item: Item
    move: Move

    @property
    def weeks(self) -> int | None:
        """Whole weeks from the last day of the old date to that of the new; less than nought if brought forward."""
        if self.move.before is None:
            return None
        days = (self.move.after.latest - self.move.before.latest).days
        return int(days / 7)


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure with a new value."""

    measure: Measure
    before: Observation | None
    after: Observation


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that happened after one date, up to and with another."""

    since: date
    until: date
    completed: tuple[Item, ...]
    started: tuple[Item, ...]
    moved: tuple[Slipped, ...]
    recoloured: tuple[Recoloured, ...]
    measured: tuple[Measured, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recorded."""
        return not (self.completed or self.started or self.moved or self.recoloured or self.measured)


def within(when: When | None, since: date, until: date) -> bool:
    """Whether something dated so falls after one date and not after another."""
    return when is not None and since < when.earliest <= until


def changes_between(plan: Plan, since: date, until: date) -> Changes:
    """Compare the plan's state on two dates."""
    return compare(state_of(plan, since), state_of(plan, until))


def compare(before: State, after: State) -> Changes:
    """Compare two states of one plan, the earlier first."""
    old = {item.entry.id: item for item in before.items}
    # where the record only begins between the two dates, nobody knows what had begun before
    record_goes_back = any(happened(update.on, before.as_of) for update in after.plan.updates)
    completed, started, moved, recoloured = [], [], [], []
    for item in after.items:
        earlier = old[item.entry.id]
        if item.is_done and not earlier.is_done:
            completed.append(item)
        elif record_goes_back and item.status == "in-progress" and earlier.status in (None, "not-started"):
            started.append(item)
        moved += [Slipped(item, move) for move in item.moves[len(earlier.moves) :]]
        if item.rag is not None and item.rag != earlier.rag:
            recoloured.append(Recoloured(item, earlier.rag, item.rag))
    return Changes(
        since=before.as_of,
        until=after.as_of,
        completed=tuple(completed),
        started=tuple(started),
        moved=tuple(moved),
        recoloured=tuple(recoloured),
        measured=tuple(_measured(after.plan, before.as_of, after.as_of)),
    )


def _measured(plan: Plan, since: date, until: date) -> list[Measured]:
    out = []
    for measure in plan.measures:
        values = values_of(measure, until)
        new = [value for value in values if not happened(value.on, since)]
        if new and new[-1] is not measure.baseline:
            # compared with what was known on the earlier date or, failing that, with the first value since
            known = [value for value in values if happened(value.on, since)]
            before = known[-1] if known else new[0]
            out.append(Measured(measure, None if before is new[-1] else before, new[-1]))
    return out


def values_of(measure: Measure, as_of: date) -> list[Observation]:
    """Return a measure's baseline and observations up to a date, oldest first."""
    every = ([measure.baseline] if measure.baseline else []) + list(measure.observations)
    return sorted((value for value in every if happened(value.on, as_of)), key=lambda value: value.on.latest)
