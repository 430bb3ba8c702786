"""Spreadsheets and calendars that once came in wrong, each a folder of its own: what is run, and what must be said."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.exchange.round_trip import run
from tests.places import ROOT

CASES = ROOT / "tests" / "fixtures" / "spreadsheets"


def edit(words: str) -> None:
    """Change a text in a file: ``map.yaml priority: null -> priority: one``."""
    name, _, change = words.partition(" ")
    before, _, after = change.partition(" -> ")
    path = Path(name)
    text = path.read_text(encoding="utf-8")
    assert before in text, text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def rank(file: str, uid: str) -> tuple[int, str]:
    """Return SEQUENCE and DTSTAMP of an event."""
    text = Path(file).read_text(encoding="utf-8")
    (event,) = (part for part in text.split("BEGIN:VEVENT") if f"UID:{uid}\n" in part)
    sequence, stamp = (re.search(rf"^{name}:(.+)$", event, re.MULTILINE) for name in ("SEQUENCE", "DTSTAMP"))
    assert sequence
    assert stamp
    return int(sequence[1]), stamp[1]


@pytest.mark.parametrize("name", sorted(path.parent.name for path in CASES.glob("*/case.yaml")))
def test_case(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CASES / name, tmp_path, dirs_exist_ok=True)
    shutil.copytree(CASES / "plan", tmp_path / "plan")
    monkeypatch.chdir(tmp_path)
    for step in YAML(typ="safe").load((CASES / name / "case.yaml").read_text(encoding="utf-8"))["steps"]:
        command, _, rest = step["run"].partition(" ")
        if command == "EDIT":
            edit(rest)
        elif command == "OUTRANKS":
            earlier, later, uid = rest.split()
            assert rank(later, uid) > rank(earlier, uid)
        else:
            result = run(*shlex.split(step["run"]))
            assert result.exit_code == step["exit"], (step["run"], result.output)
            for said in step.get("says", ()):
                assert said in result.output, (step["run"], result.output)
            for said in step.get("never", ()):
                assert said not in result.output, (step["run"], result.output)
            assert "bug in cqcplan" not in result.output
