"""A plan with every text taken out: whatever stands in its paper is the tool's own words."""

from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from cqcplan.model.dates import When
from cqcplan.model.texts import text_fields
from cqcplan.papers.occasion import Occasion

BLANK = "x"
M = TypeVar("M", bound=BaseModel)


def without_words(model: M) -> M:
    """Return a plan, or a part of one, with its ids, dates, figures and states, and no word that anybody wrote."""
    written = text_fields(type(model))
    changed: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        new = _blank(value, is_text=name in written and name not in ("id", "source"))
        if new is not value:
            changed[name] = new
    return model.model_copy(update=changed) if changed else model


def occasion_without_words(occasion: Occasion) -> Occasion:
    """Return what the same paper is made of when nobody has written a word of it."""
    meeting, taker = occasion.meeting, occasion.taker
    return replace(
        occasion,
        readers="public",
        plan=without_words(occasion.plan),
        meeting=without_words(meeting) if meeting else None,
        taker=without_words(taker) if taker else None,
        earlier=None,
        exempt=(),
    )


def _blank(value: Any, *, is_text: bool) -> Any:
    if isinstance(value, BaseModel):
        return without_words(value)
    if isinstance(value, When):
        return value
    if isinstance(value, str):
        return BLANK if is_text else value
    if isinstance(value, tuple):
        return tuple(_blank(item, is_text=is_text) for item in value)
    if isinstance(value, dict):
        return {key: _blank(item, is_text=is_text) for key, item in value.items()}
    return value
