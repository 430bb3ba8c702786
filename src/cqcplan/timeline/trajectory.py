"""Whether a measure is on the straight line from its baseline to its target."""

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from cqcplan.model.dates import NOT_STATED
from cqcplan.model.delivery import Interim, Measure, Observation, Target
from cqcplan.timeline.figures import values_of


class Trajectory(NamedTuple):
    """Where a measure is, and where the straight line has it on the same day."""

    latest: Observation
    value: float
    """The latest value; for a cumulative measure, everything counted so far."""
    expected: float
    """The line's value on the day of the latest figure; the target's own once its day has come."""
    off_track: bool


def trajectory(measure: Measure, as_of: date) -> Trajectory | None:
    """Compare the latest figure with the line from baseline to target, through the values set on the way.

    The line runs from the last day the baseline can mean to the last day the target can
    mean. The figure is held to the line on its own day, not on the as-of date, so that
    an old figure is not blamed for being old. Where the way of counting changed, it begins
    at the first figure since.

    Returns:
        Nothing where there is no target nor interim one, no direction, no dated starting point
        before the target's day, no figure after it, or one that is not known exactly.
    """
    values = [value for value in comparable(measure, as_of) if value.on is not NOT_STATED]
    if measure.better is None or len(values) < 2 or values[0].bound or values[-1].bound:
        return None
    start, latest = values[0], values[-1]
    first, day = start.on.latest, min(latest.on.latest, as_of)
    points = [(first, start.value)] + [point for point in aims(measure) if point[0] > first]
    if len(points) < 2:
        return None
    now = sum(value.value for value in values) if measure.cumulative else latest.value
    expected = _on_the_line(points, day)
    off_track = now < expected if measure.better == "higher" else now > expected
    return Trajectory(latest, now, expected, off_track)


def aims(measure: Measure) -> list[tuple[date, float]]:
    """Return what is to be reached and by when, the target last."""
    every: list[Interim | Target] = [*measure.trajectory, *([measure.target] if measure.target else [])]
    return sorted((aim.by.latest, aim.value) for aim in every)


def comparable(measure: Measure, as_of: date) -> list[Observation]:
    """Return a measure's figures up to a day, oldest first, that are counted in the same way as the latest."""
    values = values_of(measure, as_of)
    begun = [each.on.earliest for each in measure.breaks if values and each.on.earliest <= values[-1].on.latest]
    return [value for value in values if not begun or value.on.latest >= max(begun)]


def _on_the_line(points: list[tuple[date, float]], day: date) -> float:
    """Return where the line through some points is on a day; after the last, that one's own value."""
    for (first, low), (last, high) in pairwise(points):
        if day <= last:
            return low + (high - low) * (day - first).days / (last - first).days if last > first else high
    return points[-1][1]
