"""The texts of a plan, entry by entry."""

from collections.abc import Iterator
from functools import cache
from typing import get_origin

from pydantic import BaseModel

from cqcplan.model.texts import text_fields


def texts_of(model: BaseModel) -> Iterator[tuple[str, str]]:
    """Return the texts of one model, without what stands in it: field and text."""
    for name in text_fields(type(model)):
        value = getattr(model, name)
        for text in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,):
            if isinstance(text, str):
                yield name, text
    for name in _keyed(type(model)):
        for inside in getattr(model, name).values():
            if isinstance(inside, BaseModel):
                yield from texts_of(inside)


@cache
def _keyed(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that hold mappings."""
    return tuple(name for name, field in model.model_fields.items() if get_origin(field.annotation) is dict)
