"""A whole council entered from an empty folder to papers without a line of YAML, as it would be typed."""

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan

TRANSCRIPT = Path(__file__).with_name("wessexbourne.txt")


def run(words: list[str]) -> Result:
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def test_from_an_empty_folder_to_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [line for line in TRANSCRIPT.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    for number, line in enumerate(lines):
        if not line.startswith("$ "):
            continue
        told = lines[number + 1] if number + 1 < len(lines) and lines[number + 1][0] in ">!" else "> "
        result = run(shlex.split(line[2:]))
        assert result.exit_code == (2 if told[0] == "!" else 0), f"{line}\n{result.output}"
        assert told[2:] in result.output, f"{line}\n{result.output}"
    plan = load_plan(locate("wessexbourne")[0]).plan
    assert plan
    assert [len(plan.priorities), len(plan.meetings), len(plan.risks), len(plan.updates)] == [2, 9, 2, 4]
    assert plan.priorities[0].actions[0].title == "Overspend on budget line #12: put right"
    said = {
        "progress": [
            "Six people began on 15 June.",
            "The programme is broadly on course.",
            "budget line #12: put right",
        ],
        "board": ["The programme is broadly on course.", "Two posts were advertised again."],
        "dhsc": ["The programme is broadly on course.", "Quarterly return 1"],
    }
    for kind, texts in said.items():
        paper = run(["report", "--paper", kind, "--as-of", "30/6/2026", "--period", "Q1 2026/27"])
        assert paper.exit_code == 0, paper.output
        for text in texts:
            assert text in paper.stdout, f"{kind}: {text}"
        assert "DRAFT" not in paper.stdout
        assert "A provider may leave" not in paper.stdout
