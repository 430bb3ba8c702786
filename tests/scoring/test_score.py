"""Points, percentages and ratings, held against what CQC has published."""

import json
import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.framework.vintage import framework_data, load_vintage, vintage_ids
from cqcplan.scoring.ratings import percent_of, points_behind, rating_of, step_up
from cqcplan.scoring.result import score
from tests.places import ROOT

STATEMENTS = [
    "assessing-needs", "healthier-lives", "equity", "care-provision", "partnerships", "safe-systems", "safeguarding",
    "governance", "learning",
]  # fmt: skip
BANDS = {"inadequate": (9, 13), "requires-improvement": (14, 22), "good": (23, 31), "outstanding": (32, 36)}
"""First and last points of each rating, worst first."""
NOTTINGHAM = "2,2,2,3,2,2,3,2,3"
every_vintage = pytest.mark.parametrize("vintage", vintage_ids())


def run(*words: str) -> Result:
    """Run ``cqcplan score``."""
    return CliRunner().invoke(app, ["score", *words])


def as_json(*words: str) -> list[dict[str, Any]]:
    """Run ``cqcplan score`` and return the results it writes."""
    told = run(*words, "--format", "json")
    assert told.exit_code == 0, told.stderr
    data = json.loads(told.stdout)
    assert list(data) == ["version", "scores"]
    assert data["version"] == 1
    scores: list[dict[str, Any]] = data["scores"]
    return scores


@pytest.fixture(autouse=True)
def _beside_the_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_a_plan_by_its_name() -> None:
    told = run("nottingham")
    assert (told.exit_code, told.stderr) == (0, "")
    assert "Nottingham City Council" in told.stdout
    assert "59 per cent" in told.stdout
    assert "requires improvement" in told.stdout
    assert "two points away" in told.stdout
    assert "Indicative" in told.stdout


def test_nine_scores_without_a_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("--scores", NOTTINGHAM)
    assert (told.exit_code, told.stderr) == (0, "")
    assert "21 of 36 points" in told.stdout
    assert "59 per cent" in told.stdout
    assert "requires improvement" in told.stdout
    assert "Not a CQC rating" in told.stdout
    assert run("--scores", NOTTINGHAM.replace(",", " , ")).stdout == told.stdout


def test_the_shape_of_json() -> None:
    (found,) = as_json("nottingham")
    expected = {
        "plan": "nottingham",
        "council": "Nottingham City Council",
        "assessment": "cqc-pilot-2023",
        "kind": "pilot",
        "published": "17 November 2023",
        "framework": "la-2023-pilot",
        "indicative": True,
        "points": 21,
        "maximum": 36,
        "percent": 59,
        "rating": "requires-improvement",
        "to_next": {"rating": "good", "points": 2},
        "printed": {"percent": 59, "rating": "requires-improvement", "band": "39-62%"},
        "agrees": True,
        "points_behind_printed": None,
    }
    assert {key: found[key] for key in expected} == expected  # more may be added, none of these taken away
    assert [theme["points"] for theme in found["themes"]] == [6, 5, 5, 5]
    assert sum(theme["maximum"] for theme in found["themes"]) == found["maximum"]
    assert [statement["id"] for statement in found["statements"]] == STATEMENTS
    one = found["statements"][3]
    assert (one["id"], one["theme"], one["score"]) == ("care-provision", "providing-support", 3)
    assert one["name"] == "Care provision, integration and continuity"
    assert (one["printed"]["percent"], one["printed"]["rating"]) == (70, "good")


def test_json_of_scores_given_has_the_same_shape() -> None:
    (given_alone,), (of_a_plan,) = as_json("--scores", NOTTINGHAM), as_json("nottingham")
    assert list(given_alone) == list(of_a_plan)
    assert [given_alone[key] for key in ("plan", "council", "assessment", "kind", "published", "printed")] == [None] * 6
    assert given_alone["framework"] == "la-2026-04"
    assert given_alone["indicative"] is True
    assert [given_alone[key] for key in ("points", "percent", "rating")] == [21, 59, "requires-improvement"]
    assert [statement["score"] for statement in given_alone["statements"]] == [2, 2, 2, 3, 2, 2, 3, 2, 3]


def test_every_plan_is_scored_where_none_is_named() -> None:
    assert [found["plan"] for found in as_json()] == ["bathnes", "leicestershire", "nottingham"]


PERCENT_ALONE = """\
schema: 1
plan: {id: x, council: {name: Exampleshire Council}, framework: la-2026-04}
assessments:
  - {id: cqc, kind: comprehensive, framework: la-2023-12, published: 2025-09-17, printed: {overall_percent: 53}}
"""


def test_a_published_percentage_without_scores_leads_back_to_its_points(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(PERCENT_ALONE, encoding="utf-8")
    (found,) = as_json(str(tmp_path / "x.yaml"))
    assert [found[key] for key in ("points", "percent", "rating")] == [None, None, None]
    assert found["printed"]["percent"] == 53
    assert found["points_behind_printed"] == 19
    assert found["to_next"] == {"rating": "good", "points": 4}


@pytest.mark.parametrize("command", ["score", "report"])
def test_a_published_percentage_that_no_scores_make_is_not_called_missing(tmp_path: Path, command: str) -> None:
    (tmp_path / "plan.yaml").write_text(
        "schema: 1\nplan: {id: p, council: {name: Made Up Council}, framework: la-2026-04}\nassessments:\n"
        "  - {id: a, kind: comprehensive, framework: la-2026-04, published: 2025-01-10,"
        " printed: {overall_percent: 60}}\n"
    )
    result = CliRunner().invoke(app, [command, str(tmp_path), "--as-of", "2026-06-01"])
    said = " ".join(result.stdout.split())
    assert "The plan holds none of the nine scores, and no nine scores make 60 per cent, so" in said


@pytest.mark.parametrize(
    ("scores", "rating", "to_next"),
    [
        ("1,1,1,1,1,1,1,1,1", "inadequate", {"rating": "requires-improvement", "points": 5}),
        ("2,2,2,2,2,2,2,2,2", "requires-improvement", {"rating": "good", "points": 5}),
        ("3,3,3,3,3,3,3,3,3", "good", {"rating": "outstanding", "points": 5}),
        ("4,4,4,4,4,4,4,4,4", "outstanding", None),
        ("1,1,1,1,4,4,4,4,4", "good", {"rating": "outstanding", "points": 8}),
    ],
)
def test_how_ratings_are_spelt_and_that_low_scores_limit_nothing(
    scores: str, rating: str, to_next: dict[str, Any] | None
) -> None:
    (found,) = as_json("--scores", scores)
    assert (found["rating"], found["to_next"]) == (rating, to_next)


@every_vintage
def test_every_vintage_knows_the_nine_statements_and_gives_the_same_sum(vintage: str) -> None:
    assert [statement.id for statement in load_vintage(vintage).statements] == STATEMENTS
    (found,) = as_json("--scores", NOTTINGHAM, "--framework", vintage)
    assert (found["framework"], found["percent"], found["rating"]) == (vintage, 59, "requires-improvement")


# what CQC has published


@cache
def published() -> list[dict[str, Any]]:
    """Return every published result that could be collected."""
    results: list[dict[str, Any]] = framework_data("published-results")["results"]
    return results


def scores_of(entry: dict[str, Any]) -> list[int | None]:
    """Return the nine scores of a published result, with nothing where one is not known."""
    return entry.get("scores") or [None] * 9


COMPLETE = [entry for entry in published() if None not in scores_of(entry)]
INCOMPLETE = [entry for entry in published() if None in scores_of(entry)]


def names(entries: Sequence[dict[str, Any]]) -> list[str]:
    """Name published results in the list of tests."""
    return [f"{entry['council']} {entry.get('published', '')}".strip() for entry in entries]


def test_as_many_published_results_are_compared_as_when_this_was_written() -> None:
    """Raise these numbers when results are added; they keep the comparison from becoming empty."""
    with_percent = [entry for entry in COMPLETE if "overall_percent" in entry]
    assert framework_data("published-results")["statements"] == STATEMENTS
    assert len(published()) >= 104
    assert len(COMPLETE) >= 82
    assert len(with_percent) >= 14
    assert sum("rating" in entry for entry in COMPLETE) >= 80
    assert sum("overall_percent" in entry for entry in INCOMPLETE) >= 7


@pytest.mark.parametrize("entry", COMPLETE, ids=names(COMPLETE))
def test_nine_published_scores_make_the_published_result(entry: dict[str, Any]) -> None:
    (found,) = as_json("--scores", ",".join(str(number) for number in entry["scores"]))
    computed = {"overall_percent": found["percent"], "rating": found["rating"]}
    printed = {key: entry[key] for key in computed if key in entry}
    assert printed == {key: computed[key] for key in printed}


@pytest.mark.parametrize("entry", INCOMPLETE, ids=names(INCOMPLETE))
def test_what_is_known_of_a_published_result_fits_together(entry: dict[str, Any]) -> None:
    known = [number for number in scores_of(entry) if number is not None]
    missing = 9 - len(known)
    possible = set(range(sum(known) + missing, sum(known) + 4 * missing + 1))
    if "points_known" in entry:
        possible &= {entry["points_known"]}
    if "overall_percent" in entry:
        possible &= {points for points in range(9, 37) if percent_of(points, 36) == entry["overall_percent"]}
    if "rating" in entry:
        first, last = BANDS[entry["rating"]]
        possible &= set(range(first, last + 1))
    assert possible, "no nine scores can have given this"


# the arithmetic, against exact fractions


@every_vintage
def test_every_sum_of_nine_scores(vintage: str) -> None:
    bands = load_vintage(vintage).bands
    sums = {sum(scores) for scores in product((1, 2, 3, 4), repeat=9)}  # all 262,144 of them
    assert sums == set(range(9, 37))
    before = 0
    for points in range(9, 37):
        percent = percent_of(points, 36)
        assert percent == math.ceil(Fraction(100 * points, 36))
        assert percent > before
        before = percent
        rating = rating_of(percent, bands)
        assert BANDS[rating][0] <= points <= BANDS[rating][1]
        assert points_behind(percent, 36) == points


@every_vintage
def test_the_bands_leave_no_whole_percentage_out(vintage: str) -> None:
    bands = load_vintage(vintage).bands
    ends = {"inadequate": (25, 38), "requires-improvement": (39, 62), "good": (63, 87), "outstanding": (88, 100)}
    for percent in range(25, 101):
        first, last = ends[rating_of(percent, bands)]
        assert first <= percent <= last
    for percent in (24, 101):
        with pytest.raises(ValueError, match=f"{percent} per cent is in no band"):
            rating_of(percent, bands)


@every_vintage
def test_the_distance_reaches_the_next_rating_and_one_point_fewer_does_not(vintage: str) -> None:
    bands = load_vintage(vintage).bands
    ratings = list(BANDS)
    for points in range(9, 37):
        rating = rating_of(percent_of(points, 36), bands)
        step = step_up(points, 36, bands)
        if step is None:
            assert rating == "outstanding"
            continue
        assert ratings.index(step.rating) == ratings.index(rating) + 1
        assert rating_of(percent_of(points + step.points, 36), bands) == step.rating
        assert rating_of(percent_of(points + step.points - 1, 36), bands) == rating


nine_scores = st.lists(st.integers(1, 4), min_size=9, max_size=9)


@given(nine_scores, st.permutations(range(9)), st.sampled_from(vintage_ids()))
def test_only_the_sum_of_the_scores_counts(scores: list[int], order: list[int], vintage: str) -> None:
    framework = load_vintage(vintage)
    one = score(dict(zip(STATEMENTS, scores, strict=True)), framework)
    other = score(dict(zip(STATEMENTS, [scores[place] for place in order], strict=True)), framework)
    assert (one.points, one.percent, one.rating, one.to_next) == (
        other.points, other.percent, other.rating, other.to_next,
    )  # fmt: skip
    assert one.points == sum(scores) == sum(theme.points or 0 for theme in one.themes)


@given(nine_scores, st.integers(0, 8))
def test_a_better_score_never_makes_a_worse_result(scores: list[int], place: int) -> None:
    framework = load_vintage("la-2026-04")
    better = [min(4, number + 1) if here == place else number for here, number in enumerate(scores)]
    one = score(dict(zip(STATEMENTS, scores, strict=True)), framework)
    other = score(dict(zip(STATEMENTS, better, strict=True)), framework)
    assert (one.percent or 0) <= (other.percent or 0)
    assert list(BANDS).index(one.rating or "") <= list(BANDS).index(other.rating or "")


@given(nine_scores, st.sets(st.integers(0, 8), min_size=1))
def test_a_score_that_is_not_known_leaves_the_result_open(scores: list[int], unknown: set[int]) -> None:
    known = {
        name: number
        for place, (name, number) in enumerate(zip(STATEMENTS, scores, strict=True))
        if place not in unknown
    }
    found = score(known, load_vintage("la-2026-04"))
    assert (found.points, found.percent, found.rating, found.to_next) == (None, None, None, None)


# what cannot be scored


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--scores", "2,2,2"], "--scores: 3 scores given, 9 wanted"),
        (["--scores", NOTTINGHAM + ",3"], "--scores: 10 scores given, 9 wanted"),
        (["--scores", "0,2,2,3,2,2,3,2,3"], '--scores: "0" is not a score'),
        (["--scores", "2,2,2,3,2,2,3,2,5"], '--scores: "5" is not a score'),
        (["--scores", "2,2,2,3,2,2,3,2,x"], '--scores: "x" is not a score'),
        (["--scores", "2,2,2,3,2,2,3,2,2.5"], '--scores: "2.5" is not a score'),
        (["--scores", "2,2,2,3,2,2,3,2,-1"], '--scores: "-1" is not a score'),
        (["--scores", "2,2,2,3,2,2,3,2,３"], '--scores: "３" is not a score'),
        (["--scores", "2,,2,3,2,2,3,2,3"], '--scores: "" is not a score'),
        (["--scores", ""], '--scores: "" is not a score'),
        (["nottingham", "--scores", NOTTINGHAM], "--scores does the sum with no plan"),
        (["--assessment", "cqc-pilot-2023", "--scores", NOTTINGHAM], "--scores does the sum with no plan"),
        (["--scores", NOTTINGHAM, "--framework", "la-1999"], 'there is no framework "la-1999"'),
        (["nottingham", "--framework", "la-2023-12"], "--framework goes with --scores"),
        (["nottingham", "--assessment", "cqc-2099"], 'there is no assessment "cqc-2099"'),
        (["nottinghum"], 'there is no plan or file "nottinghum"'),
        (["nottingham", "--as-of", "2023-11-16"], "nottingham has no assessment published by that day"),
    ],
)
@pytest.mark.parametrize("output_format", ["table", "json"])
def test_what_cannot_be_scored_fails_with_one_message(words: list[str], said: str, output_format: str) -> None:
    told = run(*words, "--format", output_format)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert told.stderr.startswith(f"error: {said}")
    assert told.stderr.count("error:") == 1


def test_an_unknown_plan_brings_the_nearest_name() -> None:
    assert 'did you mean "nottingham"' in run("nottinghum").stderr.lower()


# whose result it is


@pytest.mark.parametrize(
    ("kind", "indicative", "sentence"),
    [
        ("comprehensive", "", None),
        ("focused", "", "A focused assessment: it leaves the rating as it is."),
        ("pilot", "", "Indicative: CQC's pilot assessments gave no formal rating."),
        ("self", "", "Indicative self-assessment by the council. Not a CQC rating."),
        ("peer", "", "Indicative peer review. Not a CQC rating."),
        ("mock", "", "Indicative mock assessment. Not a CQC rating."),
        ("target", "", "Indicative target scores. Not a CQC rating."),
        ("comprehensive", ", indicative: true", "Indicative: not a formal CQC rating."),
    ],
)
def test_only_cqc_gives_a_rating_that_is_not_called_indicative(
    tmp_path: Path, kind: str, indicative: str, sentence: str | None
) -> None:
    scores = ", ".join(f"{name}: 3" for name in STATEMENTS)
    file = tmp_path / "anyshire.yaml"
    file.write_text(
        "plan: {id: anyshire, council: {name: Anyshire Council}, framework: la-2026-04}\n"
        "assessments:\n"
        f"  - {{id: a, kind: {kind}, framework: la-2026-04, published: 2026-05{indicative}, scores: {{{scores}}}}}\n",
        encoding="utf-8",
    )
    told = run(str(file)).stdout
    assert (sentence in told) if sentence else ("ndicative" not in told)
    assert as_json(str(file))[0]["indicative"] is (sentence is not None)


@pytest.mark.parametrize(
    ("plan", "scores", "checked", "said"),
    [
        ("bathnes", [2, 2, 2, 2, 3, 2, 2, 2, 2], "partly", "some of them were checked against CQC's own text"),
        ("leicestershire", [2, 3, 2, 2, 2, 2, 2, 2, 2], "secondary", "were not checked against CQC's own text"),
    ],
)
def test_scores_that_are_in_no_paper_of_the_council_say_where_they_come_from(
    plan: str, scores: list[int], checked: str, said: str
) -> None:
    (found,) = as_json(plan)
    assert [item["score"] for item in found["statements"]] == scores
    assert (found["points"], found["percent"], found["scores_source"]["checked"]) == (19, 53, checked)
    sentence = (
        "The nine scores are in none of the council's own papers. They come from a public table that a third party "
        f"read off CQC's reports, and {said}."
    )
    assert sentence in " ".join(run(plan).stdout.split())
    paper = CliRunner().invoke(app, ["report", plan, "--paper", "brief", "--audience", "internal"])
    assert sentence in " ".join(paper.stdout.split())
    (shipped,) = [item for item in published() if item["council"].startswith(("Bath", "Leicestershire"))
                  and item.get("scores") == scores]  # fmt: skip
    assert shipped["checked"] == checked
