"""Which fields of the models hold entries, ids and references: read off the models once.

Checks walk plain data by these, so that a file with a mistake in it still counts for
the ids it defines and the references it makes.
"""

import re
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from cqcplan.model.base import Ref

OUTSIDE = frozenset({"framework", "theme", "quality statement", "national metric"})
"""Kinds of thing that a plan points at and does not hold: what is published about every council."""


class Shape(NamedTuple):
    """One model, as far as links go. Names are those used in YAML."""

    kind: str
    """What an entry of this model is called: ``self assessment``."""
    named: bool
    """Whether it has an id that others can point at."""
    fields: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    """Field and the kind of entry it points at; one id, a list of ids, or the keys of a mapping."""
    children: tuple[tuple[str, type[BaseModel]], ...]
    """Field and the model in it; one, a list, or the values of a mapping."""


def kind_of(model: type[BaseModel]) -> str:
    """Return what an entry of a model is called in messages."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()
    return "plan" if words == "header" else words


@cache
def shape_of(model: type[BaseModel]) -> Shape:
    """Read the shape of a model off its fields."""
    references: list[tuple[str, str]] = []
    children: list[tuple[str, type[BaseModel]]] = []
    names: list[str] = []
    for name, field in model.model_fields.items():
        yaml_name = field.alias or name
        names.append(yaml_name)
        found = [*field.metadata, *_parts(field.annotation)]
        references += [(yaml_name, part.target) for part in found if isinstance(part, Ref)]
        children += [(yaml_name, part) for part in found if isinstance(part, type)]
    return Shape(kind_of(model), "id" in names, tuple(names), tuple(references), tuple(children))


def _parts(annotation: Any) -> list[Any]:
    """Return the models and references anywhere inside an annotation."""
    origin = get_origin(annotation)
    if origin is Literal:
        return []
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        return [mark for mark in marks if isinstance(mark, Ref)] + _parts(inner)
    if origin in (Union, UnionType, tuple, dict):
        return [part for argument in get_args(annotation) for part in _parts(argument)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return []
