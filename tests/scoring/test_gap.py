"""The distance to other ratings and the smallest sets of rises, against brute force."""

import itertools
import json
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.framework.vintage import load_vintage
from cqcplan.scoring.gap import RATINGS, count_sets, distances, possible, smallest_sets
from cqcplan.scoring.ratings import percent_of, rating_of
from cqcplan.scoring.result import score
from cqcplan.scoring.what_if import what_if

VINTAGE = load_vintage("la-2026-04")
IDS = [item.id for item in VINTAGE.statements]
BANDS = VINTAGE.bands
nine = st.lists(st.integers(1, 4), min_size=9, max_size=9)


def rating(points: int) -> str:
    return rating_of(percent_of(points, 36), BANDS)


@cache
def rank(points: int) -> int:
    return RATINGS.index(rating(points))


def brute_force(scores: list[int], wanted: str) -> set[tuple[int, ...]]:
    """Return every vector of rises that reaches a rating with the fewest rises, by trying them all."""
    have, least = sum(scores), 36
    fitting: set[tuple[int, ...]] = set()
    for rises in itertools.product(*(range(5 - value) for value in scores)):
        number = sum(rises)
        if number > least or rank(have + number) < RATINGS.index(wanted):
            continue
        if number < least:
            least, fitting = number, set()
        fitting.add(rises)
    return fitting


def listed(scores: list[int], points: int, most: int) -> list[tuple[int, ...]]:
    sets = smallest_sets(dict(zip(IDS, scores, strict=True)), points, most=most)
    return [tuple(dict(one.rises).get(name, 0) for name in IDS) for one in sets]


DISTINCT = [list(scores) for scores in itertools.combinations_with_replacement((1, 2, 3, 4), 9)]
"""All score vectors that differ in more than the order of the statements."""


def test_there_are_220_distinct_vectors() -> None:
    assert len(DISTINCT) == 220


@pytest.mark.parametrize("wanted", ["requires-improvement", "good", "outstanding"])
def test_the_sets_are_exactly_the_smallest(wanted: str) -> None:
    for scores in DISTINCT:
        ways = distances(sum(scores), 9, BANDS)
        way = next((item for item in ways if item.rating == wanted and item.points > 0), None)
        expected = brute_force(scores, wanted)
        if way is None:
            assert expected == {(0,) * 9}
            continue
        found = listed(scores, way.points, most=300_000)
        assert len(found) == len(set(found))
        assert set(found) == expected
        assert count_sets(dict(zip(IDS, scores, strict=True)), way.points) == len(expected)


@given(nine, st.lists(st.integers(0, 120), min_size=9, max_size=9), st.integers(1, 12))
def test_the_best_come_first_and_none_better_is_left_out(scores: list[int], ready: list[int], most: int) -> None:
    points = min(3, 36 - sum(scores))
    readiness = dict(zip(IDS, ready, strict=True))
    named = dict(zip(IDS, scores, strict=True))
    every = smallest_sets(named, points, readiness, most=300_000)
    best = smallest_sets(named, points, readiness, most)
    assert best == every[:most]
    assert [one.readiness for one in every] == sorted((one.readiness for one in every), reverse=True)
    for one in every:
        assert one.readiness == sum(readiness[name] * number for name, number in one.rises)


@given(nine)
def test_distances_reach_their_rating_and_not_sooner(scores: list[int]) -> None:
    have = sum(scores)
    for item in distances(have, 9, BANDS):
        step = 1 if item.points > 0 else -1
        assert rating(item.at) == item.rating
        assert item.at == have + item.points
        assert rating(item.at - step) != item.rating


@given(nine, st.dictionaries(st.sampled_from(IDS), st.integers(1, 4)))
def test_what_if_is_scoring_from_scratch(scores: list[int], changes: dict[str, int]) -> None:
    named = dict(zip(IDS, scores, strict=True))
    done = what_if(score(named, VINTAGE), changes)
    assert done.after == score({**named, **changes}, VINTAGE)
    assert {name: then for name, _, then in done.changed} == {
        name: value for name, value in changes.items() if value != named[name]
    }


@given(st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=9, max_size=9))
def test_gaps_give_the_whole_range_and_nothing_more(scores: list[int | None]) -> None:
    gaps = scores.count(None)
    span = possible(scores, BANDS)
    known = sum(value for value in scores if value is not None)
    totals = Counter(known + sum(filled) for filled in itertools.product((1, 4), repeat=min(gaps, 2)))
    if gaps <= 2:
        assert (span.fewest, span.most) == (min(totals), max(totals))
    assert (span.known, span.unknown) == (9 - gaps, gaps)
    assert set(span.ratings) == {rating(points) for points in range(span.fewest, span.most + 1)}


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["score", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_nottingham_is_two_points_from_good() -> None:
    data = json.loads(run("--scores", "2,2,2,3,2,2,3,2,3", "--target", "good", "--format", "json"))["scores"][0]
    assert data["target"]["points"] == 2
    assert data["target"]["count"] == 42  # 36 pairs of statements, and 6 statements that can rise by two
    assert len(data["target"]["sets"]) == 10


def test_york_is_one_point_from_inadequate() -> None:
    text = run("--scores", "1,2,2,1,2,1,1,2,2")
    assert "14 of 36 points" in text
    assert "The margin before inadequate is one point." in text
    assert "one score down on any statement would make 37 per cent, which is inadequate" in " ".join(text.split())


def test_windsor_and_maidenhead_is_one_point_from_good() -> None:
    text = " ".join(run("--scores", "3,3,2,2,2,3,2,2,3", "--target", "good").split())
    assert "The next rating, good, is one point away" in text
    assert "There are nine smallest sets." in text or "There are 9 smallest sets." in text


def test_scores_with_gaps_get_a_range() -> None:
    text = " ".join(run("--scores", "2,2,2,-,2,2,3,-,3", "--target", "good").split())
    assert "Seven of the nine scores are known." in text
    assert "between 18 and 24 of 36 points (50 to 67 per cent)" in text
    assert "anything from requires improvement to good" in text
    assert "cannot be listed" in text


def test_already_there() -> None:
    assert "already make good or better" in run("--scores", "3,3,3,3,3,3,3,3,3", "--target", "good")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ("safeguardng=3", 'there is no quality statement "safeguardng"'),
        ("safeguarding=5", '"5" is not a score'),
        ("safeguarding", "should be a quality statement, = and a score"),
        ("equity=3,equity=4", '"equity" is given twice'),
    ],
)
def test_what_if_that_cannot_be_read(changes: str, message: str) -> None:
    result = CliRunner().invoke(app, ["score", "--scores", "2,2,2,3,2,2,3,2,3", "--what-if", changes])
    assert result.exit_code == 2
    assert message in result.stderr


def test_bounds_for_ci() -> None:
    scores = ["score", "--scores", "2,2,2,3,2,2,3,2,3"]
    assert CliRunner().invoke(app, [*scores, "--fail-under", "59", "--fail-under-statement", "2"]).exit_code == 0
    result = CliRunner().invoke(app, [*scores, "--fail-under", "60", "--fail-under-statement", "3"])
    assert result.exit_code == 1
    assert "59 per cent is under 60" in result.stderr
    assert result.stderr.count("under 3") == 6  # every unmet bound is said, not the first
