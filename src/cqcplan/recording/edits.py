"""Changes to the fields of an entry that is there already: what was written wrongly, or is now meant otherwise."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cqcplan.recording.beside import OPTIONS, put
from cqcplan.recording.meant import as_meant

if TYPE_CHECKING:
    from datetime import date

    from pydantic import BaseModel

    from cqcplan.editing.changes import Change
    from cqcplan.model.document import Plan
    from cqcplan.recording.new_entries import Filled


def edited(
    entry: Any, plan: "Plan", typed: "Filled", without: Sequence[str], today: "date | None"
) -> "tuple[list[Change], str]":
    """Return what changes some fields of an entry, and the sentence that says it back.

    Args:
        entry: the entry as it is kept.
        plan: the plan, as far as whoever typed it may see it.
        typed: what was typed, by field.
        without: the fields to take away, by the name of their option or their own.
        today: the day it is typed, from which ``yesterday`` counts.

    Raises:
        NotRecordedError: it is not understood.
    """
    from cqcplan.editing.changes import ReplaceField, SetField
    from cqcplan.recording.kinds import options_of
    from cqcplan.recording.said import said_of, titled

    model: type[BaseModel] = type(entry)
    options = {option.name: option for option in options_of(model)}
    values = as_meant(plan, model, typed, today, getattr(entry, "unit", ""))
    made: list[Change] = []
    beside = {name: values.pop(name) for name in OPTIONS if name in values}
    for name, value in values.items():
        if isinstance(value, dict):
            was: Any = getattr(entry, name, None)
            kept = (
                was.model_dump(mode="json", exclude_none=True, exclude_unset=True) if hasattr(was, "model_dump") else {}
            )
            if "value" in value:
                kept.pop("bound", None)  # of the figure that was there
            made.append(ReplaceField(entry.id, name, {**as_written(kept), **value}))
        elif isinstance(value, list):
            made.append(ReplaceField(entry.id, name, value))
        else:
            made.append(SetField(entry.id, name, value))
    for word in without:
        option = options.get(word.removeprefix("--"))
        made.append(ReplaceField(entry.id, option.path[0] if option else word.replace("-", "_"), None))
    told = [said_of(plan, model, values)] if values else []
    for name, entries in beside.items():
        for each in entries:
            changes, words = put(entry, plan, name, each, today)
            made += changes
            told.append(words)
    told += [f"without {word}" for word in without]
    return made, f"of {titled(plan, entry.id)}: {', '.join(told)}"


def as_written(kept: dict[str, Any]) -> dict[str, Any]:
    """Bring what a record holds back to what a plan says: dates in words."""
    from cqcplan.model.dates import parse_when
    from cqcplan.typed.dates import written

    made = {}
    for name, value in kept.items():
        is_date = isinstance(value, list) and len(value) == 3 and isinstance(value[2], str)
        made[name] = written(parse_when(value[2])) if is_date else value
    return made
