"""Answers of ``validate`` that are kept are never wrong: warm and cold say the same, whatever changes between them."""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan import __main__ as front_door
from cqcplan.cli import entry
from cqcplan.cli.app import app
from cqcplan.files import kept as kept_files
from cqcplan.files.user_folder import CACHE

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs the command in a copy of this process")
assert entry

HEADER = "schema: 1\nplan: {id: x, council: {name: Exampleshire}, framework: la-2026-04}\n"
WORK = """\
priorities:
  - {id: p, title: Waiting, actions: [{id: a, title: Service, due: 2026-05}]}  # cqcplan: ignore[PLAN401] until 2026-08
updates: [{on: 2026-02-01, about: a, status: in-progress}]
"""
TODAY = date(2026, 6, 17)
Said = tuple[int, bytes, bytes]


def lay_out(folder: Path) -> None:
    """Make a folder with a plan, settings and a baseline in it."""
    (folder / "plans" / "x").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "plans" / "x" / "plan.yaml").write_text(HEADER, encoding="utf-8")
    (folder / "plans" / "x" / "work.yaml").write_text(WORK, encoding="utf-8")
    (folder / "cqcplan.toml").write_text('fail_on = "warning"\n', encoding="utf-8")
    (folder / "base.json").write_text('{"version": 1, "problems": []}', encoding="utf-8")
    (folder.parent / "cqcplan.toml").unlink(missing_ok=True)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    lay_out(folder)
    monkeypatch.chdir(folder)
    CliRunner().invoke(app, ["validate", "--strict"])  # so that a copy of this process has all that it needs
    monkeypatch.delenv(kept_files.NEVER)
    monkeypatch.setenv(CACHE.named_by, str(tmp_path / "kept"))
    return folder


class _Day(date):
    shown = TODAY

    @classmethod
    def today(cls) -> "_Day":
        return cls(cls.shown.year, cls.shown.month, cls.shown.day)


def validate(*words: str, day: date = TODAY, cold: bool = False, version: str = "1", blind: bool = False) -> Said:
    """Run the command by the front door in a copy of this process, and return what it said."""
    return end(begin(*words, day=day, cold=cold, version=version, blind=blind))


Begun = tuple[int, list[tuple[int, int]]]


def begin(*words: str, day: date = TODAY, cold: bool = False, version: str = "1", blind: bool = False) -> Begun:
    """Start the command by the front door in a copy of this process.

    Args:
        words: what is typed after ``validate``.
        day: today.
        cold: whether nothing kept is looked at.
        version: of the tool.
        blind: whether it cannot look at plans, so that only a kept answer can be given.
    """
    pipes = [os.pipe(), os.pipe()]
    child = os.fork()
    if child == 0:
        try:
            for number, (_, inlet) in enumerate(pipes, 1):
                os.dup2(inlet, number)
            sys.argv = ["cqcplan", "validate", *words]
            _Day.shown = day
            patch = pytest.MonkeyPatch()  # of this copy, which does not come back
            patch.setattr(dt, "date", _Day)
            patch.setattr(kept_files, "__version__", version)
            if cold:
                patch.setenv(kept_files.NEVER, "1")
            if blind:
                for module in ("check_plans", "validate"):
                    patch.setattr(f"cqcplan.cli.{module}.check_plans", _cannot)
            front_door.main()
        finally:
            os._exit(99)
    for _, inlet in pipes:
        os.close(inlet)
    return child, pipes


def end(begun: Begun) -> Said:
    """Wait for a command, and return its exit code and what it said."""
    child, pipes = begun
    out, said = (b"".join(_read(outlet)) for outlet, _ in pipes)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), out, said


def _read(number: int) -> Iterator[bytes]:
    with os.fdopen(number, "rb") as file:
        yield file.read()


def _cannot(*_: Any) -> None:
    raise AssertionError("the plans were looked at")


def kept(here: Path) -> list[Path]:
    with suppress(OSError):
        return sorted((here.parent / "kept").iterdir())
    return []


WAYS = [
    (),
    ("x",),
    ("plans/x/work.yaml", "--format", "json"),
    ("--select", "PLAN2"),
    ("--strict", "--format", "concise"),
]


@pytest.mark.parametrize("words", WAYS, ids=" ".join)
def test_nothing_changed_is_not_looked_at_again(here: Path, words: tuple[str, ...]) -> None:
    cold = validate(*words, cold=True)
    assert cold[0] in (0, 1)
    assert kept(here) == []
    assert validate(*words) == cold
    assert len(kept(here)) == 1
    assert validate(*words, blind=True) == cold
    assert b"bug" in validate(*words, "--no-cache", blind=True)[2]


def test_the_day_counts_where_a_rule_asks_for_it(here: Path) -> None:
    work = here / "plans" / "x" / "work.yaml"
    work.write_text(WORK.partition("  # cqcplan")[0] + "\n", encoding="utf-8")
    for words, asks in ((), True), (("--select", "PLAN2"), False), (("--as-of", "2026-06-01"), False):
        validate(*words)
        later = validate(*words, day=date(2026, 9, 1), blind=True)
        assert (b"bug" in later[2]) is asks, words


@pytest.mark.parametrize(
    "words",
    [
        ("--summary", "s.md"), ("--write-baseline", "b.json"), ("--format", "github"), ("nowhere",),
        ("--as-of", "never"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_writes_looks_round_or_fails_is_not_kept(here: Path, words: tuple[str, ...]) -> None:
    assert validate(*words) == validate(*words)
    assert kept(here) == []


@dataclass
class Run:
    """What is typed, and when, by which version."""

    words: list[str]
    day: date = TODAY
    version: str = "1"


def _a_byte(here: Path, _: Run, data: st.DataObject) -> None:
    plan = here / "plans" / "x"
    _change(data.draw(st.sampled_from([plan / "plan.yaml", plan / "work.yaml", here / "cqcplan.toml"])), data)


def _settings_above(here: Path, _: Run, __: st.DataObject) -> None:
    (here / "cqcplan.toml").unlink()
    (here / ".git").rmdir()
    (here.parent / "cqcplan.toml").write_text('ignore = ["PLAN4"]\n', encoding="utf-8")


def _another_plan(here: Path, _: Run, __: st.DataObject) -> None:
    (here / "plans" / "y").mkdir()
    (here / "plans" / "y" / "plan.yaml").write_text(HEADER.replace("id: x", "id: y"), encoding="utf-8")


def _another_day(_: Path, run: Run, data: st.DataObject) -> None:
    run.day = data.draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))


def _another_version(_: Path, run: Run, __: st.DataObject) -> None:
    run.version = "2"


def _an_option(_: Path, run: Run, data: st.DataObject) -> None:
    run.words += data.draw(st.sampled_from([["--ignore", "PLAN4"], ["--no-config"], ["--fail-on", "info"]]))


CHANGES: dict[str, Callable[[Path, Run, st.DataObject], Any]] = {
    "a byte": _a_byte,
    "a byte of the baseline": lambda here, _, data: _change(here / "base.json", data),
    "a file more": lambda here, *_: (here / "plans/x/more.yaml").write_text("risks: [{id: r, title: R}]\n"),
    "a file less": lambda here, *_: (here / "plans/x/work.yaml").unlink(),
    "a change under way": lambda here, *_: (here / "plans/x/.cqcplan.change").write_text("{"),
    "no settings": lambda here, *_: (here / "cqcplan.toml").unlink(),
    "settings above": _settings_above,
    "another plan": _another_plan,
    "another day": _another_day,
    "another version": _another_version,
    "an option": _an_option,
}


@pytest.mark.parametrize("change", CHANGES)
@given(data=st.data())
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_warm_says_what_cold_says(here: Path, change: str, data: st.DataObject) -> None:
    shutil.rmtree(here)
    lay_out(here)
    words = [*data.draw(st.sampled_from(WAYS)), *data.draw(st.sampled_from([(), ("--baseline", "base.json")]))]
    run = Run(words)
    os.chdir(here)
    validate(*run.words)
    CHANGES[change](here, run, data)
    assert validate(*run.words, day=run.day, version=run.version) == validate(
        *run.words, day=run.day, version=run.version, cold=True
    )


def _change(file: Path, data: st.DataObject) -> None:
    raw = bytearray(file.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    file.write_bytes(raw)


@given(st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_entry_is_none(here: Path, data: st.DataObject) -> None:
    cold = validate(cold=True)
    validate()
    (path,) = kept(here)
    if data.draw(st.booleans()):
        _change(path, data)
    else:
        path.write_bytes(path.read_bytes()[: data.draw(st.integers(0, 200))])
    assert validate() == cold
    assert validate(blind=True) == cold, "it is mended"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_an_entry_of_somebody_elses_is_none(here: Path) -> None:
    validate()
    (path,) = kept(here)
    os.chown(path, 12345, 12345)
    assert b"bug" in validate(blind=True)[2]


def test_where_nothing_can_be_kept_nothing_is_said_of_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = validate(cold=True)
    (here / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(CACHE.named_by, str(here / "file" / "kept"))
    assert validate() == cold
    monkeypatch.delenv(CACHE.named_by)
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert validate() == cold


def test_the_oldest_go(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "MOST", 2)
    for number in range(4):
        validate("--as-of", f"2026-06-0{number + 1}")
    assert len(kept(here)) == 2
    assert b"bug" not in validate("--as-of", "2026-06-04", blind=True)[2]
    assert b"bug" in validate("--as-of", "2026-06-01", blind=True)[2]


def test_no_word_is_kept_where_others_may_read(here: Path) -> None:
    validate()
    (path,) = kept(here)
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)


def test_several_at_once_and_one_that_was_killed(here: Path) -> None:
    cold = validate(cold=True)
    assert [end(each) for each in [begin() for _ in range(4)]] == [cold] * 4
    (path,) = kept(here)
    path.rename(path.with_name(f"{path.name}.{os.getpid()}"))  # what is left of one that was stopped while it wrote
    assert validate() == cold
    assert validate(blind=True) == cold
