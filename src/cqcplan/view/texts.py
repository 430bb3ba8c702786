"""The texts of a plan, entry by entry."""

from collections.abc import Iterator

from pydantic import BaseModel

from cqcplan.model.texts import text_fields


def texts_of(model: BaseModel) -> Iterator[tuple[str, str]]:
    """Return the texts of one model, without what stands in it: field and text."""
    for name in text_fields(type(model)):
        value = getattr(model, name)
        for text in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,):
            if isinstance(text, str):
                yield name, text
    for value in (getattr(model, name) for name in type(model).model_fields):
        if isinstance(value, dict):
            for inside in value.values():
                if isinstance(inside, BaseModel):
                    yield from texts_of(inside)
