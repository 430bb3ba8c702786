"""The figures typed into a tracker that comes back."""

from collections.abc import Mapping

from cqcplan.exchange.dates_in import read_when
from cqcplan.exchange.figures_in import read_figure
from cqcplan.exchange.grid import Cell, Grid
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.proposal import Where
from cqcplan.exchange.tracker.given import Given, headings_in
from cqcplan.exchange.tracker.rows import MEASURE_HEADINGS, tracker_of
from cqcplan.exchange.tracker.untaken import hung_on, out_of_sight, overtyped
from cqcplan.model.delivery import Measure


def take_measures(intake: Intake, given: Given, grid: Grid) -> None:
    """Propose the figures that people typed."""
    head, places = headings_in(grid, MEASURE_HEADINGS)
    measures = {measure.id: measure for measure in intake.shown.measures}
    now = {row.id: row.values for row in tracker_of(intake.shown, given.as_of, given.audience).measures}
    shaded = [heading for heading in MEASURE_HEADINGS if not heading.typed and heading.key != "id"]
    for number in range(head + 1, len(grid.rows)):
        cells = {key: grid.cell(number, place) for key, place in places.items()}
        if not any(cell.text for cell in cells.values()):
            continue
        intake.proposal.rows += 1
        own = cells["id"].text
        if own in now:
            expected = {one.key: given.values.get((own, one.key), now[own].get(one.key, "")) for one in shaded}
            overtyped(intake.proposal, Where(grid.name, number + 1), shaded, cells, expected)
        if not any(cells[key].text or cells[key].unsaved for key in ("value", "on", "text")):
            intake.proposal.unchanged += 1
            continue
        typed = {places[key]: grid.cell(head, places[key]).text for key in ("value", "on", "text") if cells[key].text}
        if out_of_sight(intake.proposal, grid, Where(grid.name, number + 1), cells["title"], typed):
            continue
        _figure(intake, Where(grid.name, number + 1), cells, measures.get(cells["id"].text))
    hung_on(intake.proposal, grid, head, places)


def _figure(intake: Intake, where: Where, cells: Mapping[str, Cell], measure: Measure | None) -> None:
    """Propose the figure of one row, or refuse it with all that is wrong with it."""
    wrong: list[tuple[str, str]] = []
    if measure is None:
        wrong.append(("Id", f'there is no measure "{cells["id"].text}" in the plan'))
    value = when = bound = None
    try:
        value, bound = read_figure(cells["value"].value, measure.unit if measure else "")
    except ValueError as error:
        wrong.append(("New value", str(error)))
    try:
        when = read_when(cells["on"].value, "day-first")
    except ValueError as error:
        wrong.append(("On", f"{error}: write the day that the figure is of"))
    for column, message in wrong:
        intake.proposal.remark("refused", where._replace(column=column), message)
    if measure and value is not None and when is not None:
        intake.observe(where, measure, when, value, cells["text"].text, bound=bound)
