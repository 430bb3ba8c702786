"""All of the output gets out, or it is said that it did not: whatever stdout and stderr are."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from errno import EAGAIN, EIO, ENOSPC, EPIPE
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqcplan.cli import streams
from cqcplan.cli.entry import code_of
from cqcplan.cli.help_text import HELP
from tests.places import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX streams")
COMMANDS = [
    ["--version"],
    ["--help"],
    ["validate", "--help"],
    ["schema"],
    ["rule", "--all"],
    ["status", "nottingham", "--as-of", "2024-02-15"],
    ["validate", "nottingham"],
    ["validate", "nottingham", "--no-config", "--format", "sarif"],
    ["report", "nottingham", "--period", "2023-24-Q4", "--as-of", "2024-02-15"],
]
FULL = Path("/dev/full")


def run(*words: str, before: Callable[[], object] | None = None, **settings: object) -> "subprocess.Popen[bytes]":
    """Start a command by the front door."""
    environment = {**os.environ, **settings.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "cqcplan", *words],
        cwd=ROOT,
        preexec_fn=before,  # noqa: PLW1509 - what it is for: streams as a shell hands them over
        env=environment,
        **settings,
    )


def said(*words: str, **settings: object) -> tuple[int, bytes, str]:
    """Return the exit code, stdout and stderr of a command."""
    process = run(*words, **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings})  # type: ignore[arg-type]
    out, err = process.communicate(timeout=60)
    return process.returncode, out or b"", (err or b"").decode()


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_full_stdout_is_one_sentence_and_exit_2(words: list[str]) -> None:
    with FULL.open("wb") as full:
        code, _, err = said(*words, stdout=full)
    assert code == 2
    assert err.splitlines()[-1] == "error: the output cannot be written: No space left on device"
    assert not [line for line in err.splitlines() if "Traceback" in line or "bug" in line]


@pytest.mark.parametrize(
    "words", [["--version"], ["validate", "nottingham"], ["schema"], ["new", "--help"]], ids=" ".join
)
def test_a_closed_stdout_is_one_sentence_and_exit_2(words: list[str]) -> None:
    code, _, err = said(*words, stdout=None, before=lambda: os.close(1))
    assert (code, err.splitlines()[-1]) == (2, "error: the output cannot be written: stdout is closed")
    code, _, _ = said(*words, stdout=None, stderr=None, before=lambda: os.closerange(0, 3))
    assert code == 2


def test_a_closed_stderr_changes_nothing() -> None:
    whole = said("validate", "nottingham")
    assert whole[2]
    code, out, _ = said("validate", "nottingham", stderr=None, before=lambda: os.close(2))
    assert (code, out) == whole[:2]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_reader_who_leaves_changes_no_exit_code(words: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        code, _, err = said(*words, stdout=theirs)
    finally:
        os.close(theirs)
    assert code == 0
    assert "error" not in err.lower().replace("0 errors", "")
    assert "pipe" not in err.lower()


def test_problems_found_are_still_found_when_their_reader_leaves() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        assert said("validate", "tests/fixtures/bad/schema/bad-id.yaml", stdout=theirs)[0] == 1
    finally:
        os.close(theirs)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_stdout_that_does_not_wait_gets_all_of_it(unbuffered: str) -> None:
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    process = run(
        "rule", "--all", "--format", "json", stdout=theirs, stderr=subprocess.PIPE, env={"PYTHONUNBUFFERED": unbuffered}
    )
    os.close(theirs)
    assert process.stderr
    out = b""
    while chunk := os.read(ours, 500):
        out += chunk
    os.close(ours)
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), err) == (0, b"")
    assert len(out) > 1 << 16
    assert out == said("rule", "--all", "--format", "json")[1]


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("room", [0, 1, 1024, 70_001])
def test_a_disk_that_is_full_at_any_byte(tmp_path: Path, unbuffered: str, room: int) -> None:
    def before() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    path = tmp_path / "out"
    with path.open("wb") as out:
        settings = {
            "stdout": out,
            "before": before,
            "env": {"PYTHONUNBUFFERED": unbuffered, "PYTHONDONTWRITEBYTECODE": "1"},
        }
        code, _, err = said("schema", **settings)
    assert (code, err) == (2, "error: the output cannot be written: File too large\n")
    assert path.stat().st_size == room


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp437"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
    ],
    ids=str,
)
@pytest.mark.parametrize("words", [["--help"], ["update", "--help"], ["rule", "no-such-rule-–"]], ids=" ".join)
def test_all_is_utf8_on_every_machine(env: dict[str, str], words: list[str]) -> None:
    code, out, err = said(*words, env={**env})
    assert (code, out, err) == said(*words, env={"PYTHONUTF8": "1"})
    assert "…" in out.decode() or "–" in err
    if words == ["--help"]:
        assert out.decode() == HELP


class Outside:
    """A stdout that takes what it likes, fails where it likes, and keeps what it took."""

    def __init__(self, limit: int, most: int, number: int) -> None:
        self.limit, self.most, self.number = limit, most, number
        self.taken = b""
        self.turn = 0

    def write(self, _number: int, content: memoryview) -> int:
        self.turn += 1
        if self.turn % 3 == 0:
            raise BlockingIOError(EAGAIN, "later")
        if len(self.taken) >= self.limit:
            raise OSError(self.number, os.strerror(self.number))
        part = bytes(content[: min(self.most, self.limit - len(self.taken))])
        self.taken += part
        return len(part)


WHOLE = "x" * 50 + "é…" * 30_000


@given(
    limit=st.integers(0, len(WHOLE.encode()) + 1), most=st.integers(100, 70_000),
    number=st.sampled_from([ENOSPC, EIO, EPIPE]), pieces=st.integers(1, 4),
)  # fmt: skip
def test_cut_short_at_any_byte_it_is_told_or_the_reader_has_left(
    limit: int, most: int, number: int, pieces: int
) -> None:
    outside = Outside(limit, most, number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", outside.write)
        patch.setattr(streams, "_wait", lambda _number: None)
        out = streams.stream(1)
        patch.setattr(sys, "stdout", out)
        told = False
        try:
            for start in range(pieces):
                out.write(WHOLE[start::pieces] if pieces == 1 else WHOLE[: len(WHOLE) // pieces])
            out.flush()
        except streams.OutputError:
            told = True
        text = WHOLE if pieces == 1 else WHOLE[: len(WHOLE) // pieces] * pieces
        whole = text.encode()
        assert whole.startswith(outside.taken)
        assert told == (len(whole) > limit and number != EPIPE)
        assert told or number == EPIPE or outside.taken == whole
        out.flush()  # what did not get out is not tried again
        patch.undo()


@pytest.mark.parametrize("question", ["typer.confirm('Sure?')", "ask('Which?')"])
def test_stopped_at_any_question_nothing_is_written_and_the_code_is_2(
    question: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import typer

    from cqcplan.cli import init
    from cqcplan.cli.ask import ask

    def asked(*_names: object, **_named: object) -> None:
        eval(question, {"typer": typer, "ask": ask})  # noqa: S307 - the two ways to ask

    def stop(_prompt: str = "") -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("typer._click.termui.visible_prompt_func", stop)
    monkeypatch.setattr(init, "the_day", asked)
    assert code_of(["init", "nowhere", "--council", "X"]) == 2
    assert capsys.readouterr().err.endswith("error: stopped: nothing has been written\n")


class Windows:
    """The one thing about Windows that the parser goes by."""

    name = "nt"

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)


def test_on_windows_texts_are_left_as_typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["update", "ot-external-service", "--plan", "plans/leicestershire", "--diff", "--on", "2026-06-01"]
    typed = "~30 people of $HOME, p*"
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("typer.core.os", Windows())
    monkeypatch.setattr(
        "typer._click.utils._expand_args", lambda words: [word.replace("~", "C:/Users/") for word in words]
    )
    monkeypatch.setattr(sys, "argv", ["cqcplan", *words, "--text", typed])
    from cqcplan.cli.app import app

    with pytest.raises(SystemExit):
        app()
    monkeypatch.undo()
    assert typed in capsys.readouterr().out


def test_a_pattern_stands_for_the_plans_that_fit_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert code_of(["validate", "plans/*t*ham", "plans/bath*"]) == 0
    assert "in 2 plans" in capsys.readouterr().err
