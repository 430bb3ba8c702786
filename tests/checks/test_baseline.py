"""A baseline: an old plan may be adopted as it is, and from then on only get better."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app

PLAN = """\
schema: 1
plan: {id: x, council: {name: Exampleshire}, framework: la-2026-04}
risks:
  - {id: one, title: Too few people, owner: nobody}
  - {id: two, title: Too little time, owner: nobody}
"""
ADDED = PLAN + "  - {id: three, title: Too little money, owner: nobody}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_text(PLAN, encoding="utf-8")
    assert run("--write-baseline", "base.json")[0] == 1  # the problems still count in this run
    return tmp_path


def run(*words: str) -> tuple[int, str, str]:
    command = ["validate", "x.yaml", "--select", "PLAN2", "--format", "json", *words]
    result = CliRunner().invoke(app, command)
    return result.exit_code, result.stdout, result.stderr


def test_known_problems_do_not_count(here: Path) -> None:
    code, out, said = run("--baseline", "base.json")
    assert code == 0
    assert json.loads(out)["problems"] == []
    assert json.loads(out)["baseline"] == {"known": 2, "gone": 0}
    assert "no problems, 2 in the baseline in 1 plan" in said


def test_a_new_problem_counts_alone(here: Path) -> None:
    (here / "x.yaml").write_text(ADDED, encoding="utf-8")
    code, out, _ = run("--baseline", "base.json")
    assert code == 1
    assert [problem["entry"] for problem in json.loads(out)["problems"]] == ["three"]


def test_lines_may_move(here: Path) -> None:
    (here / "x.yaml").write_text(PLAN.replace("risks:", "\n\n# a comment\nrisks:"), encoding="utf-8")
    assert run("--baseline", "base.json")[0] == 0


def test_what_is_put_right_is_said(here: Path) -> None:
    (here / "x.yaml").write_text(PLAN.replace(", owner: nobody", "", 1), encoding="utf-8")
    code, out, said = run("--baseline", "base.json")
    assert code == 0
    assert json.loads(out)["baseline"] == {"known": 1, "gone": 1}
    assert "1 problem of the baseline gone: write it anew" in said


def test_it_holds_from_another_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    result = CliRunner().invoke(app, ["validate", "../x.yaml", "--select", "PLAN2", "--baseline", "../base.json"])
    assert result.exit_code == 0


@pytest.mark.parametrize("text", ["", "[]", '{"version": 9, "problems": []}', '{"version": 1, "problems": [3]}', "\0"])
def test_what_is_no_baseline_is_refused(here: Path, text: str) -> None:
    (here / "base.json").write_text(text, encoding="utf-8")
    code, out, said = run("--baseline", "base.json")
    assert (code, out) == (2, "")
    assert "base.json: " in said
    assert "Traceback" not in said


def test_a_baseline_that_is_not_there_and_one_that_cannot_be_written(here: Path) -> None:
    assert "it cannot be opened" in run("--baseline", "nowhere.json")[2]
    assert "cannot be written" in run("--write-baseline", "no/folder/base.json")[2]
