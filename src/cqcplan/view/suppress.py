"""Keep small counts of people out of public papers, and the figures that would give them away.

The rule is the plan's own (``plan.disclosure``). A whole number from 1 to one less than
``suppress_below`` is withheld, whatever it counts, unless its measure says that it counts no
people; nought stays. With ``secondary`` these go with it:

- Every part of a total, where one of them is withheld or has no figure yet for those days, or where
  the total leaves a small rest; and what those parts are made of. The total stays.
- Every figure of a cumulative measure, once so few were added between two of them that they are a small count.
- Every figure of what adds to a stock and takes from it, where one of them or of the stock is withheld, or where they
  leave a small rest between two days. The stock stays.
- Percentages that leave a small count, or a small rest, of what they are percentages of.

What is withheld hangs on which figures are small and never on how small, all parts of a total have the
same words, and a figure that comes later never makes one withheld that was printed beside what
gives it away: so neither the rule itself nor two papers together tell more than one paper does.

A withheld figure stands in the plan as a :class:`Withheld`. Whatever reads a figure for
a paper reads it with :func:`figure_of`, so that a type checker asks what becomes of it.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cqcplan.model.delivery import Comparator, Interim, Measure, Observation, Target
from cqcplan.model.document import Plan
from cqcplan.timeline.figures import values_of
from cqcplan.view.audience import withheld_places
from cqcplan.view.flows import telling_flows
from cqcplan.view.levels import PUBLIC
from cqcplan.view.shares import telling_shares
from cqcplan.view.sums import DUST, INTERIM, Days, Key, Series, below, cells_of, parts_of

SECONDARY = "not printed, so that no small number can be worked out"


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stands where a figure is not printed."""

    words: str
    is_small: bool = False
    """Whether the words put a limit to a count, so that its unit follows them."""

    def __str__(self) -> str:
        return self.words


def figure_of(counted: Observation | Target | Interim | Comparator) -> float | Withheld:
    """Return a figure for a paper: a number, or what is printed in its place."""
    return counted.value


def is_printed(measure: Measure, until: date) -> bool:
    """Whether every figure of a measure by a day is printed, and its target, so that they can be compared."""
    figures = [figure_of(value) for value in values_of(measure, until)]
    figures += [figure_of(aim) for aim in (measure.target, *measure.trajectory) if aim]
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
    unseen = {key for measure, route in named for key in _keys(measure) if (*route, *_steps(key)) in gone}
    measures = [measure for measure, _ in named]
    small = {
        cell.key
        for measure in measures
        for cell in cells_of(measure)
        if measure.is_small(cell.value, rule.suppress_below)
    }
    words = dict.fromkeys(small, Withheld(f"fewer than {rule.suppress_below}", is_small=True))
    if rule.secondary:
        words |= dict.fromkeys(_further(measures, small, unseen, rule.suppress_below), Withheld(SECONDARY))
    if not words:
        return shown
    keys = {measure.id: [key for key in _keys(measure) if key not in unseen] for measure in measures}
    return shown.model_copy(
        update={"measures": tuple(_with_words(measure, keys[measure.id], words) for measure in shown.measures)}
    )


def _further(measures: list[Measure], small: set[Key], unseen: set[Key], threshold: int) -> set[Key]:
    """Return what is withheld so that nobody works out what else is."""
    series = {measure.id: Series(cell for cell in cells_of(measure) if not cell.is_target) for measure in measures}
    targets = {measure.id: Series(cell for cell in cells_of(measure) if cell.is_target) for measure in measures}
    counted = [measure for measure in measures if measure.counts_people]
    slow = [
        measure
        for measure in counted
        if (measure.cumulative or measure.running_total) and _has_small_gain(measure, unseen, threshold)
    ]
    further = {cell.key for measure in slow for cell in series[measure.id].cells}
    further |= set(telling_shares(measures, series, threshold))
    people = {measure.id for measure in counted}
    parts = {total: of for total, of in parts_of(measures).items() if people & {total, *of}}
    before = -1
    while len(further) > before:  # parts of flows, and flows of parts
        before = len(further)
        further |= set(telling_flows(counted, series, small | further | unseen, threshold))
        for every, is_aim in ((series, False), (targets, True)):
            hidden = small | further | {key for key in unseen if not _is_told(key, every, unseen)}
            further |= _Breakdowns(parts, every, hidden, small, threshold, is_aim=is_aim).withheld()
    return further


def _has_small_gain(measure: Measure, unseen: set[Key], threshold: int) -> bool:
    """Whether a running total ever rose by a small count: by then a later figure would tell which."""
    cells = [cell for cell in cells_of(measure) if not cell.is_target and cell.key not in unseen]
    cells.sort(key=lambda cell: cell.days[1])
    return any(0 < later.value - cell.value < threshold for cell, later in pairwise(cells))


def _is_told(key: Key, every: dict[str, Series], unseen: set[Key]) -> bool:
    """Whether a figure that is kept back by itself is printed as that of other days it stands for."""
    cell = next((cell for cell in every[key[0]].cells if cell.key == key), None)
    if cell is None:
        return False
    others = every[key[0]].meeting(cell.days)
    return any(other.key not in unseen and abs(other.value - cell.value) < DUST for other in others)


@dataclass(slots=True)
class _Breakdowns:
    """The totals of a plan with their parts, and what of them is withheld."""

    parts: dict[str, list[str]]
    series: dict[str, Series]
    hidden: set[Key]
    small: set[Key]
    """Those of the hidden that are small counts."""
    threshold: int
    is_aim: bool
    """Whether these are targets: one that is not set is no figure that is still to come."""

    def withheld(self) -> set[Key]:
        """Return everything that goes with what is hidden."""
        found: set[Key] = set()
        more = True
        while more:
            before = len(found)
            for total in self.parts:
                for days in self._unsafe(total):
                    found |= self._hide(total, days)
            self.hidden |= found
            more = len(found) > before
        return found

    def _unsafe(self, total: str) -> list[Days]:
        """Return the days on which the parts of a total cannot be printed."""
        # what makes up a figure that is withheld would give it away
        days = [cell.days for cell in self.series[total].cells if cell.key in self.hidden]
        dates = {cell.on for part in self.parts[total] for cell in self.series[part].cells}
        return days + [on for on in dates if self._is_unsafe(total, on)]

    def _is_unsafe(self, total: str, on: Days) -> bool:
        pieces = [self.series[part].at(on) for part in self.parts[total]]
        there = [cell for cell in pieces if cell]
        if len(there) < len(pieces) and not self.is_aim:
            return True
        printed = sum(cell.value for cell in there if cell.key not in self.hidden)
        hidden = {
            cell.key for part in self.parts[total] for cell in self.series[part].meeting(on) if cell.key in self.hidden
        }
        whole = self.series[total].at(on)
        if whole is None:
            return bool(hidden)
        rest = whole.value - printed
        if not hidden:
            return DUST < abs(rest) < self.threshold - DUST
        # parts that leave more than they can hide, or more than the whole, are not all the parts there are
        is_open = rest < -DUST or rest > len(hidden) * (self.threshold - 1) + self.threshold - 1 + DUST
        return not (is_open and hidden <= self.small)

    def _hide(self, total: str, days: Days) -> set[Key]:
        return {cell.key for part in below(total, self.parts) for cell in self.series[part].meeting(days)}


def _keys(measure: Measure) -> list[Key]:
    return [cell.key for cell in cells_of(measure)]


def _steps(key: Key) -> tuple[str | int, ...]:
    what = key[1]
    if isinstance(what, int):
        return ("observations", what)
    return ("trajectory", int(what[len(INTERIM) :])) if what.startswith(INTERIM) else (what,)


def _with_words(measure: Measure, keys: list[Key], words: dict[Key, Withheld]) -> Measure:
    """Put words in place of the figures of a measure as the public sees it."""
    changed: dict[str, object] = {}
    for name in ("baseline", "target"):
        counted = getattr(measure, name)
        if counted and (measure.id, name) in words:
            changed[name] = counted.model_copy(update={"value": words[measure.id, name]})
    ways = [(measure.id, f"{INTERIM}{number}") for number in range(len(measure.trajectory))]
    if any(key in words for key in ways):
        changed["trajectory"] = tuple(
            aim.model_copy(update={"value": words[key]}) if key in words else aim
            for key, aim in zip(ways, measure.trajectory, strict=True)
        )
    numbers = [key for key in keys if isinstance(key[1], int)]
    if any(key in words for key in numbers):
        changed["observations"] = tuple(
            seen.model_copy(update={"value": words[key]}) if key in words else seen
            for key, seen in zip(numbers, measure.observations, strict=True)
        )
    return measure.model_copy(update=changed) if changed else measure
