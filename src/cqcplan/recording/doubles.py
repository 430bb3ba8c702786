"""Whether something like a new entry is in the plan already."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cqcplan.editing.changes import Change
    from cqcplan.model.document import Plan
    from cqcplan.recording.kinds import KindOf


def one_like(whole: "Plan", kind: "KindOf", values: Mapping[str, Any], above: str | None) -> str | None:
    """Return what is like a new entry, in words: the same title under one heading, the same body on one day."""
    from cqcplan.model.dates import parse_when
    from cqcplan.model.entries import entries_of
    from cqcplan.recording.kinds import main_field, model_of
    from cqcplan.typed.plain import folded

    model = model_of(kind.section)
    main = main_field(model)
    alike: list[Any] = [
        placed.entry
        for placed in entries_of(whole)
        if isinstance(placed.entry, model) and not (above and placed.above[-1].id != above)
    ]
    for entry in alike:
        if kind.name == "meeting":
            if entry.body == values.get("body") and entry.on == parse_when(str(values.get("on"))):
                return f"{entry.body} meets on {entry.on} ({entry.id})"
        elif values.get("metric") and getattr(entry, "metric", None) == values["metric"]:
            return f"{entry.id} is {values['metric']} too"
        elif main and kind.name != "finding" and folded(str(getattr(entry, main))) == folded(str(values.get(main, ""))):
            return f'"{getattr(entry, main)}" ({entry.id})'
    if above and "id" not in model.model_fields:
        return _same_words(whole, kind.section, values, above)
    return None


def _same_words(whole: "Plan", section: str, values: Mapping[str, Any], above: str) -> str | None:
    from cqcplan.model.entries import entries_of
    from cqcplan.typed.plain import folded

    holder = next(placed.entry for placed in entries_of(whole) if placed.entry.id == above)
    said: Iterable[Any] = getattr(holder, section, ())
    return next((f'"{each.text}"' for each in said if folded(each.text) == folded(str(values.get("text")))), None)


def recorded_already(whole: "Plan", changes: "Iterable[Change]") -> str | None:
    """Return in words the update that one of some changes would record a second time, where there is one."""
    from cqcplan.editing.changes import AddEntry

    updates = (change.values for change in changes if isinstance(change, AddEntry) and change.section == "updates")
    return next((found for values in updates if (found := update_like(whole, values))), None)


def update_like(whole: "Plan", values: Mapping[str, Any]) -> str | None:
    """Return the day of an update that says the same of the same entry, where there is one."""
    from cqcplan.model.dates import parse_when
    from cqcplan.typed.plain import folded

    for update in whole.updates:
        if update.about != values.get("about"):
            continue
        text = values.get("text")
        if text and update.text and folded(update.text) == folded(str(text)):
            return f"the same words of {update.about} on {update.on}"
        fields = ("status", "rag", "due", "owner", "reason", "text")
        if update.on == parse_when(str(values.get("on"))) and all(
            _plain(getattr(update, name)) == _plain(values.get(name), is_date=name == "due") for name in fields
        ):
            return f"the same update of {update.about} on {update.on}"
    return None


def _plain(value: object, *, is_date: bool = False) -> str:
    from cqcplan.model.dates import parse_when

    return str(parse_when(str(value))) if is_date and value is not None else str(value)
