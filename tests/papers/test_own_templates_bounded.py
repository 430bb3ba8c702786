"""A council's own templates reach no file and no network, and end in a message when they would not end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.papers.formats import bounds
from cqcplan.papers.formats.fonts import font_folder
from cqcplan.papers.formats.typeset import TypesetError, typeset, typeset_own
from tests.places import ROOT

PLAN = ROOT / "plans" / "nottingham"


def made(folder: Path, output_format: str) -> tuple[int, str, bytes]:
    """Make a paper with the templates of a folder; return the exit code, what was said and the paper."""
    out = folder / f"paper.{output_format}"
    words = ["report", str(PLAN), "--as-of", "2024-02-15", "--style", "plain", "--templates", str(folder / "own")]
    result = CliRunner().invoke(app, [*words, "-o", str(out)])
    return result.exit_code, " ".join(result.stderr.split()), out.read_bytes() if out.exists() else b""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("Larch House is insolvent")
    (folder / "secret.txt").write_text("Larch House is insolvent")
    return folder


REACHING = {
    '#read("/etc/passwd")': "a layout may read no files",
    '#read("../secret.txt")': "a layout may read no files",
    '#read("secret.txt")': "a layout may read no files",
    '#include "../secret.txt"': "a layout may read no files",
    '#import "@preview/cetz:0.3.1"': "a layout may use no packages",
    '#import ("@pre" + "view/cetz:0.3.1")': "a layout may use no packages",
    '#import "@local/mine:1.0.0"': "a layout may use no packages",
    '#("x" * 10000000000).len()': "more time or memory than it may",
    "#let f(n) = f(n)\n#f(1)": "maximum function call depth exceeded",
    "#while true { }": "condition is always true",
}


@pytest.mark.parametrize("reaching", REACHING)
def test_a_layout_reaches_nothing_and_ends(reaching: str, own: Path, tmp_path: Path) -> None:
    (own / "paper.typ").write_text(reaching + "\n")
    code, said, paper = made(tmp_path, "pdf")
    assert (code, paper) == (2, b"")
    assert REACHING[reaching] in said
    assert "paper.typ" in said
    assert "Larch House" not in said
    assert "bug in cqcplan" not in said


@pytest.mark.parametrize("set_it", [typeset, typeset_own])
def test_nothing_is_read_by_the_shipped_layout_either(set_it: "type[object]", tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Larch House is insolvent")
    fonts = font_folder()
    assert fonts
    for reaching in (f'#read("{tmp_path}/secret.txt")', '#read("secret.txt")'):
        with pytest.raises(TypesetError, match="may read no files"):
            set_it(reaching, json.dumps({}), fonts)  # type: ignore[call-arg]


LOOPS = "".join(f"{{% for i{n} in range(900) %}}" for n in range(4)) + "x" + "{% endfor %}" * 4


def test_loops_without_end_end(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds.bounded.__wrapped__, "__defaults__", (1.0, bounds.MEMORY))  # type: ignore[attr-defined]
    (own / "paper.md.j2").write_text(LOOPS)
    code, said, paper = made(tmp_path, "md")
    assert (code, paper) == (2, b"")
    assert "the templates took more than 1 seconds of processor time" in said
    assert "a loop or a repeated text without an end" in said


def test_text_without_end_ends(own: Path, tmp_path: Path) -> None:
    (own / "paper.md.j2").write_text('{% set x = "x" * 9000000000 %}{{ x | length }}')
    code, said, paper = made(tmp_path, "md")
    assert (code, paper) == (2, b"")
    assert "the templates took more than 2 GB of memory" in said


def test_papers_without_own_templates_have_no_bounds() -> None:
    with bounds.bounded([], seconds=0.0):
        assert sum(range(1_000_000)) > 0
