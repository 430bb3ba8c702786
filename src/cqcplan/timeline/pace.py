"""How fast a measure must move to reach its target, and how fast it last did. Arithmetic, and no forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from cqcplan.model.dates import NOT_STATED
from cqcplan.model.delivery import Measure, Observation
from cqcplan.model.units import unit_of

MONTH = 365.25 / 12
"""Days."""
_ABOUT_A_MONTH = (25, 36)
ENOUGH = 6
"""Figures from which a trend may be spoken of."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a target asks for each month, beside the last change recorded."""

    needed: float
    """The change a month that reaches the target on its day, without its sign: of whole things, rounded up."""
    upwards: bool
    """Whether the target is above the latest figure."""
    before: Observation
    """The figure before the latest."""
    changed: float
    """The last change, without its sign."""
    rose: bool | None
    """Whether it was upwards; nothing where nothing changed."""
    is_month: bool
    """Whether about a month lies between the two."""
    figures: int
    """How many figures there are."""

    @property
    def is_few(self) -> bool:
        """Whether they are too few to call a trend."""
        return self.figures < ENOUGH


def pace_of(measure: Measure, values: Sequence[Observation]) -> Pace | None:
    """Return the pace that a measure's target asks for.

    Args:
        measure: with its target.
        values: the figures that can be compared, oldest first, all of them printed.

    Returns:
        Nothing where no target lies ahead of the latest figure in time, or it is met, or fewer than two figures are
        known exactly with their dates, or figures add up or begin anew.
    """
    known = [value for value in values if value.on is not NOT_STATED and not value.bound]
    if measure.target is None or measure.better is None or len(known) < 2 or known[-1] is not values[-1]:
        return None
    if measure.cumulative or measure.running_total == "each-year":
        return None
    before, latest = known[-2:]
    days = (measure.target.by.latest - latest.on.latest).days
    gap = measure.target.value - latest.value
    if days <= 0 or gap == 0 or (gap > 0) != (measure.better == "higher"):
        return None
    unit = unit_of(measure.unit)
    needed = abs(gap) / max(days / MONTH, 1)
    # to the next whole one, but for the dust of division
    needed = ceil(round(needed, 6)) if unit.kind == "count" else unit.worked_out(needed) or needed
    change = round(latest.value - before.value, 6)
    return Pace(
        needed,
        gap > 0,
        before,
        int(abs(change)) if change == int(change) else abs(change),
        change > 0 if change else None,
        _ABOUT_A_MONTH[0] <= (latest.on.latest - before.on.latest).days <= _ABOUT_A_MONTH[1],
        len(known),
    )
