"""Scales: where a value or a day stands, and which of them are named along the edge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor, log10
from typing import Literal, NamedTuple

from cqcplan.model.dates import MONTHS, day_words
from cqcplan.papers.charts.lettering import NARROW, width

_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
_FLAT = Fraction(1, 15)
"""Values that differ by less than this share of the greatest would look level on a scale from nought."""
_SCALES = ((Fraction(10**9), "billions"), (Fraction(10**6), "millions"))
_MONTHS_BETWEEN = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale of values, with its round figures lowest first."""

    ticks: tuple[Fraction, ...]
    unit: Fraction
    """What the figures are counted in: 1, a million."""
    counted_in: str
    """The same in words; empty where it is 1."""

    def share(self, value: float | Fraction) -> float:
        """Return how far up a value stands: 0 at the lowest tick, 1 at the highest."""
        low, high = self.ticks[0], self.ticks[-1]
        return float((Fraction(value) - low) / (high - low))

    @property
    def labels(self) -> list[str]:
        """The round figures as printed."""
        return [_short(tick / self.unit) for tick in self.ticks]

    @property
    def from_words(self) -> str:
        """Where the scale begins and ends, to be printed beside it."""
        cut = "" if self.ticks[0] <= 0 <= self.ticks[-1] else ", not from 0"
        return f"Scale from {self.labels[0]} to {self.labels[-1]}{self.counted_in and f' {self.counted_in}'}{cut}"


def value_axis(values: Sequence[float], room: float, *, from_nought: bool = True) -> Axis:
    """Choose a scale for values, its figures no wider than some pixels.

    It begins at nought, unless all values lie close together far from it, or it need not. Of whole values it has whole
    figures: nobody counts 2.5 actions.
    """
    exact = [Fraction(value) for value in values]
    low, high = min(exact), max(exact)
    whole = all(value.denominator == 1 for value in exact)
    if high > low and (not from_nought or high - low < max(abs(low), abs(high)) * _FLAT):
        axis = _axis(low, high, whole=whole)
        if max(map(width, axis.labels)) <= room and len(set(axis.labels)) == len(axis.labels):
            return axis
    return _axis(min(low, Fraction(0)), max(high, Fraction(0)), whole=whole)


def _axis(low: Fraction, high: Fraction, *, whole: bool) -> Axis:
    if low == high:
        high = low + 1
    step = _step((high - low) / 3, whole=whole)
    first, last = floor(low / step), -floor(-high / step)
    ticks = tuple(step * place for place in range(first, last + 1))
    greatest = max(map(abs, ticks))
    for unit, name in _SCALES:
        if unit <= greatest < unit * 1000:
            return Axis(ticks, unit, name)
    power = _power(greatest)
    if -2 <= power < 6:
        return Axis(ticks, Fraction(1), "")
    return Axis(ticks, Fraction(10) ** power, f"times 10 to the power {power}")


def _step(least: Fraction, *, whole: bool) -> Fraction:
    """Return the smallest round step that is not smaller; a whole one, if there must be no other."""
    base = Fraction(10) ** _power(least)
    every = (base * step for step in _STEPS)
    return next(step for step in every if step >= least and (step.denominator == 1 or not whole))


def _power(value: Fraction) -> int:
    """Return the power of ten that is not above a value."""
    guess = floor(log10(value.numerator) - log10(value.denominator))
    while Fraction(10) ** guess > value:
        guess -= 1
    while Fraction(10) ** (guess + 1) <= value:
        guess += 1
    return guess


def _short(value: Fraction) -> str:
    return f"{float(value):,.4f}".rstrip("0").rstrip(".")


class Tick(NamedTuple):
    """A day named along a scale."""

    day: date
    words: str
    anchor: Literal["start", "middle", "end"] = "middle"
    """Which part of its words stands at the day."""


@dataclass(frozen=True, slots=True)
class Days:
    """A scale of days between two shares of the width."""

    first: date
    last: date
    left: float
    right: float

    def share(self, day: date) -> float:
        """Return where a day stands across the width; days beyond the scale stand at its ends."""
        inside = min(max(day, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first).days / ((self.last - self.first).days or 1)

    def ticks(self) -> list[Tick]:
        """Return days to name along the scale, as many as a phone has room for.

        Where no two months are far enough apart these are the first and the last day, named inwards.
        """
        for months in _MONTHS_BETWEEN:
            chosen = [Tick(day, _month(day, months)) for day in self._starts(months)]
            if len(chosen) >= 2 and self._apart(chosen):
                return chosen
        last = Tick(self.last, day_words(self.last), "end")
        ends = [Tick(self.first, day_words(self.first), "start"), last]
        return ends if self.first < self.last and self._apart(ends) else [last] if self._apart([last]) else []

    def _starts(self, months: int) -> list[date]:
        """Return the first days of every so many months; years begin in January, and quarters with them."""
        start = self.first.year * 12 + self.first.month - 1
        start = -(-start // months) * months
        end = self.last.year * 12 + self.last.month - 1
        days = (date(place // 12, place % 12 + 1, 1) for place in range(start, end + 1, months))
        return [day for day in days if day >= self.first]

    def _apart(self, ticks: list[Tick]) -> bool:
        boxes = []
        for tick in ticks:
            wide = width(tick.words)
            left = self.share(tick.day) * NARROW - {"start": 0.0, "middle": wide / 2, "end": wide}[tick.anchor]
            boxes.append((left, left + wide))
        inside = all(left >= 0 and right <= NARROW for left, right in boxes)
        return inside and all(right + 8 <= left for (_, right), (left, _) in pairwise(boxes))


def _month(day: date, months: int) -> str:
    return str(day.year) if months % 12 == 0 else f"{MONTHS[day.month - 1][:3]} {day.year}"
