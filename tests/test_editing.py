"""Edits change what they should, byte for byte nothing else, and mean exactly what was asked."""

import io
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cqcplan.editing.changes import AddEntry, SetField
from cqcplan.editing.draft import draft
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from tests.laid_out import TEXTS, Laid, plans


def by_ruamel(raw: bytes) -> Any:
    """Read a plan with another reader; dates and numbers as text, for only what changed is compared."""
    reader = YAML(typ="safe", pure=True)
    reader.version = "1.2"
    return reader.load(io.BytesIO(raw))


def canon(data: Any) -> Any:
    """Return data in a form in which 1, 1.0, true and a date differ.

    A line end at the end of a text counts for nothing, as in the models: a block of text at the end of a file
    has one as soon as something follows it.
    """
    return json.dumps(data, default=lambda value: f"<{value}>", sort_keys=True).replace('\\n"', '"')


def drafted(folder: Path, raw: bytes, *changes: AddEntry | SetField) -> tuple[Any, Any, bytes]:
    """Draft changes to a plan of one file; return its data before and after, and the bytes after."""
    path = folder / "plan.yaml"
    path.write_bytes(raw)
    loaded = load_plan(locate(str(folder))[0])
    assert not loaded.problems, loaded.problems
    made = draft(loaded, changes)
    assert path.read_bytes() == raw, "a draft writes nothing"
    (file,) = made.files
    assert file.before == raw
    after_folder = folder / "after"
    after_folder.mkdir(exist_ok=True)
    (after_folder / "plan.yaml").write_bytes(file.after)
    after = load_plan(locate(str(after_folder))[0])
    assert not after.problems, after.problems
    return loaded.files[0].data, after.files[0].data, file.after


def middle(before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """Return what differs between two files: what was there, and what is there now."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


def without_brackets(raw: bytes) -> list[bytes]:
    """Return a file as it is, and without the brackets of each of its empty lists."""
    found = re.finditer(rb" *\[ ?\]", raw)
    return [raw, *(raw[: one.start()] + raw[one.end() :] for one in found)]


ENTRIES = st.sampled_from(
    [
        ("updates", {"about": "waits", "on": "2026-08-01", "text": ..., "rag": "amber", "reason": ...}),
        ("updates", {"about": "list", "on": "2026-08-01"}),
        ("risks", {"id": "new-one", "title": ..., "likelihood": 3.5}),
        ("priorities", {"id": "new-one", "title": ..., "quality_statements": ["equity", "safeguarding"]}),
        ("actions", {"title": ..., "id": "new-one", "due": "autumn 2026",
                     "milestones": [{"id": "new-two", "title": ..., "illustrative": True}]}),
        ("milestones", {"id": "new-one", "title": ..., "due": None}),
        ("observations", {"on": "2026-08", "value": -7}),
    ]
)  # fmt: skip


def filled(value: Any, texts: list[str]) -> Any:
    """Put drawn texts where an entry has dots."""
    if value is ...:
        return texts.pop()
    if isinstance(value, dict):
        return {key: filled(item, texts) for key, item in value.items()}
    return [filled(item, texts) for item in value] if isinstance(value, list) else value


def without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return value


def list_of(data: Any, section: str) -> Any:
    """Return what holds a list that entries can join."""
    if section in ("updates", "risks", "priorities"):
        return data
    if section == "observations":
        return data["measures"][0]
    priority = next(one for one in data["priorities"] if one["id"] == "waits")
    return priority if section == "actions" else priority["actions"][-1]


@settings(max_examples=400, deadline=None)
@given(laid=plans(), chosen=ENTRIES, texts=st.lists(TEXTS, min_size=2, max_size=2))
def test_a_new_entry_is_all_that_changes(laid: Laid, chosen: tuple[str, Any], texts: list[str]) -> None:
    section, values = chosen
    entry = filled(values, list(texts))
    with tempfile.TemporaryDirectory() as folder:
        before, after, raw = drafted(Path(folder), laid.raw, AddEntry(section, entry, laid.lists[section]))
    # what it means: that entry, at the end of that list, and nothing else
    joined = list_of(before, section)
    joined[section] = [*(joined.get(section) or []), without_nothing(entry)]
    assert canon(after) == canon(before)
    # what it is in bytes: something put in, and nothing taken out but the brackets of an empty list
    gone, new = next(
        (found for found in (middle(before, raw) for before in without_brackets(laid.raw)) if not found[0]),
        middle(laid.raw, raw),
    )
    # in a list over several lines, the comma went before the last line's comment
    assert not gone or new.startswith(b"," + gone), (gone, new)
    if laid.eol == "\r\n":
        assert "\n" not in new.decode().replace("\r\n", ""), "a line end of the other kind"
    else:
        assert b"\r" not in new
    assert raw.endswith(b"\n") == laid.raw.endswith(b"\n")
    # what another reader makes of it
    theirs, ours = by_ruamel(laid.raw), by_ruamel(raw)
    added = list_of(ours, section)[section].pop()
    if not list_of(ours, section)[section] and section not in list_of(theirs, section):
        del list_of(ours, section)[section]
    assert canon(ours) == canon(theirs)
    for name in ("text", "title", "reason"):
        assert added.get(name) == entry.get(name)


@settings(max_examples=300, deadline=None)
@given(laid=plans(), value=TEXTS | st.integers(-9, 9).map(str) | st.sampled_from(["true", "~", "2026-01-01", "new"]))
def test_a_changed_value_is_all_that_changes(laid: Laid, value: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before, after, raw = drafted(Path(folder), laid.raw, SetField("waits", "note", value))
    waits = next(one for one in before["priorities"] if one["id"] == "waits")
    waits["note"] = value
    assert canon(after) == canon(before)
    start = laid.raw.index(laid.old.encode())
    head, tail = laid.raw[:start], laid.raw[start + len(laid.old.encode()) :]
    assert raw.startswith(head)
    assert raw.endswith(tail)
    ours = next(one for one in by_ruamel(raw)["priorities"] if one["id"] == "waits")
    assert str(ours["note"]) == value
