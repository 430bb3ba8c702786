"""What stands in the way of taking an entry out: the updates about it, and whatever else points at it."""

from cqcplan.checks.references.collect import collect
from cqcplan.editing.changes import Place
from cqcplan.files.loaded import LoadedPlan
from cqcplan.model.links import OUTSIDE
from cqcplan.yamltext.positions import Route


def ids_within(loaded: LoadedPlan, entry_id: str) -> set[str]:
    """Return the id of an entry and those of all that stands in it."""
    links = collect(loaded)
    found = links.definitions[entry_id][0]
    inside = found.route[:-1]
    return {
        name
        for name, places in links.definitions.items()
        for place in places
        if place.file is found.file and place.route[: len(inside)] == inside
    }


def updates_of(loaded: LoadedPlan, entry_id: str) -> list[Place]:
    """Return where the updates about an entry, or about what stands in it, are; in file order."""
    gone = ids_within(loaded, entry_id)
    places: list[Place] = []
    for file in loaded.files:
        updates = file.data.get("updates") if isinstance(file.data, dict) else None
        places += [
            Place(file.path, ("updates", number))
            for number, update in enumerate(updates or ())
            if update.get("about") in gone
        ]
    return places


def uses_of(loaded: LoadedPlan, entry_id: str, leaving: list[Place]) -> list[str]:
    """Return what else points at an entry or at what stands in it, in words: ``ot-service, owner``."""
    gone = ids_within(loaded, entry_id)
    links = collect(loaded)
    inside = links.definitions[entry_id][0]
    root = inside.route[:-1]
    out = []
    for use in links.references:
        if use.id not in gone or use.target in OUTSIDE:
            continue
        if use.file is inside.file and use.route[: len(root)] == root:
            continue
        if Place(use.file.path, use.route[:2]) in leaving:
            continue
        out.append(_said(use.file.data, use.route))
    return list(dict.fromkeys(out))


def _said(data: object, route: Route) -> str:
    """Name a place by the entry it stands in and the field."""
    holder = "an update" if route[0] == "updates" else str(route[0])
    at: object = data
    for step in route:
        at = at[step] if isinstance(at, (dict, list)) else at  # type: ignore[index]
        if isinstance(at, dict) and isinstance(at.get("id"), str):
            holder = at["id"]
    field = next((str(step) for step in reversed(route) if isinstance(step, str)), "")
    return f"{holder}, {field}"
