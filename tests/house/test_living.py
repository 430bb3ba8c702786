"""A plan through its life, by its commands alone: started, kept, looked at, handed out, taken back, compared."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.exchange.round_trip import type_in
from tests.places import ROOT

COUNCIL = ("--council", "Exampleshire County Council", "--short-name", "Exampleshire", "--ci", "none")


def run(*words: str) -> str:
    """Run a command that must succeed; return what it wrote."""
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, (words, result.output)
    return result.stdout


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def in_one_file(folder: Path) -> None:
    """Put the files of the plan into one, as somebody who likes it so would."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"), reverse=True)]
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    whole = "schema: 1\n" + "".join(text.replace("\nschema: 1\n", "\n") for text in texts)
    (folder / "plan.yaml").write_text(whole, encoding="utf-8")


def as_on_windows(folder: Path) -> None:
    """Save every file with Windows line ends and a byte-order mark."""
    for path in folder.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def in_git(folder: Path) -> None:
    """Keep the plan in git."""
    who = ["-c", "user.name=A. N. Other", "-c", "user.email=other@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "The plan"]):
        subprocess.run(["git", *words], cwd=folder.parent.parent, check=True)


@pytest.mark.parametrize(
    ("kept", "named"),
    [(None, "left out"), (None, "file"), (in_one_file, "file"), (as_on_windows, "folder"), (in_git, "left out")],
)
def test_the_whole_life_of_a_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Any, named: str) -> None:
    here = tmp_path / "Pläne für José & co"
    here.mkdir()
    monkeypatch.chdir(here)
    run("init", *COUNCIL, "--with-examples", "--on", "2026-05-05")
    folder = here / "plans" / "exampleshire"
    if kept:
        kept(folder)
    word = {"folder": "plans/exampleshire", "file": "plans/exampleshire/plan.yaml", "left out": None}[named]
    plan, option = ((word,), ("--plan", word)) if word else ((), ())

    run("validate", *plan, "--as-of", "2026-05-05", "--fail-on", "info", "--ignore", "PLAN711")
    before = contents(folder)
    added = ("--under", "clear-waiting-list", "--due", "2026-06-30")
    run("new", "milestone", "Rota über alles agreed", "--id", "rota-agreed", *added, *option)
    run("update", "rota-agreed", "--rag", "amber", "--reason", "Two of six have left.", "--on", "2026-05-06", *option)
    run("update", "people-waiting", "--value", "112", "--on", "2026-05-31", *option)

    # the Monday-morning screen, and the chaser
    screen = run("status", *plan, "--as-of", "2026-06-01")
    assert "Due by 1 July 2026" in screen
    assert "Two of six have left." in screen
    assert "rota-agreed" in run("status", *plan, "--as-of", "2026-07-01", "--owner", "improvement-manager")
    assert "Rota über alles agreed" in run("status", *plan, "--as-of", "2026-07-01", "--email", "improvement-manager")
    run("report", *plan, "--as-of", "2026-06-30", "-o", "paper.md")
    assert "Rota über alles agreed" in Path("paper.md").read_text(encoding="utf-8")

    # out as a tracker; back untouched; back with one cell edited
    run("export", *plan, "--format", "tracker", "-o", "tracker é.xlsx", "--as-of", "2026-06-01")
    untouched = contents(folder)
    assert run("import", "tracker é.xlsx", *option, "--on", "2026-06-02", "--yes") == ""
    assert contents(folder) == untouched
    type_in(here / "tracker é.xlsx", {("rota-agreed", "Due now"): date(2026, 7, 31)})
    shown = run("import", "tracker é.xlsx", *option, "--on", "2026-06-02", "--dry-run")
    assert "due: 2026-07-31 (was: 2026-06-30)" in shown
    assert "the date moved and no reason is given" in shown
    assert contents(folder) == untouched
    assert run("import", "tracker é.xlsx", *option, "--on", "2026-06-02", "--yes") == shown

    # what moved, why, and when it is now
    told = run("diff", "2026-06-01", "2026-06-02", *option)
    assert "from 30 June 2026 to 31 July 2026" in told
    assert "31 July 2026" in run("trace", "rota-agreed", *option, "--as-of", "2026-06-02")
    calendar = run("calendar", *plan, "--as-of", "2026-06-02", "--kind", "milestone")
    events = {str(event["UID"]): event for event in Calendar.from_ical(calendar).walk("VEVENT")}
    moved = next(event for uid, event in events.items() if "rota-agreed" in uid)
    assert b"DTSTART;VALUE=DATE:20260731\r\n" in moved.to_ical()
    run("validate", *plan, "--as-of", "2026-06-02")

    # and every line that was there still is, byte for byte
    now = contents(folder)
    for name, raw in before.items():
        lines = iter(now[name].splitlines(keepends=True))
        # the list that was empty has something in it now
        assert all(line in lines for line in raw.splitlines(keepends=True) if b"observations: []" not in line), name
    if kept is as_on_windows:
        assert all(b"\n" not in now[name].replace(b"\r\n", b"") for name in before)
    if kept is in_git:
        assert "Rota über alles agreed" in run("diff", "HEAD", *option, "--as-of", "2026-06-02")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
@pytest.mark.parametrize(
    "command",
    [
        "status leicestershire --as-of 2026-06-15",
        "trace assessing-needs --plan leicestershire --as-of 2026-06-15",
        "trace --orphans --plan bathnes",
        "diff 2026-03-02 --plan leicestershire --as-of 2026-06-15",
        "score bathnes",
    ],
)
def test_text_fits_the_terminal_and_is_as_wide_as_ever_elsewhere(command: str) -> None:
    words = [sys.executable, "-m", "cqcplan", *command.split()]
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": ""}
    on_terminal = _on_a_terminal(words, 80, environment)
    # a table does not break ids, nor bars: only they may be wider
    assert max(len(line) for line in on_terminal if "─" not in line and "  " not in line.strip()) <= 80
    piped = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    assert 80 < max(len(line) for line in piped.splitlines() if "  " not in line.strip()) <= 100


def _on_a_terminal(words: list[str], columns: int, environment: dict[str, str]) -> list[str]:
    """Run a command on a terminal so wide; return its lines."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    seen = b""
    with subprocess.Popen(words, cwd=ROOT, stdout=theirs, stderr=theirs, env=environment, close_fds=True) as process:
        os.close(theirs)
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the terminal is closed
                break
            if not part:
                break
            seen += part
        assert process.wait() == 0, seen
    os.close(ours)
    return seen.decode().replace("\r\n", "\n").splitlines()
