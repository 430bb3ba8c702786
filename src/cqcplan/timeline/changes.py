"""What changed between two dates, or between two versions of a plan, by entry."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from cqcplan.model.assessments import Assessment
from cqcplan.model.dates import When, on_day
from cqcplan.model.delivery import Measure, Observation, Target, Update
from cqcplan.model.document import Plan
from cqcplan.model.entries import Placed, entries_of, title_of
from cqcplan.model.governance import Commitment, Risk, Submission
from cqcplan.model.links import shape_of
from cqcplan.model.papers import Consultation
from cqcplan.timeline.figures import values_of
from cqcplan.timeline.how_far import HowFar, how_far
from cqcplan.timeline.state import DONE, Item, Move, PriorityState, State, happened, known_updates, state_of

Work = Item | PriorityState
"""What can be begun, rated and finished."""
UNTOLD = frozenset({"id", "source", "note", "visibility", "exempt"})
"""Fields whose editing is no news: they say where an entry comes from and who may read it."""


@dataclass(frozen=True, slots=True)
class Recoloured:
    """A delivery confidence that moved."""

    item: Work
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Slipped:
    """A date that moved."""

    item: Item
    move: Move

    @property
    def by(self) -> HowFar | None:
        """How far; below nought if it was brought forward, nothing where there was no date before."""
        return how_far(self.move.before, self.move.after) if self.move.before else None

    @property
    def weeks(self) -> int | None:
        """How far in weeks, to the nearest, for other programs."""
        return round((self.move.after.latest - self.move.before.latest).days / 7) if self.move.before else None


@dataclass(frozen=True, slots=True)
class Reowned:
    """Work that another post took over."""

    item: Item
    before: str | None
    """The id of the role."""
    after: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure with a new value."""

    measure: Measure
    before: Observation | None
    after: Observation


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure known before that now reads otherwise, or is gone."""

    measure: Measure
    before: Observation
    after: Observation | None


@dataclass(frozen=True, slots=True)
class Retargeted:
    """A measure with another target."""

    measure: Measure
    before: Target | None
    after: Target | None


class FieldChange(NamedTuple):
    """One field of an entry that reads otherwise."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry whose own words or figures were edited."""

    placed: Placed
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that happened after one date, up to and with another.

    Where two versions of a plan are compared, also what was added to its files, taken out
    and edited.
    """

    since: date
    until: date
    completed: tuple[Work, ...]
    """Finished, closed or handed over: its status says which."""
    found_done: tuple[Work, ...]
    """Done when the record of it begins, so that nobody knows since when: no news."""
    embedded: tuple[Work, ...]
    """Complete before, and embedded in practice now."""
    reopened: tuple[Work, ...]
    started: tuple[Item, ...]
    moved: tuple[Slipped, ...]
    recoloured: tuple[Recoloured, ...]
    overall: tuple[Update | None, Update] | None
    """The colour of the plan as a whole, before and after, where it moved."""
    reowned: tuple[Reowned, ...]
    measured: tuple[Measured, ...]
    raised: tuple[Risk, ...]
    escalated: tuple[Risk, ...]
    closed: tuple[Risk, ...]
    met: tuple[Commitment, ...]
    missed: tuple[Commitment, ...]
    """Promises that fell due without being recorded as kept."""
    sent: tuple[Submission, ...]
    unsent: tuple[Submission, ...]
    """Submissions that fell due without being recorded as sent."""
    opened: tuple[Consultation, ...]
    shut: tuple[Consultation, ...]
    """Consultations that closed."""
    assessed: tuple[Assessment, ...]
    """Results published, CQC's or others'."""
    reported: tuple[Update, ...]
    """Updates that tell something in words."""
    added: tuple[Placed, ...] = ()
    withdrawn: tuple[Placed, ...] = ()
    edited: tuple[Edited, ...] = ()
    retargeted: tuple[Retargeted, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    rewritten: tuple[Update, ...] = ()
    """Updates of the earlier version that are no longer there as they were."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recorded."""
        return not any(getattr(self, name) for name in self.__slots__ if name not in ("since", "until"))


def within(when: When | None, since: date, until: date) -> bool:
    """Whether something dated so falls after one date and not after another."""
    return when is not None and since < when.earliest <= until


def changes_between(plan: Plan, since: date, until: date) -> Changes:
    """Compare the plan's state on two dates."""
    return compare(state_of(plan, since), state_of(plan, until))


def compare(before: State, after: State) -> Changes:
    """Compare two states, the earlier first: of one plan, or of an earlier and a later version of it."""

    def fresh(section: str, when: Callable[[Any], When | None]) -> tuple[Any, ...]:
        """Return the entries of a section with a date that was not known to have come before."""
        old = {entry.id: when(entry) for entry in getattr(before.plan, section)}
        return tuple(
            entry
            for entry in getattr(after.plan, section)
            if _came(when(entry), after.as_of) and not _came(old.get(entry.id), before.as_of)
        )

    def missed(section: str, kept: Callable[[Any], When | None]) -> tuple[Any, ...]:
        """Return the entries of a section that fell due without being kept."""
        return tuple(
            entry
            for entry in getattr(after.plan, section)
            if entry.due and before.as_of < entry.due.latest <= after.as_of and not _came(kept(entry), after.as_of)
        )

    closed = _closed(after) - _closed(before)
    changes = Changes(
        since=before.as_of,
        until=after.as_of,
        **_work(before, after),
        overall=_overall(before, after),
        measured=tuple(_measured(before, after)),
        raised=fresh("risks", lambda risk: risk.raised),
        escalated=fresh("risks", lambda risk: risk.escalated and risk.escalated.on),
        closed=tuple(risk for risk in after.plan.risks if risk.id in closed),
        met=fresh("commitments", lambda promise: promise.met),
        missed=missed("commitments", lambda promise: promise.met),
        sent=fresh("submissions", lambda item: item.submitted),
        unsent=missed("submissions", lambda item: item.submitted),
        opened=fresh("consultations", lambda item: item.opens),
        shut=fresh("consultations", lambda item: item.closes),
        assessed=tuple(item for item in fresh("assessments", lambda item: item.published) if item.kind != "target"),
        reported=tuple(_reported(before, after)),
    )
    return changes if before.plan is after.plan else _with_versions(changes, before.plan, after.plan)


def _came(when: When | None, day: date) -> bool:
    return when is not None and happened(when, day)


def _work(before: State, after: State) -> dict[str, Any]:
    """Compare actions, milestones and priorities."""
    old: dict[str, Work] = {item.entry.id: item for item in _every(before)}
    # where the record only begins between the two dates, nobody knows what had begun before
    record_goes_back = any(happened(update.on, before.as_of) for update in before.plan.updates)
    found: dict[str, list[Any]] = {
        name: []
        for name in ("completed", "found_done", "embedded", "reopened", "started", "moved", "recoloured", "reowned")
    }
    own_days = _days_of_their_own(after)
    for item in _every(after):
        earlier = old.get(item.entry.id)
        was_done = earlier is not None and earlier.is_done
        if item.is_done and not was_done:
            only_reported = item.done_reported and (earlier is None or earlier.status is None)
            is_news = not only_reported and (record_goes_back or item.entry.id in own_days)
            found["completed" if is_news else "found_done"].append(item)
        elif was_done and not item.is_done:
            found["reopened"].append(item)
        elif was_done and earlier and item.status == "embedded" != earlier.status:
            found["embedded"].append(item)
        if item.rag is not None and item.rag != (earlier.rag if earlier else None):
            found["recoloured"].append(Recoloured(item, earlier.rag if earlier else None, item.rag))
        if not isinstance(item, Item):
            continue
        if not isinstance(earlier, Item):  # new in this version
            found["moved"] += [Slipped(item, move) for move in item.moves if not happened(move.on, before.as_of)]
            continue
        if record_goes_back and item.status == "in-progress" and earlier.status in (None, "not-started"):
            found["started"].append(item)
        found["moved"] += [Slipped(item, move) for move in _moves(earlier, item, after.as_of)]
        if item.owner != earlier.owner:
            found["reowned"].append(Reowned(item, earlier.owner, item.owner))
    return {name: tuple(items) for name, items in found.items()}


def _days_of_their_own(after: State) -> set[str]:
    """Return the ids of what is dated when it was done, and not when somebody first wrote down how everything stood."""
    known = known_updates(after.plan, after.as_of)
    written_on = {source.id: source.on for source in after.plan.sources}
    done: dict[str, Update] = {}
    for update in known:
        if update.status in DONE:
            done.setdefault(update.about, update)
    return {
        about
        for about, update in done.items()
        if update.on != (written_on.get(update.source.partition(" ")[0]) if update.source else known[0].on)
    }


def _every(state: State) -> Iterator[Work]:
    """Go through the priorities, each before its work."""
    for priority in state.priorities:
        yield priority
        yield from priority.items


def _moves(earlier: Item, item: Item, until: date) -> list[Move]:
    """Return the moves that were not known before: those recorded or, failing them, an edit of the date itself."""
    known = len(earlier.moves)
    if item.moves[:known] == earlier.moves:
        moves = list(item.moves[known:])
    else:
        before = set(earlier.moves)
        moves = [move for move in item.moves if move not in before]
    if not moves and item.due is not None and item.due != earlier.due:
        moves = [Move(on_day(until), earlier.due, item.due, None)]
    return moves


def _overall(before: State, after: State) -> tuple[Update | None, Update] | None:
    now, then = after.overall, before.overall
    if now is None or (then is not None and then.rag == now.rag):
        return None
    return then, now


def _measured(before: State, after: State) -> Iterator[Measured]:
    old = {measure.id: measure for measure in before.plan.measures}
    for measure in after.plan.measures:
        earlier = old.get(measure.id)
        known = values_of(earlier, before.as_of) if earlier else []
        values = values_of(measure, after.as_of)
        seen = {(each.on, each.value) for each in known}
        new = [value for value in values if (value.on, value.value) not in seen]
        if not new or new[-1] is measure.baseline:
            continue
        if before.plan is not after.plan and known and new[-1].on.latest <= known[-1].on.latest:
            continue  # an older figure was filled in or corrected
        # compared with what was known before or, failing that, with the first value since
        first = known[-1] if known else new[0]
        yield Measured(measure, None if first is new[-1] else first, new[-1])


def _closed(state: State) -> set[str]:
    """Return the ids of the risks that an update has closed."""
    last = {update.about: update.status for update in known_updates(state.plan, state.as_of) if update.status}
    return {risk.id for risk in state.plan.risks if last.get(risk.id) in DONE}


def _reported(before: State, after: State) -> Iterator[Update]:
    known = {_bare(update) for update in known_updates(before.plan, before.as_of)}
    return (update for update in known_updates(after.plan, after.as_of) if update.text and _bare(update) not in known)


def _bare(update: Update) -> Update:
    """Return an update without what is no news: who may read it, where it comes from, remarks."""
    return update.model_copy(update={"source": None, "note": None, "visibility": None, "exempt": None})


def _with_versions(changes: Changes, before: Plan, after: Plan) -> Changes:
    """Add what was done to the files of a plan between two versions of it."""
    old = {placed.entry.id: placed for placed in entries_of(before)}
    new = {placed.entry.id: placed for placed in entries_of(after)}
    old_measures = {measure.id: measure for measure in before.measures}
    measures = [(old_measures[measure.id], measure) for measure in after.measures if measure.id in old_measures]
    retargeted = tuple(
        Retargeted(now, then.target, now.target) for then, now in measures if _plain(then.target) != _plain(now.target)
    )
    told = {(slip.item.entry.id, "due") for slip in changes.moved}
    told |= {(item.item.entry.id, "owner") for item in changes.reowned}
    told |= {(item.measure.id, "target") for item in retargeted}
    told |= {(promise.id, field) for promise in changes.met for field in ("met", "met_by")}
    told |= {(item.id, "submitted") for item in changes.sent}
    told |= {(risk.id, "escalated") for risk in changes.escalated}
    told |= {(risk.id, "raised") for risk in changes.raised}
    told |= {(item.id, "published") for item in changes.assessed}
    edited = []
    for entry_id, placed in new.items():
        if entry_id in old:
            fields = tuple(change for change in _edits(old[entry_id], placed) if (entry_id, change.field) not in told)
            if fields:
                edited.append(Edited(placed, fields))
    return replace(
        changes,
        added=tuple(placed for entry_id, placed in new.items() if entry_id not in old),
        withdrawn=tuple(placed for entry_id, placed in old.items() if entry_id not in new),
        edited=tuple(edited),
        retargeted=retargeted,
        corrected=tuple(change for then, now in measures for change in _corrections(then, now)),
        rewritten=tuple(_rewritten(before, after)),
    )


def _edits(before: Placed, after: Placed) -> Iterator[FieldChange]:
    """Compare the fields of an entry itself; entries that stand in it and figures of measures speak for themselves."""
    shape = shape_of(type(after.entry))
    if [above.id for above in before.above] != [above.id for above in after.above]:
        yield FieldChange("under", *(title_of(each.above[-1]) if each.above else None for each in (before, after)))
    if type(before.entry) is not type(after.entry):
        yield FieldChange("kind", before.kind, after.kind)
        return
    inside = {name for name, model in shape.children if shape_of(model).named or model is Observation}
    for field in type(after.entry).model_fields:
        if field in UNTOLD or field in inside:
            continue
        then, now = getattr(before.entry, field), getattr(after.entry, field)
        if _plain(then) != _plain(now):
            yield FieldChange(field, then, now)


def _plain(value: Any) -> Any:
    """Return a value without what is no news: where a figure comes from, and remarks for those who keep the plan."""
    return value.model_dump(exclude=set(UNTOLD)) if isinstance(value, BaseModel) else value


def _corrections(before: Measure, after: Measure) -> Iterator[Corrected]:
    far = date.max
    now = {value.on: value for value in values_of(after, far)}
    for value in values_of(before, far):
        found = now.get(value.on)
        if found is None or found.value != value.value:
            yield Corrected(after, value, found)


def _rewritten(before: Plan, after: Plan) -> Iterator[Update]:
    """Return the updates that are no longer there as they were; where each comes from does not matter."""
    kept = Counter(_bare(update) for update in after.updates)
    for update in before.updates:
        bare = _bare(update)
        if kept[bare]:
            kept[bare] -= 1
        else:
            yield update
