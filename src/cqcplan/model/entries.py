"""Every entry of a plan that has an id: what kind it is, what it stands in, what it is called."""

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from cqcplan.model.base import Entry, Named
from cqcplan.model.document import SECTIONS, Plan
from cqcplan.model.header import Header
from cqcplan.model.links import shape_of


class Placed(NamedTuple):
    """One entry and where it stands."""

    entry: Named | Header
    kind: str
    """What an entry of its model is called: ``self assessment``; ``plan`` for the plan itself."""
    above: tuple[Named, ...]
    """What it stands in, the outermost first: for a milestone its priority and its action."""


def entries_of(plan: Plan) -> Iterator[Placed]:
    """Go through a plan: the plan itself, then section by section, each entry before what stands in it."""
    yield Placed(plan.header, "plan", ())
    for section in SECTIONS:
        yield from _entries(getattr(plan, section), ())


def _entries(entries: tuple[BaseModel, ...], above: tuple[Named, ...]) -> Iterator[Placed]:
    for entry in entries:
        if not isinstance(entry, Named):
            continue
        shape = shape_of(type(entry))
        yield Placed(entry, shape.kind, above)
        for name, _ in shape.children:
            inside = getattr(entry, name, None)
            if isinstance(inside, tuple):
                yield from _entries(inside, (*above, entry))


def examples_in(entry: object) -> Iterator[Entry]:
    """Return the entries of a plan, or of anything in it, that say they are made up; not those that stand in one."""
    if isinstance(entry, Entry) and entry.example:
        yield entry
    elif isinstance(entry, BaseModel):
        for name in type(entry).model_fields:
            yield from examples_in(getattr(entry, name))
    elif isinstance(entry, tuple):
        for item in entry:
            yield from examples_in(item)


def title_of(entry: Named | Header) -> str:
    """Return what an entry is called: its title or name or, where it has neither, what it says."""
    for field in ("title", "name", "about", "audience", "text", "heading"):
        said = getattr(entry, field, None)
        if isinstance(said, str):
            return said
    return entry.id
