"""The vintages of the framework: names, category scores, targets, and the JSON that is documented."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.framework.vintage import load_vintage, vintage_ids
from cqcplan.model.assessments import StatementScore
from cqcplan.scoring.ratings import nearest_percent_of
from cqcplan.scoring.result import score
from tests.places import ROOT

PRESS_TABLE = (
    "How the local authority works with people",
    "Supporting people to lead healthier lives",
    "Equity in experience and outcomes",
    "Providing support (care provision, integration and continuity)",
    "Partnership and communities",
    "How the local authority ensures safety in the system",
    "Safeguarding",
    "Leadership",
    "Learning, improvement and innovation",
)
"""The names of the press tables of 2023 and 2024, in their order."""


def data(*words: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["score", *words, "--format", "json"])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)["scores"][0]
    return found


@pytest.mark.parametrize("vintage_id", vintage_ids())
def test_names_of_the_press_tables_mean_the_right_statements(vintage_id: str) -> None:
    vintage = load_vintage(vintage_id)
    found = [vintage.find_statement(name) for name in PRESS_TABLE]
    assert [item.id for item in found if item] == [item.id for item in vintage.statements]
    for other in (
        "Safe pathways, systems and transitions",
        "Supporting people to live healthier lives",
        "SAFEGUARDING",
    ):
        assert vintage.find_statement(other)
    assert vintage.find_statement("Working together") is None


def test_a_statement_may_be_named_as_printed() -> None:
    found = data("--scores", "2,2,2,3,2,2,3,2,3", "--what-if", "Leadership=3,Partnership and communities=3")
    assert found["what_if"]["percent"] == 64
    assert [item["statement"] for item in found["what_if"]["changed"]] == ["partnerships", "governance"]


def test_the_same_nine_ids_in_every_vintage() -> None:
    sets = {tuple(item.id for item in load_vintage(name).statements) for name in vintage_ids()}
    assert len(sets) == 1
    assert len(sets.pop()) == 9


@pytest.mark.parametrize(
    ("points", "categories", "percent", "number"),
    [(11, 4, 69, 3), (12, 5, 60, 2), (14, 5, 70, 3), (12, 4, 75, 3), (10, 4, 63, 3), (6, 4, 38, 1)],
)
def test_category_scores_make_the_percentages_that_were_published(
    points: int, categories: int, percent: int, number: int
) -> None:
    names = ["peoples-experience", "staff-and-leaders", "partners", "processes", "outcomes", "observation"]
    each, more = divmod(points, categories)
    given_scores = {name: each + (place < more) for place, name in enumerate(names[:categories])}
    vintage = load_vintage("la-2023-12")
    result = score({"equity": StatementScore.model_validate({"categories": given_scores})}, vintage)
    made = next(item for item in result.statements if item.id == "equity")
    assert made.from_categories is not None
    assert (made.from_categories.percent, made.score) == (percent, number)


@pytest.mark.parametrize(
    ("points", "maximum", "percent"), [(16, 28, 57), (12, 20, 60), (11, 16, 69), (14, 20, 70), (12, 16, 75)]
)
def test_nottinghams_percentages_are_rounded_to_the_nearest(points: int, maximum: int, percent: int) -> None:
    """Each published percentage has one simple fraction near it; 57 and 69 rule out rounding up and down."""
    assert nearest_percent_of(points, maximum) == percent


@given(st.lists(st.integers(1, 4), min_size=4, max_size=4))
def test_more_evidence_never_lowers_a_score(scores: list[int]) -> None:
    names = ["peoples-experience", "staff-and-leaders", "partners", "processes"]
    vintage = load_vintage("la-2023-12")

    def made(values: list[int]) -> int:
        entry = StatementScore.model_validate({"categories": dict(zip(names, values, strict=True))})
        found = score({"equity": entry}, vintage).statements[2].score
        assert found is not None
        return found

    for place, value in enumerate(scores):
        if value < 4:
            assert made([*scores[:place], value + 1, *scores[place + 1 :]]) >= made(scores)


def test_category_scores_count_for_nothing_from_2026() -> None:
    entry = StatementScore.model_validate({"score": 2, "categories": {"processes": 4}})
    assert score({"equity": entry}, load_vintage("la-2026-04")).statements[2].from_categories is None


AIM = """\
schema: 1
plan: {id: x, council: {name: Exampleshire Council}, framework: la-2026-04}
assessments:
  - {id: now, kind: self, framework: la-2026-04, published: 2026-01,
     scores: {equity: 2, safeguarding: 2, learning: 3}}
  - {id: aim, kind: target, framework: la-2026-04, published: 2027-03,
     scores: {equity: 3, safeguarding: 3, learning: 3}}
priorities:
  - id: fairness
    title: Fairness
    quality_statements: [equity]
    actions:
      - {id: grant, title: Grant, due: %s}
      - {id: survey, title: Survey, due: 2026-03}
updates:
  - {on: 2026-03-01, about: survey, status: complete}
"""


@pytest.mark.parametrize(("due", "late", "supported"), [("2027-01", 0, True), ("2027-06", 1, False)])
def test_a_target_is_held_against_the_linked_work(tmp_path: Path, due: str, late: int, *, supported: bool) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(AIM % due, encoding="utf-8")
    (aim,) = data(str(path), "--as-of", "2026-04-01")["aims"]
    equity, safeguarding = aim["rises"]
    assert (equity["late"], equity["done"], equity["open_items"], equity["supported"]) == (late, 1, 1, supported)
    assert not safeguarding["supported"]  # nothing in the plan is linked to it
    assert not aim["supported"]


def test_every_field_of_the_json_is_documented() -> None:
    text = (ROOT / "docs" / "reference" / "score-json.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`([a-z_]+)`", text)) | set(re.findall(r"[{ ,]([a-z_]+)(?=[,:}])", text))
    found = data(str(ROOT / "plans" / "nottingham"), "--target", "good", "--compare", "--what-if", "equity=3")
    assert set(found) <= documented, set(found) - documented
    for part in ("comparison", "target", "what_if"):
        assert set(found[part]) <= documented, set(found[part]) - documented


def test_a_printed_name_in_a_plan_is_told_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    for name in ("Leadership", "leadership"):
        path.write_text(AIM.replace("{equity: 2,", f"{{{name}: 2,", 1) % "2027", encoding="utf-8")
        result = CliRunner().invoke(app, ["validate", str(path), "--select", "PLAN1,PLAN2"])
        assert result.exit_code == 1
        assert f'"{name}" means governance: write that' in result.stdout
