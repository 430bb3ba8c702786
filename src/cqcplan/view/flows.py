"""What came in and went out of a stock, where that would give a small count of people away.

Who knows a stock on two days and what came in between can work out what went out.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from cqcplan.model.delivery import Measure
from cqcplan.view.sums import DUST, Cell, Key, Series


def telling_flows(
    measures: Iterable[Measure], series: dict[str, Series], hidden: set[Key], threshold: int
) -> Iterator[Key]:
    """Return every figure of a stock's flows, where one of them or of the stock is hidden, or they leave a small rest.

    Args:
        measures: those that the public may see.
        series: their figures, targets left out.
        hidden: what is withheld of them already.
        threshold: the least count of people that is printed.
    """
    for stock, came, went in _stocks(measures):
        flows = [cell for name in (*came, *went) for cell in series[name].cells]
        every = [*flows, *series[stock].cells]
        if any(cell.key in hidden for cell in every) or _leaves_small_rest(series, stock, came, went, threshold):
            yield from (cell.key for cell in flows)


def _stocks(measures: Iterable[Measure]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Return every stock with what adds to it and what takes from it."""
    listed = list(measures)
    known = {measure.id for measure in listed}
    named = dict.fromkeys(to for measure in listed for to in (measure.adds_to, measure.takes_from) if to in known)
    for stock in named:
        if stock is not None:
            came = [measure.id for measure in listed if measure.adds_to == stock]
            yield stock, came, [measure.id for measure in listed if measure.takes_from == stock]


def _leaves_small_rest(series: dict[str, Series], stock: str, came: list[str], went: list[str], threshold: int) -> bool:
    """Whether between two figures of the stock its flows leave so few people over that they are a small count."""
    cells = sorted(series[stock].cells, key=_day)
    for before, after in pairwise(cells):
        between = [
            [cell.value for name in names for cell in series[name].cells if _day(before) < _day(cell) <= _day(after)]
            for names in (came, went)
        ]
        rest = before.value + sum(between[0]) - sum(between[1]) - after.value
        if any(between) and DUST < abs(rest) < threshold - DUST:
            return True
    return False


def _day(cell: Cell) -> date:
    return cell.on[1]
