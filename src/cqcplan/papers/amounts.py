"""What a measure's values are called where no template says it."""

from cqcplan.model.delivery import Measure
from cqcplan.view.suppress import Withheld


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
