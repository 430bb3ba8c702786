"""Ratings through time: a cell for each day, its letter in it, and an edge of its own for each colour."""

from cqcplan.model.dates import MONTHS
from cqcplan.papers.blocks import Rated, RatingGrid
from cqcplan.papers.charts.lettering import SIZE, wrap
from cqcplan.papers.charts.pen import LINE, Pen
from cqcplan.papers.colours import INK, LOOKS, PAPER, RULE

COLUMNS = 8
"""The most days a phone has room for side by side."""
_STEP = 0.122
_WIDE = 0.104
_CELL = 22
_ORDER = list(LOOKS)


def draw_grid(pen: Pen, chart: RatingGrid) -> None:
    """Draw the days, then each row under its name, then what the letters mean."""
    for place, day in enumerate(chart.days):
        centre = _left(place) + _WIDE / 2
        for line, words in enumerate((str(day.day), MONTHS[day.month - 1][:3], str(day.year))):
            pen.text(words, centre, pen.y + SIZE + 15 * line, anchor="middle")
    pen.y += 54
    for row in chart.rows:
        pen.words(row.label)
        top = pen.y + 4
        for place, rated in enumerate(row.ratings):
            _cell(pen, _left(place), top, rated)
        pen.y = top + _CELL + 9
    _key(pen, chart)


def _left(place: int) -> float:
    return 0.01 + _STEP * place


def _cell(pen: Pen, left: float, top: float, rated: Rated | None) -> None:
    right = left + _WIDE
    if rated is None:
        pen.line((left, top + _CELL / 2), (right, top + _CELL / 2), RULE, thick=1)
        return
    look = LOOKS[rated.colour]
    corner = _CELL / 2 if look.round else 0
    pen.box(left, right, top, _CELL, fill=look.fill, thick=2, dash=look.dash, corner=corner)
    if look.double:
        pen.box(left + 0.012, right - 0.012, top + 3, _CELL - 6, fill="none", edge=PAPER)
    pen.text(rated.letter, left + _WIDE / 2, top + 16, anchor="middle", bold=True, colour=look.letter)


def _key(pen: Pen, chart: RatingGrid) -> None:
    """Say what the letters in use mean, and what a cell without one does."""
    used = {rated for row in chart.rows for rated in row.ratings if rated}
    for rated in sorted(used, key=lambda rated: (_ORDER.index(rated.colour), rated.letter, rated.word)):
        pen.y += 4
        _cell(pen, 0.01, pen.y, rated)
        pen.text(wrap(rated.word, 220, lines=1)[0], 0.01 + _STEP, pen.y + 16, shift=4)
        pen.y += _CELL + 2
    if any(rated is None for row in chart.rows for rated in row.ratings):
        pen.y += 4
        _cell(pen, 0.01, pen.y, None)
        pen.text("No rating recorded", 0.01 + _STEP, pen.y + 16, shift=4, colour=INK)
        pen.y += LINE + 4
