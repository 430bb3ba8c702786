"""What has piled up, such as waiting lists: what it changed by, or what came in and went out: no control charts."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from cqcplan.model.delivery import Measure, Observation
from cqcplan.model.units import digits
from cqcplan.papers.blocks import Dot, Series
from cqcplan.papers.facts.control import drifting, suited
from cqcplan.papers.occasion import Occasion


@dataclass(frozen=True, slots=True)
class Flow:
    """What adds to a stock, or takes from it."""

    measure: Measure
    way: Literal["in", "out"]
    values: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """A measure each of whose figures goes over into the next."""

    measure: Measure
    values: tuple[Observation, ...]
    """Oldest first."""
    flows: tuple[Flow, ...]
    """What adds to it and takes from it, as far as the plan counts it."""

    @property
    def why(self) -> Literal["plan", "title", "figures"]:
        """What told that it is one: the plan, the words of its title, or how its figures hang together."""
        if self.measure.stock:
            return "plan"
        return "title" if self.measure.is_stock else "figures"

    @property
    def changes(self) -> list[tuple[Observation, float]]:
        """Each figure but the first, with its change from the one before."""
        return [(later, _plain(round(later.value - before.value, 6))) for before, later in pairwise(self.values)]

    @property
    def days(self) -> list[date]:
        """The days of what came in and went out."""
        return sorted({value.on.latest for flow in self.flows for value in flow.values})

    def flow_on(self, flow: Flow, day: date) -> Observation | None:
        """Return the figure of a flow on a day."""
        return next((value for value in flow.values if value.on.latest == day), None)

    @property
    def lines(self) -> tuple[Series, ...]:
        """What is drawn: its flows or, where the plan has none, its changes; nothing of one point."""
        lines = [
            Series(f"{flow.way}: {flow.measure.title}", _dots(flow.values), "dot" if flow.way == "in" else "square",
                   "" if flow.way == "in" else "6 3", valued=flow.way == "in" and len(flow.values) > 1)
            for flow in self.flows
        ]  # fmt: skip
        if not lines:
            dots = tuple(Dot(value.on.latest, change, signed(change)) for value, change in self.changes)
            lines = [Series("change", dots, valued=True)]
        return tuple(lines) if max(len(line.dots) for line in lines) > 1 else ()


def stocks(occasion: Occasion) -> list[Stock]:
    """Return what has piled up and has figures of two days or more, in plan order."""
    known = suited(occasion)
    return [Stock(measure, values, tuple(_flows(measure, known))) for measure, values in drifting(occasion)]


def signed(change: float) -> str:
    """Print a change with its sign."""
    return f"{'+' if change > 0 else ''}{digits(change)}"


def _flows(stock: Measure, known: list[tuple[Measure, tuple[Observation, ...]]]) -> list[Flow]:
    ways: tuple[tuple[Literal["in", "out"], str], ...] = (("in", "adds_to"), ("out", "takes_from"))
    return [
        Flow(measure, way, values)
        for way, field in ways
        for measure, values in known
        if getattr(measure, field) == stock.id and values
    ]


def _dots(values: tuple[Observation, ...]) -> tuple[Dot, ...]:
    return tuple(Dot(value.on.latest, value.value, digits(value.value)) for value in values)


def _plain(change: float) -> float:
    return int(change) if change == int(change) else change
