"""What makes a figure of a measure doubtful: asked about before it is written, and reported where it stands."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from cqcplan.model.dates import When, day_words, quarter_of
from cqcplan.model.delivery import Measure, Observation
from cqcplan.model.units import Unit, unit_of

Kind = Literal["outside", "fraction", "future", "again", "jump", "fall"]

TIMES = 10
"""How many usual steps a figure may be from the one before."""
_ENOUGH = 3
"""Figures from which a usual step can be told."""
_LAST = 8
"""Figures that count towards the usual step."""
_SHARE_OF_LEVEL = 0.3
"""A step smaller than this share of the figure before is never a jump: a long list may well be cut."""
_SMALLEST = 20
"""Figures below this say nothing by being ten times another."""


class Doubt(NamedTuple):
    """One reason to ask whether a figure is right."""

    kind: Kind
    words: str
    """A clause without a full stop."""
    help: str


def doubts_of(measure: Measure, value: float, on: When, today: date, *, times: int = TIMES) -> list[Doubt]:
    """Return every reason to ask about a figure that is to be recorded.

    Args:
        measure: with the figures recorded so far; the size of one of the same date is not held against it.
        value: the figure.
        on: its day.
        today: a day after it is asked about.
        times: how many usual steps a figure may be from the one before.
    """
    figures = Figures(measure)
    found = figures.doubts(value, on, times)
    known = figures.of_day(on)
    if known and not measure.example:  # which is made up, to be replaced
        said = f"{unit_of(measure.unit).amount(known[-1])} is recorded of {on} already"
        found.insert(0, Doubt("again", said, "correct the figure that is wrong in the plan's file: both would stand"))
    if on.earliest > today:
        said = f"{on} is after {day_words(today)}"
        found.insert(0, Doubt("future", said, "a figure is of a day that has been: correct the date"))
    return found


def figures_of(measure: Measure) -> list[Observation]:
    """Return a measure's baseline and observations, oldest first."""
    every = [measure.baseline] if measure.baseline else []
    return sorted([*every, *measure.observations], key=lambda seen: seen.on.latest)


class Figures:
    """The figures of a measure, against which each of them is held."""

    def __init__(self, measure: Measure) -> None:
        """Sort and count them once."""
        self.measure = measure
        self.unit = unit_of(measure.unit)
        self.known = figures_of(measure)
        self._days = [seen.on.latest for seen in self.known]
        self._values = Counter(seen.value for seen in self.known)
        if measure.target:
            self._values[measure.target.value] += 1
        self._by_day: dict[tuple[date, date], list[float]] = {}
        for seen in self.known:
            self._by_day.setdefault((seen.on.earliest, seen.on.latest), []).append(seen.value)
        self._odd = Counter(kind for each, many in self._values.items() for kind in _odd(each) for _ in range(many))
        self._least = sorted(abs(each) for each in self._values if each)[:2]

    def of_day(self, on: When) -> list[float]:
        """Return the figures of a day, however it is written."""
        return self._by_day.get((on.earliest, on.latest), [])

    def before(self, on: When) -> list[Observation]:
        """Return the last figures before a day."""
        place = bisect_left(self._days, on.earliest)
        return self.known[max(0, place - _LAST) : place]

    def doubts(self, value: float, on: When, times: int = TIMES) -> list[Doubt]:
        """Return the reasons to ask about one figure, the future left out."""
        before = self.before(on)
        return (
            self._against_the_unit(value, on)
            or list(_fall(self.measure, self.unit, value, on, before))
            or list(_jump(self.unit, value, before, times))
        )

    def _against_the_unit(self, value: float, on: When) -> list[Doubt]:
        if value > 1 and not any(_odd(value)):
            return []  # as nearly all are
        own = self.of_day(on)
        others = self._odd - Counter(kind for each in own for kind in _odd(each))
        many = self._values.total() - len(own)
        least = next((each for each in self._least if each not in own), 0)
        return [*_outside(self.unit, value, others, many), *_fraction(self.unit, value, least, many)]


def _odd(value: float) -> Iterator[str]:
    """Say in which ways a figure is one that most units do not allow."""
    if value < 0:
        yield "below"
    if value > 100:
        yield "above"
    if value != int(value):
        yield "part"


def _outside(unit: Unit, value: float, others: Counter[str], many: int) -> Iterator[Doubt]:
    """Doubt what the unit does not allow, unless another figure of the measure is such a one too."""
    said = unit.amount(value)
    if value < 0 and unit.kind in ("share", "rate", "duration", "posts", "count") and not others["below"]:
        yield Doubt("outside", f"{said} is less than nothing", "correct the figure, or its sign")
    elif unit.kind == "share" and value > 100 and not others["above"]:
        yield Doubt("outside", f"{said} is more than the whole", "correct the figure, or what it is a percentage of")
    elif unit.kind == "count" and value != int(value) and many > _ENOUGH and not others["part"]:
        yield Doubt(
            "outside", f"{said} is no whole number, and all others are", "correct the figure, or name it an average"
        )


def _fraction(unit: Unit, value: float, least: float, many: int) -> Iterator[Doubt]:
    """Doubt 0.62 where 62 may be meant: among percentages far greater, or alone."""
    is_one = 0 < value < 1 or (value == 1 and many > 0)
    if unit.kind == "share" and is_one and (least >= 10 or not least):
        yield Doubt(
            "fraction",
            f"{unit.amount(value)} may be a fraction of one: is {unit.amount(round(value * 100, 6))} meant?",
            "write a percentage as a number out of a hundred",
        )


def _fall(measure: Measure, unit: Unit, value: float, on: When, before: Sequence[Observation]) -> Iterator[Doubt]:
    """Doubt a running total that is less than before; one that begins anew may be so in another year."""
    if measure.running_total is None or not before:
        return
    last = before[-1]
    if measure.running_total == "each-year" and quarter_of(last.on.latest)[0] != quarter_of(on.latest)[0]:
        return
    if value < last.value:
        yield Doubt(
            "fall",
            f"{unit.amount(value)} is less than {unit.amount(last.value)} ({last.on}), and this count can only grow",
            "give the whole count so far, not what was added to it",
        )


def _jump(unit: Unit, value: float, before: Sequence[Observation], times: int) -> Iterator[Doubt]:
    """Doubt a step of many times the usual one; of few figures, one of another size."""
    if not before:
        return
    last = before[-1]
    step = abs(value - last.value)
    if step <= _SHARE_OF_LEVEL * abs(last.value):
        return  # nor is it of another size
    values = [seen.value for seen in before]
    usual = _usual_step(values) if len(values) >= _ENOUGH else 0
    was = f"{unit.amount(last.value)} ({last.on})"
    if usual:
        if step > times * usual:
            usual_said = unit.difference(unit.worked_out(usual) or usual)
            far = unit.difference(unit.worked_out(step) or step)
            yield Doubt(
                "jump",
                f"{unit.amount(value)} is {far} away from {was}, and the usual step is {usual_said}",
                "correct the figure, or say in its text what happened",
            )
    elif _is_another_size(value, values):
        yield Doubt(
            "jump",
            f"{unit.amount(value)} is of another size than {was}",
            "correct the figure, or say in its text what happened",
        )


def _usual_step(values: Sequence[float]) -> float:
    from statistics import median  # noqa: PLC0415 - it brings much with it, and most measures have few figures

    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    return median(steps) or sum(steps) / len(steps)


def _is_another_size(value: float, values: Sequence[float]) -> bool:
    sizes = [abs(each) for each in values]
    return (abs(value) >= _SMALLEST and abs(value) > 10 * max(sizes) > 0) or (
        min(sizes) >= _SMALLEST and 0 < abs(value) * 10 < min(sizes)
    )
