"""Edits change what they should, byte for byte nothing else, and mean exactly what was asked."""

import io
import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cqcplan.checks.references.collect import collect
from cqcplan.editing.changes import AddEntry, CannotEditError, SetField
from cqcplan.editing.draft import draft
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.files.loaded import LoadedPlan
from tests.editing.laid_out_plans import TEXTS, Laid, plans
from tests.places import ROOT

EXAMPLES = sorted((ROOT / "plans").glob("*/*.yaml"))


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
    after_folder = folder / ".after"
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


@settings(max_examples=150, deadline=None)
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


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=60, deadline=None)
@given(laid=plans(), value=TEXTS, target=st.sampled_from(["waits", "action-0", "list"]))
def test_an_added_field_is_all_that_changes(laid: Laid, value: str, target: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        name = "definition" if target == "list" else "text"
        before, after, raw = drafted(Path(folder), laid.raw, SetField(target, name, value))
    entry = before["measures"][0] if target == "list" else list_of(before, "actions")
    if target == "action-0":
        entry = entry["actions"][0]
    entry[name] = value
    assert canon(after) == canon(before)
    assert middle(laid.raw, raw)[0] == b""


@settings(max_examples=30, deadline=None)
@given(laid=plans())
def test_several_changes_at_once_come_to_the_same_as_one_by_one(laid: Laid) -> None:
    changes: list[AddEntry | SetField] = [
        AddEntry("updates", {"about": "waits", "on": "2026-08-01"}),
        AddEntry("actions", {"id": "new-action", "title": "New"}, "waits"),
        AddEntry("milestones", {"id": "new-stone", "title": "New"}, "new-action"),
        AddEntry("milestones", {"id": "last-stone", "title": "Last"}, laid.lists["milestones"]),
        SetField("waits", "note", "new words"),
        SetField("new-stone", "title", "Newer"),
        AddEntry("updates", {"about": "new-action", "on": "2026-08-02"}),
    ]
    with tempfile.TemporaryDirectory() as folder:
        _, together, _ = drafted(Path(folder), laid.raw, *changes)
        raw = laid.raw
        for change in changes:
            _, data, raw = drafted(Path(folder), raw, change)
    assert canon(together) == canon(data)


HEADER = "schema: 1\nplan: {id: made-up, council: {name: Made-up Council}, framework: la-2026-04}\n"
PRIORITY = "priorities:\n  - {id: waits, title: Shorter waits}\n"


def plan_of(folder: Path, **files: str) -> LoadedPlan:
    """Write a plan of several files and read it."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_plan(locate(str(folder))[0])


def edited(folder: Path, *changes: AddEntry | SetField, **files: str) -> dict[str, str]:
    """Return the texts of the files that changes touch, by name."""
    made = draft(plan_of(folder, **files), changes)
    return {file.path.relative_to(folder).as_posix(): file.after.decode() for file in made.files}


def on(day: str, about: str = "waits") -> AddEntry:
    return AddEntry("updates", {"on": day, "about": about})


MODELINE = "# yaml-language-server: $schema=../schema.json\n"


def test_a_month_has_its_own_file_where_the_plan_keeps_them_so(tmp_path: Path) -> None:
    files = {
        "plan": HEADER + PRIORITY,
        "updates__2026-04": MODELINE + "schema: 1\nupdates:\n- {on: 2026-04-01, about: waits}\n",
    }
    assert edited(tmp_path, on("2026-04-30"), **files) == {
        "updates/2026-04.yaml": files["updates__2026-04"] + "- {on: 2026-04-30, about: waits}\n"
    }
    assert edited(tmp_path, on("2026-05-01"), on("2026-05-02"), **files) == {
        "updates/2026-05.yaml": MODELINE
        + "schema: 1\n\nupdates:\n- on: 2026-05-01\n  about: waits\n- on: 2026-05-02\n  about: waits\n"
    }


@pytest.mark.parametrize(
    ("name", "day", "wanted"),
    [
        ("updates-2026-27-q1", "2026-07-01", "updates-2026-27-q2"),
        ("updates-2026-27-Q4", "2027-04-01", "updates-2027-28-Q1"),
        ("log-2026-27", "2027-03-31", "log-2026-27"),
        ("log-2026-27", "2027-04-01", "log-2027-28"),
        ("2026-12-events", "2027-01-09", "2027-01-events"),
    ],
)
def test_so_has_a_quarter_or_a_year(tmp_path: Path, name: str, day: str, wanted: str) -> None:
    files = {"plan": HEADER + PRIORITY, name: "updates:\n  - {on: 2026-04-01, about: waits}\n"}
    assert list(edited(tmp_path, on(day), **files)) == [f"{wanted}.yaml"]


def test_otherwise_an_update_goes_where_its_subject_or_the_latest_is(tmp_path: Path) -> None:
    files = {
        "plan": HEADER,
        "one": PRIORITY + "updates: []\n",
        "two": "priorities: [{id: other, title: Other}]\n",
        "later": "updates:\n  - {on: 2026-04-01, about: other}\n",
        "zearlier": "updates:\n  - {on: 2026-03-01, about: other}\n",
    }
    assert list(edited(tmp_path, on("2026-05-01", "waits"), **files)) == ["one.yaml"]
    assert list(edited(tmp_path, on("2026-05-01", "other"), **files)) == ["later.yaml"]


def test_a_new_section_goes_into_the_one_file_or_a_file_of_its_own(tmp_path: Path) -> None:
    risk = AddEntry("risks", {"id": "capacity", "title": "Too few people"})
    assert edited(tmp_path, risk, plan=HEADER + PRIORITY) == {
        "plan.yaml": HEADER + PRIORITY + "risks:\n  - id: capacity\n    title: Too few people\n"
    }
    assert list(edited(tmp_path, risk, plan=HEADER, more=PRIORITY)) == ["risks.yaml"]


def test_a_workstream_in_a_file_of_its_own_gets_one(tmp_path: Path) -> None:
    files = {
        "plan": HEADER,
        "streams__01-a": "priorities:\n  - {id: a, title: A}\n",
        "streams__02-b": "priorities:\n  - {id: b, title: B}\n",
    }
    new = AddEntry("priorities", {"id": "c", "title": "C"})
    assert list(edited(tmp_path, new, **files)) == ["streams/c.yaml"]


@pytest.mark.parametrize(
    ("section", "empty"),
    [("updates:\n", "updates:\n"), ("updates: ~\n", "updates:\n"), ("updates: []  # none\n", "updates:  # none\n"),
     ("updates:\n  # newest last\n", "updates:\n  # newest last\n")],
)  # fmt: skip
def test_an_empty_section_is_filled(tmp_path: Path, section: str, empty: str) -> None:
    """One with nothing after the colon is a mistake in the plan, which the edit puts right."""
    made = edited(tmp_path, on("2026-05-01"), plan=HEADER + section + PRIORITY)
    assert made["plan.yaml"] == HEADER + empty + "  - on: 2026-05-01\n    about: waits\n" + PRIORITY


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (AddEntry("updaets", {}), 'no section "updaets"'),
        (AddEntry("actions", {"id": "x", "title": "X"}, "made-up"), "is a plan, which has no actions"),
        (AddEntry("actions", {"id": "x", "title": "X"}, "wiats"), 'has the id "wiats"'),
        (SetField("wiats", "title", "x"), 'has the id "wiats"'),
        (SetField("waits", "titel", "x"), 'no field "titel"'),
        (SetField("waits", "title", ["x"]), "not one plain value"),
        (SetField("waits", "quality_statements", "x"), "holds a list or a mapping"),
        (SetField("waits", "title", "a\x00b"), "U+0000"),
        (SetField("waits", "title", "a\x1bb"), "U+001B"),
        (SetField("waits", "lead", "nobody"), "would not be sound"),
        (AddEntry("priorities", {"id": "waits", "title": "Again"}), "would not be sound"),
        (AddEntry("priorities", {"id": "Not An Id", "title": "Again"}), "would not be sound"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(tmp_path: Path, change: AddEntry | SetField, said: str) -> None:
    files = {"plan": HEADER + "priorities:\n  - {id: waits, title: Waits, quality_statements: [equity]}\n"}
    with pytest.raises(CannotEditError, match=re.escape(said)):
        edited(tmp_path, change, **files)


def test_a_value_with_a_comment_at_its_start_is_refused(tmp_path: Path) -> None:
    text = HEADER + "priorities:\n  - id: waits\n    title: >-  # a remark\n      Shorter waits\n"
    with pytest.raises(CannotEditError, match="a comment stands at the start"):
        edited(tmp_path, SetField("waits", "title", "x"), plan=text)


def test_blank_lines_kept_on_purpose_are_not_taken_from_a_text(tmp_path: Path) -> None:
    """Where the new entry would have to go, the text before it would lose a line: that is refused, not approximated."""
    text = HEADER + PRIORITY + "updates:\n  - on: 2026-01-01\n    about: waits\n    text: |+\n      Kept\n\n\n"
    with pytest.raises(CannotEditError, match="without touching something else"):
        edited(tmp_path, on("2026-05-01"), plan=text)


def test_comments_stay_with_what_they_are_about(tmp_path: Path) -> None:
    head = (
        HEADER + PRIORITY + "updates:\n  # newest last\n  - on: 2026-01-01  # a Thursday\n    about: waits\n"
        "    # text: not known\n"
    )
    tail = "  # --- end of updates\n\n# Risks\nrisks:\n  - {id: capacity, title: Too few people}\n"
    new = "  - on: 2026-05-01\n    about: waits\n"
    assert edited(tmp_path, on("2026-05-01"), plan=head + tail)["plan.yaml"] == head + new + tail


def test_new_entries_are_spaced_as_the_others_are(tmp_path: Path) -> None:
    text = HEADER + PRIORITY + "updates:\n\n- on: 2026-01-01\n  about: waits\n\n- on: 2026-02-01\n  about: waits\n"
    new = "\n- on: 2026-05-01\n  about: waits\n"
    assert edited(tmp_path, on("2026-05-01"), plan=text)["plan.yaml"] == text + new


def test_what_is_added_at_one_place_goes_to_its_own_list(tmp_path: Path) -> None:
    text = (
        HEADER + "priorities:\n- id: waits\n  title: Waits\n  actions:\n  - id: one\n    title: One\n    milestones:\n"
        "    - id: stone\n      title: Stone\n"
    )
    changes: list[AddEntry | SetField] = [
        AddEntry("priorities", {"id": "more", "title": "More"}),
        AddEntry("actions", {"id": "two", "title": "Two"}, "waits"),
        AddEntry("milestones", {"id": "brick", "title": "Brick"}, "one"),
        SetField("stone", "text", "Hard."),
    ]
    assert edited(tmp_path, *changes, plan=text)["plan.yaml"] == (
        text + "      text: Hard.\n    - id: brick\n      title: Brick\n  - id: two\n    title: Two\n"
        "- id: more\n  title: More\n"
    )


@pytest.mark.parametrize("text", ["no", "Yes", "ON", "off", "y", "12:30", "1:30:00"])
def test_what_other_readers_take_for_true_or_a_number_is_quoted(tmp_path: Path, text: str) -> None:
    files = {"plan": HEADER + "priorities:\n  - {id: waits, title: Waits}\n  - id: more\n    title: More\n"}
    for entry in ("waits", "more"):
        raw = edited(tmp_path, SetField(entry, "note", text), **files)["plan.yaml"]
        read_by_yaml_1_1 = yaml.safe_load(raw)["priorities"]
        assert [one["note"] for one in read_by_yaml_1_1 if one["id"] == entry] == [text]


def test_a_plan_in_braces_takes_entries_too(tmp_path: Path) -> None:
    text = (
        '{"schema": 1, "plan": {"id": "made-up", "council": {"name": "X"}, "framework": "la-2026-04"},\n'
        '"priorities": [{"id": "waits", "title": "Shorter waits"}]}\n'
    )
    made = edited(tmp_path, on("2026-05-01"), SetField("waits", "note", "a, b"), plan=text)
    assert made["plan.yaml"] == text.replace(
        '"Shorter waits"}]}', '"Shorter waits", note: "a, b"}], updates: [{on: 2026-05-01, about: waits}]}'
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name + "/" + path.name)
def test_every_plain_value_of_the_examples_can_be_changed(path: Path) -> None:
    """And only its own text differs."""
    loaded = load_plan(locate(str(path))[0])
    file = next(file for file in loaded.files if file.path == path)
    ids = [d[0] for d in collect(loaded).definitions.values() if d[0].file is file and d[0].kind != "plan"]
    for found in ids[:: max(1, len(ids) // 8)]:
        made = draft(loaded, [SetField(found.file.entry_id(found.route) or "", "note", "A remark of the test's own.")])
        (one,) = made.files
        assert one.before
        gone, _ = middle(one.before, one.after)
        assert gone == b"" or b"note" in one.before[: one.before.index(gone)]


def test_a_diff_is_one_that_git_takes(tmp_path: Path) -> None:
    folder = tmp_path / "made up é"
    folder.mkdir()
    text = (HEADER + PRIORITY + "updates:\n  - {on: 2026-01-01, about: waits}").replace("\n", "\r\n")
    (folder / "plan.yaml").write_bytes(text.encode())
    made = draft(load_plan(locate(str(folder))[0]), [on("2026-05-01")])
    shown = made.diff().replace(folder.as_posix(), "a")
    assert shown.splitlines()[0].startswith("--- ")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "apply", "-p1"], cwd=folder, check=True, input=shown.encode())
    assert (folder / "plan.yaml").read_bytes() == made.files[0].after
