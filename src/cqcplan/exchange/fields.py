"""How a field of a model becomes columns: what it is made of, and how its values are read off an entry."""

from collections.abc import Callable, Iterator
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from cqcplan.exchange.table import Column, ColumnKind, Value
from cqcplan.model.base import Span
from cqcplan.model.dates import NOT_STATED, When

Getter = Callable[[Any], Value]
"""Reads a value off an entry."""


def number(value: object) -> int | float | None:
    """Return a figure; nothing for one that is withheld from the audience."""
    return value if isinstance(value, int | float) else None


def lists_of(model: type[BaseModel]) -> Iterator[tuple[str, str, Any]]:
    """Find the fields of a model that hold lists, and what is in them."""
    for attribute, info in model.model_fields.items():
        part, many = made_of(info.annotation)
        if many and part is not int:
            yield attribute, info.alias or attribute, part


def made_of(annotation: Any) -> tuple[Any, bool]:
    """Return what a field is made of, and whether it holds several."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return made_of(inner[0])
    if origin in (Union, UnionType):
        return _of_union([made_of(part) for part in inner if part is not type(None)])
    if origin is tuple:
        return made_of(inner[0])[0], True
    if origin is Literal:
        return type(inner[0]), False
    return (dict if origin is dict else annotation), False


def _of_union(parts: list[tuple[Any, bool]]) -> tuple[Any, bool]:
    found = {part for part, _ in parts}
    if Span in found:
        return Span, False
    return (float, False) if found == {int, float} else parts[0]


def column_kind(part: Any) -> ColumnKind:
    """Return what kind of column a field of a type is."""
    kinds: dict[Any, ColumnKind] = {bool: "flag", int: "whole", float: "number"}
    return kinds.get(part, "text")


def follow(entry: Any, way: tuple[str, ...]) -> Any:
    """Follow attributes from an entry; nothing where one of them is not there."""
    for step in way:
        entry = getattr(entry, step) if entry is not None else None
    return entry


def plain(way: tuple[str, ...]) -> Getter:
    """Return what reads a plain value; nothing where a figure is withheld."""

    def get(entry: Any) -> Value:
        value = follow(entry, way)
        return value if value is None or isinstance(value, str | bool) else number(value)

    return get


def words_for(way: tuple[str, ...]) -> Getter:
    """Return the words that stand where a figure is withheld: it is then no number."""

    def get(entry: Any) -> Value:
        value = follow(entry, way)
        return None if value is None or number(value) is not None else str(value)

    return get


def joined(way: tuple[str, ...]) -> Getter:
    """Return what joins a list of plain values."""
    return lambda entry: ", ".join(str(item) for item in follow(entry, way) or ()) or None


def date_at(way: tuple[str, ...], place: int) -> Getter:
    """Return what reads one of the three values of a date."""
    return lambda entry: date_values(follow(entry, way))[place]


def date_columns(name: str, meaning: str, example: str) -> list[Column]:
    """Return the three columns of a date: as printed, and the first and last day it can mean."""
    return [
        Column(name, "text", f"{meaning} As a paper prints it.", example),
        Column(f"{name}_earliest", "date", f"The first day that {name} can mean.", "2026-06-01"),
        Column(f"{name}_latest", "date", f"The last day that {name} can mean.", "2026-06-30"),
    ]


def date_values(value: When | Span | None) -> tuple[str | None, date | None, date | None]:
    """Return the three values of a date."""
    if value is None or value is NOT_STATED:
        return None, None, None
    if isinstance(value, Span):
        return f"{value.from_.words} to {value.to.words}", value.from_.earliest, value.to.latest
    return value.words, value.earliest, value.latest
