"""Words from sheets as values of a plan, and what they change in it. Sheets of every kind come through here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel

from cqcplan.editing.changes import AddEntry, Change
from cqcplan.editing.ids import new_id
from cqcplan.exchange.proposal import Proposal, RowChange, Where, told
from cqcplan.exchange.readers import CannotKeepError, Readers, Standing, standing_of
from cqcplan.exchange.sheet_words import folded, one_line, post_names, scheme_of, when_text
from cqcplan.model.base import Named
from cqcplan.model.dates import When
from cqcplan.model.delivery import Measure
from cqcplan.model.document import SECTIONS, Plan
from cqcplan.model.links import shape_of
from cqcplan.model.units import unit_of
from cqcplan.model.vocabulary import STATUS_WORDS, Bound, Visibility
from cqcplan.problems.nearest import did_you_mean
from cqcplan.timeline.doubts import doubts_of, figures_of
from cqcplan.timeline.state import Item, state_of
from cqcplan.view.kept import Origin
from cqcplan.view.levels import may_read

Level = Literal["action", "milestone"]
NEEDS_REASON = ("amber", "red")
POSITION = ("status", "rag", "due", "owner", "reason", "recovery")
"""What an update can change of a piece of work."""


@dataclass(slots=True)
class Work:
    """What one row says of a piece of work, in the plan's own values. What it does not say is empty."""

    where: Where
    level: Level
    title: str
    under: str
    """The id of its priority or, for a milestone, its action."""
    id: str = ""
    """Left empty where the row does not say: it is made of the title."""
    first_due: str = ""
    due: str = ""
    due_reason: str = ""
    owner: str = ""
    status: str = ""
    rag: str = ""
    reason: str = ""
    recovery: str = ""
    text: str = ""


@dataclass
class Intake:
    """One import into one plan."""

    plan: Plan
    """The whole plan: ids are unique in it."""
    shown: Plan
    """The plan as the sheet's audience may see it: what the sheet is compared with."""
    on: date
    """The day of the updates."""
    visibility: Visibility | None = None
    """Who may read what is written; left out, those the sheet was made for."""
    made_for: Visibility = "public"
    """Whom the sheet was made for: what they type may rest on what they read in it."""
    proposal: Proposal = field(default_factory=Proposal)
    new: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Entries that this import adds and others may stand under, by id."""

    given_on: date | None = None
    """The day that the sheet shows, where it says so: news since then may have come from this very sheet."""
    given_words: Mapping[str, str] = field(default_factory=dict)
    """The last words on each entry, with their day, when the sheet went out."""

    def __post_init__(self) -> None:
        self.ids = set(_ids(self.plan)) | {self.plan.header.id}
        state = state_of(self.shown, self.on)
        self.items: dict[str, Item] = {item.entry.id: item for item in state.items}
        self.standing: dict[str, Standing] = {one.entry.id: one for one in state.priorities} | dict(self.items)
        self.readers = Readers(self.plan, self.on, self.visibility, self.made_for)

    # words to values

    @cached_property
    def statuses(self) -> dict[str, str]:
        """Lifecycle states by the words for them."""
        return {folded(word): name for name, said in STATUS_WORDS.items() for word in (name, said)}

    @cached_property
    def colours(self) -> dict[str, str]:
        """Colours by the words, names and letters of the plan's scheme; others that the plan has, by their names."""
        scheme = scheme_of(self.plan).colours
        return {update.rag: update.rag for update in self.plan.updates if update.rag} | {
            folded(word): item.colour for item in scheme for word in (item.letter, item.colour, item.word)
        }

    @cached_property
    def posts(self) -> dict[str, str]:
        """Posts by their titles, now and before, and by their ids."""
        found: dict[str, str] = {}
        for role in self.shown.roles:
            found |= {folded(name.name): role.id for name in role.former_titles}
        names = post_names(self.shown)
        for role in self.shown.roles:
            found |= {folded(names[role.id]): role.id, role.id: role.id}
        return found

    def status(self, text: str) -> str:
        """Return the lifecycle state that a word means; ValueError where none."""
        return _one_of(text, self.statuses, "a status", list(STATUS_WORDS.values()))

    def rag(self, text: str) -> str:
        """Return the colour that a word means; ValueError where none."""
        scheme = scheme_of(self.plan)
        return _one_of(text, self.colours, f"a word of the plan's {scheme.name}", [c.word for c in scheme.colours])

    def owner(self, text: str) -> str:
        """Return the post that a word means; ValueError where none."""
        return _one_of(text, self.posts, "a post of the plan", sorted(post_names(self.shown).values()))

    # what a row changes

    def take(self, work: Work) -> None:
        """Propose what one row of work says: a new entry, or an update where it differs from the plan."""
        item = self.items.get(work.id) if work.id else self.called(work.under, work.title)
        if item is None:
            self._add(work)
            return
        work.id = item.entry.id
        edits = {
            name: said
            for name in POSITION
            if (said := getattr(work, name)) and one_line(said) != one_line(standing_of(item, name))
        }
        if edits.get("due") and not work.due_reason:
            self.proposal.remark("asked", work.where, "the date moved and no reason is given", "say why it moved")
        if work.text and not self.is_told(work.id, work.text):
            edits["text"] = work.text
        self.edit(work.where, item, edits, {name: getattr(work, name) for name in (*POSITION, "due_reason")})

    def edit(self, where: Where, item: Standing, edits: Mapping[str, str], said: Mapping[str, str]) -> None:
        """Propose changes to a piece of work that is in the plan.

        Args:
            where: the row.
            item: the work as it stands.
            edits: what changes, by name, in the plan's values.
            said: everything the row says, for what must go with a change.
        """
        rest = dict(edits)
        entry_id = item.entry.id
        named = {"title": rest.pop("title")} if "title" in rest else {}
        # what was never set is part of the intention; only a later change is an event, as is one for fewer readers
        if may_read(self.readers.around(entry_id), self.readers.level):
            first = [name for name in ("owner", "due") if name in rest and not standing_of(item, name)]
            named |= {name: rest.pop(name) for name in first}
        try:
            changes: list[Change] = [self.readers.set(entry_id, name, value) for name, value in named.items()]
            changes += self.updates(entry_id, rest, said)
        except CannotKeepError as error:
            self.proposal.remark("refused", where, error.message, error.help)
            return
        if not changes:
            self.proposal.unchanged += 1
            return
        lines = told(changes, self.readers.around, lambda name, now: self._was(item, name, now))
        self.proposal.steps.append(RowChange(where, entry_id, tuple(lines), tuple(changes)))

    def updates(self, about: str, edits: Mapping[str, str], said: Mapping[str, str]) -> list[AddEntry]:
        """Return the updates that say some edits; two where the date and the colour each have a reason."""
        values = {name: edits[name] for name in (*POSITION, "text") if edits.get(name)}
        if not values:
            return []
        if ("reason" in values or "recovery" in values) and "rag" not in values and said.get("rag"):
            values["rag"] = said["rag"]  # a reason belongs to a colour: alone it would be lost
        if values.get("rag") in NEEDS_REASON or ("rag" in values and "rag" not in edits):
            values |= {name: said[name] for name in ("reason", "recovery") if said.get(name)}
        carried = [self.readers.of_carried(about, name, value) for name, value in values.items() if name not in edits]
        out = []
        moved = said.get("due_reason", "")
        if "due" in values and moved and "reason" in values:
            out.append(self._update(about, {"due": values.pop("due"), "reason": moved}))
        elif "due" in values and moved:
            values["reason"] = moved
        return [*out, self._update(about, values, carried)]

    def observe(
        self, where: Where, measure: Measure, on: When, value: float, text: str, *, bound: Bound | None = None
    ) -> None:
        """Propose one figure of a measure; nothing where the plan has it, a conflict where it has another."""
        # the whole plan's: a figure that the sheet's audience does not see is there all the same
        measure = next(item for item in self.plan.measures if item.id == measure.id)
        every = [*measure.observations, *([measure.baseline] if measure.baseline else [])]
        known = next((seen for seen in every if (seen.on.earliest, seen.on.latest) == (on.earliest, on.latest)), None)
        before = known.value if known else self._new_figures[measure.id].get(on.words)
        if before is None:
            self._new_figures[measure.id][on.words] = value
            given = {name: said for name, said in (("bound", bound), ("text", text)) if said}
            values = {"on": when_text(on), "value": value} | given
            try:
                change = AddEntry("observations", self.readers.kept(values, measure.id), under=measure.id)
            except CannotKeepError as error:
                self.proposal.remark("refused", where, error.message, error.help)
                return
            exactly = f"{bound.replace('-', ' ')} " if bound else ""
            figure = f"value: {exactly}{unit_of(measure.unit).amount(value)} on {on.words}{_was(measure, on)}"
            says = [figure, *told([change], self.readers.around)]
            self.proposal.steps.append(RowChange(where, measure.id, tuple(says), (change,)))
            for doubt in doubts_of(measure, value, on, self.on):
                self.proposal.remark("asked", where, doubt.words, f"{doubt.help}; as it is, it is written")
        elif before == value:
            self.proposal.unchanged += 1
        else:
            self.proposal.remark(
                "conflict",
                where,
                f"the figure of {measure.id} for {on.words} is {value} here, and {before} in the plan",
                "correct the one that is wrong: a figure of the plan is never overwritten",
            )

    @cached_property
    def _new_figures(self) -> dict[str, dict[str, float]]:
        return defaultdict(dict)

    def is_told(self, about: str, text: str) -> bool:
        """Whether an update with these words is in the plan already, and can have come from this very sheet."""
        days = self._told.get((about, one_line(text)), ())
        if self.given_on is None:
            return bool(days)
        had = one_line(self.given_words.get(about, ""))
        return any(
            on.latest > self.given_on or (on.latest == self.given_on and had != one_line(f"{on}: {text}"))
            for on in days
        )

    @cached_property
    def _told(self) -> Mapping[tuple[str, str], Sequence[When]]:
        found: dict[tuple[str, str], list[When]] = defaultdict(list)
        for update in self.plan.updates:
            if update.text:
                found[update.about, one_line(update.text)].append(update.on)
        return found

    def called(self, under: str, title: str) -> Item | None:
        """Return the piece of work that stands under an entry and has a title, whatever its case and blanks."""
        return self._called.get((under, folded(title)))

    @cached_property
    def _called(self) -> dict[tuple[str, str], Item]:
        return {
            (item.priority.id if item.entry is item.action else item.action.id, folded(item.entry.title)): item
            for item in reversed(self.items.values())
        }

    def free_id(self, text: str) -> str:
        """Make an id of some words that nothing in the plan has."""
        try:
            made = new_id(text, self.ids)
        except ValueError:  # no letter in it that an id can hold
            made = new_id("entry", self.ids)
        self.ids.add(made)
        return made

    def _add(self, work: Work) -> None:
        if work.id:
            self.ids.add(work.id)
        else:
            work.id = self.free_id(work.title)
        first = work.first_due or work.due
        started = work.id in self.new
        said = {name: getattr(work, name) for name in (*POSITION, "due_reason", "text")}
        edits = {name: said[name] for name in ("status", "rag", "reason", "recovery", "text") if said[name]}
        if work.due and work.due != first:
            edits["due"] = work.due
        try:
            own = self.readers.kept({"id": work.id, "title": work.title}, work.under)
            updates = self.updates(work.id, edits, said)
        except CannotKeepError as error:
            self.proposal.remark("refused", work.where, error.message, error.help)
            return
        values: dict[str, Any] = self.new.setdefault(work.id, own)
        values |= {name: said for name, said in (("owner", work.owner), ("due", first)) if said}
        # a row of its milestones may have brought it in already
        changes = [] if started else self.nest(f"{work.level}s", values, work.under)
        changes += updates
        lines = [f"new {work.level} under {work.under}: {work.title}"]
        lines += [f"{name}: {values[name]}" for name in ("owner", "due") if name in values]
        lines += [f"visibility: {self.readers.new[work.id]}", *told(updates, self.readers.around)]
        self.proposal.steps.append(RowChange(work.where, work.id, tuple(lines), tuple(changes)))

    def nest(self, section: str, values: dict[str, Any], under: str) -> list[Change]:
        """Put a new entry under one that is in the plan or, where that one is new too, into it."""
        if under in self.new:
            self.new[under].setdefault(section, []).append(values)
            return []
        return [AddEntry(section, values, under=under)]

    def _update(self, about: str, values: Mapping[str, str], carried: Sequence[Origin] = ()) -> AddEntry:
        said = {"on": self.on.isoformat(), "about": about, **values}
        return AddEntry("updates", self.readers.kept(said, about, carried))

    def _was(self, item: Standing, name: str, now: str) -> str:
        before = "" if name in ("text", "on") else one_line(standing_of(item, name))
        if not before:
            return ""
        return " (as it was)" if before == one_line(now) else f" (was: {before})"


def _was(measure: Measure, on: When) -> str:
    last = next((seen for seen in reversed(figures_of(measure)) if seen.on.latest < on.earliest), None)
    return f" (was {unit_of(measure.unit).amount(last.value)}, {last.on})" if last else ""


def _one_of(text: str, known: Mapping[str, str], what: str, choices: Sequence[str]) -> str:
    found = known.get(folded(text))
    if found is None:
        near = did_you_mean(text, choices)
        raise ValueError(f'"{text}" is not {what}: {near or "write one of " + ", ".join(choices[:12])}')
    return found


def _ids(plan: Plan) -> Iterator[str]:
    for section in SECTIONS:
        for entry in getattr(plan, section):
            yield from _of_entry(entry)


def _of_entry(entry: BaseModel) -> Iterator[str]:
    if isinstance(entry, Named):
        yield entry.id
    for name, model in shape_of(type(entry)).children:
        value = getattr(entry, name, None)
        if isinstance(value, tuple) and issubclass(model, Named):
            for child in value:
                yield from _of_entry(child)
