"""The draft of an edit: every file it touches as it is and as it would be. Nothing is written."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cqcplan.checks.catalogue import SOUND_FAMILIES
from cqcplan.checks.references.collect import Definition, Links, collect
from cqcplan.checks.run import check_plan
from cqcplan.editing.changes import AddEntry, CannotEditError, Change, SetField
from cqcplan.editing.layout import Layout, NoPlaceError, add_field, add_items, set_value
from cqcplan.editing.order import field_names, in_order, model_at
from cqcplan.editing.outline import MapNode, follow, outline
from cqcplan.editing.splices import OverlapError, Splice, spliced
from cqcplan.editing.which_file import Target, file_for
from cqcplan.editing.written import field_lines
from cqcplan.files.load import plan_of
from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.files.read_file import file_of
from cqcplan.model.document import SECTIONS, PlanFile
from cqcplan.problems.nearest import did_you_mean
from cqcplan.problems.problem import Severity
from cqcplan.problems.words import with_article
from cqcplan.yamltext.reader import decode

Route = tuple[str | int, ...]
BOM = b"\xef\xbb\xbf"
_MODELINE = re.compile(r"(# yaml-language-server: \$schema=)(\S+)")
_NESTED = {"actions": "priority", "milestones": "action", "observations": "measure"}
"""Lists that stand inside an entry, and the kind of entry."""


@dataclass(frozen=True, slots=True)
class FileDraft:
    """One file of an edit."""

    path: Path
    before: bytes | None
    """What is on disk; nothing where the file is new."""
    after: bytes

    @property
    def line(self) -> int:
        """The 1-based line where the change begins; blank lines put in are passed over."""
        old, new = (self.before or b"").splitlines(), self.after.splitlines()
        number = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
        while number < len(new) - 1 and not new[number].strip():
            number += 1
        return number + 1

    def diff(self) -> str:
        """Return the change as a unified diff."""
        from difflib import unified_diff  # noqa: PLC0415 - only where it is asked for

        name = self.path.as_posix()
        old, new = ((raw or b"").decode("utf-8").splitlines(keepends=True) for raw in (self.before, self.after))
        lines = unified_diff(old, new, "/dev/null" if self.before is None else name, name)
        return "".join(
            line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit that has been checked and can be stored."""

    folder: Path
    """Where the plan lives, and its lock."""
    files: tuple[FileDraft, ...]

    def diff(self) -> str:
        """Return the whole change as unified diffs."""
        return "".join(file.diff() for file in self.files)


def draft(loaded: LoadedPlan, changes: Sequence[Change]) -> Draft:
    """Work out what the files of a plan would be after some changes.

    Everything outside the changes stays byte for byte. The new texts are read again, compared with the data that is
    meant, and checked as a whole plan.

    Raises:
        CannotEditError: where a change cannot be made so, or the plan would have errors after it.
    """
    if loaded.unreadable:
        raise CannotEditError("part of the plan cannot be opened, so it is not edited", None, tuple(loaded.problems))
    for file in loaded.files:
        if file.document is None or not file.document.complete or file.document.faults:
            raise CannotEditError(
                f"{file.name} cannot be read without fault, so it is not edited",
                "put right first what cqcplan validate reports",
                tuple(file.problems),
            )
    before: dict[Path, bytes | None] = {}
    plan = loaded
    left = list(changes)
    while left:
        step = _Step(plan)
        taken = step.take(left)
        left = left[taken:]
        for path, raw in step.results(before):
            plan = _with_file(plan, file_of(path, raw, PlanFile))
            step.check(plan, path)
    errors = tuple(
        problem for problem in check_plan(plan, families=SOUND_FAMILIES) if problem.severity is Severity.ERROR
    )
    if errors:
        raise CannotEditError("the plan would not be sound after this change, so nothing is changed", None, errors)
    afters = {file.path: file for file in plan.files}
    folder = loaded.location.path if loaded.location.path.is_dir() else loaded.location.path.parent
    return Draft(
        folder,
        tuple(FileDraft(path, raw, _bytes(afters[path].text, raw)) for path, raw in sorted(before.items())),
    )


def _bytes(text: str, before: bytes | None) -> bytes:
    """Encode a text, with the byte-order mark that the file had."""
    return (BOM if (before or b"").startswith(BOM) else b"") + text.encode("utf-8")


def _with_file(plan: LoadedPlan, changed: LoadedFile) -> LoadedPlan:
    """Return the plan with one file changed or added."""
    files = [changed if file.path == changed.path else file for file in plan.files]
    if all(file.path != changed.path for file in plan.files):
        first, *rest = files
        files = [first, *sorted([*rest, changed], key=lambda file: file.path.as_posix())]
    return plan_of(plan.location, files)


@dataclass(slots=True)
class _Lists:
    """The entries that join the lists of one file, and the fields set in it."""

    target: Target
    entries: dict[Route, list[dict[str, Any]]] = field(default_factory=dict)
    fields: dict[Route, Any] = field(default_factory=dict)


class _Step:
    """As many changes as can be made to the texts at once."""

    def __init__(self, plan: LoadedPlan) -> None:
        self.plan = plan
        self.links: Links = collect(plan)
        self.files: dict[Path, _Lists] = {}
        self.new_ids: set[str] = set()
        self.meant: dict[Path, object] = {}

    def take(self, changes: Sequence[Change]) -> int:
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
            if parent.kind != wanted:
                raise CannotEditError(
                    f'"{change.under}" is {with_article(parent.kind)}, which has no {change.section}',
                    f"name {with_article(wanted)}" if wanted else None,
                )
            target = Target(parent.file.path, parent.file)
            route = (*parent.route[:-1], change.section)
        entry = in_order(change.values, model_at(route))
        lists = self.files.setdefault(target.path, _Lists(target))
        lists.entries.setdefault(route, []).append(entry)
        self.new_ids.update(_ids(entry))
        return True

    def _set(self, change: SetField) -> bool:
        found = self._definition(change.id)
        if found is None:
            return False
        route = (*found.route[:-1], change.field)
        lists = self.files.setdefault(found.file.path, _Lists(Target(found.file.path, found.file)))
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

    def results(self, before: dict[Path, bytes | None]) -> list[tuple[Path, bytes]]:
        """Return the new bytes of every file of this step, and note in ``before`` what is on disk."""
        made = []
        for path, lists in self.files.items():
            if path not in before:
                before[path] = None if lists.target.is_new else _on_disk(lists.target.sibling)
            if lists.target.is_new:
                text = _new_file(path, lists)
                self.meant[path] = {**_schema(lists.target.sibling), **{str(r[0]): e for r, e in lists.entries.items()}}
            else:
                text = _edited(lists)
                self.meant[path] = _data_meant(lists)
            made.append((path, _bytes(text, before[path])))
        return made

    def check(self, plan: LoadedPlan, path: Path) -> None:
        """Compare what the new text says with what it is meant to say."""
        file = next(file for file in plan.files if file.path == path)
        if file.document and file.document.faults:
            fault = file.document.faults[0]
            raise CannotEditError(f"{file.name} is not edited: {fault.message}", fault.help)
        if file.document is None or not file.document.complete or not _same(file, self.meant[path]):
            raise CannotEditError(
                f"{file.name} is laid out so that this change cannot be made without touching something else",
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


def _on_disk(file: LoadedFile) -> bytes:
    try:
        raw = file.path.read_bytes()
    except OSError as error:
        raise CannotEditError(f"{file.name} cannot be read: {error.strerror}") from error
    if decode(raw) != file.text:
        raise changed_meanwhile(file.path)
    return raw


def changed_meanwhile(path: Path) -> CannotEditError:
    """Make the refusal to overwrite what somebody else has written."""
    return CannotEditError(
        f"{path.as_posix()} has changed since it was read, so nothing is written", "run the command again"
    )


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
        data = _put(data, route, value)
    for route, entries in lists.entries.items():
        data = _put(data, route, [*(_get(data, route) or ()), *entries])
    return data


def _get(data: Any, route: Route) -> Any:
    for step in route:
        data = data.get(step) if isinstance(data, dict) else data[step]
    return data


def _put(data: Any, route: Route, value: object) -> Any:
    """Return data with one value changed; what is not on the way to it is shared."""
    if not route:
        return value
    step, *rest = route
    if isinstance(data, dict):
        return {**data, step: _put(data.get(step), tuple(rest), value)}
    return [_put(item, tuple(rest), value) if number == step else item for number, item in enumerate(data)]


def _same(file: LoadedFile, meant: object) -> bool:
    """Whether a file says what is meant, every value and its kind; the order of fields does not count."""
    if _canon(file.data) == _canon(meant):
        return True
    # a block of text (>) that ended the file without a line end now has one; models drop it
    return _canon(_without_line_ends(file.data)) == _canon(_without_line_ends(meant))


def _canon(data: object) -> str:
    return json.dumps(data, sort_keys=True)


def _without_line_ends(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_line_ends(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_line_ends(value) for value in data]
    return data.removesuffix("\n") if isinstance(data, str) else data
