"""Changes to the fields of an entry that is there already: what was written wrongly, or is now meant otherwise."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from cqcplan.recording.beside import OPTIONS, put
from cqcplan.recording.meant import as_meant

if TYPE_CHECKING:
    from datetime import date

    from pydantic import BaseModel

    from cqcplan.editing.changes import Change, Place, ReplaceField, SetField
    from cqcplan.model.document import Plan
    from cqcplan.model.vocabulary import Visibility
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
    from cqcplan.recording.said import said_of, titled

    values = as_meant(plan, type(entry), typed, today, getattr(entry, "unit", ""))
    listed = {name: values.pop(name) for name in OPTIONS if name in values}
    told = [said_of(plan, type(entry), values)] if values else []
    _keep_hidden(values, beside)
    made = _changes(Where(entry.id), entry, values, without)
    for name, entries in listed.items():
        for each in entries:
            changes, words = put(entry, plan, name, each, today)
            made += changes
            told.append(words)
    told += [f"without {word}" for word in without]
    return made, f"of {titled(plan, entry.id)}: {', '.join(told)}"


class Where(NamedTuple):
    """Where the fields of an entry, or of a record in it, stand."""

    entry: str
    """Its id; of what has none, the id of the entry that it is about."""
    inside: tuple[str | int, ...] = ()
    """The way from the entry to the record."""
    place: "Place | None" = None
    """Of what has no id."""
    readers: "Visibility | None" = None
    """Who may read the record, or what has no id, where it says so itself."""

    def replaced(self, field: str, value: Any) -> "ReplaceField":
        """Return the change that puts any value into a field."""
        from cqcplan.editing.changes import ReplaceField

        return ReplaceField(self.entry, field, value, self.place, self.inside, self.readers)

    def put(self, field: str, value: Any) -> "SetField":
        """Return the change that puts a plain value into a field."""
        from cqcplan.editing.changes import SetField

        return SetField(self.entry, field, value, self.place, self.inside, self.readers)


def record_edited(
    where: Where,
    record: "BaseModel",
    plan: "Plan",
    typed: "Filled",
    without: Sequence[str],
    *,
    today: "date | None",
    unit: str = "",
    beside: Mapping[str, list[str]] = MappingProxyType({}),
) -> "tuple[list[Change], str]":
    """Return what changes some fields of a record in an entry, or of an update, and the words that say it back.

    Args:
        where: where it stands.
        record: it, as it is kept.
        plan: the plan, as far as whoever typed it may see it.
        typed: what was typed, by field.
        without: the fields to take away.
        today: the day it is typed.
        unit: what the figures of its measure are counted in.
        beside: what stays in a list besides what was typed.

    Raises:
        NotRecordedError: it is not understood.
    """
    from cqcplan.recording.said import said_of

    values = as_meant(plan, type(record), typed, today, unit)
    told = [said_of(plan, type(record), values)] if values else []
    _keep_hidden(values, beside)
    told += [f"without {word}" for word in without]
    return _changes(where, record, values, without), ", ".join(told)


def _changes(where: Where, record: Any, values: Mapping[str, Any], without: Sequence[str]) -> "list[Change]":
    from cqcplan.model.links import shape_of
    from cqcplan.recording.kinds import options_of

    model: type[BaseModel] = type(record)
    options = {option.name: option for option in options_of(model)}
    made: list[Change] = []
    records = {name: _changed(record, name, value) for name, value in values.items() if isinstance(value, dict)}
    for name, value in values.items():
        if isinstance(value, list) or (not isinstance(value, dict) and _is_mapping(record, name)):
            made.append(where.replaced(name, value))
        elif not isinstance(value, dict):
            made.append(where.put(name, value))
    for word in without:
        name, option = word.removeprefix("--").replace("-", "_"), options.get(word.removeprefix("--"))
        if name in shape_of(model).fields or option is None or len(option.path) == 1:
            made.append(where.replaced(option.path[0] if option else name, None))
        else:
            first, inside = option.path
            records.setdefault(first, _kept(record, first)).pop(inside, None)
    return made + [where.replaced(name, kept or None) for name, kept in records.items()]


def _is_mapping(record: Any, name: str) -> bool:
    """Whether a field holds a mapping now, as a span of time does."""
    return hasattr(getattr(record, name, None), "model_dump")


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
