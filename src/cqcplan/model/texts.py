"""Which fields of the models hold words that somebody wrote: read off the models once."""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from cqcplan.model.base import Ref


@cache
def text_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that hold text, one or several, by their names in Python.

    Ids of other entries and words from a fixed list are no text; an entry's own id is, and
    so is where it comes from, because a person chose those words too.
    """
    return tuple(
        name
        for name, field in model.model_fields.items()
        if _holds_text(field.annotation, field.metadata) or name == "source"
    )


def _holds_text(annotation: Any, marks: Any = ()) -> bool:
    if annotation is str:
        return not any(isinstance(mark, Ref) for mark in marks)
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *inner_marks = get_args(annotation)
        return _holds_text(inner, (*marks, *inner_marks))
    if origin is Literal:
        return False
    if origin is dict:
        return _holds_text(get_args(annotation)[1])
    if origin in (Union, UnionType, tuple):
        return any(_holds_text(argument, marks) for argument in get_args(annotation))
    return False
