"""Where what a check finds is put right: the form, and the very field in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cqcplan.files.loaded import LoadedFile
from cqcplan.model.entries import Placed
from cqcplan.problems.problem import Place, Problem
from cqcplan.recording.updates import TAKES
from cqcplan.web.boxes import FIELD, UNDER, Box
from cqcplan.web.filling import boxes_to_change, kept_entry, values_now
from cqcplan.web.parts import NEW, Listing, Part, boxes_of_part, listings_shown, parts_of
from cqcplan.web.shelf import Book

Way = tuple[str | int, ...]
"""Keys and numbers, one inside the other."""
_REPORTED = frozenset({"411", "412", "415"})
"""Rules that ask for an update: what is found is put right by what happens."""
_LACKS: dict[str, tuple[str, ...]] = {
    "403": ("response",), "404": ("about",), "405": ("priorities",),
    "406": ("baseline-value", "target-value", "better"), "426": ("stock",), "601": ("reviewed",),
    "413": ("text",), "416": ("reason", "recovery"), "418": ("reason",), "502": ("score",),
    "602": ("escalated-on",), "603": ("met",), "605": ("submitted",), "606": ("submitted",), "610": ("url",),
    "701": ("exempt-paragraphs", "exempt-reason", "exempt-public_interest"), "711": ("example",),
    "806": ("plain_words",),
}  # fmt: skip
"""Rules that miss something: the boxes that it goes into, of which the first that is empty is meant."""
_NEW = {"401": "action", "414": "evidence", "604": "meeting", "607": "adviser", "609": "assessment"}
"""Rules that miss an entry: its kind."""
_PAGES = {"402": "priorities", "417": "due"}
"""Rules that are put right at one of several entries: the page that lists them."""


class _Spot(NamedTuple):
    """What a finding is about."""

    entry: Placed
    inside: Way
    """The way from the entry to the field."""
    file: LoadedFile | None = None
    """Of an update about it: where that stands."""


def put_right(book: Book, problem: Problem) -> str:
    """Return the address where a finding is put right; nothing where that is in a file alone."""
    number = re.sub(r"\D", "", problem.code)
    file = next((each for each in book.loaded.files if each.name == problem.file), None)
    if number.startswith("9") or file is None:
        return ""
    if number in _PAGES:
        return book.to.page(_PAGES[number])
    if number == "801":
        return book.to.entry(book.plan.header.id, "change", "glossary", NEW)
    spot = _spot(book, file, problem)
    if number in _NEW:
        under = spot.entry.entry.id if spot and number == "401" else None
        return book.to.page(f"new/{_NEW[number]}", **{UNDER: under})
    return _form(book, spot, number) if spot else ""


def _form(book: Book, spot: _Spot, number: str) -> str:
    entry = spot.entry.entry
    if number in _REPORTED and spot.entry.kind in TAKES:
        return book.to.entry(entry.id, "update")
    boxes = boxes_to_change(book, entry)
    name = "" if spot.file else _box(boxes, values_now(entry, boxes), spot.inside, number)
    part = None if name else _part(book, spot)
    if part:
        listing, one = part
        boxes, depth = boxes_of_part(book, one), 2 if one.place else len(one.inside)
        name = _box(boxes, values_now(one.shown, boxes), spot.inside[depth:], number)
        address = book.to.entry(entry.id, "change", listing.name, one.which, at=name)
    elif number == "405" and not name:
        return book.to.page("new/priority")  # there is none yet that it could belong to
    else:
        address = book.to.entry(entry.id, "change", at=name)
    return f"{address}#{name}" if name else address


def _part(book: Book, spot: _Spot) -> tuple[Listing, Part] | None:
    """Return the record of an entry, or the update about it, that a finding stands in."""
    entry, kept = spot.entry.entry, kept_entry(book, spot.entry.entry.id)
    for listing in listings_shown(book, entry, spot.entry.kind):
        for part in parts_of(book, entry, kept, listing):
            there = (
                spot.file is not None and part.place == (spot.file.path, spot.inside[:2])
                if spot.file or part.place
                else bool(part.inside) and spot.inside[: len(part.inside)] == part.inside
            )  # fmt: skip
            if part.kept and there:
                return listing, part
    return None


def _box(boxes: list[Box], now: Mapping[str, str], inside: Way, number: str) -> str:
    """Return the box that what is missing goes into, or the one of the field that is pointed at."""
    asked = [FIELD + name for name in _LACKS.get(number, ()) if FIELD + name in now]
    steps = [str(step) for step in inside]
    at = (FIELD + "-".join(steps[:length]) for length in range(len(steps), 0, -1))
    first = next((name for name in at if name in now), "")
    if steps and not first:  # a record of several boxes
        first = next((box.name for box in boxes if box.name.startswith(f"{FIELD}{steps[0]}-")), "")
    return next((name for name in asked if not now[name]), asked[0] if asked else first)


def _spot(book: Book, file: LoadedFile, problem: Problem) -> _Spot | None:
    """Return the entry that a finding is about: it stands in it, its update tells of it, or it names it."""
    route = route_at(file, problem.place)
    steps = list(_entries_on(book, file, route))
    if steps:
        return steps[-1]
    if route[:1] == ("updates",) and len(route) > 1:
        about = file.data["updates"][route[1]].get("about")  # type: ignore[index]
        return _Spot(book.entries[about], route, file) if about in book.entries else None
    named = (word for word in re.findall(r"[a-z0-9][a-z0-9.-]*[a-z0-9]", problem.message) if word in book.entries)
    first = next(named, None)
    return _Spot(book.entries[first], ()) if first else None


def _entries_on(book: Book, file: LoadedFile, route: Way) -> Iterator[_Spot]:
    node: object = file.data
    for depth, step in enumerate(route, 1):
        node = node[step]  # type: ignore[index]
        known = node.get("id") if isinstance(node, dict) else None
        if isinstance(known, str) and known in book.entries:
            yield _Spot(book.entries[known], route[depth:])


def route_at(file: LoadedFile, place: Place) -> Way:
    """Return the way to what stands at a place of a file: the innermost value that begins there or before."""
    node, route = file.data, tuple[str | int, ...]()
    while isinstance(node, (dict, list)):
        steps: list[str | int] = list(node) if isinstance(node, dict) else list(range(len(node)))
        last = bisect_right(steps, place[:2], key=lambda step: file.place((*route, step), key=True)[:2])
        if not last:
            break
        route = (*route, steps[last - 1])
        node = node[steps[last - 1]]  # type: ignore[index]
    return route
