"""Every id that a plan defines and every reference it makes, found in one walk of the plain data.

Plain data, not models: a file with a mistake in it still counts for the ids it
defines, so that one mistake does not set off a dozen false ones. What stands where the
schema knows nothing (under a misspelt heading, say) may define ids too: those are kept
as doubtful, and nobody is told that they do not exist.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel

from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.model.base import ID_PATTERN
from cqcplan.model.document import PlanFile
from cqcplan.model.links import shape_of
from cqcplan.yamltext.positions import Route

_ID = re.compile(ID_PATTERN)
_KEYED = "scores"
"""The field whose references are the keys of a mapping, and whose entries its values."""


class Definition(NamedTuple):
    """Where an id is defined."""

    kind: str
    file: LoadedFile
    route: Route


class Reference(NamedTuple):
    """Where an id is used."""

    target: str
    """The kind of entry it must lead to, or ``any``."""
    id: str
    file: LoadedFile
    route: Route
    is_key: bool
    """Whether the id is the key of a mapping rather than a value."""


@dataclass(slots=True)
class Links:
    """The ids and references of one plan."""

    definitions: dict[str, list[Definition]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    """Words that may be ids, were the mistakes round them put right."""
    complete: bool = True
    """False where part of the plan could not be read, so that an id may well stand there."""


def collect(loaded: LoadedPlan) -> Links:
    """Walk every file of a plan."""
    links = Links(complete=not loaded.unreadable)
    for file in loaded.files:
        if isinstance(file.data, dict):
            _visit(links, file, file.data, PlanFile, ())
        links.complete = links.complete and file.document is not None and file.document.complete
        if file.content is None:
            links.doubtful.update(_words(_unknown(file.data, PlanFile)))
    return links


def _visit(links: Links, file: LoadedFile, entry: dict[str, Any], model: type[BaseModel], route: Route) -> None:
    shape = shape_of(model)
    if shape.named:
        entry_id = entry.get("id")
        if isinstance(entry_id, str):
            links.definitions.setdefault(entry_id, []).append(Definition(shape.kind, file, (*route, "id")))
    for name, target in shape.references:
        value = entry.get(name)
        if value is not None and (name != _KEYED or isinstance(value, dict)):
            for text, place, is_key in _ids(value, (*route, name)):
                # a source's id comes first, then the place in it; what is no id is left to the schema to report
                words = text.split(maxsplit=1) if target == "source" else [text] if _ID.fullmatch(text) else []
                if words:
                    links.references.append(Reference(target, words[0], file, place, is_key))
    for name, child in shape.children:
        if name in entry:
            for value, place in _mappings(entry[name], (*route, name), keyed=name == _KEYED):
                _visit(links, file, value, child, place)


def _ids(value: object, route: Route) -> Iterable[tuple[str, Route, bool]]:
    """Return the texts of a field that points at something; a list, because this is asked of every entry."""
    if isinstance(value, str):
        return ((value, route, False),)
    if isinstance(value, list):
        return [(item, (*route, number), False) for number, item in enumerate(value) if isinstance(item, str)]
    if isinstance(value, dict):
        return [(key, (*route, key), True) for key in value]
    return ()


def _mappings(value: object, route: Route, *, keyed: bool) -> Iterator[tuple[dict[str, Any], Route]]:
    if isinstance(value, dict) and not keyed:
        yield value, route
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict):
                yield item, (*route, key)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, dict):
                yield item, (*route, number)


def _unknown(value: object, model: type[BaseModel]) -> Iterator[object]:
    """Return the parts of a file that the schema knows nothing of, keys among them."""
    if isinstance(value, dict):
        shape = shape_of(model)
        children = dict(shape.children)
        for key, item in value.items():
            if key in children:
                yield from _unknown(item, children[key])
            elif key not in shape.fields:
                yield key
                yield item
            elif key == "id" and not isinstance(item, str):
                yield item
    elif isinstance(value, list):
        for item in value:
            yield from _unknown(item, model)
    else:
        yield value


def _words(values: object) -> Iterator[str]:
    """Return every text and number in some data, as words."""
    if isinstance(values, dict):
        yield from values
        values = values.values()
    if isinstance(values, (str, int)):
        yield str(values)
    elif isinstance(values, Iterable):
        for value in values:
            yield from _words(value)
