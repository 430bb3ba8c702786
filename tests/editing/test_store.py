"""Writing is all or nothing, keeps out of others' way, and never overwrites what it has not read."""

import os
import signal
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.editing import lock
from cqcplan.editing.changes import AddEntry, CannotEditError
from cqcplan.editing.draft import Draft, draft
from cqcplan.editing.store import store
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.files.write_file import write_file
from tests.editing.killed_writers import PLAN, kill_writers, kill_writers_of_pairs, texts, writer

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions, links or signals")
UPDATE = AddEntry("updates", {"on": "2026-02-01", "about": "waits", "text": "new"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A made-up plan in a folder with a space and a letter that is not ASCII."""
    made = tmp_path / "made up é"
    made.mkdir()
    (made / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return made


def drafted(folder: Path) -> Draft:
    return draft(load_plan(locate(str(folder))[0]), [UPDATE])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_stored_draft_is_there_and_nothing_else(folder: Path) -> None:
    store(drafted(folder))
    assert texts(folder) == ["new"]
    assert names(folder) == ["plan.yaml"]


def test_a_file_changed_since_it_was_read_is_not_overwritten(folder: Path) -> None:
    made = drafted(folder)
    theirs = PLAN + "# somebody else\n"
    (folder / "plan.yaml").write_text(theirs, encoding="utf-8")
    with pytest.raises(CannotEditError, match="has changed since it was read"):
        store(made)
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == theirs


def test_a_file_that_appeared_since_is_not_overwritten(folder: Path) -> None:
    month = folder / "2026-01.yaml"
    month.write_text("schema: 1\nupdates:\n  - {on: 2026-01-05, about: waits, text: January}\n", encoding="utf-8")
    made = drafted(folder)
    (new,) = made.files
    assert (new.path, new.before) == (folder / "2026-02.yaml", None)
    new.path.write_text("theirs: true\n", encoding="utf-8")
    with pytest.raises(CannotEditError, match=r"2026-02\.yaml has changed"):
        store(made)
    assert new.path.read_text(encoding="utf-8") == "theirs: true\n"


def test_a_plan_changed_between_reading_and_drafting_is_refused(folder: Path) -> None:
    loaded = load_plan(locate(str(folder))[0])
    (folder / "plan.yaml").write_text(PLAN + "# somebody else\n", encoding="utf-8")
    with pytest.raises(CannotEditError, match="has changed since it was read"):
        draft(loaded, [UPDATE])


@posix
def test_permissions_and_links_are_kept(folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.yaml"
    (folder / "plan.yaml").rename(real)
    real.chmod(0o640)
    (folder / "plan.yaml").symlink_to(real)
    store(drafted(folder))
    assert (folder / "plan.yaml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "text: new" in real.read_text(encoding="utf-8")
    assert names(folder) == ["plan.yaml"]


@posix
def test_a_new_file_has_the_permissions_of_new_files(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"1")
    (tmp_path / "b").write_bytes(b"1")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_read_only_file_is_not_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cqcplan.files.write_file.os.access", lambda path, mode: False)
    with pytest.raises(PermissionError, match="may only be read"):
        store(drafted(folder))
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_a_full_disk_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    made = drafted(folder)
    monkeypatch.setattr("cqcplan.files.write_file.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store(made)
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN
    assert names(folder) == ["plan.yaml"]


def test_what_a_killed_writer_leaves_is_no_part_of_the_plan_and_is_cleared_away(folder: Path) -> None:
    left = folder / ".plan.yaml.0123456789abcdef.tmp"
    others = folder / ".plan.yaml.swp"
    left.write_bytes(b"half of a")
    others.write_bytes(b"an editor's")
    assert texts(folder) == []
    store(drafted(folder))
    assert names(folder) == [".plan.yaml.swp", "plan.yaml"]


def test_a_writer_waits_for_another_and_says_so_when_it_takes_too_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = drafted(folder)
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    with FileLock(folder / lock.NAME), pytest.raises(CannotEditError, match="another command has been writing"):
        store(made)
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN
    store(made)
    assert texts(folder) == ["new"]


def test_two_writers_at_once_lose_nothing(folder: Path) -> None:
    each = 25
    with writer(folder, "one", each) as one, writer(folder, "two", each) as two:
        for process in (one, two):
            process.communicate(timeout=120)
            assert process.returncode == 0
    found = texts(folder)
    assert len(found) == 2 * each
    for name in ("one", "two"):
        assert [text for text in found if text.startswith(name)] == [f"{name} {n}" for n in range(each)]
    assert names(folder) == ["plan.yaml"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_at_any_moment_nothing_is_lost() -> None:
    assert kill_writers(12, seed=7) >= 12


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_at_any_moment_no_change_is_made_by_half() -> None:
    assert kill_writers_of_pairs(5, seed=7) >= 5


def test_reading_takes_no_lock(folder: Path) -> None:
    with lock.writing(folder):
        said = CliRunner().invoke(app, ["validate", str(folder), "--select", "PLAN2"])
    assert said.exit_code == 0, said.output
