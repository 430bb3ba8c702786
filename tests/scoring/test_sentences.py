"""What members read of a result, sentence by sentence, through ``cqcplan score`` and the papers."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.framework.results import shipped_results
from tests.places import ROOT

PLANS = ROOT / "plans"
HEAD = """\
schema: 1
plan: {id: x, council: {name: Exampleshire Council}, framework: la-2026-04}
assessments:
"""
STATEMENTS = (
    "assessing-needs", "healthier-lives", "equity", "care-provision", "partnerships", "safe-systems", "safeguarding",
    "governance", "learning",
)  # fmt: skip


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


@pytest.fixture
def plan(tmp_path: Path) -> Any:
    """Write a plan of these assessments, one a line, and return its path."""

    def written(*assessments: str) -> str:
        path = tmp_path / "x.yaml"
        path.write_text(HEAD + "".join(f"  - {{{item}}}\n" for item in assessments), encoding="utf-8")
        return str(path)

    return written


def rated(day: str, rating: str = "requires-improvement", name: str = "", more: str = "") -> str:
    return (
        f"id: {name or f'cqc-{day}'}, kind: comprehensive, framework: la-2023-12, published: {day}, "
        f"printed: {{rating: {rating}}}{more}"
    )


def told_twice(path: str, *words: str) -> tuple[str, str]:
    """Return what ``score`` says of a plan, and what stands in a paper."""
    on = ("--as-of", "2026-11-28")
    return run("score", path, *on, *words), run("report", path, *on, "--paper", "appendix")


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ("2,2,2,3,2,2,3,2,3", "Seven points can be lost before the rating falls to inadequate."),
        ("2,2,2,2,2,1,1,2,1", "One point can be lost before the rating falls to inadequate."),
        ("2,2,2,2,1,1,1,2,1", "With one point less it would be inadequate."),
        ("1,1,1,1,1,1,1,1,1", None),
    ],
)
def test_how_much_can_be_lost_is_one_less_than_the_way_down(scores: str, said: str | None) -> None:
    """Of Nottingham's 21 points eight make it inadequate, so seven can go."""
    text = run("score", "--scores", scores)
    assert said in text if said else "can be lost" not in text
    assert "margin" not in text


PRINTED = "id: cqc, kind: comprehensive, framework: la-2023-12, published: 2025-09-17, printed: {overall_percent: 53}"


def test_a_total_that_is_known_bounds_what_would_follow(plan: Any) -> None:
    """Only 19 of 36 points make 53 per cent: with safeguarding at 3 it is 18 to 21, whatever safeguarding was."""
    text = run("score", plan(PRINTED), "--what-if", "safeguarding=3")
    assert "Now: 19 of 36 points, the only number that makes 53 per cent." in text
    assert "between 18 and 21 of 36 points (50 to 59 per cent), so the rating is requires improvement." in text
    assert "could be" not in text


def test_scores_that_are_given_have_no_plan() -> None:
    for scores in ("2,2,2,-,2,2,3,-,3", "1,-,-,-,-,-,-,-,-", "-,-,-,-,-,-,-,-,-", "2,3,2,2,2,2,2,2,2"):
        text = run("score", "--scores", scores, "--compare", "--target", "good", "--what-if", "equity=3")
        assert "plan" not in text.lower()
        assert "scores's" not in text
    assert "Only seven of the nine scores are given, so" in run("score", "--scores", "2,2,2,-,2,2,3,-,3")
    assert "None of the nine scores is given, so" in run("score", "--scores", "-,-,-,-,-,-,-,-,-")
    text = run("score", "--scores", "2,2,2,-,2,2,3,-,3", "--compare")
    assert "No overall percentage is known for these scores, so they cannot be placed among the" in text
    assert "added for the ranking" not in text


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            ["2", "2", "2", "2", "2", "2", "2", "2"],
            "must lie between 17 and 20 of 36 points (48 to 56 per cent), so the rating is requires improvement.",
        ),
        (["2", "2", "2", "2", "2", "3", "3"], "so the rating could be requires improvement or good."),
        (
            ["3"],
            "One of the nine scores is known. The total must lie between 11 and 35 of 36 points (31 to 98 per cent)",
        ),
    ],
)
def test_what_is_certain_is_not_said_to_be_possible(plan: Any, known: list[str], said: str) -> None:
    scores = ", ".join(f"{name}: {score}" for name, score in zip(STATEMENTS, known, strict=False))
    path = plan(f"id: cqc, kind: comprehensive, framework: la-2023-12, published: 2025-09-17, scores: {{{scores}}}")
    for text in told_twice(path):
        assert said in text
    given = ",".join([*known, *["-"] * (9 - len(known))])
    assert said in run("score", "--scores", given)


def test_the_working_stands_behind_explain_alone(plan: Any) -> None:
    plain, paper = told_twice(plan(PRINTED))
    explained = run("score", plan(PRINTED), "--explain")
    working = "100 × 19 / 36 = 52.78, rounded up to 53. No other number gives that."
    assert working in explained
    nine = run("score", "--scores", "2,3,2,2,2,2,2,2,2", "--explain")
    assert "2 + 3 + 2 + 2 + 2 + 2 + 2 + 2 + 2 = 19 of 36." in nine
    assert "Inadequate with 9; Requires improvement with 14; Good with 23; Outstanding with 32 of 36 points." in nine
    gaps = run("score", "--scores", "2,2,2,-,2,2,3,-,3", "--explain")
    assert "at least 16 + 2 × 1 = 18, at most 16 + 2 × 4 = 24." in gaps
    for text in (plain, paper, run("score", "--scores", "2,3,2,2,2,2,2,2,2")):
        assert "×" not in text
        assert "egins" not in text


def test_the_longest_gap_is_the_usual_one_and_says_what_may_move_it(plan: Any) -> None:
    for text in told_twice(plan(rated("2025-09-17"))):
        assert "CQC's usual maximum before the next comprehensive assessment is three years" in text
        assert "The date may be moved by information that CQC receives" in text
        assert "at the latest" not in text


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ([], None),
        ([rated("2024-01-10", "good")], None),
        ([rated("2024-01-10")], "This is the second rating of requires improvement in a row."),
        ([rated("2024-01-10", name="first"), rated("2024-06-10", "good", more=", supersedes: first")], None),
        ([rated("2024-01-10", "good", name="first"), rated("2024-06-10", more=", supersedes: first")],
         "This is the second rating of requires improvement in a row."),
        ([rated("2024-01-10", name="first"), rated("2024-06-10", more=", supersedes: first")],
         "This is the second rating of requires improvement in a row."),
        ([rated("2023-12-01"), rated("2024-12-01")],
         "CQC has rated the council requires improvement three times in a row."),
        ([rated("2023-11-17").replace("comprehensive", "pilot").replace("la-2023-12", "la-2023-pilot")], None),
    ],
)  # fmt: skip
def test_requires_improvement_again_is_recognised(plan: Any, before: list[str], said: str | None) -> None:
    for text in told_twice(plan(*before, rated("2026-05-01"))):
        assert "A second rating of requires improvement in a row brings more support" in text
        assert said in text if said else " in a row. A second" not in text


FOCUSED = "id: look, kind: focused, framework: la-2026-04, published: 2026-11-01, printed: {rating: good}, scores: {%s}"
EVERY = ", ".join(f"{name}: 3" for name in STATEMENTS)


@pytest.mark.parametrize("scores", ["safeguarding: 3", EVERY])
def test_a_focused_assessment_is_never_a_rating(plan: Any, scores: str) -> None:
    path = plan(rated("2026-05-01"), FOCUSED % scores)
    by_itself = run("score", path, "--as-of", "2026-11-28", "--assessment", "look", "--compare")
    assert "A focused assessment: it leaves the rating as it is." in by_itself
    assert "The rating in force is requires improvement, published 1 May 2026." in by_itself
    assert "A focused assessment leaves the rating as it is, so it is not placed among the others." in by_itself
    for wrong in ("next rating", "can be lost", "so the rating", "The published result is", "band for good"):
        assert wrong not in by_itself
    for text in told_twice(path):
        assert "Good CQC rating" not in text
        assert "Good | CQC rating" not in text
        assert "requires improvement" in text.lower()


def test_in_a_chart_a_focused_assessment_leaves_the_rating(plan: Any) -> None:
    nine = ", ".join(f"{name}: 2" for name in STATEMENTS)
    path = plan(rated("2026-05-01", more=f", scores: {{{nine}}}"), FOCUSED % EVERY)
    text = run("report", path, "--paper", "appendix", "--format", "html", "--as-of", "2026-11-28")
    assert "75 per cent, which leaves the rating as it is" in text
    assert "75 per cent, Good" not in text


def test_a_focused_assessment_alone_gives_no_rating(plan: Any) -> None:
    text = told_twice(plan(FOCUSED % EVERY))[1]
    assert "CQC published its report on Exampleshire Council on 1 November 2026." in text
    assert "overall rating" not in text


def test_percentages_from_evidence_categories_are_rounded_up(plan: Any) -> None:
    """Nine of sixteen is 56.25: CQC told a council 57."""
    nine_of_16 = "{categories: {peoples-experience: 3, staff-and-leaders: 2, partners: 2, processes: 2}}"
    path = plan(
        "id: trial, kind: pilot, framework: la-2023-pilot, published: 2023-11-17, "
        f"scores: {{safeguarding: {nine_of_16}}}"
    )
    for text in told_twice(path, "--explain"):
        assert "9 of 16: 57 per cent, so a score of 2" in text
    assert "9 of 16 from 4 categories, 56.25 per cent, rounded up to 57" in run("score", path, "--explain")


# the place among the others


def test_the_place_says_ties_n_day_and_what_it_rests_on() -> None:
    """By hand from the collection: 88 percentages, 76 over 53, five at 53 beside Leicestershire's own."""
    text = run("score", str(PLANS / "leicestershire"), "--compare", "--as-of", "2026-11-28")
    found = json.loads(run("score", str(PLANS / "leicestershire"), "--compare", "--format", "json"))["scores"][0]
    place = found["comparison"]
    assert (
        f"Leicestershire's 53 per cent is number {place['rank']} of the {place['n']} overall percentages known, "
        "counting from the highest, level with four others. Of the others, 76 scored higher and six lower. That is in "
        "the lowest quarter (the fourth quartile)."
    ) in text
    assert (place["rank"], place["n"]) == (77, 87)
    assert "CQC publishes no league table." in text
    assert "21 of the 86 others (24 per cent) are known from a public table or the press alone." in text
    assert "Two came from the pilots and are indicative." in text
    assert "a collection made in November 2026" in text


def test_what_was_published_later_is_no_part_of_the_place() -> None:
    now, then = (
        json.loads(run("score", "--scores", "2,3,2,2,2,2,2,2,2", "--compare", "--as-of", day, "--format", "json"))
        for day in ("2026-11-28", "2024-01-31")
    )
    now, then = (each["scores"][0]["comparison"] for each in (now, then))
    assert then["n"] < now["n"]
    later = [item for item in shipped_results().results if (item.published or "") >= "2024-02" and not item.withdrawn]
    assert then["n_later"] == len(later)
    assert now["n_later"] == 0
    text = run("score", "--scores", "2,3,2,2,2,2,2,2,2", "--compare", "--as-of", "2024-01-31")
    assert f"{then['n_later']} results published later are left out." in text
    assert "Bromley" not in text


def test_what_is_not_cqcs_is_placed_as_what_it_is(plan: Any) -> None:
    path = plan(f"id: own, kind: self, framework: la-2026-04, published: 2026-05-01, scores: {{{EVERY}}}")
    assert "What is placed here is a self-assessment, not a CQC rating." in run("score", path, "--compare")


def test_a_report_that_cqc_took_back_is_not_placed(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        HEAD.replace("Exampleshire Council", "London Borough of Bromley")
        + "  - {id: cqc, kind: comprehensive, framework: la-2023-12, published: 2026-01-15, printed: "
        "{overall_percent: 56, rating: requires-improvement}}\n",
        encoding="utf-8",
    )
    text = run("score", str(path), "--compare", "--as-of", "2026-11-28")
    assert "CQC took back this report on 2 February 2026, so it is not placed among the others." in text
    assert "is number" not in text


def test_what_sources_say_differently_is_said_beside_the_place() -> None:
    scores = {"Warrington": "2,3,2,3,3,2,1,2,2", "Liverpool": "2,3,3,2,3,2,2,3,3"}
    for council, nine in scores.items():
        assert f"{council}:" in run("score", "--scores", nine, "--compare").split("Nothing that is not known")[1]


def test_where_our_scores_are_not_known_those_level_are_only_named(plan: Any) -> None:
    text = run("score", plan(PRINTED), "--compare", "--as-of", "2026-11-28")
    assert "With the same overall percentage: Bath and North East Somerset, Derby," in text
    assert "its nine scores are not all known" not in text


# the ways to a rating


def test_a_score_within_reach_that_nobody_has_is_said() -> None:
    text = run("score", "--scores", "2,3,2,2,2,2,2,2,2", "--target", "good")
    assert (
        "None of the 82 councils with nine known scores has 4 for Assessing needs; or 4 for Care provision, "
        "integration and continuity."
    ) in text
    assert "both have 3 or more for Assessing needs" in run(
        "score", "--scores", "2,3,2,2,2,2,2,2,2", "--target", "outstanding"
    )
