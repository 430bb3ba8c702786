"""Take out of a plan what an audience may not read: once, before any paper sees it."""

from typing import Any

from pydantic import BaseModel

from cqcplan.model.base import Entry, Named, Visibility
from cqcplan.model.dates import When
from cqcplan.model.document import SECTIONS, Plan
from cqcplan.model.links import shape_of
from cqcplan.model.papers import Paragraph

ORDER: tuple[Visibility, ...] = ("public", "internal", "exempt", "confidential")
"""From the widest audience to the narrowest."""


def for_audience(plan: Plan, audience: Visibility = "public") -> Plan:
    """Return the plan as one audience may see it.

    An entry is kept when neither it nor anything it stands in is more restricted than
    the audience. What points at an entry that is gone loses the pointer or, where it
    would mean nothing without, goes too.
    """
    allowed = ORDER.index(audience)
    hidden: set[str] = set()
    top = ORDER.index(plan.header.visibility)
    kept = {name: _kept(getattr(plan, name), top, allowed, hidden) for name in SECTIONS}
    gone = -1
    while hidden and gone != len(hidden):
        gone = len(hidden)
        kept = {name: _unlinked(entries, hidden) for name, entries in kept.items()}
    header = plan.header if top <= allowed else plan.header.model_copy(update={"summary": None, "glossary": ()})
    unlinked = _unlinked((header,), hidden)
    return plan.model_copy(update={"plan": unlinked[0] if unlinked else header, **kept})


def _kept(entries: tuple[BaseModel, ...], above: int, allowed: int, hidden: set[str]) -> tuple[Any, ...]:
    out: list[BaseModel] = []
    for entry in entries:
        level = max(above, _own(entry))
        if level > allowed:
            hidden.update(_ids(entry))
            continue
        changed: dict[str, Any] = {}
        for name, _ in shape_of(type(entry)).children:
            value = _child(entry, name)
            if isinstance(value, tuple):
                kept = _kept(value, level, allowed, hidden)
                if len(kept) != len(value) or any(a is not b for a, b in zip(kept, value, strict=True)):
                    changed[_attribute(entry, name)] = kept
            elif isinstance(value, Entry) and not _kept((value,), level, allowed, hidden):
                changed[_attribute(entry, name)] = None
        out.append(entry.model_copy(update=changed) if changed else entry)
    return tuple(out)


def _own(entry: BaseModel) -> int:
    """Return how restricted an entry is by itself: grounds for exemption make it exempt, whatever else it says."""
    if not isinstance(entry, Entry):
        return 0
    said = ORDER.index(entry.visibility) if entry.visibility else 0
    return max(said, ORDER.index("exempt")) if entry.exempt else said


def _child(entry: BaseModel, name: str) -> Any:
    """Return what stands in a field that may hold models: a date that stands there instead counts for nothing."""
    value = getattr(entry, _attribute(entry, name))
    return None if isinstance(value, (When, dict)) else value


def _attribute(entry: BaseModel, name: str) -> str:
    return name if name in type(entry).model_fields else f"{name}_"


def _ids(entry: BaseModel) -> set[str]:
    found = {entry.id} if isinstance(entry, Named) else set()
    for name, _ in shape_of(type(entry)).children:
        value = _child(entry, name)
        for child in value if isinstance(value, tuple) else ():
            found |= _ids(child)
    return found


def _unlinked(entries: tuple[BaseModel, ...], hidden: set[str]) -> tuple[Any, ...]:
    out = []
    for entry in entries:
        pointers = _changed_pointers(entry, hidden)
        if pointers is None:
            hidden.update(_ids(entry))
            continue
        changed = pointers | _changed_children(entry, hidden)
        out.append(entry.model_copy(update=changed) if changed else entry)
    return tuple(out)


def _changed_pointers(entry: BaseModel, hidden: set[str]) -> dict[str, Any] | None:
    """Return the pointers of an entry that lose something; nothing where it means nothing without them."""
    changed: dict[str, Any] = {}
    for name, target in shape_of(type(entry)).references:
        if target in ("framework", "theme", "quality statement"):
            continue
        attribute = _attribute(entry, name)
        value = getattr(entry, attribute)
        if isinstance(value, tuple):
            kept = tuple(item for item in value if item not in hidden)
            if len(kept) == len(value):
                continue
            changed[attribute] = kept
        elif isinstance(value, str) and value.split(maxsplit=1)[0] in hidden:
            changed[attribute] = None
        else:
            continue
        # a paragraph meant for some papers alone must not pass for one meant for all
        needed = type(entry).model_fields[attribute].is_required() or (
            isinstance(entry, Paragraph) and name == "meetings"
        )
        if needed and not changed[attribute]:
            return None
    return changed


def _changed_children(entry: BaseModel, hidden: set[str]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name, _ in shape_of(type(entry)).children:
        attribute = _attribute(entry, name)
        value = _child(entry, name)
        if isinstance(value, tuple) and value:
            kept = _unlinked(value, hidden)
            if kept != value:
                changed[attribute] = kept
        elif isinstance(value, BaseModel):
            kept = _unlinked((value,), hidden)
            if not kept or kept[0] is not value:
                changed[attribute] = kept[0] if kept else None
    return changed
