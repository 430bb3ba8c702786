"""Ratings through time: a cell for each day, its letter in it, and an edge of its own for each colour."""

from cqcplan.model.dates import MONTHS
from cqcplan.papers.blocks import Rated, RatingGrid
from cqcplan.papers.charts.cell import HIGH, WIDE, draw_cell
from cqcplan.papers.charts.lettering import SIZE, wrap
from cqcplan.papers.charts.pen import LINE, Pen
from cqcplan.papers.colours import INK, LOOKS, RULE

COLUMNS = 8
"""The most days a phone has room for side by side."""
_STEP = 0.122
_ORDER = list(LOOKS)


def draw_grid(pen: Pen, chart: RatingGrid) -> None:
    """Draw the days, then each row under its name, then what the letters mean."""
    for place, day in enumerate(chart.days):
        centre = _left(place) + WIDE / 2
        for line, words in enumerate((str(day.day), MONTHS[day.month - 1][:3], str(day.year))):
            pen.text(words, centre, pen.y + SIZE + 15 * line, anchor="middle")
    pen.y += 54
    for row in chart.rows:
        pen.words(row.label)
        top = pen.y + 4
        for place, rated in enumerate(row.ratings):
            _cell(pen, _left(place), top, rated)
        pen.y = top + HIGH + 9
    _key(pen, chart)


def _left(place: int) -> float:
    return 0.01 + _STEP * place


def _cell(pen: Pen, left: float, top: float, rated: Rated | None) -> None:
    if rated is None:
        pen.line((left, top + HIGH / 2), (left + WIDE, top + HIGH / 2), RULE, thick=1)
    else:
        draw_cell(pen, left, top, rated.letter, LOOKS[rated.colour])


def _key(pen: Pen, chart: RatingGrid) -> None:
    """Say what the letters in use mean, and what a cell without one does."""
    used = {rated for row in chart.rows for rated in row.ratings if rated}
    for rated in sorted(used, key=lambda rated: (_ORDER.index(rated.colour), rated.letter, rated.word)):
        pen.y += 4
        _cell(pen, 0.01, pen.y, rated)
        pen.text(wrap(rated.word, 220, lines=1)[0], 0.01 + _STEP, pen.y + 16, shift=4)
        pen.y += HIGH + 2
    if any(rated is None for row in chart.rows for rated in row.ratings):
        pen.y += 4
        _cell(pen, 0.01, pen.y, None)
        pen.text("No rating recorded", 0.01 + _STEP, pen.y + 16, shift=4, colour=INK)
        pen.y += LINE + 4
