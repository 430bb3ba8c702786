"""The figures of a measure."""

from datetime import date

from cqcplan.model.delivery import Measure, Observation
from cqcplan.timeline.state import happened


def values_of(measure: Measure, as_of: date) -> list[Observation]:
    """Return a measure's baseline and observations up to a date, oldest first."""
    every = ([measure.baseline] if measure.baseline else []) + list(measure.observations)
    return sorted((value for value in every if happened(value.on, as_of)), key=lambda value: value.on.latest)
