"""A change of several files is one change, wherever its writer is stopped and whatever the system refuses."""

import os
import struct
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EBUSY, EIO, ENOSPC
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.files import write_file as one_file
from cqcplan.files.beside import clear_leftovers
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.files.unfinished import NAME
from cqcplan.files.write_files import settle, write_files
from cqcplan.files.write_folder import LIST, OtherFilesError, write_folder

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions, links or pipes")
PLAN = """\
schema: 1
plan: {id: made-up, council: {name: Made-up Council}, framework: la-2026-04}
priorities: [{id: waits, title: VERSION}]
"""
MONTH = "schema: 1\nupdates: [{on: 2026-01-05, about: waits, text: VERSION}]\n"
STEPS = [
    "open",
    "write",
    "fsync",
    "replace",
    "rename",
    "unlink",
    "mkdir",
    "rmdir",
    "chmod",
    "ftruncate",
    "posix_fallocate",
]
"""What a writer asks of the system, and may be stopped before or after."""


class KilledError(BaseException):
    """Stands for SIGKILL: nothing is done after it."""


@contextmanager
def stopped_at(step: int, failure: Callable[[str], BaseException], *, for_good: bool) -> Iterator[list[str]]:
    """Let the system fail at one step, and, for good, at every later one too. Before it half of a text is written."""
    taken: list[str] = []
    real = {name: getattr(os, name) for name in STEPS}

    def spied(name: str) -> Callable[..., object]:
        def call(*words: object, **named: object) -> object:
            if name == "open" and not int(str(words[1])) & (os.O_WRONLY | os.O_RDWR):
                return real[name](*words, **named)
            taken.append(name)
            if len(taken) - 1 == step or (for_good and len(taken) - 1 > step):
                if name == "write" and len(taken) - 1 == step:
                    half = memoryview(words[1])  # type: ignore[arg-type]
                    real[name](words[0], half[: len(half) // 2])
                raise failure(name)
            return real[name](*words, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, spied(name))
        yield taken


def contents(folder: Path, version: str) -> dict[Path, bytes]:
    return {
        folder / "plan.yaml": PLAN.replace("VERSION", version).encode(),
        folder / "more" / "2026-01.yaml": MONTH.replace("VERSION", version).encode(),
    }


def made(folder: Path, *, in_place: bool) -> None:
    """Make the earlier version; a file with a second name is one that can only be written in place."""
    for path, content in contents(folder, "a").items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if in_place:
        (folder.parent / "second-name").unlink(missing_ok=True)
        os.link(folder / "plan.yaml", folder.parent / "second-name")


def seen(folder: Path) -> list[str]:
    """Return the version of each file of the plan that a reader sees."""
    loaded = load_plan(locate(str(folder))[0])
    assert not loaded.problems, loaded.problems
    assert loaded.plan
    return [
        *(priority.title for priority in loaded.plan.priorities),
        *(update.text or "" for update in loaded.plan.updates),
    ]


def on_disk(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


NEW = "b" * 5000
BOTH = [pytest.param(False, id="by renaming"), pytest.param(True, id="in place", marks=posix)]


def test_killed_at_any_step_a_file_that_goes_with_a_change_is_gone_with_all_of_it_or_there(tmp_path: Path) -> None:
    outcomes = set()
    for step in range(60):
        folder = tmp_path / str(step) / "plan"
        made(folder, in_place=False)
        (folder / "2026-02.yaml").write_text(MONTH.replace("VERSION", "a"), encoding="utf-8")
        month, late = folder / "more" / "2026-01.yaml", folder / "2026-02.yaml"
        with stopped_at(step, KilledError, for_good=True) as taken:
            try:
                write_files(folder, {**contents(folder, NEW), month: None, late: None})
                is_over = True
            except KilledError:
                is_over = False
        at = f"killed at step {step}, {taken[-1]}"
        was = seen(folder)
        assert was in (["a", "a", "a"], [NEW]), at
        settle(folder, [folder / "more"])
        assert seen(folder) == was, at
        left = {"plan.yaml", "more/2026-01.yaml", "2026-02.yaml"} if was != [NEW] else {"plan.yaml"}
        assert on_disk(folder) == left, at
        outcomes.add(was[0])
        if is_over:
            break
    assert outcomes == {"a", NEW}


def test_files_that_only_go_go_together(tmp_path: Path) -> None:
    for step in range(20):
        folder = tmp_path / str(step)
        made(folder, in_place=False)
        (folder / "late.yaml").write_text(MONTH.replace("VERSION", "a"), encoding="utf-8")
        with stopped_at(step, KilledError, for_good=True), suppress(KilledError):
            write_files(folder, {folder / "late.yaml": None, folder / "more" / "2026-01.yaml": None})
        assert seen(folder) in (["a", "a", "a"], ["a"]), step


@pytest.mark.parametrize("in_place", BOTH)
def test_killed_at_any_step_a_reader_and_the_next_writer_see_all_old_or_all_new(
    tmp_path: Path, *, in_place: bool
) -> None:
    outcomes = set()
    step = 0
    while True:
        folder = tmp_path / str(step) / "plan"
        made(folder, in_place=in_place)
        with stopped_at(step, KilledError, for_good=True) as taken:
            try:
                write_files(folder, contents(folder, NEW))
                is_over = True
            except KilledError:
                is_over = False
        at = f"killed at step {step}, {taken[-1]}"
        assert seen(folder) in (["a", "a"], [NEW, NEW]), at
        was = seen(folder)
        settle(folder, [folder / "more"])
        assert seen(folder) == was, at
        assert [path.read_bytes() for path in contents(folder, "")] == list(
            contents(folder, "a" if was == ["a", "a"] else NEW).values()
        ), at
        assert on_disk(folder) == {"plan.yaml", "more/2026-01.yaml"}, at
        if in_place:
            assert (folder.parent / "second-name").samefile(folder / "plan.yaml"), at
        outcomes.add(was[0])
        if is_over:
            break
        step += 1
    assert step > 15
    assert outcomes == {"a", NEW}


@pytest.mark.parametrize("number", [ENOSPC, EIO])
@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("in_place", BOTH)
def test_refused_at_any_step_it_is_all_old_or_all_new(
    tmp_path: Path, number: int, *, for_good: bool, in_place: bool
) -> None:
    step = 0
    while True:
        folder = tmp_path / str(step) / "plan"
        made(folder, in_place=in_place)
        is_told = False
        with stopped_at(step, lambda name: OSError(number, os.strerror(number), name), for_good=for_good) as taken:
            try:
                write_files(folder, contents(folder, NEW))
            except OSError:
                is_told = True
        at = f"refused at step {step}, {taken[-1]}"
        was = seen(folder)
        assert was in (["a", "a"], [NEW, NEW]), at
        assert is_told or was == [NEW, NEW], f"{at}: not written, and nobody is told"
        settle(folder, [folder / "more"])
        assert seen(folder) == was, at
        assert on_disk(folder) == {"plan.yaml", "more/2026-01.yaml"}, at
        if len(taken) <= step:
            break
        step += 1
    assert step > 15


@pytest.mark.parametrize("is_there", [False, True])
def test_a_folder_of_papers_is_all_there_or_as_it_was(tmp_path: Path, *, is_there: bool) -> None:
    old, new = {"one.md": b"1", "two.md": b"2"}, {"one.md": b"11", "two.md": b"22"}
    step = 0
    while True:
        folder = tmp_path / str(step) / "set"
        folder.parent.mkdir()
        if is_there:
            write_folder(folder, old)
        with stopped_at(step, KilledError, for_good=True):
            try:
                write_folder(folder, new)
                is_over = True
            except KilledError:
                is_over = False
        if not is_there:
            # a folder that was not there has all that is in it, or is not there
            assert not folder.exists() or {p.name: p.read_bytes() for p in folder.iterdir()} == new
        write_folder(folder, new)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == new
        assert [path.name for path in folder.parent.iterdir()] == ["set"]
        if is_over:
            break
        step += 1
    assert step > 5


class Made(Mapping[str, bytes]):
    """Files that are made when they are asked for, with something done before."""

    def __init__(self, names: list[str], size: int, begin: Callable[[], None] = lambda: None) -> None:
        self.names, self.size, self.begin = names, size, begin

    def __getitem__(self, name: str) -> bytes:
        self.begin()
        return name.encode() * self.size

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@posix
def test_any_number_of_files_takes_the_place_of_others_one_in_memory_at_a_time(tmp_path: Path) -> None:
    import resource

    names = [f"{number:02}" for number in range(40)]
    write_folder(tmp_path / "set", dict.fromkeys(names, b"old"))
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    in_use = len(os.listdir("/dev/fd"))  # noqa: PTH208 - the names alone
    resource.setrlimit(resource.RLIMIT_NOFILE, (in_use + 20, allowed[1]))
    tracemalloc.start()
    try:
        write_folder(tmp_path / "set", Made(names, 100_000))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        resource.setrlimit(resource.RLIMIT_NOFILE, allowed)
    assert {path.name: path.read_bytes() for path in (tmp_path / "set").iterdir()} == dict(Made(names, 100_000))
    assert most < 2_000_000, "forty of 200 kB"


@posix
def test_nobody_clears_away_what_is_new_in_a_folder_that_is_being_written(tmp_path: Path) -> None:
    folder, names = tmp_path / "set", ["one", "two", "three"]
    write_folder(folder, dict.fromkeys(names, b"old"))
    new = Made(names, 3, lambda: clear_leftovers(folder))
    write_folder(folder, new)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == dict(new)


def test_what_a_set_no_longer_has_goes_if_it_is_on_its_list_and_nobody_changed_it(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    write_folder(folder, {"one": b"1", "two": b"2", "three": b"3"}, listed=True)
    before = (folder / "one").stat()
    write_folder(folder, {"one": b"1", "three": b"33"}, listed=True)
    assert {path.name for path in folder.iterdir()} == {"one", "three", LIST}
    assert (folder / "one").stat().st_ino == before.st_ino, "what says the same is left as it is"
    (folder / "three").write_bytes(b"by hand")
    (folder / "letter").write_bytes(b"Dear all")
    with pytest.raises(OtherFilesError, match="letter, three"):
        write_folder(folder, {"one": b"11"}, listed=True)
    assert (folder / "one").read_bytes() == b"1"
    for spoiled in (b"{", b'{"files": []}', b'{"files": {"three": 1, "letter": null}}', b"[]"):
        (folder / LIST).write_bytes(spoiled)
        with pytest.raises(OtherFilesError):
            write_folder(folder, {"one": b"11"}, listed=True)
    # a set that is not listed takes nothing away
    with pytest.raises(OtherFilesError):
        write_folder(folder, {"one": b"11"})


def test_validate_sees_the_change_that_a_killed_writer_had_decided(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    made(folder, in_place=False)
    with stopped_at(10_000, KilledError, for_good=True) as taken:
        write_files(folder, contents(folder, NEW))
    made(folder, in_place=False)
    # the record is the first to be renamed, then the files
    first, second = [step for step, name in enumerate(taken) if name == "replace"][:2]
    assert first < second
    with stopped_at(second + 1, KilledError, for_good=True), pytest.raises(KilledError):
        write_files(folder, contents(folder, "a mistake: ]"))
    assert NAME in on_disk(folder)
    said = CliRunner().invoke(app, ["validate", str(folder), "--select", "PLAN0"])
    assert (said.exit_code, "2026-01.yaml" in said.stdout) == (1, True), said.output
    (folder / NAME).write_text("{", encoding="utf-8")
    said = CliRunner().invoke(app, ["validate", str(folder)])
    assert said.exit_code == 2
    assert f"{NAME} tells of an unfinished change, and cannot be read" in said.output


@pytest.mark.parametrize("name", ["../outside.yaml", "/outside.yaml"])
def test_a_strangers_record_reaches_nothing_outside_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "plan"
    made(folder, in_place=False)
    outside = tmp_path / "outside.yaml"
    outside.write_text("mine", encoding="utf-8")
    (tmp_path / ".outside.yaml.0123456789abcdef.tmp").write_text("theirs", encoding="utf-8")
    named = name if name.startswith("..") else outside.as_posix()
    (folder / NAME).write_text(f'{{"version": 1, "files": {{"{named}": "0123456789abcdef"}}}}', encoding="utf-8")
    said = CliRunner().invoke(app, ["update", "waits", "--plan", str(folder), "--text", "x", "--on", "2026-02-01"])
    assert said.exit_code == 2
    assert outside.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="needs the attributes of Linux")
def test_access_lists_and_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"1")
    entries = [(1, 6, 0xFFFFFFFF), (2, 6, 65534), (4, 4, 0xFFFFFFFF), (0x10, 6, 0xFFFFFFFF), (0x20, 0, 0xFFFFFFFF)]
    listed = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        os.setxattr(path, "user.note", b"x")
        os.setxattr(path, "system.posix_acl_access", listed)
    except OSError:
        pytest.skip("this file system has no access lists")
    one_file.write_file(path, b"22")
    assert path.read_bytes() == b"22"
    assert os.getxattr(path, "user.note") == b"x"
    assert os.getxattr(path, "system.posix_acl_access") == listed


@posix
def test_a_second_name_stays_and_a_mounted_file_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a longer text")
    os.link(path, tmp_path / "other")
    one_file.write_file(path, b"2")
    assert (tmp_path / "other").read_bytes() == b"2"
    (tmp_path / "other").unlink()
    before = path.stat().st_ino

    def mounted(*_names: object) -> None:
        raise OSError(EBUSY, "Device or resource busy")

    monkeypatch.setattr(os, "replace", mounted)
    one_file.write_file(path, b"33")
    assert (path.read_bytes(), path.stat().st_ino) == (b"33", before)
    assert on_disk(tmp_path) == {"plan.yaml"}


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_the_new_content_is_never_more_open_than_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"1")
    path.chmod(mode)
    modes = []
    real = os.write

    def spied(number: int, content: bytes) -> int:
        modes.append(os.fstat(number).st_mode & 0o777)
        return real(number, content)

    monkeypatch.setattr(os, "write", spied)
    one_file.write_file(path, b"2" * 10)
    assert modes
    assert all(one & ~mode == 0 for one in modes)
    assert path.stat().st_mode & 0o777 == mode


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 120 + "n" * 15)
    for content in (b"1", b"2"):
        one_file.write_file(path, content)
    assert path.read_bytes() == b"2"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
