"""Statistical process control as the NHS does it (XmR charts, "Making data count"), for measures that suit it.

The middle line is the mean, the limits are 2.66 times the average moving range from it. Moving ranges beyond 3.267
times their average are left out of it first. The numbers agree with the public R package NHSRplotthedots.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Literal

Signal = Literal["point", "shift", "trend", "two-of-three"]
Refusal = Literal["drifts", "few"]

FEWEST = 6
"""Figures below which there is no chart."""
TRIAL = 12
"""Figures below which limits are trial limits."""
_STOCK = re.compile(
    r"\b(?:waiting|waiters|waits for|backlog|outstanding|open|overdue|unallocated|caseload|on the list|list of)\b",
    re.IGNORECASE,
)
"""Words by which a title tells of what has piled up, where people or cases are counted."""
_LIMIT, _RANGE_LIMIT = 2.66, 3.267
_SHIFT = 7
"""Figures in a row on one side of the mean."""
_TREND = 7
"""Figures in a row each above, or each below, the one before."""
_DRIFT = 0.6
"""Lag-1 correlation from which a series drifts, so that signals would be false alarms."""


@dataclass(frozen=True, slots=True)
class Control:
    """A process with its limits and what is not chance in it."""

    mean: float
    lower: float
    upper: float
    is_trial: bool
    """Whether the figures are too few for firm limits."""
    signals: tuple[frozenset[Signal], ...]
    """What each figure is part of, in their order."""

    @property
    def last(self) -> frozenset[Signal]:
        """What the latest figure is part of."""
        return self.signals[-1]


def control_of(
    values: Sequence[float], *, screened: bool = True, is_stock: bool = False, refuse_drift: bool = True
) -> Control | Refusal:
    """Work out the limits of a process.

    Args:
        values: the figures, oldest first, at even distances.
        screened: whether moving ranges that are themselves beyond their limit are left out of the average.
        is_stock: whether it is what has piled up, such as a waiting list: each figure begins where the last one
            ended, so that what looks like a signal is not one.
        refuse_drift: whether a series that drifts is refused by its own correlation, from twelve figures on.

    Returns:
        The limits and signals, or why there are none: too few figures, or a series that drifts.
    """
    if len(values) < FEWEST:
        return "few"
    if is_stock or (refuse_drift and len(values) >= TRIAL and lag_correlation(values) >= _DRIFT):
        return "drifts"
    mean = fmean(values)
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    average = fmean(ranges)
    if screened:
        average = fmean([each for each in ranges if each <= _RANGE_LIMIT * average])
    lower, upper = mean - _LIMIT * average, mean + _LIMIT * average
    found: list[set[Signal]] = [set() for _ in values]
    for place, value in enumerate(values):
        if value > upper or value < lower:
            found[place].add("point")
    _runs(values, _SHIFT, "shift", found, [_side(value, mean) for value in values])
    steps = [0, *(_side(later, earlier) for earlier, later in pairwise(values))]
    _trends(steps, found)
    _near_the_limit(values, mean, average, found)
    return Control(mean, lower, upper, len(values) < TRIAL, tuple(frozenset(each) for each in found))


def lag_correlation(values: Sequence[float]) -> float:
    """Return how far each figure hangs on the one before, from -1 to 1; 0 where nothing varies."""
    mean = fmean(values)
    spread = sum((value - mean) ** 2 for value in values)
    return sum((one - mean) * (other - mean) for one, other in pairwise(values)) / spread if spread else 0.0


def _side(value: float, of: float) -> int:
    return (value > of) - (value < of)


def _runs(values: Sequence[float], length: int, signal: Signal, found: list[set[Signal]], sides: Sequence[int]) -> None:
    """Mark the figures of every run of some length on one side."""
    begun = 0
    for place in range(len(values) + 1):
        if place == len(values) or sides[place] != sides[begun]:
            if sides[begun] and place - begun >= length:
                for each in range(begun, place):
                    found[each].add(signal)
            begun = place


def _trends(steps: Sequence[int], found: list[set[Signal]]) -> None:
    """Mark seven figures in a row that rise, or fall: six steps of one kind."""
    begun = 1
    for place in range(1, len(steps) + 1):
        if place == len(steps) or steps[place] != steps[begun]:
            if begun < len(steps) and steps[begun] and place - begun >= _TREND - 1:
                for each in range(begun - 1, place):
                    found[each].add("trend")
            begun = place


def _near_the_limit(values: Sequence[float], mean: float, average: float, found: list[set[Signal]]) -> None:
    """Mark two of three figures in a row that lie in the outer third on one side, within the limits."""
    near, far = _LIMIT * average * 2 / 3, _LIMIT * average
    beyond: Callable[[float, int], bool] = lambda value, side: near < side * (value - mean) <= far  # noqa: E731
    for side in (1, -1):
        for first in range(len(values) - 2):
            three = [each for each in range(first, first + 3) if beyond(values[each], side)]
            if len(three) >= 2:
                for each in three:
                    found[each].add("two-of-three")


def tells_of_stock(title: str) -> bool:
    """Whether the title of a count tells of what has piled up: it drifts, and limits would alarm for nothing."""
    return bool(_STOCK.search(title))
