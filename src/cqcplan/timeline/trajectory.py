"""Whether a measure is on the straight line from its baseline to its target."""

from dataclasses import dataclass
from datetime import date

from cqcplan.model.delivery import Measure, Observation
from cqcplan.timeline.changes import values_of


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Where a measure is, and where the straight line has it on the same day."""

    latest: Observation
    value: float
    """The latest value; for a cumulative measure, everything counted so far."""
    expected: float
    """The line's value on the day of the latest figure; the target's own once its day has come."""
    off_track: bool


def trajectory(measure: Measure, as_of: date) -> Trajectory | None:
    """Compare the latest figure with the straight line from baseline to target.

    The line runs from the last day the baseline can mean to the last day the target can
    mean. The figure is held to the line on its own day, not on the as-of date, so that
    an old figure is not blamed for being old.

    Returns:
        Nothing where there is no target, no direction, no starting point before the
        target's day, or no figure after it.
    """
    values = values_of(measure, as_of)
    target = measure.target
    if target is None or measure.better is None or len(values) < 2:
        return None
    start, latest = values[0], values[-1]
    first, last, day = start.on.latest, target.by.latest, min(latest.on.latest, as_of)
    if first >= last:
        return None
    now = sum(value.value for value in values) if measure.cumulative else latest.value
    share = min((day - first).days / (last - first).days, 1)
    expected = start.value + (target.value - start.value) * share
    off_track = now < expected if measure.better == "higher" else now > expected
    return Trajectory(latest, now, expected, off_track)
