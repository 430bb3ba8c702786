"""The settings file, through the front door."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app

PLAN = """\
schema: 1
plan: {id: x, council: {name: Exampleshire}, framework: la-2026-04}
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores: {assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 3, partnerships: 2,
             safe-systems: 2, safeguarding: 3, governance: 2, learning: 3}
    printed: {overall_percent: 58}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "x.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def severities(*words: str) -> dict[str, str]:
    code, out, said = run("validate", "--format", "json", "--as-of", "2026-06-01", *words)
    assert code in (0, 1), said
    problems: list[dict[str, Any]] = json.loads(out)["problems"]
    return {problem["code"]: problem["severity"] for problem in problems}


def write(folder: Path, text: str, name: str = "cqcplan.toml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_without_a_settings_file(here: Path) -> None:
    assert severities()["CQC503"] == "warning"
    assert "settings file: none found" in run("config", "show")[1]


def test_select_ignore_and_severity(here: Path) -> None:
    write(here, 'select = ["CQC5"]\n[severity]\nCQC503 = "error"\n')
    assert severities() == {"CQC503": "error"}
    assert severities("--ignore", "CQC503") == {}
    assert "CQC503" not in severities("--select", "CQC2")
    assert severities("--no-config")["CQC503"] == "warning"
    write(here, 'ignore = ["printed-differs"]\n')
    assert "CQC503" not in severities()


def test_fail_on_decides_the_exit_code(here: Path) -> None:
    write(here, 'select = ["CQC5"]\nfail_on = "warning"\n')
    assert run("validate")[0] == 1
    assert run("validate", "--fail-on", "error")[0] == 0  # the command line wins


def test_rules_left_out_for_some_files(here: Path) -> None:
    write(here, '[per_path]\n"plans/*" = ["CQC503"]\n')
    assert "CQC503" not in severities()
    write(here, '[per_path]\n"elsewhere/*" = ["CQC503"]\n')
    assert "CQC503" in severities()


def test_settings_in_pyproject_and_in_a_folder_above(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, '[tool.cqcplan]\nselect = ["CQC2"]\n', "pyproject.toml")
    assert severities() == {}
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    assert severities("../plans/x.yaml") == {}


def test_the_search_ends_at_the_root_of_the_repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, 'select = ["CQC2"]\n')
    inner = here / "inner"
    (inner / ".git").mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert "CQC503" in severities("../plans/x.yaml")


def test_a_named_file_and_the_settings_in_force(here: Path) -> None:
    write(here, '[severity]\nprinted-differs = "info"\n', "other.toml")
    assert severities("--config", "other.toml")["CQC503"] == "info"
    shown = run("config", "show", "--config", "other.toml")[1]
    assert "severity: CQC503 info (other.toml)" in shown
    assert "fail_on: error (the default)" in shown


@pytest.mark.parametrize(
    ("text", "place", "message", "help_"),
    [
        ('\nselct = ["CQC5"]\n', "2:1", 'there is no setting "selct"', 'did you mean "select"?'),
        ('select = "CQC5"\n', "1:1", '"select" should be a list of codes', "write select = "),
        ('ignore = ["CQC5", "CQX1"]\n', "1:1", 'no rule is meant by "CQX1"', ""),
        ('fail_on = "errors"\n', "1:1", "\"fail_on\" cannot be 'errors'", "write one of error, warning, info"),
        ('[severity]\n  CQC503 = "loud"\n', "2:3", "\"CQC503\" cannot be 'loud'", "write one of"),
        (
            '[severity]\nprinted-difers = "info"\n',
            "2:1",
            'there is no rule "printed-difers"',
            'did you mean "printed-differs"?',
        ),
        ('[per_path]\n"a/*" = "CQC5"\n', "2:1", '"a/*" should be a list of codes', ""),
        ("severity = 3\n", "1:1", '"severity" should be a table', "start it with [severity]"),
        ("select = [\n", "2:1", "this is not TOML", ""),
    ],
)
def test_a_mistake_is_shown_with_its_place(here: Path, text: str, place: str, message: str, help_: str) -> None:
    write(here, text)
    code, out, said = run("validate")
    assert (code, out) == (2, "")
    assert f"cqcplan.toml:{place}: {message}" in said
    assert help_ in said


def test_every_mistake_is_shown(here: Path) -> None:
    write(here, 'selct = []\nignore = 3\n[severity]\nCQC999 = "info"\n')
    said = run("validate")[2]
    assert [line.split(": ")[1].split(":")[1] for line in said.splitlines() if line.startswith("error")] == [
        "1",
        "2",
        "4",
    ]


def test_what_does_not_go_together_or_is_not_there(here: Path) -> None:
    write(here, "")
    assert run("validate", "--config", "cqcplan.toml", "--no-config")[0] == 2
    code, _, said = run("validate", "--config", "nowhere.toml")
    assert code == 2
    assert "nowhere.toml:1:1: this cannot be opened" in said
