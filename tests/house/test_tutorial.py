"""The tutorial is a transcript: each command is run, and says what the page says it says.

``CQCPLAN_GOLDEN=write python -m pytest tests/house/test_tutorial.py`` writes the page anew; then read the diff.
"""

import datetime as dt
import os
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.papers import printed  # noqa: F401 - it tells days apart, by the real class of them
from tests.places import ROOT

PAGE = ROOT / "docs" / "tutorial.md"
TYPED_ON = dt.date(2026, 5, 5)
EXCERPT = re.compile(r"### Support for carers\n.*?(?=\n### |\n## )", re.DOTALL)
"""The part of the paper that the page shows."""


class ThatDay(dt.date):
    """A clock that stands at the day the page was typed."""

    @classmethod
    def today(cls) -> dt.date:  # type: ignore[override]
        return TYPED_ON


def said(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Do what a line of the page says, and return what comes back."""
    name, *words = shlex.split(command)
    if name == "mkdir":
        Path(words[0]).mkdir()
        return ""
    if name == "cd":
        monkeypatch.chdir(words[0])
        return ""
    if name == "cat":
        return Path(words[0]).read_text(encoding="utf-8")
    assert name == "cqcplan"
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.output


def typed_anew(page: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the page with what its commands say now."""

    def transcript(found: re.Match[str]) -> str:
        commands = [line for line in found[1].splitlines() if line.startswith("$ ")]
        shown = (f"{line}\n{said(line[2:], monkeypatch)}" for line in commands)
        return f"```console\n{''.join(shown).rstrip()}\n```"

    page = re.sub(r"```console\n(.*?)```", transcript, page, flags=re.DOTALL)
    part = EXCERPT.search(Path("paper.md").read_text(encoding="utf-8"))
    assert part
    return re.sub(r"```markdown\n.*?```", lambda _: f"```markdown\n{part[0].rstrip()}\n```", page, flags=re.DOTALL)


def test_the_tutorial_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dt, "date", ThatDay)
    page = PAGE.read_text(encoding="utf-8")
    now = typed_anew(page, monkeypatch)
    if os.environ.get("CQCPLAN_GOLDEN") == "write":
        PAGE.write_text(now, encoding="utf-8", newline="\n")
    assert now == page
    paper = Path("paper.html").read_text(encoding="utf-8")
    assert "A provider has been chosen." in paper
    assert now.count("\n$ cqcplan ") >= 14
