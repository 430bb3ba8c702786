"""Measures: where they started, where they are, where they are going, and whether that is better."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from cqcplan.model.base import Entry
from cqcplan.model.dates import NOT_STATED
from cqcplan.model.delivery import Interim, Measure, Observation, Target
from cqcplan.model.units import digits, unit_of
from cqcplan.papers.blocks import Dot, Series
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.changes import within
from cqcplan.timeline.pace import Pace, pace_of
from cqcplan.timeline.trajectory import comparable, trajectory
from cqcplan.view.suppress import Withheld, figure_of, is_printed


@dataclass(frozen=True, slots=True)
class Followed:
    """A measure with the figures recorded so far."""

    measure: Measure
    values: tuple[Observation, ...]
    """Oldest first: one or more."""
    on_line: float | None = None
    """What the straight line to the target would be at by now; nothing where it is not behind it."""

    @property
    def latest(self) -> Observation:
        """The newest figure."""
        return self.values[-1]

    @property
    def is_start(self) -> bool:
        """Whether there is no figure but the baseline."""
        return len(self.values) == 1 and self.latest is self.measure.baseline

    @property
    def first(self) -> Observation | None:
        """The baseline or the oldest figure, where there is a newer one."""
        return self.values[0] if len(self.values) > 1 else None

    @property
    def course(self) -> Literal["one", "withheld", "same", "up", "down", "open"]:
        """Which way it went from the first figure to the latest; open where it cannot be told."""
        if len(self.values) < 2:
            return "one"
        first, last = figure_of(self.values[0]), figure_of(self.values[-1])
        if isinstance(first, Withheld) or isinstance(last, Withheld):
            return "withheld"
        (low, high), (least, most) = span(self.values[0]), span(self.values[-1])
        if low == high == least == most:
            return "same"
        if least >= high:
            return "up"
        return "down" if most <= low else "open"

    @property
    def better(self) -> bool | None:
        """Whether that is better; nothing where the plan does not say which way is, or nothing moved."""
        if self.measure.better is None or self.course not in ("up", "down"):
            return None
        return (self.course == "up") == (self.measure.better == "higher")

    @property
    def moved_by(self) -> float | None:
        """The difference from the first figure to the latest."""
        first, last = figure_of(self.values[0]), figure_of(self.values[-1])
        if isinstance(first, Withheld) or isinstance(last, Withheld) or self.values[0].bound or self.latest.bound:
            return None
        return difference(first, last)

    @property
    def aim(self) -> Literal["none", "withheld", "met", "ahead", "open"]:
        """How the latest figure stands to the target; open where it is not known well enough to tell."""
        target, better = self.measure.target, self.measure.better
        if target is None or better is None:
            return "none"
        value, aim = figure_of(self.latest), figure_of(target)
        if isinstance(value, Withheld) or isinstance(aim, Withheld):
            return "withheld"
        worst, best = span(self.latest) if better == "higher" else span(self.latest)[::-1]
        if worst >= aim if better == "higher" else worst <= aim:
            return "met"
        return "open" if (best >= aim if better == "higher" else best <= aim) else "ahead"

    @property
    def from_target(self) -> float | None:
        """The difference from the latest figure to the target."""
        value = figure_of(self.latest)
        aim = figure_of(self.measure.target) if self.measure.target else None
        if aim is None or isinstance(value, Withheld) or isinstance(aim, Withheld) or self.latest.bound:
            return None
        return difference(value, aim)


def span(value: Observation) -> tuple[float, float]:
    """Return the lowest and the highest that a figure can be."""
    if value.bound in ("at-least", "more-than"):
        return value.value, inf
    return (-inf, value.value) if value.bound else (value.value, value.value)


def difference(one: float, other: float) -> float:
    """Return the difference of two values, clear of the dust of binary fractions."""
    number = round(abs(one - other), 6)
    return int(number) if number == int(number) else number


def recorded(occasion: Occasion) -> list[Followed]:
    """Return the measures with a figure, in plan order but for tails, with the figures that can be compared."""
    found = ((measure, comparable(measure, occasion.until)) for measure in _by_total(occasion.plan.measures))
    return [Followed(measure, tuple(values)) for measure, values in found if values]


def _by_total(measures: tuple[Measure, ...]) -> list[Measure]:
    """Put a tail, such as the longest wait, after what it is the tail of."""
    places = {measure.id: place for place, measure in enumerate(measures)}
    return sorted(
        measures, key=lambda one: (places.get(one.tail_of or one.id, places[one.id]), one.tail_of is not None)
    )


def judged(occasion: Occasion) -> list[Followed]:
    """Return those with a direction and two figures, none of them kept back for being small."""
    return [
        item
        for item in recorded(occasion)
        if item.measure.better is not None and len(item.values) > 1 and is_printed(item.measure, occasion.until)
    ]


def source_of(occasion: Occasion, entry: Entry) -> str | None:
    """Return what the source of an entry is called, and the place in it, where its readers may know it."""
    first, _, place = (entry.source or "").partition(" ")
    found = next((source for source in occasion.plan.sources if source.id == first), None)
    return f"{found.title}{place and f', {place}'}" if found else None


def counts(measure: Measure) -> bool:
    """Whether whole things are counted, so that there are more or fewer of them."""
    return unit_of(measure.unit).kind == "count"


def pace(occasion: Occasion, followed: Followed) -> Pace | None:
    """Return what a target asks for each month, where every figure is printed."""
    if not is_printed(followed.measure, occasion.until):
        return None
    return pace_of(followed.measure, followed.values)


def off_track(occasion: Occasion) -> list[Followed]:
    """Return those behind the straight line to their target or, without a target, worse than at the start."""
    found = []
    for item in judged(occasion):
        line = trajectory(item.measure, occasion.until)
        if line and line.off_track:
            found.append(Followed(item.measure, item.values, unit_of(item.measure.unit).worked_out(line.expected)))
        elif line is None and item.better is False:
            found.append(item)
    return found


@dataclass(frozen=True, slots=True)
class Drawn:
    """A measure with figures on two days or more, to be drawn."""

    measure: Measure
    values: tuple[Observation, ...]
    first: Observation
    """The oldest figure that is printed."""
    last: Observation
    """The newest that is."""
    lines: tuple[Series, ...]
    baseline: Observation | None
    """The baseline, where it is printed."""

    @property
    def baseline_dot(self) -> Dot | None:
        """Where the baseline stands."""
        return _dot(self.measure.unit, self.baseline) if self.baseline else None

    @property
    def target_dot(self) -> Dot | None:
        """Where the target stands."""
        target = self.measure.target
        return Dot(target.by.latest, _number(target)) if target else None


def drawn(occasion: Occasion) -> list[Drawn]:
    """Return the measures whose figures are printed for two days or more, in plan order."""
    found = []
    for item in recorded(occasion):
        known = [value for value in item.values if _number(value) is not None]
        known = [value for value in known if value.on is not NOT_STATED]
        if len({value.on.latest for value in known}) > 1:
            baseline = next((value for value in known if value is item.measure.baseline), None)
            dots = tuple(_dot(item.measure.unit, value) for value in item.values if value.on is not NOT_STATED)
            lines = [Series("recorded", dots, valued=True)]
            lines += [_way(item.measure)] if item.measure.trajectory else []
            found.append(Drawn(item.measure, item.values, known[0], known[-1], tuple(lines), baseline))
    return found


MOST_DRAWN = 2
"""Trends in a paper for members: what stands behind it has them all."""


def with_news(occasion: Occasion) -> list[Followed]:
    """Return the measures with a figure of the paper's window, in plan order."""
    return [item for item in recorded(occasion) if within(item.latest.on, occasion.opens, occasion.until)]


def drawn_of_concern(occasion: Occasion) -> list[Drawn]:
    """Return those with news to be drawn: first what is off track, then the rest, as many as members have room for."""
    news = {item.measure.id for item in with_news(occasion)}
    bad = {item.measure.id for item in off_track(occasion)}
    found = [item for item in drawn(occasion) if item.measure.id in news]
    return sorted(found, key=lambda item: item.measure.id not in bad)[:MOST_DRAWN]


def _way(measure: Measure) -> Series:
    """Return the values to be reached on the way to the target, as a line."""
    aims: list[Interim | Target] = [*measure.trajectory, *([measure.target] if measure.target else [])]
    dots = [Dot(aim.by.latest, _number(aim)) for aim in sorted(aims, key=lambda aim: aim.by.latest)]
    return Series("way", tuple(dots), "diamond", "2 4")


def _number(counted: Observation | Target | Interim) -> float | None:
    figure = figure_of(counted)
    return None if isinstance(figure, Withheld) else figure


def _point_words(unit: str, number: float) -> str:
    """Write a value beside its point: the unit stands above the chart, but £ and % belong to the figure."""
    known = unit_of(unit)
    return known.amount(number) if known.before else digits(number) + ("%" if known.after.startswith("%") else "")


def _dot(unit: str, value: Observation) -> Dot:
    number = _number(value)
    return Dot(value.on.latest, number, "" if number is None else _point_words(unit, number))
