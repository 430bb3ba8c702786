"""Figures of measures from a CSV file: long (a row for each figure) or wide (a column for each date)."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cqcplan.exchange.dates_in import Order, read_when
from cqcplan.exchange.figures_in import read_figure
from cqcplan.exchange.grid import CannotReadError, Cell, CellValue, Grid
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.proposal import Where
from cqcplan.exchange.sheet_words import folded
from cqcplan.model.dates import When
from cqcplan.model.delivery import Measure
from cqcplan.problems.nearest import did_you_mean

LONG = {
    "measure": ("measure", "measure_id", "id"),
    "on": ("date", "on"),
    "value": ("value",),
    "text": ("text", "comment"),
}
"""What each column of a long file may be called."""
ORDER: Order = "day-first"
"""How 03/04/2026 is meant: as English councils write it."""
BLANK_FIGURES = ("", "-", "n/a")


class Figure(NamedTuple):
    """What stands in the cells of one figure."""

    value: CellValue
    text: str = ""


def holds_observations(grid: Grid) -> bool:
    """Whether a sheet looks like figures of measures, long or wide."""
    heads = [folded(cell.text) for cell in grid.rows[0]] if grid.rows else []
    long = all(any(name in heads for name in LONG[key]) for key in ("measure", "on", "value"))
    return long or (any(name in heads for name in LONG["measure"]) and bool(_dates(grid.rows[0])))


def take_observations(intake: Intake, grid: Grid) -> None:
    """Propose every figure of a file.

    Raises:
        CannotReadError: where the headings say neither form.
    """
    heads = [folded(cell.text) for cell in grid.rows[0]]
    places = {key: heads.index(name) for key, names in LONG.items() for name in names if name in heads}
    dates = _dates(grid.rows[0])
    if "measure" not in places or not (dates or {"on", "value"} <= places.keys()):
        raise CannotReadError(
            "the first row names no columns of figures",
            "name the columns date, measure, value; or measure and then a column for each date",
        )
    if "on" in places and _is_month_first(intake, grid, places["on"]):
        return
    if "value" not in places:
        _ask_about_columns(intake, grid, {*dates, *places.values()})
    for number, row in enumerate(grid.rows[1:], 2):
        if not any(cell.text for cell in row):
            continue
        intake.proposal.rows += 1
        measure = _measure(intake, Where(grid.name, number, "measure"), grid.cell(number - 1, places["measure"]).text)
        if measure is None:
            continue
        if "value" in places and "on" in places:
            _long(intake, grid, number, places, measure)
        else:
            _wide(intake, grid, number, dates, measure)


def _is_month_first(intake: Intake, grid: Grid, place: int) -> bool:
    """Whether dates in figures show themselves month-first: then none of the column can be told, and it is said."""
    for number in range(2, len(grid.rows) + 1):
        text = grid.cell(number - 1, place).text
        found = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}", text)
        if found and int(found[2]) > 12 >= int(found[1]):
            intake.proposal.rows += sum(any(cell.text for cell in one) for one in grid.rows[1:])
            intake.proposal.remark(
                "refused",
                Where(grid.name, number, grid.rows[0][place].text, place),
                f"{text} can only be month-first, so no date of this column can be told: no figure is taken",
                "write the dates as 2026-04-30, or with the month in words, and import the file again",
            )
            return True
    return False


def _long(intake: Intake, grid: Grid, number: int, places: Mapping[str, int], measure: Measure) -> None:
    cells = {key: grid.cell(number - 1, place) for key, place in places.items()}
    try:
        when = read_when(cells["on"].value, ORDER)
    except ValueError as error:
        intake.proposal.remark("refused", Where(grid.name, number, "date"), str(error))
        return
    text = cells["text"].text if "text" in cells else ""
    _figure(intake, Where(grid.name, number, "value"), measure, when, Figure(cells["value"].value, text))


def _wide(intake: Intake, grid: Grid, number: int, dates: Mapping[int, When], measure: Measure) -> None:
    for place, when in dates.items():
        cell = grid.cell(number - 1, place)
        if cell.text.casefold() not in BLANK_FIGURES:
            _figure(intake, Where(grid.name, number, grid.rows[0][place].text), measure, when, Figure(cell.value))


def _dates(heads: Sequence[Cell]) -> dict[int, When]:
    """Return the columns whose heading is a date."""
    found = {}
    for place, cell in enumerate(heads):
        try:
            found[place] = read_when(cell.value, ORDER)
        except ValueError:
            continue
    return found


def _measure(intake: Intake, where: Where, name: str) -> Measure | None:
    measures = {folded(measure.title): measure for measure in intake.shown.measures}
    measures |= {measure.id: measure for measure in intake.shown.measures}
    found = measures.get(name) or measures.get(folded(name))
    if found is None:
        near = did_you_mean(name, [measure.id for measure in intake.shown.measures])
        intake.proposal.remark("refused", where, f'there is no measure "{name}" in the plan', near)
    return found


def _ask_about_columns(intake: Intake, grid: Grid, read: set[int]) -> None:
    for place, cell in enumerate(grid.rows[0]):
        if cell.text and place not in read:
            where = Where(grid.name, 1, cell.text)
            intake.proposal.remark("asked", where, "this heading is no date, so the column is not read")


def _figure(intake: Intake, where: Where, measure: Measure, when: When, figure: Figure) -> None:
    try:
        value, bound = read_figure(figure.value, measure.unit)
    except ValueError as error:
        intake.proposal.remark("refused", where, str(error))
        return
    intake.observe(where, measure, when, value, figure.text, bound=bound)
