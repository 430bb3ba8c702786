"""Figures as people write them in spreadsheets."""

import re

from cqcplan.exchange.grid import CellValue

_FIGURE = re.compile(r"[£]?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s?(%)?")


def read_figure(value: CellValue, unit: str) -> int | float:
    """Read a measure's value out of a cell: ``1,234``, ``54%`` where the unit is per cent, 9.5.

    Raises:
        ValueError: with one sentence, where it is no figure.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if float(value).is_integer() else value
    text = "" if value is None else str(value).strip()
    found = _FIGURE.fullmatch(text)
    if not found:
        raise ValueError(f'"{text}" is not a figure: write a number such as 551 or 9.27')
    if found[2] and not re.search(r"%|per ?cent", unit, re.IGNORECASE):
        raise ValueError(f'"{text}" is a percentage, but the measure counts {unit}')
    figure = float(found[1].replace(",", ""))
    return int(figure) if figure.is_integer() else figure
