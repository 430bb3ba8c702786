"""How the codes of rules are written, and that those given out before still answer wherever a code is read."""

import ast
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.problems.codes import FORMER, PREFIX
from tests.places import SOURCE

PRINTED = "    printed: {overall_percent: 58}"
PLAN = f"""\
schema: 1
plan: {{id: x, council: {{name: Exampleshire}}, framework: la-2026-04}}
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores: {{assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 3, partnerships: 2,
             safe-systems: 2, safeguarding: 3, governance: 2, learning: 3}}
{PRINTED}
"""
SPELLINGS = ("PLAN503", "plan503", "CQC503", "cqc503", "503")
BEGINNINGS = ("PLAN5", "CQC5", "cqc5", "5")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "x.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def found(*words: str) -> list[str]:
    result = CliRunner().invoke(app, ["validate", "x.yaml", "--format", "json", "--as-of", "2026-06-01", *words])
    assert result.exit_code in (0, 1), result.stderr
    return [f"{problem['severity']} {problem['code']}" for problem in json.loads(result.stdout)["problems"]]


@pytest.mark.parametrize("word", SPELLINGS + BEGINNINGS)
@pytest.mark.usefixtures("here")
def test_the_command_line_takes_every_spelling(word: str) -> None:
    assert found("--select", word) == ["warning PLAN503"]
    assert "warning PLAN503" not in found("--ignore", word)
    assert len(found("--ignore", word)) == len(found()) - 1


@pytest.mark.parametrize("word", SPELLINGS)
def test_settings_take_every_spelling(here: Path, word: str) -> None:
    def said(settings: str) -> list[str]:
        (here / "cqcplan.toml").write_text(settings, encoding="utf-8")
        return found()

    assert said(f'select = ["{word}"]\n') == ["warning PLAN503"]
    assert "warning PLAN503" not in said(f'ignore = ["{word}"]\n')
    assert "error PLAN503" in said(f'[severity]\n{word} = "error"\n')
    assert "warning PLAN503" not in said(f'[per_path]\n"x.yaml" = ["{word}"]\n')


@pytest.mark.parametrize("word", ["PLAN804", "CQC804", "804"])
def test_options_of_a_rule_are_set_under_every_spelling(here: Path, word: str) -> None:
    (here / "cqcplan.toml").write_text(f"[rules.{word}]\nwords = 12\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["config", "show"])
    assert "PLAN804.words: 12" in shown.stdout or "long-sentence.words: 12" in shown.stdout, shown.output


@pytest.mark.parametrize("word", SPELLINGS)
def test_a_waiver_takes_every_spelling(here: Path, word: str) -> None:
    waived = PLAN.replace(PRINTED, f"{PRINTED}  # cqcplan: ignore[{word}] as it was printed")
    (here / "x.yaml").write_text(waived, encoding="utf-8")
    assert found("--select", "5,9") == []


@pytest.mark.parametrize("word", SPELLINGS)
def test_a_rule_is_explained_under_every_spelling(word: str) -> None:
    assert CliRunner().invoke(app, ["rule", word]).stdout.startswith("PLAN503 printed-differs\n")


def test_a_baseline_of_before_still_holds(here: Path) -> None:
    CliRunner().invoke(app, ["validate", "x.yaml", "--as-of", "2026-06-01", "--write-baseline", "base.json"])
    before = (here / "base.json").read_text("utf-8")
    assert '"PLAN503"' in before
    (here / "base.json").write_text(before.replace('"PLAN', '"CQC'), encoding="utf-8")
    assert found("--baseline", "base.json") == []


@pytest.mark.usefixtures("here")
def test_other_programs_know_a_problem_again() -> None:
    """GitHub and GitLab part new from known by the fingerprint: it is that of the code as it was first given out."""
    log = json.loads(CliRunner().invoke(app, ["validate", "x.yaml", "--select", "503", "--format", "sarif"]).stdout)
    (result,) = log["runs"][0]["results"]
    assert result["partialFingerprints"] == {
        "codeFileEntry/v1": "f7551aeeef2fe82a6e27356526b1cec42de0f8ce2bb4f13262b987dd171e5b6c"
    }
    listed = log["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["deprecatedIds"] for rule in listed}["PLAN503"] == ["CQC503"]


def test_a_single_place_knows_the_word_in_front() -> None:
    """No code is spelt out in the source: a rule has a number, and one module makes the code of it."""
    spelt = []
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        spelt += [
            f"{path.name}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
            if re.search(rf"(?:{PREFIX}|{FORMER})\d", node.value)
        ]
    assert spelt == []
