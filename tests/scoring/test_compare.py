"""Among others, over time and the clock: through ``cqcplan score``."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.framework.results import shipped_results
from cqcplan.framework.vintage import load_vintage
from cqcplan.scoring.compare import compare, short_name
from cqcplan.scoring.result import score
from tests.places import ROOT

PLANS = ROOT / "plans"
VINTAGE = load_vintage("la-2026-04")


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["score", *words])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr


def data(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*words, "--format", "json"))["scores"][0]
    return found


def test_leicestershire_among_the_results_known() -> None:
    """Ranked by hand from the file: every published or computable percentage above 53 counts."""
    percents = []
    for item in shipped_results().in_force:
        if item.overall_percent is not None:
            percents.append(item.overall_percent)
        elif item.points is not None:
            percents.append(-(-100 * item.points // 36))
    found = data(str(PLANS / "leicestershire"), "--compare", "--as-of", "2026-06-01")["comparison"]
    assert found["n"] == len(percents)
    assert found["in_collection"] is True
    assert found["rank"] == 1 + sum(percent > 53 for percent in percents)
    assert found["tied"] == sum(percent == 53 for percent in percents) - 1
    assert found["quartile"] == ("first", "second", "third", "fourth")[4 * (found["rank"] - 1) // found["n"]]


def test_n_date_and_limits_are_always_printed() -> None:
    text = " ".join(run(str(PLANS / "nottingham"), "--compare").split())
    shipped = shipped_results()
    assert "collection made in November 2026" in text
    assert " ".join(shipped.limits.split()) in text
    assert "overall percentages known" in text


def test_the_same_points_and_where_they_scored_higher() -> None:
    found = data(str(PLANS / "nottingham"), "--compare")["comparison"]
    twins = {twin["council"]: twin for twin in found["twins"]}
    assert twins["North Somerset"]["higher"] == ["safe-systems", "governance"]
    assert twins["North Somerset"]["lower"] == ["care-provision", "safeguarding"]


def test_without_a_percentage_there_is_no_place(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SECOND.split("  - {id: again", maxsplit=1)[0] % "good", encoding="utf-8")
    text = " ".join(run(str(path), "--compare", "--as-of", "2026-01-01").split())
    assert "No overall percentage is known for Exampleshire Council, so it cannot be placed" in text


@given(st.lists(st.integers(1, 4), min_size=9, max_size=9))
def test_rank_and_quartile_hold_for_any_scores(scores: list[int]) -> None:
    result = score(dict(zip((item.id for item in VINTAGE.statements), scores, strict=True)), VINTAGE)
    found = compare(result, "A council that is not there", [shipped_results()])
    assert found.rank is not None
    assert 1 <= found.rank <= found.n
    assert found.rank + found.tied <= found.n
    assert not found.in_collection
    for spread in found.spreads:
        assert spread.known <= found.total


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bath & North East Somerset Council", "Bath and North East Somerset"),
        ("Nottingham City Council", "Nottingham"),
        ("Leicestershire County Council", "Leicestershire"),
    ],
)
def test_names_of_one_council(one: str, other: str) -> None:
    assert short_name(one) == short_name(other)


def test_names_of_different_councils() -> None:
    names = [item.council for item in shipped_results().in_force]
    assert len({short_name(name) for name in names}) == len(names)


def results_file(folder: Path, text: str) -> str:
    path = folder / "results.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


OWN = """\
collected: 2026-11
limits: Typed in from the council's own reading.
results:
  - {council: Exampleshire, published: 2026-10, overall_percent: 100, rating: outstanding, scores: [4, 4,
     4, 4, 4, 4, 4, 4, 4]}
"""


def test_results_of_our_own_are_added(tmp_path: Path) -> None:
    plain = data(str(PLANS / "nottingham"), "--compare")["comparison"]
    more = data(str(PLANS / "nottingham"), "--results", results_file(tmp_path, OWN))["comparison"]
    assert (more["n"], more["rank"]) == (plain["n"] + 1, plain["rank"] + 1)


def test_a_results_file_with_mistakes_is_refused_with_places(tmp_path: Path) -> None:
    path = results_file(tmp_path, OWN.replace("rating: outstanding", "ratng: outstanding").replace("[4, 4,", "[5, 4,"))
    said = run(str(PLANS / "nottingham"), "--results", path, code=1)
    assert f"{path}:4:" in said
    assert 'did you mean "rating"?' in said
    assert "at most 4" in said


def test_a_results_file_that_is_not_there() -> None:
    assert "cannot be opened" in run(str(PLANS / "nottingham"), "--results", "no-such.yaml", code=2)


HISTORY = """\
schema: 1
plan: {id: x, council: {name: Exampleshire Council}, framework: la-2026-04}
assessments:
  - {id: first, kind: comprehensive, framework: la-2023-12, published: 2024-03-01, scores: {%s},
     printed: {rating: requires-improvement}}
  - {id: own, kind: self, framework: la-2026-04, published: 2025-09-01, scores: {%s}}
  - {id: aim, kind: target, framework: la-2026-04, published: 2027-03-01, scores: {%s}}
  - {id: again, kind: comprehensive, framework: la-2023-12, published: 2024-06-01, supersedes: first, scores: {%s}}
"""
IDS = [item.id for item in VINTAGE.statements]


def scores_of(number: int, threes: int) -> str:
    return ", ".join(f"{name}: {3 if place < threes else number}" for place, name in enumerate(IDS))


@pytest.fixture
def history(tmp_path: Path) -> str:
    path = tmp_path / "x.yaml"
    path.write_text(HISTORY % (scores_of(2, 4), scores_of(2, 6), scores_of(2, 8), scores_of(2, 5)), encoding="utf-8")
    return str(path)


def test_every_assessment_over_time(history: str) -> None:
    found = data(history, "--as-of", "2026-01-01")
    assert found["assessment"] == "again"
    assert [(item["assessment"], item["points"], item["indicative"]) for item in found["history"]] == [
        ("first", 22, False),
        ("again", 23, False),
        ("own", 24, True),
        ("aim", 26, True),
    ]
    text = " ".join(run(history, "--as-of", "2026-01-01").split())
    assert "replaced after a rating review" in text
    assert "Indicative, not a CQC rating" in text


def test_what_was_made_later_is_not_told(history: str) -> None:
    found = data(history, "--as-of", "2024-04-01")
    assert found["assessment"] == "first"
    assert [item["assessment"] for item in found["history"]] == ["first", "aim"]


def test_the_clock() -> None:
    words = (str(PLANS / "leicestershire"), "--as-of")
    assert data(*words, "2026-06-01")["next_assessment"]["due"] == "2028-09-17"
    assert data(*words, "2026-06-01")["next_assessment"]["nearness"] == "far"
    assert data(*words, "2027-10-01")["next_assessment"]["nearness"] == "near"
    assert data(*words, "2028-05-01")["next_assessment"]["nearness"] == "close"
    assert data(*words, "2028-09-18")["next_assessment"]["nearness"] == "passed"
    text = " ".join(run(*words, "2028-05-01").split())
    assert (
        "usual maximum before the next comprehensive assessment is three years from the report: until 17 September 2028"
        in text
    )
    assert "may be moved by information that CQC receives" in text
    assert "four months away" in text
    assert "second rating of requires improvement" in text


def test_no_clock_before_the_rule_or_for_a_pilot() -> None:
    assert data(str(PLANS / "leicestershire"), "--as-of", "2026-03-31")["next_assessment"] is None
    assert data(str(PLANS / "nottingham"))["next_assessment"] is None


@given(st.dates(date(2026, 4, 1), date(2031, 1, 1)))
def test_months_left_count_down(day: date) -> None:
    from cqcplan.scoring.clock import clock
    from tests.scoring.test_compare import leicestershire

    found = clock(leicestershire(), VINTAGE, day)
    assert found is not None
    assert (found.nearness == "passed") == (day > found.due)
    later = clock(leicestershire(), VINTAGE, day + timedelta(days=1))
    assert later is not None
    assert 0 <= found.months_left - later.months_left <= 1


def leicestershire() -> Any:
    from cqcplan.files.discover import locate
    from cqcplan.files.load import load_plan
    from cqcplan.scoring.current import result_of

    plan = load_plan(locate(str(PLANS / "leicestershire"))[0]).plan
    assert plan is not None
    return result_of(plan.assessments[0])


SECOND = """\
schema: 1
plan: {id: x, council: {name: Exampleshire Council}, framework: la-2026-04}
assessments:
  - {id: trial, kind: pilot, framework: la-2023-pilot, published: 2023-11-17, printed: {rating: requires-improvement}}
  - {id: first, kind: comprehensive, framework: la-2023-12, published: 2024-05-01, printed: {rating: %s}}
  - {id: again, kind: comprehensive, framework: la-2026-04, published: 2026-09-01,
     printed: {rating: requires-improvement}}
  - {id: look, kind: focused, framework: la-2026-04, published: 2026-11-01, printed: {rating: good}}
"""


@pytest.mark.parametrize(("before", "is_second"), [("requires-improvement", True), ("good", False)])
def test_a_second_requires_improvement_is_recognised(tmp_path: Path, before: str, *, is_second: bool) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SECOND % before, encoding="utf-8")
    text = " ".join(run(str(path), "--as-of", "2026-12-01").split())
    assert ("This is the second rating of requires improvement in a row." in text) == is_second
    assert "A second rating of requires improvement in a row brings" in text


def test_a_focused_assessment_leaves_the_rating_and_is_called_none(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SECOND % "good", encoding="utf-8")
    found = data(str(path), "--as-of", "2026-12-01")
    assert (found["assessment"], found["printed"]["rating"]) == ("again", "requires-improvement")
    (row,) = (
        line
        for line in run(str(path), "--as-of", "2026-12-01", "--format", "markdown").splitlines()
        if line.startswith("| 1 November 2026")
    )
    assert "Leaves the rating as it is" in row
    assert "CQC rating" not in row


def test_explain_tells_how_cqc_assesses_and_what_it_learned() -> None:
    text = run("--scores", "2,2,2,3,2,2,3,2,3", "--explain", "--framework", "la-2023-pilot")
    assert "How CQC assesses" in text
    assert "What CQC learned" in text
    assert "good with 23" in " ".join(text.lower().split())
