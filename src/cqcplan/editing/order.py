"""Which model an entry has, and the order in which people write its fields."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from cqcplan.model.base import Entry
from cqcplan.model.document import PlanFile
from cqcplan.model.links import shape_of


def model_at(route: Sequence[str | int]) -> type[BaseModel]:
    """Return the model of what a route in a plan file leads to: an entry, or the entries of a list."""
    model: type[BaseModel] = PlanFile
    for step in route:
        if isinstance(step, str):
            model = dict(shape_of(model).children).get(step, model)
    return model


@cache
def field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of a model's fields: its id, its own fields, then those that every entry has."""
    names = shape_of(model).fields
    last = set(shape_of(Entry).fields) if issubclass(model, Entry) else set()
    return (
        *(name for name in names if name == "id"),
        *(name for name in names if name != "id" and name not in last),
        *(name for name in names if name in last),
    )


def in_order(values: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Put an entry's fields in order, without those that say nothing; lists of entries inside it too."""
    names = field_names(model)
    children = dict(shape_of(model).children)
    ordered = {}
    for name in sorted(values, key=lambda name: (names.index(name) if name in names else len(names), name)):
        value = values[name]
        if isinstance(value, (list, tuple)):
            inside = children.get(name, model)
            value = [in_order(item, inside) if isinstance(item, Mapping) else item for item in value]
        elif isinstance(value, Mapping):
            value = in_order(value, children[name]) if name in children else dict(value)
        if value is not None:
            ordered[name] = value
    return ordered
