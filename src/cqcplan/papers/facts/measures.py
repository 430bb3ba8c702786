"""Measures: where they started, where they are, where they are going, and whether that is better."""

from dataclasses import dataclass
from typing import Literal

from cqcplan.model.delivery import Measure, Observation, Target
from cqcplan.model.units import digits, unit_of
from cqcplan.papers.blocks import Dot, Series
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.changes import values_of, within
from cqcplan.timeline.trajectory import trajectory
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
    def first(self) -> Observation | None:
        """The oldest figure, where there is a newer one."""
        return self.values[0] if len(self.values) > 1 else None

    @property
    def course(self) -> Literal["one", "withheld", "same", "up", "down"]:
        """Which way it went from the first figure to the latest."""
        if len(self.values) < 2:
            return "one"
        first, last = figure_of(self.values[0]), figure_of(self.values[-1])
        if isinstance(first, Withheld) or isinstance(last, Withheld):
            return "withheld"
        if first == last:
            return "same"
        return "up" if last > first else "down"

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
        return None if isinstance(first, Withheld) or isinstance(last, Withheld) else difference(first, last)

    @property
    def aim(self) -> Literal["none", "withheld", "met", "ahead"]:
        """How the latest figure stands to the target."""
        target, better = self.measure.target, self.measure.better
        if target is None or better is None:
            return "none"
        value, aim = figure_of(self.latest), figure_of(target)
        if isinstance(value, Withheld) or isinstance(aim, Withheld):
            return "withheld"
        return "met" if (value >= aim if better == "higher" else value <= aim) else "ahead"

    @property
    def from_target(self) -> float | None:
        """The difference from the latest figure to the target."""
        value = figure_of(self.latest)
        aim = figure_of(self.measure.target) if self.measure.target else None
        if aim is None or isinstance(value, Withheld) or isinstance(aim, Withheld):
            return None
        return difference(value, aim)


def difference(one: float, other: float) -> float:
    """Return the difference of two values, clear of the dust of binary fractions."""
    number = round(abs(one - other), 6)
    return int(number) if number == int(number) else number


def recorded(occasion: Occasion) -> list[Followed]:
    """Return the measures with a figure, in plan order."""
    found = ((measure, values_of(measure, occasion.until)) for measure in occasion.plan.measures)
    return [Followed(measure, tuple(values)) for measure, values in found if values]


def judged(occasion: Occasion) -> list[Followed]:
    """Return those with a direction and two figures, none of them kept back for being small."""
    return [
        item
        for item in recorded(occasion)
        if item.measure.better is not None and len(item.values) > 1 and is_printed(item.measure, occasion.until)
    ]


def off_track(occasion: Occasion) -> list[Followed]:
    """Return those behind the straight line to their target or, without a target, worse than at the start."""
    found = []
    for item in judged(occasion):
        line = trajectory(item.measure, occasion.until) if item.measure.target else None
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
        if len({value.on.latest for value in known}) > 1:
            baseline = next((value for value in known if value is item.measure.baseline), None)
            lines = (Series("recorded", tuple(_dot(item.measure.unit, value) for value in item.values), valued=True),)
            found.append(Drawn(item.measure, item.values, known[0], known[-1], lines, baseline))
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


def _number(counted: Observation | Target) -> float | None:
    figure = figure_of(counted)
    return None if isinstance(figure, Withheld) else figure


def _point_words(unit: str, number: float) -> str:
    """Write a value beside its point: the unit stands above the chart, but £ and % belong to the figure."""
    known = unit_of(unit)
    return known.amount(number) if known.before else digits(number) + ("%" if known.after.startswith("%") else "")


def _dot(unit: str, value: Observation) -> Dot:
    number = _number(value)
    return Dot(value.on.latest, number, "" if number is None else _point_words(unit, number))
