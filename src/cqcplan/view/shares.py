"""Percentages that give a small count away: what they are of is printed, or may be."""

import math
from collections.abc import Iterable, Iterator

from cqcplan.model.delivery import Measure
from cqcplan.view.sums import Key, Series, cells_of


def telling_shares(measures: Iterable[Measure], series: dict[str, Series], threshold: int) -> Iterator[Key]:
    """Find the percentages from which a reader can work out a small count, or how many are left.

    A hundred per cent is what ``percent_of`` names or, where it names nothing, any count of
    people of the same priorities on the same days: then only the readers know which.
    """
    listed = list(measures)
    bases = [measure for measure in listed if measure.counts_people]
    for measure in listed:
        if not measure.is_share or measure.counts == "other":
            continue
        named = [base for base in bases if base.id == measure.percent_of]
        of = named if measure.percent_of else [base for base in bases if _may_be_of(measure, base)]
        for share in cells_of(measure):
            if share.is_target:
                continue
            wholes = (cell.value for base in of for cell in series[base.id].meeting(share.days))
            if any(_tells(share.value, whole, threshold) for whole in wholes):
                yield share.key


def _may_be_of(share: Measure, base: Measure) -> bool:
    return not (share.priorities and base.priorities) or bool({*share.priorities} & {*base.priorities})


def _tells(percent: float, whole: float, threshold: int) -> bool:
    """Whether a percentage of a whole leaves a small count, or a small rest, fewer values than it could have."""
    slack = whole / 100 * 10 ** -_decimals(percent) / 2
    for count in (whole * percent / 100, whole - whole * percent / 100):
        possible = range(max(0, math.ceil(count - slack - 1e-9)), math.floor(count + slack + 1e-9) + 1)
        small = [value for value in possible if 0 < value < threshold]
        if small and not (possible[0] <= 1 and possible[-1] >= threshold):
            return True
    return False


def _decimals(value: float) -> int:
    return len(str(value).partition(".")[2].rstrip("0"))
