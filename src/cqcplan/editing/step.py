"""One step of an edit: as many changes as can be made to the texts at once, and the texts that come of them."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cqcplan.checks.references.collect import Definition, Links, collect
from cqcplan.editing.changes import AddEntry, CannotEditError, SetField
from cqcplan.editing.layout import Layout, NoPlaceError, add_field, add_items, set_value
from cqcplan.editing.meant import get, put, same
from cqcplan.editing.order import field_names, in_order, model_at
from cqcplan.editing.outline import MapNode, follow, outline
from cqcplan.editing.splices import OverlapError, Splice, spliced
from cqcplan.editing.which_file import Destination, file_for
from cqcplan.editing.written import field_lines
from cqcplan.english import with_article
from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.model.document import SECTIONS
from cqcplan.model.links import shape_of
from cqcplan.problems.nearest import did_you_mean
from cqcplan.yamltext.positions import Route

_MODELINE = re.compile(r"(# yaml-language-server: \$schema=)(\S+)")
_NESTED = {"actions": "priority", "milestones": "action", "observations": "measure"}
"""Lists that stand inside an entry, and the kind of entry."""


@dataclass(slots=True)
class _Lists:
    """The entries that join the lists of one file, and the fields set in it."""

    target: Destination
    entries: dict[Route, list[dict[str, Any]]] = field(default_factory=dict)
    fields: dict[Route, Any] = field(default_factory=dict)


class Step:
    """As many changes as can be made to the texts at once."""

    def __init__(self, plan: LoadedPlan) -> None:
        self.plan = plan
        self.links: Links = collect(plan)
        self.files: dict[Path, _Lists] = {}
        self.new_ids: set[str] = set()
        self.meant: dict[Path, object] = {}

    def take(self, changes: "Sequence[AddEntry | SetField]") -> int:
        """Take changes up to the first that builds on one of them; return how many."""
        for number, change in enumerate(changes):
            taken = self._add(change) if isinstance(change, AddEntry) else self._set(change)
            if not taken:
                return number
        return len(changes)

    def _definition(self, entry_id: str) -> Definition | None:
        """Find what an id names; nothing where it is only being added."""
        found = self.links.definitions.get(entry_id)
        if found:
            return found[0]
        if entry_id in self.new_ids:
            return None
        raise CannotEditError(
            f'nothing in this plan has the id "{entry_id}"', did_you_mean(entry_id, self.links.definitions)
        )

    def _add(self, change: AddEntry) -> bool:
        if change.under is None:
            if change.section not in SECTIONS:
                raise CannotEditError(
                    f'a plan has no section "{change.section}"', did_you_mean(change.section, SECTIONS)
                )
            about = self.links.definitions.get(str(change.values.get("about")))
            target = file_for(self.plan, change.section, change.values, about[0].file if about else None)
            route: Route = (change.section,)
        else:
            parent = self._definition(change.under)
            if parent is None:
                return False
            wanted = _NESTED.get(change.section)
            holder = (*parent.route[:-1], *change.inside)
            if change.section not in dict(shape_of(model_at(holder)).children):
                raise CannotEditError(
                    f'"{change.under}" is {with_article(parent.kind)}, which has no {change.section}',
                    f"name {with_article(wanted)}" if wanted else None,
                )
            target = Destination(parent.file.path, parent.file)
            route = (*holder, change.section)
        entry = in_order(change.values, model_at(route))
        lists = self.files.setdefault(target.path, _Lists(target))
        lists.entries.setdefault(route, []).append(entry)
        self.new_ids.update(_ids(entry))
        return True

    def _set(self, change: SetField) -> bool:
        if change.place:
            file = next(each for each in self.plan.files if each.path == change.place.file)
            found = Definition(shape_of(model_at(change.place.route)).kind, file, (*change.place.route, "id"))
        elif (named := self._definition(change.id)) is None:
            return False
        else:
            found = named
        route = (*found.route[:-1], *change.inside, change.field)
        lists = self.files.setdefault(found.file.path, _Lists(Destination(found.file.path, found.file)))
        if route in lists.fields:
            return False
        if change.field not in (names := field_names(model_at(route[:-1]))):
            raise CannotEditError(
                f'{with_article(found.kind)} has no field "{change.field}"', did_you_mean(change.field, names)
            )
        if not isinstance(change.value, (str, int, float)):
            raise CannotEditError(f'"{change.field}" is set to something that is not one plain value')
        lists.fields[route] = change.value
        return True

    def texts(self) -> list[tuple[Destination, str]]:
        """Return every file of this step with its new text."""
        made = []
        for path, lists in self.files.items():
            if lists.target.is_new:
                text = _new_file(path, lists)
                self.meant[path] = {**_schema(lists.target.sibling), **{str(r[0]): e for r, e in lists.entries.items()}}
            else:
                text = _edited(lists)
                self.meant[path] = _data_meant(lists)
            made.append((lists.target, text))
        return made

    def check(self, changed: LoadedFile) -> None:
        """Compare what a new text says with what it is meant to say.

        Raises:
            CannotEditError: where they differ.
        """
        if changed.document and changed.document.faults:
            fault = changed.document.faults[0]
            raise CannotEditError(f"{changed.name} is not edited: {fault.message}", fault.help)
        if changed.document is None or not changed.document.complete or not same(changed, self.meant[changed.path]):
            raise CannotEditError(
                f"{changed.name} is laid out so that this change cannot be made without touching something else",
                "make the change in the file by hand",
            )


def _ids(value: object) -> set[str]:
    """Return every id in a new entry."""
    if isinstance(value, Mapping):
        own = {value["id"]} if isinstance(value.get("id"), str) else set()
        return own.union(*(_ids(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_ids(item) for item in value))
    return set()


def _edited(lists: _Lists) -> str:
    """Return a file's text with the changes made."""
    file = lists.target.sibling
    layout = Layout(file.text, outline(file.text))
    splices: list[Splice] = []
    try:
        for route, value in lists.fields.items():
            *above, name = route
            mapping = _mapping(layout, above)
            pair = mapping.find(str(name))
            if pair:
                splices += set_value(layout, mapping, pair, value)
            else:
                splices += add_field(layout, mapping, str(name), value, _earlier(model_at(above), str(name)))
        for route, entries in lists.entries.items():
            *above, name = route
            mapping = _mapping(layout, above)
            names = _earlier(model_at(above), str(name)) if above else [key.text for key, _ in mapping.fields]
            splices += add_items(layout, mapping, str(name), entries, names)
        return spliced(file.text, splices)
    except (NoPlaceError, OverlapError, LookupError) as error:
        raise CannotEditError(
            f"{file.name} is laid out so that this change cannot be made without touching something else: {error}",
            "make the change in the file by hand",
        ) from error


def _mapping(layout: Layout, route: Sequence[str | int]) -> MapNode:
    found = follow(layout.root, route)
    if not isinstance(found, MapNode):
        raise NoPlaceError("what it belongs to is not a mapping of fields")
    return found


def _earlier(model: Any, name: str) -> list[str]:
    names = field_names(model)
    return list(names[: names.index(name)]) if name in names else []


def _schema(sibling: LoadedFile) -> dict[str, Any]:
    return {"schema": sibling.data["schema"]} if isinstance(sibling.data, dict) and "schema" in sibling.data else {}


def _new_file(path: Path, lists: _Lists) -> str:
    """Write a file that the plan does not have yet, with the first line of its sibling."""
    sibling = lists.target.sibling
    eol = "\r\n" if "\r\n" in sibling.text else "\n"
    lines = []
    modeline = _MODELINE.match(sibling.text)
    if modeline:
        lines.append(modeline[1] + _from(path, sibling.path, modeline[2]))
    lines += [f"{key}: {value}" for key, value in _schema(sibling).items()]
    offset = Layout(sibling.text, outline(sibling.text)).offset_of_lists("updates")
    for route, entries in lists.entries.items():
        lines += (
            ["", *field_lines(str(route[0]), entries, column=0, offset=offset)]
            if lines
            else field_lines(str(route[0]), entries, column=0, offset=offset)
        )
    return eol.join([*lines, ""])


def _from(path: Path, sibling: Path, schema: str) -> str:
    """Name a schema as seen from another folder; an address on the web stays."""
    if "://" in schema or path.parent == sibling.parent:
        return schema
    return Path(os.path.relpath(sibling.parent / schema, path.parent)).as_posix()


def _data_meant(lists: _Lists) -> object:
    """Return a file's data with the changes made, beside the text."""
    data = lists.target.sibling.data
    for route, value in lists.fields.items():
        data = put(data, route, value)
    for route, entries in lists.entries.items():
        data = put(data, route, [*(get(data, route) or ()), *entries])
    return data
