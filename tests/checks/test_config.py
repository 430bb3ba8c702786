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
    assert severities()["PLAN503"] == "warning"
    assert "settings file: none found" in run("config", "show")[1]


def test_select_ignore_and_severity(here: Path) -> None:
    write(here, 'select = ["PLAN5"]\n[severity]\nPLAN503 = "error"\n')
    assert severities() == {"PLAN503": "error"}
    assert severities("--ignore", "PLAN503") == {}
    assert "PLAN503" not in severities("--select", "PLAN2")
    assert severities("--no-config")["PLAN503"] == "warning"
    write(here, 'ignore = ["printed-differs"]\n')
    assert "PLAN503" not in severities()


def test_fail_on_decides_the_exit_code(here: Path) -> None:
    write(here, 'select = ["PLAN5"]\nfail_on = "warning"\n')
    assert run("validate")[0] == 1
    assert run("validate", "--fail-on", "error")[0] == 0  # the command line wins


def test_rules_left_out_for_some_files(here: Path) -> None:
    write(here, '[per_path]\n"plans/*" = ["PLAN503"]\n')
    assert "PLAN503" not in severities()
    write(here, '[per_path]\n"elsewhere/*" = ["PLAN503"]\n')
    assert "PLAN503" in severities()


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [("plans/*", True), ("plans/other/*", True), ("*/y.yaml", True), ("plans/x.yaml", True),
     ("plans/othr/*", False), ("*/z.yaml", False), ("x.yaml", False), ("plans/other", False)],
)  # fmt: skip
def test_a_pattern_that_matches_no_file_is_told(here: Path, pattern: str, *, matches: bool) -> None:
    (here / "plans" / "other").mkdir()
    (here / "plans" / "other" / "y.yaml").write_text(PLAN, encoding="utf-8")
    write(here, f'[per_path]\n"{pattern}" = ["PLAN503"]\n')
    code, _, said = run("validate", "plans/x.yaml")
    assert code == 0
    assert (f'cqcplan.toml: no file of a plan matches "{pattern}" of per_path' in said) is not matches


def test_settings_in_pyproject_and_in_a_folder_above(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, '[tool.cqcplan]\nselect = ["PLAN2"]\n', "pyproject.toml")
    assert severities() == {}
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    assert severities("../plans/x.yaml") == {}


def test_the_search_ends_at_the_root_of_the_repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, 'select = ["PLAN2"]\n')
    inner = here / "inner"
    (inner / ".git").mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert "PLAN503" in severities("../plans/x.yaml")


def test_a_named_file_and_the_settings_in_force(here: Path) -> None:
    write(here, '[severity]\nprinted-differs = "info"\n', "other.toml")
    assert severities("--config", "other.toml")["PLAN503"] == "info"
    shown = run("config", "show", "--config", "other.toml")[1]
    assert "severity: PLAN503 info (other.toml)" in shown
    assert "fail_on: error (the default)" in shown


@pytest.mark.parametrize(
    ("text", "place", "message", "help_"),
    [
        ('\nselct = ["PLAN5"]\n', "2:1", 'there is no setting "selct"', 'did you mean "select"?'),
        ('select = "PLAN5"\n', "1:1", '"select" should be a list of codes', "write select = "),
        ('ignore = ["PLAN5", "CQX1"]\n', "1:1", 'no rule is meant by "CQX1"', ""),
        ('fail_on = "errors"\n', "1:1", "\"fail_on\" cannot be 'errors'", "write one of error, warning, info"),
        ('[severity]\n  PLAN503 = "loud"\n', "2:3", "\"PLAN503\" cannot be 'loud'", "write one of"),
        (
            '[severity]\nprinted-difers = "info"\n',
            "2:1",
            'there is no rule "printed-difers"',
            'did you mean "printed-differs"?',
        ),
        ('[per_path]\n"a/*" = "PLAN5"\n', "2:1", '"a/*" should be a list of codes', ""),
        ("severity = 3\n", "1:1", '"severity" should be a table', "start it with [severity]"),
        ("select = [\n", "2:1", "this is not TOML", ""),
        ("[rules.stail]\ndays = 3\n", "1:1", 'there is no rule "stail"', 'did you mean "stale"?'),
        ("[rules.stale]\nday = 3\n", "2:1", 'stale has no option "day"', 'did you mean "days"?'),
        ("[rules.overdue]\ndays = 3\n", "2:1", 'overdue has no option "days"', "it has none"),
        (
            '[rules.PLAN804]\nwords = "many"\n',
            "2:1",
            '"words" should be a whole number from 10 to 200, not the text "many"',
            "it is words = 35",
        ),
        (
            "[rules.stale]\ndays = 3\n",
            "2:1",
            '"days" should be a whole number from 7 to 1000, not 3',
            "it is days = 100",
        ),
        ("[rules.stale]\ndays = true\n", "2:1", '"days" should be a whole number', "it is days = 100"),
        (
            '[rules.acronym-unexplained]\nknown = ["OT", 3]\n',
            "2:1",
            '"known" should be a list of texts in quotes',
            "it is known = []",
        ),
        (
            "[rules.stale]\ndays = 9\n[rules.PLAN417]\ndays = 10\n",
            "4:1",
            '"days" of PLAN417 is set twice: by code and by name',
            "keep one of the two",
        ),
        ("[rules]\nstale = 3\n", "2:1", '"stale" should be a table', "start it with [rules.stale]"),
    ],
)
def test_a_mistake_is_shown_with_its_place(here: Path, text: str, place: str, message: str, help_: str) -> None:
    write(here, text)
    code, out, said = run("validate")
    assert (code, out) == (2, "")
    assert f"cqcplan.toml:{place}: {message}" in said
    assert help_ in said


def test_every_mistake_is_shown(here: Path) -> None:
    write(here, 'selct = []\nignore = 3\n[severity]\nPLAN999 = "info"\n')
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


PLANS = {
    "stale": """\
priorities: [{id: p, title: P, actions: [{id: a, title: A}]}]
updates: [{on: 2026-02-01, about: a, status: in-progress}]
""",
    "reassessment-near": """\
assessments:
  - {id: c, kind: comprehensive, framework: la-2023-12, published: 2023-12-15, printed: {rating: requires-improvement}}
""",
    "submission-due-soon": "submissions: [{id: s, to: d, title: S, due: 2026-06-17}]\n",
    "self-assessment-old": "self_assessments: [{id: s, title: S, published: 2024-07-05}]\n",
    "paper-deadline": "meetings: [{id: m, body: panel, on: 2026-06-15, title: Progress}]\n",
    "standing-promise-lapsed": """\
meetings: [{id: m, body: panel, on: 2025-11-03, title: P}]
commitments: [{id: c, title: C, made_to: panel, every: quarter}]
""",
    "long-sentence": f"principles: [{{id: p, text: {'word ' * 41}.}}]\n",
    "acronym-unexplained": "principles: [{id: p, text: The QAF shows how well it holds.}]\n",
}
"""Plans that a rule reports on 1 June 2026."""
BODIES = "bodies: [{id: panel, name: Panel, kind: scrutiny}, {id: d, name: DHSC, kind: government}]\n"


def the_plan(text: str, folder: Path) -> None:
    header = "schema: 1\nplan: {id: x, council: {name: Exampleshire}, framework: la-2026-04}\n"
    (folder / "plans" / "x.yaml").write_text(header + BODIES + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("rule", "option", "silent", "heard"),
    [
        ("stale", "days", 120, 119),
        ("reassessment-near", "months", 6, 7),
        ("submission-due-soon", "days", 15, 16),
        ("self-assessment-old", "months", 23, 22),
        ("paper-deadline", "days", 3, 4),
        ("standing-promise-lapsed", "grace_months", 4, 3),
        ("long-sentence", "words", 41, 40),
        ("acronym-unexplained", "known", ["XYZ", "QAF"], ["XYZ"]),
    ],
)
def test_an_option_moves_what_a_rule_reports(here: Path, rule: str, option: str, silent: Any, heard: Any) -> None:
    the_plan(PLANS[rule], here)
    assert len(severities("--select", rule)) == 1
    write(here, f"[rules.{rule}]\n{option} = {json.dumps(silent)}\n")
    assert severities("--select", rule) == {}
    write(here, f"[rules.{rule}]\n{option} = {json.dumps(heard)}\n")
    assert len(severities("--select", rule)) == 1


def test_an_option_makes_a_rule_report_more(here: Path) -> None:
    the_plan("principles: [{id: p, text: We go the extra mile.}]\n", here)
    assert severities("--select", "empty-phrase") == {}
    write(here, '[rules.empty-phrase]\nfurther = ["Extra Mile"]\n')
    assert list(severities("--select", "empty-phrase")) == ["PLAN805"]
    the_plan("measures: [{id: m, title: M, unit: people, observations: [{on: 2026-04-30, value: 4}]}]\n", here)
    write(here, "[rules.small-count]\nbelow = 5\n")
    assert list(severities("--select", "small-count")) == ["PLAN708"]
    write(here, "[rules.small-count]\nbelow = 4\n")
    assert severities("--select", "small-count") == {}


def test_options_are_shown_in_force_and_on_the_page_of_their_rule(here: Path) -> None:
    write(here, '[rules.PLAN417]\ndays = 60\n[rules.acronym-unexplained]\nknown = ["OT", "say \\"so\\""]\n')
    shown = run("config", "show")[1]
    assert "rules.stale.days: 60 (" in shown
    assert 'rules.acronym-unexplained.known: ["OT", "say \\"so\\""] (' in shown
    assert "rules.long-sentence.words: 35 (the default)" in shown
    page = run("rule", "stale")[1]
    assert "`days` (a whole number from 7 to 1000; 100 unless it is set): How long work in" in page
    data = json.loads(run("rule", "stale", "--format", "json")[1])["rules"][0]["options"]
    assert [(each["name"], each["default"]) for each in data] == [("days", 100)]
    assert "[rules.stale]\ndays = 100\n" in run("rule", "stale", "--format", "markdown")[1]
