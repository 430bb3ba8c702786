"""Measures: where they started, where they are, where they are going, and whether that is better, in words."""

from cqcplan.model.delivery import Measure, Observation, Target
from cqcplan.view.suppress import Withheld, figure_of


def amount(measure: Measure, value: float | Withheld) -> str:
    """Print a value with its unit: ``99 per cent``, ``551 people``, ``fewer than 5 people``; or why it is withheld."""
    unit = measure.unit
    if isinstance(value, Withheld):
        return f"{value} {unit}" if value.is_small else str(value)
    return f"{value:,} {_one_of(unit) if value == 1 else unit}"


def _one_of(unit: str) -> str:
    """Say a unit of one: person, week, enquiry."""
    if unit == "people":
        return "person"
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") else unit


def value_of(counted: Observation | Target) -> float | None:
    """Return a figure as a number; nothing where it is not to be printed."""
    figure = figure_of(counted)
    return None if isinstance(figure, Withheld) else figure


def direction(measure: Measure, values: list[Observation]) -> str:
    """Say which way a measure is going, and how far its target is: only of figures that are printed themselves."""
    return f"{_movement(measure, values)}{_to_target(measure, figure_of(values[-1]))}"


def _difference(measure: Measure, one: float, other: float) -> str:
    """Print the difference of two values, clear of the dust of binary fractions."""
    number = round(abs(one - other), 6)
    unit = "percentage points" if measure.unit == "per cent" else measure.unit
    shown = f"{number:,g}" if isinstance(number, float) and number < 100_000 else f"{number:,}"
    return f"{shown} {unit}"


def _to_target(measure: Measure, value: float | Withheld) -> str:
    if measure.target is None or measure.better is None:
        return ""
    aim = figure_of(measure.target)
    if isinstance(value, Withheld) or isinstance(aim, Withheld):
        return "; distance from the target not printed"
    met = value >= aim if measure.better == "higher" else value <= aim
    return "; target met" if met else f"; {_difference(measure, aim, value)} from the target"


def _movement(measure: Measure, values: list[Observation]) -> str:
    if len(values) < 2:
        return "One figure so far" if not values[-1].since else f"Unchanged since {values[-1].since}"
    first, last = figure_of(values[0]), figure_of(values[-1])
    if isinstance(first, Withheld) or isinstance(last, Withheld):
        return "Not printed"
    if last == first:
        return "No change"
    moved = f"{'up' if last > first else 'down'} by {_difference(measure, last, first)}"
    if measure.better is None:
        return moved.capitalize()
    improved = (last > first) == (measure.better == "higher")
    return f"{'Better' if improved else 'Worse'}: {moved}"
