"""The sums that a reader of a paper can do: which figures make up which, and what that tells of one not printed."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cqcplan.model.delivery import Measure, Observation, Target

DUST = 1e-6
"""Figures nearer to each other than this are the same: decimal fractions do not add up to the last figure."""

Key = tuple[str, int | Literal["baseline", "target"]]
"""A measure's id, and which of its figures: the number of an observation, or one of the two others."""
Limits = tuple[float, float]
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a measure."""

    key: Key
    value: float
    on: Days
    """Its date, from the earliest to the latest it can mean."""
    days: Days
    """All the days it stands for, with those since which it has held."""

    @property
    def is_target(self) -> bool:
        """Whether it is aimed at rather than counted."""
        return self.key[1] == "target"


@dataclass(frozen=True, slots=True)
class Sum:
    """A total, and the parts that make it up on the same days."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def keys(self) -> frozenset[Key]:
        """Every figure in it."""
        return frozenset((self.total, *self.parts))


def cells_of(measure: Measure) -> list[Cell]:
    """Return a measure's figures: baseline, observations, target."""
    found = [_cell((measure.id, "baseline"), measure.baseline)] if measure.baseline else []
    found += [_cell((measure.id, number), seen) for number, seen in enumerate(measure.observations)]
    return found + ([_cell((measure.id, "target"), measure.target)] if measure.target else [])


def _cell(key: Key, counted: Observation | Target) -> Cell:
    when = counted.by if isinstance(counted, Target) else counted.on
    since = None if isinstance(counted, Target) else counted.since
    on = (when.earliest, when.latest)
    return Cell(key, counted.value, on, (min(since.earliest, on[0]) if since else on[0], on[1]))


class _Series:
    """The figures of one measure, found by the days they stand for."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = sorted(cells, key=lambda cell: cell.days[1])
        self._by_date = {cell.on: cell for cell in self.cells}
        self._long = [cell for cell in self.cells if cell.days[0] != cell.days[1]]

    def at(self, days: Days) -> Cell | None:
        """Return the figure of just these days or, failing that, the last that stands for any of them."""
        if days in self._by_date:
            return self._by_date[days]
        every = self._long if days[0] == days[1] else self.cells
        return next((cell for cell in reversed(every) if _overlap(cell.days, days)), None)


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def twins_of(measures: Iterable[Measure], unseen: set[Key]) -> dict[Key, Key]:
    """Tie each figure to one of those that are known to be the same: of one measure, for the same days.

    That one is printed, where any of them is.
    """
    first: dict[Key, Key] = {}
    for measure in measures:
        cells = sorted(cells_of(measure), key=lambda cell: (cell.is_target, cell.days))
        for place, cell in enumerate(cells):
            first.setdefault(cell.key, cell.key)
            for later in cells[place + 1 :]:
                if later.is_target != cell.is_target or later.days[0] > cell.days[1]:
                    break
                if abs(later.value - cell.value) < DUST:
                    first[later.key] = first[cell.key]
    printed: dict[Key, Key] = {}
    for key, other in first.items():
        if key not in unseen:
            printed.setdefault(other, key)
    return {key: printed.get(other, other) for key, other in first.items()}


def sums_of(measures: list[Measure], twins: dict[Key, Key]) -> list[Sum]:
    """Return every sum that holds between the figures of measures and of those that are part of them.

    A sum counts where the parts that have a figure for those days do add up to the total:
    a total with parts that the plan does not know gives nothing away.
    """
    known = {measure.id for measure in measures}
    parts: dict[str, list[str]] = {}
    for measure in measures:
        if measure.part_of in known and measure.part_of != measure.id:
            parts.setdefault(str(measure.part_of), []).append(measure.id)
    found: dict[Sum, None] = {}
    for is_target in (False, True):
        series = {
            measure.id: _Series(cell for cell in cells_of(measure) if cell.is_target == is_target)
            for measure in measures
        }
        for total, inside in parts.items():
            days = {cell.on for id_ in (total, *inside) for cell in series[id_].cells}
            for on in sorted(days):
                whole = series[total].at(on)
                pieces = _pieces(total, on, series, parts, {total})
                if whole and pieces and abs(sum(cell.value for cell in pieces) - whole.value) < DUST:
                    found[Sum(twins[whole.key], tuple(twins[cell.key] for cell in pieces))] = None
    return list(found)


def _pieces(
    total: str, on: Days, series: dict[str, _Series], parts: dict[str, list[str]], above: set[str]
) -> list[Cell]:
    """Return the figures of a total's parts; for a part without one, those of its own parts."""
    found: list[Cell] = []
    for part in parts.get(total, []):
        cell = series[part].at(on)
        if cell:
            found.append(cell)
        elif part not in above:
            found += _pieces(part, on, series, parts, above | {part})
    return found


def fixed_by(sums: list[Sum], limits: dict[Key, Limits], wanted: Callable[[Key], bool]) -> set[Key]:
    """Return the wanted figures that sums leave only one value.

    Limits are drawn in, sum by sum, until none moves. Measures part into a tree, and in a
    tree that finds all there is to find.
    """
    known = dict(limits)
    for _ in range(len(sums) + len(known)):
        before = dict(known)
        for one in sums:
            _draw_in(one, known)
        if known == before:
            break
    return {key for key, (least, most) in known.items() if wanted(key) and most - least < DUST}


def _draw_in(one: Sum, known: dict[Key, Limits]) -> None:
    least, most = known[one.total]
    low, high = (sum(known[part][side] for part in one.parts) for side in (0, 1))
    known[one.total] = least, most = max(least, low), min(most, high)
    for part in one.parts:
        others = [known[other] for other in one.parts if other is not part]
        low = least - sum(limits[1] for limits in others)
        high = math.inf if most == math.inf else most - sum(limits[0] for limits in others)
        known[part] = max(known[part][0], low), min(known[part][1], high)
