"""What stands beside a measure's figures: what others have, what is to be reached on the way, counted anew."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cqcplan.recording.mistakes import Mistake, NotRecordedError

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.editing.changes import AddEntry, Change
    from cqcplan.model.delivery import Measure
    from cqcplan.model.document import Plan

OPTIONS = {"comparators": "comparator", "trajectory": "interim", "breaks": "break", "rebased": "rebased"}
"""The option that adds to each list of a measure."""


def added(measure: "Measure", field: str, entries: Sequence[Mapping[str, Any]]) -> "list[AddEntry]":
    """Return the changes that add to a list of a measure.

    Raises:
        NotRecordedError: there is one already for the same day, or of the same people and time.
    """
    from cqcplan.editing.changes import AddEntry

    for entry in entries:
        if (place := place_of(measure, field, entry)) is not None:
            there = said_of_held(measure, field, place)
            help_ = f"cqcplan edit {measure.id} --{OPTIONS[field]} puts the new one in its place"
            raise NotRecordedError([Mistake(OPTIONS[field], f"there is one already: {there}", help_)])
    return [AddEntry(field, entry, measure.id) for entry in entries]


def put(
    measure: "Measure", plan: "Plan", field: str, entry: Mapping[str, Any], today: "date | None"
) -> "tuple[list[Change], str]":
    """Return what adds to a list of a measure, or puts an entry in the place of the one that tells of the same.

    Args:
        measure: as it is kept.
        plan: as far as whoever typed it may see it: what they may not see stays.
        field: the list.
        entry: what was typed.
        today: the day it is typed.
    """
    from cqcplan.editing.changes import AddEntry, RemoveEntry

    seen = next((each for each in plan.measures if each.id == measure.id), measure)
    at = place_of(seen, field, entry)
    if at is None:
        return [AddEntry(field, entry, measure.id)], said_beside(measure, field, entry)
    kept = getattr(measure, field)
    shown = getattr(seen, field)[at]
    # what is withheld from whoever typed may be like it, and stays
    place = kept.index(shown) if shown in kept else place_of(measure, field, entry) or 0
    # its source, its readers and, where none was said, its day stay
    said = {name: value for name, value in entry.items() if not today or (name, value) != ("on", today.isoformat())}
    merged = {**_as_written(kept[place]), **said}
    words = f"{said_beside(measure, field, merged)} (was {said_of_held(seen, field, at)})"
    return [RemoveEntry(measure.id, item=(field, place)), AddEntry(field, merged, measure.id)], words


def _as_written(held: Any) -> Any:
    """Bring an entry back to what a plan says."""
    from pydantic import BaseModel

    from cqcplan.model.dates import When
    from cqcplan.typed.dates import written

    if isinstance(held, When):
        form = written(held)
        return int(form) if form.isdigit() else form
    if isinstance(held, BaseModel):
        names = {name: info.alias or name for name, info in type(held).model_fields.items()}
        return {names[name]: _as_written(getattr(held, name)) for name in names if name in held.model_fields_set}
    return [_as_written(each) for each in held] if isinstance(held, tuple) else held


def place_of(measure: "Measure", field: str, entry: Mapping[str, Any]) -> int | None:
    """Return which of a list tells of the same as a new entry."""
    return next(
        (place for place, held in enumerate(getattr(measure, field)) if _mark(_data(held)) == _mark(entry)), None
    )


def said_beside(measure: "Measure", field: str, entry: Mapping[str, Any]) -> str:
    """Say an entry back: ``comparator England 74.5% (2024/25), published 18 December 2025``."""
    from cqcplan.model.units import unit_of

    amount = unit_of(measure.unit).amount(entry["value"]) if isinstance(entry.get("value"), (int, float)) else ""
    if field == "trajectory":
        why = f', because "{entry["why"]}"' if entry.get("why") else ""
        return f"interim target {amount or 'not shown'} by {_day(entry['by'])}{why}"
    if field == "comparators":
        whom = entry.get("name") or ("England" if entry["of"] == "england" else str(entry["of"]).replace("-", " "))
        time = f" ({_time(entry['covers'])})" if entry.get("covers") else ""
        source = f", from {entry['source']}" if entry.get("source") else ""
        return f"comparator {whom} {amount or 'not shown'}{time}, published {_day(entry['on'])}{source}"
    what = "counted otherwise" if field == "breaks" else "limits of control charts anew"
    return f'{what} from {_day(entry["on"])}: "{entry["text"]}"'


def said_of_held(measure: "Measure", field: str, place: int) -> str:
    """Say an entry that is there already."""
    return said_beside(measure, field, _data(getattr(measure, field)[place]))


def _data(held: Any) -> dict[str, Any]:
    return {name: getattr(held, name) for name in type(held).model_fields if getattr(held, name) is not None}


def _mark(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what tells an entry of a list from the others."""
    if "of" in entry:
        return (str(entry["of"]), str(entry.get("name")), _time(entry.get("covers") or entry["on"]))
    return (_day(entry["by"] if "by" in entry else entry["on"]),)


def _time(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{_day(value['from'])} to {_day(value['to'])}"
    return f"{value.from_} to {value.to}" if hasattr(value, "from_") else _day(value)


def _day(value: Any) -> str:
    from cqcplan.model.dates import parse_when

    return str(parse_when(str(value))) if isinstance(value, (str, int)) else str(value)
