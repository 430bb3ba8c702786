"""Control charts of measures that suit them: what is chance in their figures, and what is not."""

from dataclasses import dataclass
from typing import Literal

from cqcplan.model.delivery import Measure, Observation, Rebase
from cqcplan.model.units import digits, unit_of
from cqcplan.papers.blocks import Dot, Icon, Nature, Series
from cqcplan.papers.colours import LETTERS
from cqcplan.papers.facts.measures import recorded
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.control import FEWEST, Control, Refusal, Signal, control_of
from cqcplan.view.suppress import is_printed

FEWEST_DRIFTING = 2
"""Figures from which a change is told."""


@dataclass(frozen=True, slots=True)
class Phase:
    """The figures between two days on which limits begin anew."""

    values: tuple[Observation, ...]
    control: Control
    begun: Rebase | None = None
    """The day from which they run, and why; nothing of the first."""


@dataclass(frozen=True, slots=True)
class Charted:
    """A measure with its limits."""

    measure: Measure
    phases: tuple[Phase, ...]
    """Oldest first."""

    @property
    def control(self) -> Control:
        """The limits in force."""
        return self.phases[-1].control

    @property
    def values(self) -> list[tuple[Observation, frozenset[Signal]]]:
        """Every figure, with what it is part of."""
        return [pair for phase in self.phases for pair in zip(phase.values, phase.control.signals, strict=True)]

    @property
    def latest(self) -> Observation:
        """The newest figure."""
        return self.phases[-1].values[-1]

    @property
    def waiting(self) -> Rebase | None:
        """The last day on which limits are to begin anew, where there are too few figures since."""
        taken = self.phases[-1].begun
        last = max(self.measure.rebased, key=lambda one: one.on.earliest, default=None)
        known = last and last.on.earliest <= self.latest.on.latest
        return last if known and last is not taken else None

    @property
    def lines(self) -> tuple[Series, ...]:
        """What is drawn: the figures, and for each phase its mean and its limits."""
        rounded = unit_of(self.measure.unit).worked_out
        told = tuple(
            Dot(value.on.latest, value.value, digits(value.value), bool(found)) for value, found in self.values
        )
        lines = [Series("recorded", told, valued=True)]
        for phase in self.phases:
            first, last = phase.values[0].on.latest, phase.values[-1].on.latest
            levels = (("mean", phase.control.mean), ("limits", phase.control.upper), ("limits", phase.control.lower))
            lines += [
                Series(
                    name,
                    (Dot(first, rounded(at)), Dot(last, rounded(at))),
                    "line" if name == "mean" else "short-dash",
                    "" if name == "mean" else "2 4",
                )
                for name, at in levels
            ]
        return tuple(lines)

    @property
    def target_dot(self) -> Dot | None:
        """Where the target lies, as far as the figures go."""
        target = self.measure.target
        return Dot(self.latest.on.latest, target.value) if target else None

    @property
    def course(self) -> Nature:
        """Whether the latest figure is part of more than chance, and whether that is better; ``neither`` untold."""
        if self.control.last_side == "chance":
            return "chance"
        if self.measure.better is None:
            return "neither"
        return "better" if (self.control.last_side == "high") == (self.measure.better == "higher") else "worse"

    @property
    def assurance(self) -> Literal["none", "always", "never", "chance"]:
        """How the limits lie to the target; ``none`` where there is no target, or no direction."""
        if self.measure.target is None or self.measure.better is None:
            return "none"
        return self.control.to(self.measure.target.value, higher=self.measure.better == "higher")

    @property
    def icons(self) -> tuple[Icon, ...]:
        """Its variation and, where there is a target, its assurance, as icons without their words."""
        side = self.control.last_side
        variation = Icon(LETTERS["common" if side == "chance" else side], self.course)
        if self.assurance == "none":
            return (variation,)
        return variation, Icon(LETTERS[self.assurance], _AIMS[self.assurance])


_AIMS: dict[str, Nature] = {"always": "better", "never": "worse", "chance": "chance"}


def charted(occasion: Occasion) -> list[Charted]:
    """Return the measures that have limits, in plan order."""
    found = ((measure, _phases(measure, values)) for measure, values in suited(occasion))
    return [Charted(measure, phases) for measure, phases in found if isinstance(phases, tuple)]


def few(occasion: Occasion) -> list[Measure]:
    """Return those with too few figures."""
    return [measure for measure, values in suited(occasion) if _phases(measure, values) == "few"]


def new_stocks(occasion: Occasion) -> list[Measure]:
    """Return stocks of which no change can be told yet."""
    return [measure for measure, values in suited(occasion) if measure.is_stock and len(values) < FEWEST_DRIFTING]


def drifting(occasion: Occasion) -> list[tuple[Measure, tuple[Observation, ...]]]:
    """Return those of which no control chart is drawn, because each figure goes over into the next."""
    return [
        (measure, values)
        for measure, values in suited(occasion)
        if _phases(measure, values) == "drifts" and len(values) >= FEWEST_DRIFTING
    ]


def suited(occasion: Occasion) -> list[tuple[Measure, tuple[Observation, ...]]]:
    """Return measures whose figures are all printed, dated, known exactly and no running totals."""
    return [
        (item.measure, tuple(value for value in item.values if value.on.earliest.year > 1))
        for item in recorded(occasion)
        if not item.measure.running_total
        and is_printed(item.measure, occasion.until)
        and not any(value.bound for value in item.values)
    ]


def _phases(measure: Measure, values: tuple[Observation, ...]) -> tuple[Phase, ...] | Refusal:
    """Part figures where limits begin anew, where enough figures lie on both sides, and work the limits out."""
    parts: list[tuple[Rebase | None, tuple[Observation, ...]]] = [(None, values)]
    for day in sorted(measure.rebased, key=lambda one: one.on.earliest):
        begun, last = parts[-1]
        after = tuple(value for value in last if value.on.latest >= day.on.earliest)
        before = last[: len(last) - len(after)]
        if min(len(before), len(after)) >= FEWEST:
            parts[-1:] = [(begun, before), (day, after)]
    made = []
    for begun, part in parts:
        control = control_of([value.value for value in part], is_stock=measure.is_stock)
        if not isinstance(control, Control):
            return control
        made.append(Phase(part, control, begun))
    return tuple(made)
