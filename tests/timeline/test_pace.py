"""What a target asks for each month, beside the last change: arithmetic, in words that promise nothing."""

from datetime import date
from typing import Any

import pytest

from cqcplan.model.dates import on_day
from cqcplan.model.delivery import Measure, Observation, Target
from cqcplan.timeline.pace import pace_of


def measure(*values: float, unit: str = "people", target: float = 300, **more: object) -> Measure:
    seen = tuple(
        Observation.model_construct(on=on_day(date(2026, 3 + n, 30)), value=value, bound=None)
        for n, value in enumerate(values)
    )
    aim = Target.model_construct(by=on_day(date(2026, 11, 30)), value=target)
    fields: dict[str, Any] = {"better": "lower"} | more
    return Measure.model_construct(id="m", title="Waiting", unit=unit, target=aim, observations=seen, **fields)


def test_what_is_needed_is_rounded_up_to_whole_people() -> None:
    """From 551 on 30 April to 300 on 30 November are 214 days: 35.7 a month, so 36."""
    one = measure(605, 551)
    asked = pace_of(one, one.observations)
    assert asked is not None
    assert (asked.needed, asked.upwards, asked.changed, asked.rose) == (36, False, 54, False)
    assert (asked.is_month, asked.is_few, asked.figures) == (True, True, 2)


def test_six_figures_are_no_longer_few() -> None:
    one = measure(605, 600, 590, 580, 570, 560)
    asked = pace_of(one, one.observations)
    assert asked is not None
    assert not asked.is_few


@pytest.mark.parametrize(
    "one",
    [
        measure(551), measure(310, 300), measure(310, 290), measure(605, 551, better=None),
        measure(605, 551, cumulative=True), measure(605, 551, running_total="each-year"),
    ],
)  # fmt: skip
def test_there_is_none_where_there_is_nothing_to_say(one: Measure) -> None:
    assert pace_of(one, one.observations) is None
