"""What a measure's values are called, in papers and answers alike."""

from cqcplan.model.delivery import Comparator, Interim, Measure, Observation, Target
from cqcplan.model.units import unit_of
from cqcplan.view.suppress import Withheld, figure_of


def amount(measure: Measure, value: float | Withheld, *, short: bool = False) -> str:
    """Print a value with its unit: ``99 per cent``, ``£109,900``, ``fewer than 5 people``; or why it is withheld."""
    unit = unit_of(measure.unit)
    if isinstance(value, Withheld):
        return f"{value}{unit.after}" if value.is_small else str(value)
    return unit.amount(value, short=short)


def amount_of(measure: Measure, counted: Observation | Target | Interim | Comparator, *, short: bool = False) -> str:
    """Print what was recorded, aimed at or compared with; what is not known exactly as ``500 days or more``."""
    figure = figure_of(counted)
    said = amount(measure, figure, short=short)
    bound = counted.bound if isinstance(counted, Observation) else None
    if bound is None or isinstance(figure, Withheld):
        return said
    if bound == "at-least":
        return f"{said} or more"
    if bound == "at-most":
        return f"{said} or {'fewer' if unit_of(measure.unit).kind == 'count' else 'less'}"
    return f"{'more than' if bound == 'more-than' else 'under'} {said}"
