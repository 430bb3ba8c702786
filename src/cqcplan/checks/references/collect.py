"""Every id that a plan defines and every reference it makes, found in one walk of the plain data.

Plain data, not models: a file with a mistake in it still counts for the ids it
defines, so that one mistake does not set off a dozen false ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel

from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.model.document import PlanFile
from cqcplan.model.links import shape_of

Route = tuple[str | int, ...]


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


def collect(loaded: LoadedPlan) -> Links:
    """Walk every file of a plan."""
    links = Links()
    for file in loaded.files:
        if isinstance(file.data, dict):
            _visit(links, file, file.data, PlanFile, ())
    return links


def _visit(links: Links, file: LoadedFile, entry: dict[str, Any], model: type[BaseModel], route: Route) -> None:
    shape = shape_of(model)
    if shape.named:
        entry_id = entry.get("id")
        if isinstance(entry_id, str):
            links.definitions.setdefault(entry_id, []).append(Definition(shape.kind, file, (*route, "id")))
    for name, target in shape.references:
        if name in entry:
            for found_id, place, is_key in _ids(entry[name], (*route, name)):
                wanted = found_id.split(maxsplit=1)[0] if target == "source" and found_id.strip() else found_id
                links.references.append(Reference(target, wanted, file, place, is_key))
    for name, child in shape.children:
        if name in entry:
            for value, place in _mappings(entry[name], (*route, name), keyed=name == "scores"):
                _visit(links, file, value, child, place)


def _ids(value: object, route: Route) -> Iterator[tuple[str, Route, bool]]:
    if isinstance(value, str):
        yield value, route, False
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, str):
                yield item, (*route, number), False
    elif isinstance(value, dict):
        for key in value:
            yield key, (*route, key), True


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
