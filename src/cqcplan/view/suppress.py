"""Keep small counts of people out of public papers, and the figures that would give them away.

The rule is the plan's own (``plan.disclosure``). A count from 1 to one less than
``suppress_below`` is withheld; nought stays. With ``secondary``, a further figure is
withheld wherever a sum that readers know (a total is that of its parts) would fix a
withheld one: the smallest that is printed there, part or total.

A withheld figure stands in the plan as a :class:`Withheld`. Whatever reads a figure for
a paper reads it with :func:`figure_of`, so that a type checker asks what becomes of it.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cqcplan.model.delivery import Measure, Observation, Target
from cqcplan.model.document import Plan
from cqcplan.timeline.changes import values_of
from cqcplan.view.audience import PUBLIC, withheld_places
from cqcplan.view.sums import Cell, Key, Limits, Sum, cells_of, fixed_by, sums_of, twins_of

SECONDARY = "not printed, so that another figure stays hidden"


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stands where a figure is not printed."""

    words: str
    is_small: bool = False
    """Whether the words put a limit to a count, so that its unit follows them."""

    def __str__(self) -> str:
        return self.words


def figure_of(counted: Observation | Target) -> float | Withheld:
    """Return a figure for a paper: a number, or what is printed in its place."""
    return counted.value


def is_printed(measure: Measure, until: date) -> bool:
    """Whether every figure of a measure by a day is printed, and its target, so that they can be compared."""
    figures = [figure_of(value) for value in values_of(measure, until)]
    figures += [figure_of(measure.target)] if measure.target else []
    return not any(isinstance(figure, Withheld) for figure in figures)


def suppress(shown: Plan, whole: Plan) -> Plan:
    """Return the public's plan with small counts of people, and what would give them away, withheld.

    Args:
        shown: the plan as the public may see it (:func:`cqcplan.view.audience.for_audience`).
        whole: the plan as it is kept. Figures of public measures that are kept back one by one are protected too.
    """
    rule = shown.header.disclosure
    if rule is None:
        return shown
    gone = withheld_places(whole, PUBLIC)
    named = [
        (measure, ("measures", number))
        for number, measure in enumerate(whole.measures)
        if ("measures", number) not in gone
    ]
    cells = {cell.key: cell for measure, _ in named for cell in cells_of(measure)}
    reader = _Reader(rule.suppress_below)
    reader.unseen = {key for measure, route in named for key in _keys(measure) if (*route, *_steps(key)) in gone}
    people = {measure.id for measure, _ in named if measure.counts_people}
    reader.primary = {
        key
        for key, cell in cells.items()
        if key[0] in people and 0 < cell.value < rule.suppress_below and key not in reader.unseen
    }
    if rule.secondary and (reader.primary or reader.unseen):
        _protect([measure for measure, _ in named], cells, reader)
    words = dict.fromkeys(reader.primary, Withheld(f"fewer than {rule.suppress_below}", is_small=True))
    words |= dict.fromkeys(reader.secondary, Withheld(SECONDARY))
    if not words:
        return shown
    keys = {measure.id: [key for key in _keys(measure) if key not in reader.unseen] for measure, _ in named}
    measures = tuple(_with_words(measure, keys[measure.id], words) for measure in shown.measures)
    return shown.model_copy(update={"measures": measures})


@dataclass(slots=True)
class _Reader:
    """What a reader of the paper cannot see, and between which figures it must lie before any sum is done."""

    below: int
    primary: set[Key] = field(default_factory=set)
    secondary: set[Key] = field(default_factory=set)
    unseen: set[Key] = field(default_factory=set)
    """Figures that their own visibility keeps back."""

    def misses(self, key: Key) -> bool:
        """Whether a figure is not printed."""
        return key in self.primary or key in self.secondary or key in self.unseen

    def limits(self, cell: Cell) -> Limits:
        """Return the least and the most that a figure can be."""
        if not self.misses(cell.key):
            return cell.value, cell.value
        if cell.key in self.primary and cell.key not in self.secondary:
            return 1, self.below - 1
        # a reader may reason that what is withheld for another's sake is no small count itself
        return (self.below if cell.key in self.secondary and cell.value >= self.below else 0), math.inf


def _protect(measures: list[Measure], cells: dict[Key, Cell], reader: _Reader) -> None:
    """Withhold further figures until no sum fixes one that is withheld."""
    twins = twins_of(measures, reader.unseen)
    sums = sums_of(measures, twins)
    while fixed := fixed_by(sums, {key: reader.limits(cells[key]) for key in _in(sums)}, reader.misses):
        near = _in(one for one in sums if fixed & one.keys)
        # where all is withheld already, a small total must not be called small
        found = [cells[key] for key in near if not reader.misses(key) and cells[key].value] or sorted(
            (cells[key] for key in near if key in reader.primary - reader.secondary),
            key=lambda cell: -cell.value,
        )[:1]
        if not found:
            return
        chosen = min(found, key=lambda cell: (cell.value, cell.key[0], str(cell.key[1])))
        reader.secondary |= {key for key in twins if twins[key] == chosen.key and key not in reader.unseen}


def _in(sums: Iterable[Sum]) -> set[Key]:
    return {key for one in sums for key in one.keys}


def _keys(measure: Measure) -> list[Key]:
    return [cell.key for cell in cells_of(measure)]


def _steps(key: Key) -> tuple[str | int, ...]:
    return ("observations", key[1]) if isinstance(key[1], int) else (key[1],)


def _with_words(measure: Measure, keys: list[Key], words: dict[Key, Withheld]) -> Measure:
    """Put words in place of the figures of a measure as the public sees it."""
    changed: dict[str, object] = {}
    for name in ("baseline", "target"):
        counted = getattr(measure, name)
        if counted and (measure.id, name) in words:
            changed[name] = counted.model_copy(update={"value": words[measure.id, name]})
    numbers = [key for key in keys if isinstance(key[1], int)]
    if any(key in words for key in numbers):
        changed["observations"] = tuple(
            seen.model_copy(update={"value": words[key]}) if key in words else seen
            for key, seen in zip(numbers, measure.observations, strict=True)
        )
    return measure.model_copy(update=changed) if changed else measure
