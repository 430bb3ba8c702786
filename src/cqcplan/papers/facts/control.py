"""Control charts of measures that suit them: what is chance in their figures, and what is not."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cqcplan.model.delivery import Measure, Observation
from cqcplan.model.units import unit_of
from cqcplan.papers.blocks import Dot, Series
from cqcplan.papers.facts.measures import recorded
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.control import Control, control_of, tells_of_stock
from cqcplan.view.suppress import is_printed


@dataclass(frozen=True, slots=True)
class Charted:
    """A measure with its limits."""

    measure: Measure
    values: tuple[Observation, ...]
    control: Control
    lines: tuple[Series, ...]

    @property
    def course(self) -> Literal["chance", "better", "worse"]:
        """Whether the latest figure is part of more than chance, and which way."""
        if not self.control.last:
            return "chance"
        above = self.values[-1].value > self.control.mean
        if self.control.last == {"trend"}:
            above = self.values[-1].value > self.values[-2].value
        return "better" if above == (self.measure.better == "higher") else "worse"

    @property
    def assurance(self) -> Literal["none", "always", "never", "chance"]:
        """How the limits lie to the target."""
        if self.measure.target is None:
            return "none"
        aim, is_high = self.measure.target.value, self.measure.better == "higher"
        worst, best = (self.control.lower, self.control.upper)[:: 1 if is_high else -1]
        if worst >= aim if is_high else worst <= aim:
            return "always"
        return "never" if (best < aim if is_high else best > aim) else "chance"


def charted(occasion: Occasion) -> list[Charted]:
    """Return the measures that have limits, in plan order."""
    found = ((measure, values, _control(measure, values)) for measure, values in _suited(occasion))
    return [
        Charted(measure, values, made, _lines(measure, values, made))
        for measure, values, made in found
        if isinstance(made, Control)
    ]


def drifting(occasion: Occasion) -> list[Measure]:
    """Return those of which no chart is drawn, because each figure hangs on the one before."""
    return [measure for measure, values in _suited(occasion) if _control(measure, values) == "drifts"]


def few(occasion: Occasion) -> list[Measure]:
    """Return those with too few figures."""
    return [measure for measure, values in _suited(occasion) if _control(measure, values) == "few"]


def changes(occasion: Occasion, measure: Measure) -> list[tuple[Observation, float]]:
    """Return each figure of a measure but the first, with its change from the one before."""
    values = next(values for one, values in _suited(occasion) if one.id == measure.id)
    return [(later, round(later.value - earlier.value, 6)) for earlier, later in pairwise(values)]


def _suited(occasion: Occasion) -> list[tuple[Measure, tuple[Observation, ...]]]:
    """Return measures with a direction whose figures are all printed, known exactly and no running totals."""
    return [
        (item.measure, tuple(value for value in item.values if value.on.earliest.year > 1))
        for item in recorded(occasion)
        if item.measure.better
        and not item.measure.running_total
        and is_printed(item.measure, occasion.until)
        and not any(value.bound for value in item.values)
    ]


def _control(measure: Measure, values: tuple[Observation, ...]) -> Control | str:
    is_stock = unit_of(measure.unit).kind == "count" and not measure.cumulative and tells_of_stock(measure.title)
    return control_of([value.value for value in values], is_stock=is_stock)


def _lines(measure: Measure, values: tuple[Observation, ...], made: Control) -> tuple[Series, ...]:
    first, last = values[0].on.latest, values[-1].on.latest
    rounded = unit_of(measure.unit).worked_out
    told = tuple(Dot(value.on.latest, value.value, f"{value.value:,}") for value in values)
    levels = (("mean", made.mean, "6 3"), ("upper", made.upper, "2 4"), ("lower", made.lower, "2 4"))
    return (
        Series("recorded", told, valued=True),
        *(Series(name, (Dot(first, rounded(at)), Dot(last, rounded(at))), "square", dash) for name, at, dash in levels),
    )
