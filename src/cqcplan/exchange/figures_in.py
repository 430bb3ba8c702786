"""Figures in the cells of spreadsheets."""

from cqcplan.exchange.grid import CellValue
from cqcplan.model.vocabulary import Bound
from cqcplan.typed import figures


def read_figure(value: CellValue, unit: str) -> tuple[int | float, Bound | None]:
    """Read a measure's value out of a cell: ``1,234``, ``54%`` where the unit is per cent, 9.5, ``500+``.

    Raises:
        ValueError: with one sentence, where it is no figure.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (int(value) if float(value).is_integer() else value), None
    return figures.read_bounded("" if value is None else str(value), unit)
