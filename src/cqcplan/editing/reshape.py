"""Changes to entries as wholes: another value for a field, taken out, renamed, moved. Each is one step of an edit."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cqcplan.checks.references.collect import Definition, Links, collect
from cqcplan.editing.changes import CannotEditError, MoveEntry, RemoveEntry, RenameEntry, ReplaceField
from cqcplan.editing.cut import item_block, without_field, without_item
from cqcplan.editing.layout import Layout, NoPlaceError, add_field, add_items
from cqcplan.editing.meant import get, put, same
from cqcplan.editing.order import field_names, in_order, model_at
from cqcplan.editing.outline import ListNode, MapNode, Node, follow, outline
from cqcplan.editing.splices import OverlapError, Splice, spliced
from cqcplan.editing.which_file import Destination
from cqcplan.editing.written import field_lines, scalar
from cqcplan.english import with_article
from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.model.links import OUTSIDE, shape_of
from cqcplan.problems.nearest import did_you_mean
from cqcplan.yamltext.positions import Route

Whole = ReplaceField | RemoveEntry | RenameEntry | MoveEntry
"""The changes that are made here."""
_KEYED = (("scores",),)
"""Mappings whose keys are no fields: quality statements."""


class Reshape:
    """One change of an entry as a whole: the texts that come of it, and what they must say."""

    def __init__(self, plan: LoadedPlan, change: Whole) -> None:
        self.plan = plan
        self.links: Links = collect(plan)
        self.splices: dict[Path, list[Splice]] = {}
        self.meant: dict[Path, Any] = {file.path: file.data for file in plan.files}
        self._files = {file.path: file for file in plan.files}
        self._layouts: dict[Path, Layout] = {}
        try:
            if isinstance(change, ReplaceField):
                self._replace(change)
            elif isinstance(change, RemoveEntry):
                self._remove(change)
            elif isinstance(change, RenameEntry):
                self._rename(change)
            else:
                self._move(change)
        except (NoPlaceError, LookupError) as error:
            raise _by_hand(self.plan.files[0], error) from error

    def texts(self) -> Iterator[tuple[Destination, str]]:
        """Return every file that changes with its new text."""
        for path, splices in self.splices.items():
            file = self._files[path]
            try:
                yield Destination(path, file), spliced(file.text, splices)
            except OverlapError as error:
                raise _by_hand(file, error) from error

    def check(self, changed: LoadedFile) -> None:
        """Compare what a new text says with what it is meant to say.

        Raises:
            CannotEditError: where they differ.
        """
        document = changed.document
        if document is None or not document.complete or document.faults or not same(changed, self.meant[changed.path]):
            raise _by_hand(changed, None)

    def _definition(self, entry_id: str) -> Definition:
        found = self.links.definitions.get(entry_id)
        if not found:
            raise CannotEditError(
                f'nothing in this plan has the id "{entry_id}"', did_you_mean(entry_id, self.links.definitions)
            )
        return found[0]

    def _layout(self, file: LoadedFile) -> Layout:
        if file.path not in self._layouts:
            self._layouts[file.path] = Layout(file.text, outline(file.text))
        return self._layouts[file.path]

    def _put(self, file: LoadedFile, splices: list[Splice], data: Any) -> None:
        self.splices.setdefault(file.path, []).extend(splices)
        self.meant[file.path] = data

    # a field

    def _replace(self, change: ReplaceField) -> None:
        file, above, kind = self._holder(change)
        route: Route = (*above, *change.inside)
        model = model_at(route)
        names = field_names(model)
        keyed = change.inside[-1:] in _KEYED
        if change.field not in names and not keyed:
            raise CannotEditError(
                f'{with_article(kind)} has no field "{change.field}"', did_you_mean(change.field, names)
            )
        value = change.value
        if isinstance(value, dict):
            value = in_order(value, dict(shape_of(model).children).get(change.field, model))
        layout = self._layout(file)
        mapping = follow(layout.root, route)
        if not isinstance(mapping, MapNode):
            raise NoPlaceError("the entry is not a mapping of fields")
        pair = mapping.find(change.field)
        data = get(self.meant[file.path], route)
        if value is None:
            if pair is None:
                raise CannotEditError(f'"{change.id}" has no {change.field} to take away')
            left = {key: item for key, item in data.items() if key != change.field}
            if not left and change.inside:
                raise CannotEditError(f"nothing would be left of {change.inside[-1]}", "take it out as a whole")
            self._put(file, without_field(layout, mapping, change.field), put(self.meant[file.path], route, left))
            return
        before = [] if keyed else list(names[: names.index(change.field)])
        splices = (
            _other_value(layout, mapping, pair, value)
            if pair
            else add_field(layout, mapping, change.field, value, before)
        )
        self._put(file, splices, put(self.meant[file.path], (*route, change.field), value))

    def _holder(self, change: ReplaceField) -> tuple[LoadedFile, Route, str]:
        """Return the file and the place of the entry that a field is changed of, and what kind it is."""
        if change.place:
            return self._files[change.place.file], change.place.route, shape_of(model_at(change.place.route)).kind
        found = self._definition(change.id)
        return found.file, found.route[:-1], found.kind

    # an entry

    def _in_list(self, found: Definition) -> tuple[Layout, MapNode, tuple[Node, ListNode], int, Route]:
        """Return where an entry stands: the mapping, its field with the list, and the number in it."""
        *above, name, number = found.route[:-1]
        layout = self._layout(found.file)
        mapping = follow(layout.root, above)
        if not isinstance(number, int) or not isinstance(mapping, MapNode):
            raise CannotEditError(f"{with_article(found.kind)} cannot be taken out or moved")
        pair = mapping.find(str(name))
        if pair is None or not isinstance(pair[1], ListNode):
            raise CannotEditError(f"{with_article(found.kind)} cannot be taken out or moved")
        return layout, mapping, (pair[0], pair[1]), number, (*above, name)

    def _remove(self, change: RemoveEntry) -> None:
        if change.place:
            found = Definition("entry", self._files[change.place.file], (*change.place.route, "id"))
        else:
            found = self._definition(change.id)
        if change.item:
            found = Definition("entry", found.file, (*found.route[:-1], *change.item, "id"))
        layout, mapping, pair, number, route = self._in_list(found)
        self._put(
            found.file,
            without_item(layout, pair, mapping, number),
            _without(self.meant[found.file.path], route, number),
        )

    def _rename(self, change: RenameEntry) -> None:
        found = self._definition(change.id)
        if change.to in self.links.definitions:
            raise CannotEditError(f'"{change.to}" is the id of something else already', "choose another")
        places = [(found.file, found.route, change.to)]
        for use in self.links.references:
            if use.id == change.id and use.target not in OUTSIDE:
                text = str(get(use.file.data, use.route[:-1] if use.is_key else use.route))
                new = change.to if use.is_key else change.to + text[len(change.id) :]
                places.append((use.file, use.route, new))
        for file, route, new in places:
            node = follow(self._layout(file).root, route)
            quote = node.style if node.style in ("'", '"') else None
            if node.style in ("|", ">"):
                raise NoPlaceError("the id stands in a block of text")
            self._put(
                file,
                [Splice(node.start, node.end, scalar(new, flow=node.is_flow, quote=quote))],
                put(self.meant[file.path], route, new),
            )

    def _move(self, change: MoveEntry) -> None:
        found = self._definition(change.id)
        layout, mapping, pair, number, route = self._in_list(found)
        entry = get(found.file.data, (*route, number))
        name = str(route[-1])
        beside = change.after or change.before
        if beside:
            other = self._definition(beside)
            *above, other_name, at = other.route[:-1]
            if not isinstance(at, int) or other_name != name:
                raise CannotEditError(
                    f'"{beside}" is {with_article(other.kind)}, so "{change.id}" cannot stand beside it'
                )
            file, goal, place = other.file, tuple(above), at + bool(change.after)
        elif change.under:
            other = self._definition(change.under)
            goal = other.route[:-1]
            if name not in dict(shape_of(model_at(goal)).children) or len(route) == 1:
                raise CannotEditError(f'"{change.under}" is {with_article(other.kind)}, which has no {name}')
            file, place = other.file, len(get(other.file.data, (*goal, name)) or ())
        else:
            raise CannotEditError("say where it is to go", "give --under, --after or --before")
        if (file.path, goal) == (found.file.path, route[:-1]) and place in (number, number + 1):
            raise CannotEditError(f'"{change.id}" stands there already')
        if file.path == found.file.path and (*goal,)[: len(route) + 1] == (*route, number):
            raise CannotEditError(f'"{change.id}" cannot be put under itself')
        text = _own_lines(layout, pair[1], number)
        there = self._layout(file)
        to = follow(there.root, goal)
        if not isinstance(to, MapNode):
            raise NoPlaceError("what it is to stand under is not a mapping of fields")
        same_list = (file.path, goal) == (found.file.path, route[:-1])
        if same_list and len(pair[1].items) == 1:
            raise CannotEditError(f'"{change.id}" is the only one there')
        self.splices.setdefault(file.path, []).extend(_in_place(there, to, _Arrival(name, place, entry, text, goal)))
        self.splices.setdefault(found.file.path, []).extend(without_item(layout, pair, mapping, number))
        marker = object()
        here = found.file.path
        self.meant[here] = put(self.meant[here], (*route, number), marker)
        listing = list(get(self.meant[file.path], (*goal, name)) or ())
        listing.insert(place, entry)
        self.meant[file.path] = put(self.meant[file.path], (*goal, name), listing)
        self.meant[here] = _without_marker(self.meant[here], marker)


def _other_value(layout: Layout, mapping: MapNode, pair: tuple[Node, Node], value: object) -> list[Splice]:
    """Put any value in the place of another."""
    key, old = pair
    if mapping.is_flow or (old.is_flow and not isinstance(old, (MapNode, ListNode))):
        from cqcplan.editing.written import in_flow  # noqa: PLC0415

        start, end = (old.start, old.end) if old.end > old.start else (layout.after_colon(key),) * 2
        return [Splice(start, end, f"{'' if old.end > old.start else ' '}{in_flow(value)}")]
    end = max(old.end, layout.after_colon(key))
    if _has_comment(layout.text[layout.after_colon(key) : end], old):
        raise NoPlaceError(f'a comment stands inside "{key.text}"')
    eol = layout.line_break(key.start)
    lines = field_lines(key.text, value, column=mapping.column, offset=layout.offset_of_lists(key.text))
    text = eol.join([lines[0], *(" " * mapping.column + line if line else "" for line in lines[1:])])
    if len(lines) > 1 and layout.text[end : layout.line_end(end)].strip():
        raise NoPlaceError(f'a comment follows "{key.text}"')
    return [Splice(key.start, end, text)]


def _has_comment(text: str, old: Node) -> bool:
    return isinstance(old, (MapNode, ListNode)) and bool(re.search(r"(?:^|\s)#", text))


def _own_lines(layout: Layout, listing: ListNode, number: int) -> list[str] | None:
    """Return the lines of an item without the list's indent; nothing where it stands in brackets."""
    if listing.is_flow:
        return None
    block = item_block(layout, listing, number)
    lines = re.split("\r\n|[\n\r]", layout.text[block.start : block.end].rstrip("\r\n"))
    if any(line.strip() and line[: listing.column].strip() for line in lines):
        raise NoPlaceError("its lines are less indented than its hyphen")
    return [line[listing.column :] for line in lines]


class _Arrival(NamedTuple):
    """An entry on its way to a list."""

    name: str
    """The list's."""
    place: int
    """Its number there."""
    entry: Any
    lines: list[str] | None
    """As it was written; nothing where it stood in brackets."""
    goal: Route
    """Where the mapping stands that has the list."""


def _in_place(layout: Layout, to: MapNode, arrival: _Arrival) -> list[Splice]:
    """Put an entry, as it was written, into a list."""
    name, place, entry, lines, goal = arrival
    pair = to.find(name)
    listing = pair[1] if pair and isinstance(pair[1], ListNode) else None
    if lines is None or (listing and listing.is_flow) or to.is_flow:
        if lines and any(re.search(r"(?:^|\s)#", line) for line in lines):
            raise NoPlaceError("a comment stands in it, and it would go into brackets")
        if listing and place < len(listing.items):
            raise NoPlaceError("it would go between entries in brackets")
        names = field_names(model_at(goal))
        return add_items(layout, to, name, [entry], list(names[: names.index(name)]) if name in names else [])
    if listing is None or not listing.items:
        names = field_names(model_at(goal))
        offset = layout.offset_of_lists(name)
        before = [pair for pair in to.fields if pair[0].text in names[: names.index(name)]] if goal else to.fields
        last = (before or to.fields)[-1][1]
        at = layout.after(last.end, to.column)
        eol = layout.line_break(at)
        if pair:
            raise NoPlaceError(f'"{name}" is there and empty')
        head = eol + " " * to.column + f"{name}:"
        pad = " " * (to.column + offset)
        return [Splice(at, at, head + "".join(eol + (pad + line if line else "") for line in lines), to.column)]
    pad = " " * listing.column
    if place < len(listing.items):
        at = item_block(layout, listing, place).start
        eol = layout.line_break(at)
        return [Splice(at, at, "".join((pad + line if line else "") + eol for line in lines))]
    at = layout.after(listing.items[-1].end, listing.column)
    eol = layout.line_break(at)
    return [Splice(at, at, "".join(eol + (pad + line if line else "") for line in lines), listing.column)]


def _without(data: Any, route: Route, number: int) -> Any:
    """Return data without an item; without its list, where it was the only one."""
    rest = [item for at, item in enumerate(get(data, route)) if at != number]
    if rest:
        return put(data, route, rest)
    *above, name = route
    holder = {key: value for key, value in get(data, tuple(above)).items() if key != name}
    return put(data, tuple(above), holder)


def _without_marker(data: Any, marker: object) -> Any:
    if isinstance(data, dict):
        kept = {key: _without_marker(value, marker) for key, value in data.items()}
        return {
            key: value
            for key, value in kept.items()
            if not (value == [] and isinstance(data[key], list) and any(item is marker for item in data[key]))
        }
    if isinstance(data, list):
        return [_without_marker(item, marker) for item in data if item is not marker]
    return data


def _by_hand(file: LoadedFile, error: Exception | None) -> CannotEditError:
    said = f": {error}" if error and str(error) else ""
    return CannotEditError(
        f"{file.name} is laid out so that this change cannot be made without touching something else{said}",
        "make the change in the file by hand",
    )
