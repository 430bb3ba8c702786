"""The distance to other ratings and the smallest sets of rises, against brute force."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.framework.vintage import load_vintage
from cqcplan.scoring.gap import RATINGS, Worth, count_sets, distances, possible, possible_after, smallest_sets
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


def all_rises(room: Sequence[int], number: int) -> Iterator[tuple[int, ...]]:
    """Give every way to rise by so many points, each statement by no more than it has room for."""
    if not room:
        if number == 0:
            yield ()
        return
    for first in range(min(room[0], number) + 1):
        for others in all_rises(room[1:], number - first):
            yield (first, *others)


def brute_force(scores: list[int], wanted: str) -> set[tuple[int, ...]]:
    """Return every vector of rises that reaches a rating with the fewest rises, by trying one more and one more."""
    room = [4 - value for value in scores]
    number = next(n for n in range(37) if rank(sum(scores) + n) >= RATINGS.index(wanted))
    return set(all_rises(room, number))


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


worths = st.builds(Worth, st.integers(0, 1), st.integers(0, 2), st.integers(0, 120), st.integers(0, 16))


@given(nine, st.lists(worths, min_size=27, max_size=27), st.integers(1, 12))
def test_the_best_come_first_and_none_better_is_left_out(scores: list[int], given: list[Worth], most: int) -> None:
    points = min(3, 36 - sum(scores))
    judged = {(name, rises): given[3 * place + rises - 1] for place, name in enumerate(IDS) for rises in (1, 2, 3)}

    def worth(name: str, _score: int, rises: int) -> Worth:
        return judged[name, rises]

    named = dict(zip(IDS, scores, strict=True))
    every = smallest_sets(named, points, worth, most=300_000)
    assert smallest_sets(named, points, worth, most) == every[:most]
    for one in every:
        assert (
            tuple(one.worth) == tuple(map(sum, zip(*(judged[rise] for rise in one.rises), strict=True))) or not points
        )
    keys = [(one.worth.key, [-dict(one.rises).get(name, 0) for name in IDS]) for one in every]
    assert keys == sorted(keys), "the order is total: by what speaks for a set, then by CQC's order"


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


@given(nine, st.lists(st.tuples(st.booleans(), st.one_of(st.none(), st.integers(1, 4))), min_size=9, max_size=9))
def test_a_known_total_is_kept_whatever_is_changed(scores: list[int], asked: list[tuple[bool, int | None]]) -> None:
    """Against brute force over every set of hidden scores with that total."""
    shown = [value if is_shown else None for value, (is_shown, _) in zip(scores, asked, strict=True)][:5] + scores[5:]
    changes = [then for _, then in asked]
    span = possible_after(shown, changes, BANDS, sum(scores))
    totals = set()
    for hidden in itertools.product(*([value] if value else (1, 2, 3, 4) for value in shown)):
        if sum(hidden) == sum(scores):
            totals.add(sum(now if then is None else then for now, then in zip(hidden, changes, strict=True)))
    assert (span.fewest, span.most) == (min(totals), max(totals))


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
    assert "With one point less it would be inadequate." in text
    assert "one score down on any statement would make 37 per cent, which is inadequate" in " ".join(text.split())


def test_windsor_and_maidenhead_is_one_point_from_good() -> None:
    text = " ".join(run("--scores", "3,3,2,2,2,3,2,2,3", "--target", "good").split())
    assert "The next rating, good, is one point away" in text
    assert "There are nine smallest sets." in text or "There are 9 smallest sets." in text


def test_scores_with_gaps_get_a_range() -> None:
    text = " ".join(run("--scores", "2,2,2,-,2,2,3,-,3", "--target", "good").split())
    assert "Seven of the nine scores are known." in text
    assert "between 18 and 24 of 36 points (50 to 67 per cent)" in text
    assert "could be requires improvement or good" in text
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
