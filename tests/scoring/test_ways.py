"""The ways to Good for five councils, worked by hand, and what adding a council may change."""

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.framework.results import PublishedResult, PublishedResults, shipped_results
from cqcplan.framework.vintage import load_vintage
from cqcplan.scoring.compare import Comparison, compare, newest
from cqcplan.scoring.ratings import percent_of
from cqcplan.scoring.result import score
from cqcplan.scoring.ways import Ways, ways_to

VINTAGE = load_vintage("la-2026-04")
IDS = [item.id for item in VINTAGE.statements]
SHORT = dict(zip(("A", "H", "E", "C", "P", "S", "Sg", "G", "L"), IDS, strict=True))
"""Assessing needs, Healthier lives, Equity, Care provision, Partnerships, Safe systems, Safeguarding, Governance,
Learning."""
SHIPPED = shipped_results()
HAVE_3 = {"A": 1, "H": 7, "E": 7, "C": 6, "P": 13, "S": 5, "Sg": 11, "G": 14, "L": 16}
"""Of the sixteen councils with 23 points. All sixteen have 2 or more everywhere, and none has a 4, so a 4 is rare."""

BY_HAND = {
    # 19 points, four to go; H stands at 3. What the sixteen have at 3, added up: the four most first, then the next
    # exchanged for the least of them. Among equals that which touches an earlier statement: E before P in 48
    "Leicestershire 2,3,2,2,2,2,2,2,2": (
        378,
        ["P Sg G L 54", "E P G L 50", "C P G L 49", "E Sg G L 48", "P S G L 48", "E P Sg L 47", "C Sg G L 47",
         "C P Sg L 46", "S Sg G L 46", "E P Sg G 45"],
    ),
    # 19 points as well; P stands at 3, so its 13 can no longer be had
    "Bath and North East Somerset 2,2,2,2,3,2,2,2,2": (
        378,
        ["H Sg G L 48", "E Sg G L 48", "C Sg G L 47", "S Sg G L 46", "H E G L 44", "H C G L 43", "E C G L 43",
         "A Sg G L 42", "H S G L 42", "E S G L 42"],
    ),
    # 21 points, two to go; C, Sg and L stand at 3. 36 pairs of statements, and six of 2 that could leap to 4
    "Nottingham 2,2,2,3,2,2,3,2,3": (
        42,
        ["P G 27", "H G 21", "E G 21", "H P 20", "E P 20", "S G 19", "P S 18", "A G 15", "A P 14", "H E 14"],
    ),
    # 14 points, nine to go: each statement once is 121. Then leaps of two, of those at 1, each for a rise left out:
    # Sg costs 5 (16 have its 2, 11 its 3), C 10, S 11, A 15; leaving out H or E costs 7, P 13, G 14, any other 16
    "York 1,2,2,1,2,1,1,2,2": (
        6741,
        ["A H E C P S Sg G L 121", "A H C P S Sg2 G L 109", "A E C P S Sg2 G L 109", "A H C2 P S Sg G L 104",
         "A E C2 P S Sg G L 104", "A H E C S Sg2 G L 103", "A H C P S2 Sg G L 103", "A E C P S2 Sg G L 103",
         "A H E C P S Sg2 L 102", "A H E C P S Sg2 G 100"],
    ),
    # 22 points, one to go; A, H, S and L stand at 3, and 4 is what none of the sixteen has: they come last, in CQC's
    # order
    "Windsor and Maidenhead 3,3,2,2,2,3,2,2,3": (
        9,
        ["G 14", "P 13", "Sg 11", "E 7", "C 6", "A 0", "H 0", "S 0", "L 0"],
    ),
}  # fmt: skip


def target(scores: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["score", "--scores", scores, "--target", "good", "--format", "json"])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)["scores"][0]["target"]
    return found


def as_told(by_hand: str) -> tuple[dict[str, int], int]:
    *rises, total = by_hand.split()
    return {SHORT[word.rstrip("2")]: 2 if word.endswith("2") else 1 for word in rises}, int(total)


def test_what_the_sixteen_have_counted_by_hand() -> None:
    inside = [
        [score for score in item.scores if score is not None]
        for item in SHIPPED.in_force
        if item.scores and item.points == 23
    ]
    assert len(inside) == 16
    for short, number in HAVE_3.items():
        place = IDS.index(SHORT[short])
        assert sum(nine[place] >= 3 for nine in inside) == number
    assert {min(nine) for nine in inside} == {2}
    assert {max(nine) for nine in inside} == {3}


@pytest.mark.parametrize("council", list(BY_HAND))
def test_the_sets_and_their_order_worked_by_hand(council: str) -> None:
    count, by_hand = BY_HAND[council]
    scores = council.rsplit(" ", 1)[1]
    found = target(scores)
    assert found["count"] == count
    assert [(one["rises"], one["reached"]) for one in found["sets"]] == [as_told(told) for told in by_hand]
    name = council.rsplit(" ", 1)[0]
    known = [item.scores for item in SHIPPED.in_force if item.council.startswith(name)]
    assert tuple(map(int, scores.split(","))) in known


@pytest.mark.parametrize("council", list(BY_HAND))
def test_of_all_sets_none_with_a_rare_score_stands_before_one_without(council: str) -> None:
    nine = list(map(int, council.rsplit(" ", 1)[1].split(",")))
    found = ways("good", nine, SHIPPED, most=7000)
    assert len(found.sets) == found.smallest
    now = dict(zip(IDS, nine, strict=True))
    rare = []
    for one in found.sets:
        ends = (
            [found.reached.at_least[name][now[name] + number - 1] for name, number in one.rises]
            if found.reached
            else []
        )
        rare.append(sum(100 * number < 5 * 16 for number in ends))
    assert rare == sorted(rare)
    assert rare[0] == 0 < rare[-1]


# what may change, and what may not

nine_scores = st.lists(st.integers(1, 4), min_size=9, max_size=9)
a_rating = st.sampled_from(("requires-improvement", "good", "outstanding"))


def made_up(scores: list[int]) -> PublishedResult:
    return PublishedResult(
        "Made-up", None, "formal", tuple(scores), None, None, "cqc", points_known=None, supersedes=False, note=None
    )


def beside(more: PublishedResult) -> list[PublishedResults]:
    return [SHIPPED, PublishedResults("2026-11", "Made up.", tuple(IDS), (more,))]


def ways(rating: str, scores: list[int], *collections: PublishedResults, most: int = 10) -> Ways:
    return ways_to(rating, score(dict(zip(IDS, scores, strict=True)), VINTAGE), {}, newest(collections), most)


@given(nine_scores, a_rating, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_the_order_is_total_and_stable(scores: list[int], rating: str, dice: Any) -> None:
    found = ways(rating, scores, SHIPPED, most=60)
    every = [one.rises for one in found.sets]
    assert len(set(every)) == len(every)
    rows = list(SHIPPED.results)
    dice.shuffle(rows)
    # a result that another replaces still comes before it, wherever it stands
    shuffled = PublishedResults(SHIPPED.collected, SHIPPED.limits, SHIPPED.statements, tuple(rows))
    assert ways(rating, scores, shuffled, most=60) == found
    assert ways(rating, scores, SHIPPED, most=7).sets == found.sets[:7]
    # what speaks for a set, then CQC's order of the statements that it touches: no two sets share both
    keys = [(one.worth.key, [-dict(one.rises).get(name, 0) for name in IDS]) for one in found.sets]
    assert all(before < after for before, after in itertools.pairwise(keys))


@given(nine_scores, nine_scores, a_rating)
@settings(deadline=None, max_examples=40)
def test_one_council_more_counts_for_the_ways_only_where_it_has_the_rating(
    scores: list[int], more: list[int], rating: str
) -> None:
    before, after = ways(rating, scores, SHIPPED), ways(rating, scores, *beside(made_up(more)))
    assert (before.points, before.smallest) == (after.points, after.smallest)
    assert before.reached
    assert after.reached
    assert after.reached.known == before.reached.known + 1
    counted = after.reached.n - before.reached.n
    assert counted in (0, 1)
    for place, name in enumerate(IDS):
        for wanted in range(1, 5):
            has = int(more[place] >= wanted)
            assert after.reached.of_all[name][wanted - 1] - before.reached.of_all[name][wanted - 1] == has
            assert after.reached.at_least[name][wanted - 1] - before.reached.at_least[name][wanted - 1] == has * counted
    if not counted:
        assert after.sets == before.sets


@given(nine_scores, nine_scores)
@settings(deadline=None, max_examples=40)
def test_one_council_more_moves_a_place_by_itself_alone(scores: list[int], more: list[int]) -> None:
    result = score(dict(zip(IDS, scores, strict=True)), VINTAGE)
    before, after = compare(result, None, [SHIPPED]), compare(result, None, beside(made_up(more)))
    ours, theirs = percent_of(sum(scores), 36), percent_of(sum(more), 36)
    assert (after.n, after.n_computed) == (before.n + 1, before.n_computed + 1)
    assert (after.higher, after.tied, after.lower) == (
        before.higher + (theirs > ours),
        before.tied + (theirs == ours),
        before.lower + (theirs < ours),
    )
    assert (after.n_pilot, after.n_secondary, after.withdrawn, after.ratings) == (
        before.n_pilot,
        before.n_secondary,
        before.withdrawn,
        before.ratings,
    )
    assert {twin.council for twin in after.twins} - {twin.council for twin in before.twins} == (
        {"Made-up"} if theirs == ours else set()
    )
    assert differences(before, after) == more


def differences(before: Comparison, after: Comparison) -> list[int]:
    """Return by statement the score that is counted once more."""
    found = []
    for was, now in zip(before.spreads, after.spreads, strict=True):
        more = [late - early for early, late in zip(was.counts, now.counts, strict=True)]
        assert sorted(more) == [0, 0, 0, 1]
        found.append(more.index(1) + 1)
    return found
