"""Figures by the days they stand for, and which of them make up which: what a reader can add up and take away."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from cqcplan.model.delivery import Interim, Measure, Observation, Target

DUST = 1e-6
"""Figures nearer to each other than this are the same: decimal fractions do not add up to the last figure."""

INTERIM = "trajectory "
Key = tuple[str, int | str]
"""A measure's id and its figure: the number of an observation, or ``baseline``, ``target``, ``trajectory 0``."""
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
        return isinstance(self.key[1], str) and self.key[1] != "baseline"


def cells_of(measure: Measure) -> list[Cell]:
    """Return a measure's figures: baseline, observations, target."""
    found = [_cell((measure.id, "baseline"), measure.baseline)] if measure.baseline else []
    found += [_cell((measure.id, number), seen) for number, seen in enumerate(measure.observations)]
    found += [_cell((measure.id, f"{INTERIM}{number}"), aim) for number, aim in enumerate(measure.trajectory)]
    return found + ([_cell((measure.id, "target"), measure.target)] if measure.target else [])


def _cell(key: Key, counted: Observation | Target | Interim) -> Cell:
    when = counted.on if isinstance(counted, Observation) else counted.by
    since = counted.since if isinstance(counted, Observation) else None
    on = (when.earliest, when.latest)
    return Cell(key, counted.value, on, (min(since.earliest, on[0]) if since else on[0], on[1]))


class Series:
    """The figures of one measure, found by the days they stand for."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        """Sort them, so that no search goes through them all."""
        self.cells = sorted(cells, key=lambda cell: cell.days)
        self._starts = [cell.days[0] for cell in self.cells]
        self._furthest = list(accumulate((cell.days[1] for cell in self.cells), max))
        self._by_date = {cell.on: cell for cell in self.cells}

    def meeting(self, days: Days) -> Iterator[Cell]:
        """Find the figures that stand for any of some days, the latest first."""
        for place in range(bisect_right(self._starts, days[1]) - 1, -1, -1):
            if self._furthest[place] < days[0]:
                return
            if self.cells[place].days[1] >= days[0]:
                yield self.cells[place]

    def at(self, days: Days) -> Cell | None:
        """Return the figure of just these days or, failing that, the last that stands for any of them."""
        return self._by_date.get(days) or max(self.meeting(days), key=lambda cell: cell.days[1], default=None)


def parts_of(measures: Iterable[Measure]) -> dict[str, list[str]]:
    """Return the parts of every measure that is a total."""
    listed = list(measures)
    known = {measure.id for measure in listed}
    parts: dict[str, list[str]] = {}
    for measure in listed:
        if measure.part_of in known and measure.part_of != measure.id:
            parts.setdefault(str(measure.part_of), []).append(measure.id)
    return parts


def below(total: str, parts: dict[str, list[str]]) -> list[str]:
    """Return everything that a total is made of: its parts, and theirs."""
    found: dict[str, None] = {}
    waiting = list(parts.get(total, ()))
    while waiting:
        part = waiting.pop()
        if part not in found and part != total:
            found[part] = None
            waiting += parts.get(part, ())
    return list(found)
