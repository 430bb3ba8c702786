"""The published results that are shipped, and what they say of the ways to a rating."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.framework.results import shipped_results
from cqcplan.framework.vintage import load_vintage
from cqcplan.scoring.compare import compare
from cqcplan.scoring.result import score
from cqcplan.scoring.ways import ways_to

VINTAGE = load_vintage("la-2026-04")
IDS = [item.id for item in VINTAGE.statements]
SHIPPED = shipped_results()
NINE = [item for item in SHIPPED.results if item.scores and None not in item.scores]
LEICESTERSHIRE, BATHNES, NOTTINGHAM = "2,3,2,2,2,2,2,2,2", "2,2,2,2,3,2,2,2,2", "2,2,2,3,2,2,3,2,3"
YORK, WINDSOR = "1,2,2,1,2,1,1,2,2", "3,3,2,2,2,3,2,2,3"


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["score", *words])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def target(scores: str, rating: str = "good") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("--scores", scores, "--target", rating, "--format", "json"))["scores"][0]
    return dict(found["target"])


def test_every_row_can_be_opened_again_and_says_how_its_scores_were_checked() -> None:
    for item in SHIPPED.results:
        assert any(address.startswith(("http://", "https://")) for address in item.addresses), item.council
        assert (item.checked is not None) == (item.scores is not None), item.council
    assert len(NINE) == 82


def test_the_councils_of_the_example_plans_are_among_them() -> None:
    scored = {item.council: item.scores for item in NINE}
    assert scored["Bath and North East Somerset"] == tuple(map(int, BATHNES.split(",")))
    assert scored["Leicestershire"] == tuple(map(int, LEICESTERSHIRE.split(",")))


def test_a_report_that_was_taken_back_is_never_ranked_and_is_said() -> None:
    assert [item.council for item in SHIPPED.withdrawn] == ["Bromley"]
    result = score(dict(zip(IDS, map(int, LEICESTERSHIRE.split(",")), strict=True)), VINTAGE)
    with_it = compare(result, None, [SHIPPED])
    assert "Bromley" not in {item.council for item in SHIPPED.in_force}
    assert sum(number for _, number in with_it.ratings) == sum(item.rating is not None for item in SHIPPED.in_force)
    assert "CQC took back its report on Bromley (2 February 2026)" in run("--scores", LEICESTERSHIRE, "--compare")


def test_what_the_councils_just_inside_good_look_like() -> None:
    """Counted by hand in the collected results: sixteen have 23 points."""
    found = target(LEICESTERSHIRE)["councils"]
    assert (found["just_inside"], found["n"], found["known"]) == (True, 16, 82)
    assert [found["at_least"][name][2] for name in ("learning", "governance", "assessing-needs")] == [16, 14, 1]
    assert found["of_all"]["assessing-needs"][3] == 0
    said = run("--scores", LEICESTERSHIRE, "--target", "good")
    assert "Of the 16 councils just inside Good, all have 3 or more for Learning, improvement and innovation" in said
    assert "14 have 3 or more for Governance, management and sustainability" in said
    assert "not what caused it" in said


def test_advice_that_no_council_has_met_never_leads() -> None:
    """Leicestershire was told ten times over to take "Assessing needs" from 2 to 4."""
    for scores in (LEICESTERSHIRE, BATHNES, NOTTINGHAM):
        assert all(one["leaps"] == 0 and one["rare"] == 0 for one in target(scores)["sets"])
    windsor = target(WINDSOR)["sets"]  # nine sets in all: the four statements at 3 already come last
    assert [one["rare"] for one in windsor] == [0] * 5 + [1] * 4
    york = target(YORK)["sets"]  # nine rises on nine statements: one set of single rises, then leaps
    assert [one["leaps"] for one in york] == [0] + [1] * 9
    assert all(one["rare"] == 0 for one in york)


nine = st.lists(st.integers(1, 4), min_size=9, max_size=9)


@given(nine, st.sampled_from(("requires-improvement", "good", "outstanding")))
@settings(deadline=None, max_examples=40)
def test_no_set_with_a_rare_score_stands_before_one_without(scores: list[int], rating: str) -> None:
    result = score(dict(zip(IDS, scores, strict=True)), VINTAGE)
    found = ways_to(rating, result, {}, SHIPPED.in_force, most=100)
    rare = []
    for one in found.sets:
        assert found.reached
        ends = [(name, dict(zip(IDS, scores, strict=True))[name] + number) for name, number in one.rises]
        counts = [found.reached.at_least[name][end - 1] for name, end in ends]
        rare.append(sum(100 * number < 5 * found.reached.n for number in counts))
    assert rare == sorted(rare)


def test_fewer_than_ten_just_inside_means_all_that_have_the_rating() -> None:
    found = target("3,3,3,3,3,3,3,3,3", "outstanding")["councils"]
    assert (found["just_inside"], found["n"]) == (False, 2)


def test_liverpools_scores_agree_with_its_rating_and_the_misprint_is_told() -> None:
    (item,) = [item for item in NINE if item.council == "Liverpool"]
    assert (item.points, item.rating) == (23, "good")
    assert "printed 2 for partnerships" in (item.note or "")
