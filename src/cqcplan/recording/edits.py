"""Changes to the fields of an entry that is there already: what was written wrongly, or is now meant otherwise."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
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
    entry: Any,
    plan: "Plan",
    typed: "Filled",
    without: Sequence[str],
    *,
    today: "date | None",
    beside: Mapping[str, list[str]] = MappingProxyType({}),
) -> "tuple[list[Change], str]":
    """Return what changes some fields of an entry, and the sentence that says it back.

    Args:
        entry: the entry as it is kept.
        plan: the plan, as far as whoever typed it may see it.
        typed: what was typed, by field.
        without: the fields to take away, by the name of their option or their own.
        today: the day it is typed, from which ``yesterday`` counts.
        beside: what stays in a list besides what was typed, because whoever typed it does not see it.

    Raises:
        NotRecordedError: it is not understood.
    """
    from cqcplan.editing.changes import ReplaceField, SetField
    from cqcplan.model.links import shape_of
    from cqcplan.recording.kinds import options_of
    from cqcplan.recording.said import said_of, titled

    model: type[BaseModel] = type(entry)
    options = {option.name: option for option in options_of(model)}
    values = as_meant(plan, model, typed, today, getattr(entry, "unit", ""))
    listed = {name: values.pop(name) for name in OPTIONS if name in values}
    told = [said_of(plan, model, values)] if values else []
    _keep_hidden(values, beside)
    made: list[Change] = []
    records = {name: _changed(entry, name, value) for name, value in values.items() if isinstance(value, dict)}
    for name, value in values.items():
        if isinstance(value, list):
            made.append(ReplaceField(entry.id, name, value))
        elif not isinstance(value, dict):
            made.append(SetField(entry.id, name, value))
    for word in without:
        name, option = word.removeprefix("--").replace("-", "_"), options.get(word.removeprefix("--"))
        if name in shape_of(model).fields or option is None or len(option.path) == 1:
            made.append(ReplaceField(entry.id, option.path[0] if option else name, None))
        else:
            first, inside = option.path
            records.setdefault(first, _kept(entry, first)).pop(inside, None)
    made += [ReplaceField(entry.id, name, record or None) for name, record in records.items()]
    for name, entries in listed.items():
        for each in entries:
            changes, words = put(entry, plan, name, each, today)
            made += changes
            told.append(words)
    told += [f"without {word}" for word in without]
    return made, f"of {titled(plan, entry.id)}: {', '.join(told)}"


def _keep_hidden(values: dict[str, Any], beside: "Mapping[str, Sequence[Any]]") -> None:
    """Put what is not shown of lists back beside what was typed; of those that are only added to, nothing goes."""
    for name, hidden in beside.items():
        if name not in OPTIONS:
            said = values.get(name, [])
            values[name] = [*(said if isinstance(said, list) else [said]), *hidden]


def _changed(entry: Any, name: str, said: dict[str, Any]) -> dict[str, Any]:
    """Return a record with what was typed of it; how a figure is known goes with the figure."""
    kept = _kept(entry, name)
    if "value" in said:
        kept.pop("bound", None)
    return {**kept, **said}


def _kept(entry: Any, name: str) -> dict[str, Any]:
    """Return what a record of an entry holds, as a plan says it."""
    was: Any = getattr(entry, name, None)
    if not hasattr(was, "model_dump"):
        return {}
    return as_written(was.model_dump(mode="json", exclude_none=True, exclude_unset=True, by_alias=True))


def as_written(kept: dict[str, Any]) -> dict[str, Any]:
    """Bring what a record holds back to what a plan says: dates in words."""
    from cqcplan.model.dates import parse_when
    from cqcplan.typed.dates import written

    made = {}
    for name, value in kept.items():
        is_date = isinstance(value, list) and len(value) == 3 and isinstance(value[2], str)
        made[name] = written(parse_when(value[2])) if is_date else value
    return made
