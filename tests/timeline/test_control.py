"""Limits and signals of XmR charts: golden values of NHSRplotthedots, hand cases, and false alarms counted."""

import random

import pytest

from cqcplan.timeline.control import Control, Signal, control_of

PUBLISHED: list[float] = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def charted(values: list[float], *, screened: bool = True) -> Control:
    made = control_of(values, screened=screened)
    assert isinstance(made, Control)
    return made


@pytest.mark.parametrize(("screened", "limits"), [(False, (6.95, 1.94, -3.06)), (True, (4.60, 1.94, -0.72))])
def test_limits_agree_with_the_published_ones(*, screened: bool, limits: tuple[float, float, float]) -> None:
    made = charted(PUBLISHED, screened=screened)
    assert (round(made.upper, 2), round(made.mean, 2), round(made.lower, 2)) == limits
    assert made.signals[4] == {"point"}


LEVEL = [10.0, 11, 10, 9, 10, 11, 9, 10, 9, 11, 10, 10]
CASES: list[tuple[Signal, list[float], list[int]]] = [
    ("shift", [12, 6, 12, 6, 12, 6, 12, 6, 11, 11, 11, 11, 11, 11, 11], [8, 9, 10, 11, 12, 13, 14]),
    ("trend", [*LEVEL, 7, 8, 9, 10, 11, 12, 13], [12, 13, 14, 15, 16, 17, 18]),
    ("point", [*LEVEL, 30], [12]),
]


@pytest.mark.parametrize(("signal", "values", "places"), CASES)
def test_a_signal_marks_its_figures(signal: Signal, values: list[float], places: list[int]) -> None:
    made = control_of(values, is_stock=False)
    assert isinstance(made, Control)
    assert [place for place, found in enumerate(made.signals) if signal in found] == places


def test_six_in_a_row_are_no_shift() -> None:
    assert not any("shift" in found for found in charted([8, 12, 9, 13, 8, 9, 8, 9, 8, 9, 14, 13]).signals)


def test_two_of_three_in_the_outer_third() -> None:
    made = charted([*LEVEL, 13, 11, 13, 10, 9, 10, 11, 9])
    assert [place for place, found in enumerate(made.signals) if "two-of-three" in found] == [12, 14]


def test_two_of_three_have_no_figure_on_the_other_side_between_them() -> None:
    made = charted([*LEVEL, 13, 10, 13, 10, 9, 10, 11, 9])
    assert not any("two-of-three" in found for found in made.signals)


def test_figures_that_are_all_the_same_are_no_signal() -> None:
    made = charted([0.1] * 14)
    assert not any(made.signals)
    assert (made.lower, made.mean, made.upper) == (0.1, 0.1, 0.1)


HIGH_THEN_FALLS: list[float] = [0, 10, 0, 10, 0, 10, 0, 10, 23, 21, 19, 17, 15, 13, 11]


@pytest.mark.parametrize(
    ("values", "side"),
    [
        (PUBLISHED, "chance"),
        ([*LEVEL, 30], "high"),
        ([*LEVEL, -10], "low"),
        ([12, 6, 12, 6, 12, 6, 12, 6, 11, 11, 11, 11, 11, 11, 11], "high"),
        ([*LEVEL, 13, 11, 13], "high"),
        # a trend goes before the side of the mean on which it is
        (HIGH_THEN_FALLS, "low"),
        # and a figure beyond the limits before a trend
        ([10, 11, 10, 9, 10, 11, 9, 10, 9, 11, 10, 30, 29, 28, 27, 26, 25, 24], "high"),
    ],
)
def test_which_way_the_latest_figure_is_more_than_chance(values: list[float], side: str) -> None:
    made = control_of(values, refuse_drift=False)
    assert isinstance(made, Control)
    assert made.last_side == side


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [(7.0, "never", "always"), (4.596, "chance", "chance"), (2.0, "chance", "chance"), (-1.0, "always", "never")],
)
def test_assurance_of_the_published_series(target: float, higher: str, lower: str) -> None:
    """Its limits are 4.60 and -0.72: what lies between them, they hit and miss."""
    made = charted(PUBLISHED)
    assert (made.to(target, higher=True), made.to(target, higher=False)) == (higher, lower)


def test_a_target_on_a_limit_is_hit_and_missed() -> None:
    made = charted([0.1] * 14)
    assert made.to(0.1, higher=True) == made.to(0.1, higher=False) == "chance"


def test_there_is_no_chart_of_five_and_only_trial_limits_of_eleven() -> None:
    assert control_of([10, 11, 10, 12, 9]) == "few"
    assert charted(LEVEL[:11]).is_trial
    assert not charted(LEVEL).is_trial


def test_what_piles_up_and_what_drifts_is_refused() -> None:
    assert control_of([600, 590, 585, 570, 560, 551], is_stock=True) == "drifts"
    assert control_of([float(place) for place in range(20)]) == "drifts"


@pytest.mark.parametrize(("length", "alarms"), [(12, 37), (20, 71)])
def test_drifting_series_alarm_falsely(length: int, alarms: int) -> None:
    """With a lag-1 correlation of 0.6 and no change at all: that is why stocks are refused."""
    chance = random.Random(17)  # noqa: S311 - no secret
    signalled = 0
    for _ in range(2000):
        value, values = chance.gauss(0, 1.25), []
        for _ in range(length):
            values.append(value)
            value = 0.6 * value + chance.gauss(0, 1)
        made = control_of(values, refuse_drift=False)
        signalled += isinstance(made, Control) and any(made.signals)
    assert signalled / 20 == pytest.approx(alarms, abs=6)
