"""The examples of a plan: which can be taken out, and which something else points at."""

from collections.abc import Iterator
from typing import Any

from cqcplan.checks.references.collect import collect
from cqcplan.editing.changes import Place
from cqcplan.files.loaded import LoadedPlan
from cqcplan.model.links import OUTSIDE
from cqcplan.yamltext.positions import Route


def examples_to_clear(loaded: LoadedPlan) -> tuple[list[Place], dict[str, list[str]]]:
    """Return where the examples stand that can be taken out, in file order; and what points at the others, by id.

    An example stays while something that is no example points at it, and so does what that example points at.
    """
    every = [Place(file.path, route) for file in loaded.files for route in _marked(file.data, ())]
    links = collect(loaded)
    holders = {
        name: place
        for name, found in links.definitions.items()
        for place in every
        if found[0].file.path == place.file and found[0].route[: len(place.route)] == place.route
    }
    staying: dict[Place, list[str]] = {}
    while True:
        leaving = [place for place in every if place not in staying]
        found: dict[Place, list[str]] = {}
        for use in links.references:
            place = holders.get(use.id)
            if use.target in OUTSIDE or place is None or place in staying:
                continue
            stands_in = next(
                (each for each in leaving if each.file == use.file.path and use.route[: len(each.route)] == each.route),
                None,
            )
            if stands_in is None:
                found.setdefault(place, []).append(_by(use.file.data, use.route))
        if not found:
            break
        staying |= found
    ids = {place: name for name, place in reversed(holders.items())}
    return leaving, {ids[place]: list(dict.fromkeys(uses)) for place, uses in staying.items()}


def _marked(data: Any, route: Route) -> Iterator[Route]:
    """Find the entries that say they are examples, but for those inside one."""
    if isinstance(data, dict):
        if data.get("example") is True and route:
            yield route
            return
        for key, value in data.items():
            yield from _marked(value, (*route, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _marked(value, (*route, number))


def _by(data: Any, route: Route) -> str:
    """Name the entry that a pointer stands in."""
    said = str(route[0])
    for step in route:
        data = data[step]
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            said = data["id"]
    return said
