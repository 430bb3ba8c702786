"""A council's own templates reach no file and no network, and end in a message when they would not end."""

import json
import sys
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


ENDLESS = {
    LOOPS: "1,000,000 times",
    '{% set x = "x" * 9000000000 %}{{ x | length }}': "too large",
    '{{ "%9000000000d" | format(1) | length }}': "",
    "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}": "",
}


@pytest.mark.parametrize("endless", ENDLESS)
def test_what_would_not_end_ends_in_a_message(endless: str, own: Path, tmp_path: Path) -> None:
    (own / "paper.md.j2").write_text(endless)
    code, said, paper = made(tmp_path, "md")
    assert (code, paper) == (2, b"")
    assert ENDLESS[endless] in said
    assert "bug in cqcplan" not in said


def spin() -> None:
    while True:
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="the system counts, and Windows does not")
def test_time_and_memory_have_bounds_whatever_takes_them(tmp_path: Path) -> None:
    with pytest.raises(bounds.TooMuchError, match=r"more than 0\.2 seconds"), bounds.bounded([tmp_path], seconds=0.2):
        spin()
    with pytest.raises(bounds.TooMuchError, match="more than 1 GB"), bounds.bounded([tmp_path], memory=1 << 30):
        bytearray(3 << 30)


def test_papers_without_own_templates_have_no_bounds() -> None:
    with bounds.bounded([], seconds=0.0):
        assert sum(range(1_000_000)) > 0
