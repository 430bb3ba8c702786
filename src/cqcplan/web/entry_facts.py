"""What is shown of an entry: how it stands, what is said of it, and its story by date."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import BaseModel

from cqcplan.framework.vintage import load_vintage
from cqcplan.model.dates import When
from cqcplan.model.delivery import Interim, Measure, Target, Update
from cqcplan.model.document import Plan
from cqcplan.model.entries import title_of
from cqcplan.model.links import shape_of
from cqcplan.model.vocabulary import STATUS_WORDS
from cqcplan.papers.amounts import amount_of
from cqcplan.papers.blocks import Inline, Link, split_paragraphs
from cqcplan.timeline.state import Item, PriorityState, known_updates
from cqcplan.typed.fields import field_of
from cqcplan.view.suppress import Withheld
from cqcplan.web.shelf import Book

UNTOLD = frozenset(
    {"id", "title", "name", "note", "holder", "visibility", "exempt", "example", "source", "print_in_papers", "schema"}
)
"""Fields that are no part of what an entry says: its name stands above, and who holds a post is on no page."""
_SPEAK_FOR_THEMSELVES = frozenset({"title", "name", "text"})
"""Fields that need not be named beside others."""
_ON_THE_WEB = re.compile(r"https?://\S+")
LATE = "overdue"
"""What comes true by itself, as days go by."""
_IN_STATE = frozenset({"due", "owner"})
_HAPPENED = frozenset({"observations", "events"})
"""What is told in the story."""


class Fact(NamedTuple):
    """One thing that is said of an entry."""

    name: str
    """The field, as people say it: ``quality statements``."""
    said: tuple[Inline, ...]
    """Paragraphs or values, each on a line of its own."""


class Told(NamedTuple):
    """One event of an entry's story."""

    on: str
    facts: tuple[Fact, ...]
    when: When


class Answers:
    """Says what is shown of the entries of one plan."""

    def __init__(self, book: Book) -> None:
        self._book = book
        state = book.occasion.state
        self._items: dict[str, Item] = {item.entry.id: item for item in state.items}
        self._priorities: dict[str, PriorityState] = {each.priority.id: each for each in state.priorities}

    def standing(self, entry_id: str) -> tuple[Fact, ...]:
        """Return how an entry stands, where updates say so: what a person who reports on it wants to know first."""
        item = self._items.get(entry_id)
        if item:
            return tuple(self._work(item))
        priority = self._priorities.get(entry_id)
        if priority:
            return tuple(self._colour(priority))
        entry = self._entry(entry_id)
        if isinstance(entry, Measure):
            return tuple(self._measure(entry))
        overall = self._book.occasion.state.overall
        return tuple(self._colour(overall)) if overall and entry_id == self._book.plan.header.id else ()

    def facts(self, entry_id: str) -> tuple[Fact, ...]:
        """Return what the plan says of an entry besides, field by field."""
        entry = self._entry(entry_id)
        left_out = UNTOLD | (_IN_STATE if entry_id in self._items else frozenset()) | _HAPPENED
        figures = tuple(_figures(entry)) if isinstance(entry, Measure) else ()
        told = {"target", *(fact.name for fact in figures)} if isinstance(entry, Measure) else frozenset()
        return (*self._fields(entry, left_out | told), *figures)

    def story(self, entry_id: str) -> tuple[Told, ...]:
        """Return what happened to an entry, the newest first."""
        entry = self._entry(entry_id)
        told = [
            Told(_on(update), tuple(self._fields(update, {"on", "about", "reported", *UNTOLD})), update.on)
            for update in self._updates.get(entry_id, ())
        ]
        if isinstance(entry, Measure):
            told += [
                Told(_on(each), (Fact("value", (amount_of(entry, each),)), *self._remark(each.text)), each.on)
                for each in entry.observations
            ]
        told += [
            Told(str(event.on), tuple(self._remark(event.text)), event.on) for event in getattr(entry, "events", ())
        ]
        # what was said of one day stands as the plan has it, the newest last, before the days are turned round
        in_order = sorted(told, key=lambda each: each.when.earliest)
        return tuple(in_order[::-1])

    @cached_property
    def _updates(self) -> dict[str, list[Update]]:
        found: dict[str, list[Update]] = {}
        for update in known_updates(self._book.plan, self._book.day):
            found.setdefault(update.about, []).append(update)
        return found

    def _entry(self, entry_id: str) -> Any:
        return self._book.entries[entry_id].entry

    def _work(self, item: Item) -> Iterator[Fact]:
        yield Fact("how far it is", (STATUS_WORDS[item.status] if item.status else "No progress recorded",))
        yield from self._colour(item)
        if item.due:
            yield Fact("due", (str(item.due),))
            if item.overdue(self._book.day):
                yield Fact(LATE, ("yes",))
            if item.first_due and item.first_due != item.due:
                yield Fact("first due", (str(item.first_due),))
        if item.owner:
            yield Fact("owner", (self._link(item.owner),))

    def _colour(self, standing: Item | PriorityState | Update) -> Iterator[Fact]:
        if standing.rag:
            yield Fact("confidence", (self._book.occasion.rated(standing.rag),))
            for name, text in (("reason", standing.reason), ("recovery", standing.recovery)):
                if text:
                    yield Fact(name, tuple(split_paragraphs(text)))

    def _measure(self, measure: Measure) -> Iterator[Fact]:
        last = max(measure.observations, key=lambda each: each.on.latest, default=None)
        if last:
            yield Fact("latest value", (f"{amount_of(measure, last)}, {_on(last)}",))
        if measure.target:
            yield Fact("target", _aim(measure, measure.target))

    def _remark(self, text: str | None) -> Iterator[Fact]:
        if text:
            yield Fact("text", tuple(split_paragraphs(text)))

    def _fields(self, record: BaseModel, left_out: frozenset[str] | set[str]) -> Iterator[Fact]:
        model = type(record)
        children = {name for name, child in shape_of(model).children if shape_of(child).named}
        for name, info in model.model_fields.items():
            value = getattr(record, name)
            if name in left_out or name in children or value in (None, (), {}, False) or name not in _given(record):
                continue
            said = tuple(self._said(model, info.alias or name, value))
            if said:
                yield Fact(name.replace("_", " "), said)

    def _said(self, model: type[BaseModel], name: str, value: Any) -> Iterator[Inline]:
        if isinstance(value, When):
            yield str(value)
        elif isinstance(value, BaseModel):
            inside = list(self._fields(value, UNTOLD - {"title", "name"}))
            if len(inside) == 1:
                yield from inside[0].said
            else:
                yield _together(inside)
        elif isinstance(value, dict):
            for key, each in value.items():
                yield f"{self._name(str(key))}: {_plain(each)}"
        elif isinstance(value, Sequence) and not isinstance(value, str):
            for each in value:
                yield from self._said(model, name, each)
        else:
            yield from self._one(model, name, value)

    def _one(self, model: type[BaseModel], name: str, value: Any) -> Iterator[Inline]:
        if name == "rag":
            yield self._book.occasion.rated(value)
        elif name == "status" and value in STATUS_WORDS:
            yield STATUS_WORDS[value]
        elif isinstance(value, str) and _ON_THE_WEB.fullmatch(value):
            yield Link(value, value)
        elif isinstance(value, str) and name != "id":
            field = field_of(model, name)
            if field.what == "entry":
                yield self._link(value)
            elif field.what == "word":
                yield value.replace("-", " ")
            else:
                yield from split_paragraphs(value)
        else:
            yield _plain(value)

    def _link(self, key: str) -> Inline:
        name = self._name(key)
        return Link(name, self._book.to.entry(key)) if key in self._book.entries else name

    def _name(self, key: str) -> str:
        placed = self._book.entries.get(key)
        if placed:
            return self._book.occasion.name_of(key) if placed.kind == "meeting" else title_of(placed.entry)
        return _of_framework(self._book.plan, key)


def _figures(measure: Measure) -> Iterator[Fact]:
    """Say the figures of a measure with its unit and their days, as papers do."""
    if measure.baseline:
        on = f", {_on(measure.baseline)}" if measure.baseline.is_dated else ""
        yield Fact("baseline", (f"{amount_of(measure, measure.baseline)}{on}", *_parted(measure.baseline.text)))
    if measure.trajectory:
        yield Fact("trajectory", tuple(part for each in measure.trajectory for part in _aim(measure, each)))


def _aim(measure: Measure, aim: Target | Interim) -> tuple[str, ...]:
    return (f"{amount_of(measure, aim)} by {aim.by}", *_parted(aim.why))


def _parted(text: str | None) -> tuple[str, ...]:
    return tuple(split_paragraphs(text)) if text else ()


def _of_framework(plan: Plan, key: str) -> str:
    vintage = load_vintage(plan.header.framework)
    names = {each.id: each.name for each in vintage.statements} | {each.id: each.name for each in vintage.themes}
    return names.get(key, key.replace("-", " "))


def _given(record: BaseModel) -> set[str]:
    return record.model_fields_set


def words_of(fact: Fact) -> str:
    """Return what is said of an entry as plain words."""
    return " ".join(str(getattr(part, "text", None) or getattr(part, "word", None) or part) for part in fact.said)


def _on(event: Any) -> str:
    return f"reported {event.on}" if event.reported else str(event.on)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Withheld):
        return str(value)
    if isinstance(value, (int, float)):
        return f"{value:,}"
    return value.text if isinstance(value, Link) else getattr(value, "word", None) or str(value)


def _together(facts: list[Fact]) -> Inline:
    """Say several things in one line: a document is a link by its title."""
    leads = next((fact.said[0] for fact in facts if fact.name == "url"), None)
    said = []
    for fact in facts:
        words = ", ".join(map(_plain, fact.said))
        if fact.name != "url" or not isinstance(leads, Link):
            said.append(words if fact.name in _SPEAK_FOR_THEMSELVES else f"{fact.name} {words}")
    return Link("; ".join(said), leads.url) if isinstance(leads, Link) else "; ".join(said)
