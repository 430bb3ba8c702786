"""Statistical process control as the NHS does it (XmR charts, "Making data count"), for measures that suit it.

The middle line is the mean, the limits are 2.66 times the average moving range from it. Moving ranges beyond 3.267
times their average are left out of it first. The numbers agree with the public R package NHSRplotthedots.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import fmean
from typing import Literal

Signal = Literal["point", "shift", "trend", "two-of-three"]
Side = Literal["high", "low", "chance"]
Assurance = Literal["always", "never", "chance"]
Refusal = Literal["drifts", "few"]

FEWEST = 6
"""Figures below which there is no chart."""
TRIAL = 12
"""Figures below which limits are trial limits."""
_LIMIT, _RANGE_LIMIT = Fraction("2.66"), Fraction("3.267")
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
    last_side: Side
    """Which way the latest figure is more than chance."""

    @property
    def last(self) -> frozenset[Signal]:
        """What the latest figure is part of."""
        return self.signals[-1]

    def to(self, target: float, *, higher: bool) -> Assurance:
        """Tell whether the process, as it runs, meets a target each time, never, or now and then.

        Args:
            target: what is to be reached.
            higher: whether more is better.
        """
        if self.lower <= target <= self.upper:
            return "chance"
        return "always" if (target < self.lower) == higher else "never"


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
    if is_stock:
        return "drifts"
    if len(values) < FEWEST:
        return "few"
    if refuse_drift and len(values) >= TRIAL and lag_correlation(values) >= _DRIFT:
        return "drifts"
    exact = [Fraction(str(value)) for value in values]  # no dust of binary fractions decides on which side a figure is
    mean = _mean(exact)
    ranges = [abs(later - earlier) for earlier, later in pairwise(exact)]
    average = _mean(ranges)
    if screened:
        average = _mean([each for each in ranges if each < _RANGE_LIMIT * average] or ranges)
    lower, upper = mean - _LIMIT * average, mean + _LIMIT * average
    found: list[set[Signal]] = [set() for _ in exact]
    for place, value in enumerate(exact):
        if value > upper or value < lower:
            found[place].add("point")
    _runs(_SHIFT, "shift", found, [_side(value, mean) for value in exact])
    _trends([0, *(_side(later, earlier) for earlier, later in pairwise(exact))], found)
    _near_the_limit(exact, mean, average, found)
    signals = tuple(frozenset(each) for each in found)
    last = _last_side(exact, mean, signals[-1])
    return Control(float(mean), float(lower), float(upper), len(exact) < TRIAL, signals, last)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _last_side(values: Sequence[Fraction], mean: Fraction, last: frozenset[Signal]) -> Side:
    """Tell which way the latest figure is more than chance: a limit goes before a trend, a trend before the rest."""
    if not last:
        return "chance"
    from_ = values[-2] if "trend" in last and "point" not in last else mean
    return "high" if values[-1] > from_ else "low"


def lag_correlation(values: Sequence[float]) -> float:
    """Return how far each figure hangs on the one before, from -1 to 1; 0 where nothing varies."""
    mean = fmean(values)
    spread = sum((value - mean) ** 2 for value in values)
    return sum((one - mean) * (other - mean) for one, other in pairwise(values)) / spread if spread else 0.0


def _side(value: Fraction, of: Fraction) -> int:
    return (value > of) - (value < of)


def _runs(length: int, signal: Signal, found: list[set[Signal]], sides: Sequence[int]) -> None:
    """Mark the figures of every run of some length on one side."""
    begun = 0
    for place in range(len(sides) + 1):
        if place == len(sides) or sides[place] != sides[begun]:
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


def _near_the_limit(values: Sequence[Fraction], mean: Fraction, average: Fraction, found: list[set[Signal]]) -> None:
    """Mark two of three figures in a row, all on one side, that lie in the outer third, within the limits."""
    near, far = _LIMIT * average * 2 / 3, _LIMIT * average
    outer = [near < abs(value - mean) <= far for value in values]
    for first in range(len(values) - 2):
        three = range(first, first + 3)
        sides = {_side(values[each], mean) for each in three}
        if len(sides) == 1 and sides != {0} and sum(outer[each] for each in three) >= 2:
            for each in three:
                if outer[each]:
                    found[each].add("two-of-three")
