"""What a measure's values are called, in papers and answers alike."""

from cqcplan.model.delivery import Measure
from cqcplan.model.units import unit_of
from cqcplan.view.suppress import Withheld


def amount(measure: Measure, value: float | Withheld, *, short: bool = False) -> str:
    """Print a value with its unit: ``99 per cent``, ``£109,900``, ``fewer than 5 people``; or why it is withheld."""
    unit = unit_of(measure.unit)
    if isinstance(value, Withheld):
        return f"{value}{unit.after}" if value.is_small else str(value)
    return unit.amount(value, short=short)
