"""Edits in files with the line ends of Windows, and of texts that no plan can hold."""

from pathlib import Path

import pytest
from pyarrow import parquet
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app

PLAN = """\
schema: 1
plan:
  id: made-up
  council: {name: Made-up Council}
  framework: la-2026-04
priorities:
  - id: waits
    title: Shorter waits
    actions:
      - id: list
        title: A shorter list
measures:
  - id: waiting
    title: People waiting
    unit: people
    observations:
      - {on: 2026-03-31, value: 120}
      - {on: 2026-04-30, value: 96}
updates:
  - {on: 2026-04-30, about: list, text: Begun.}
  - {on: 2026-05-01, about: list, text: Under way.}
"""
EDITS = {
    "update": ("update", "list", "--text", "Moved on.", "--on", "2026-05-15"),
    "value": ("update", "waiting", "--value", "90", "--on", "2026-05-31"),
    "new section": ("new", "risk", "Nobody"),
}


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


@pytest.mark.parametrize("words", EDITS.values(), ids=EDITS)
def test_an_edit_is_the_same_whatever_the_line_ends(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "plan.yaml"
    after = []
    for end in ("\n", "\r\n"):
        file.write_bytes(PLAN.replace("\n", end).encode())
        assert run(*words, "--plan", str(file)).exit_code == 0
        after.append(file.read_bytes())
    assert after[0].replace(b"\n", b"\r\n") == after[1]


@pytest.mark.parametrize("text", ["=", "<<"])
def test_text_that_other_readers_stop_at_is_quoted(tmp_path: Path, text: str) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN)
    assert run("update", "list", "--text", text, "--on", "2026-05-15", "--plan", str(file)).exit_code == 0
    assert f'text: "{text}"' in file.read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("caf\udce9", '"text" has the byte 0xe9, which is not UTF-8, in it'),
        ("\ufeffhello", '"text" has the character U+FEFF in it'),
        ("a\u2028b", '"text" has the character U+2028 (line separator) in it'),
        ("a\x1b[31mb", '"text" has the character U+001B in it'),
    ],
)
@pytest.mark.parametrize("further", [(), ("--diff",), ("--dry-run",)])
def test_text_that_no_plan_can_hold_is_refused_by_name(
    tmp_path: Path, text: str, said: str, further: tuple[str, ...]
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN)
    result = run("update", "list", "--text", text, "--on", "2026-05-15", "--plan", str(file), *further)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {said}, which no plan can hold\n")
    assert file.read_text() == PLAN


def test_a_name_that_is_too_long_is_a_sentence(tmp_path: Path) -> None:
    result = run("init", str(tmp_path / ("d" * 300)), "--council", "X", "--type", "county")
    assert result.exit_code == 2
    assert "cannot be written: File name too long\n  = help: choose a shorter name" in result.stderr


def test_a_figure_too_long_for_a_machine_s_integer_is_exported(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN.replace("value: 96", f"value: {10**30}"))
    out = tmp_path / "out"
    result = run("export", str(file), "--as-of", "2026-06-01", "--format", "parquet", "-o", str(out))
    assert result.exit_code == 0, result.output
    table = parquet.read_table(out / "observations.parquet").to_pydict()
    assert 1e30 in table["value"]
