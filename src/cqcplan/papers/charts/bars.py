"""Bars against thresholds. Everything a bar shows is also written beside it."""

from cqcplan.papers.blocks import Bars
from cqcplan.papers.charts.lettering import NARROW, SIZE, width
from cqcplan.papers.charts.pen import LINE, Pen
from cqcplan.papers.colours import INK, PAPER, SOFT

_BAR = 14
_EDGE = 0.004
"""Half the edge of the box stays inside the picture."""


def draw_bars(pen: Pen, chart: Bars) -> None:
    """Draw each bar under its name and its words, then the figures of the marks and what they mean."""
    shares = [_share(mark.value, chart) for mark in chart.marks]
    for bar in chart.bars:
        pen.words(bar.label)
        pen.words(bar.words, bold=True)
        top = pen.y + 4
        full = _share(bar.value, chart)
        pen.box(_EDGE, 1 - _EDGE, top, _BAR, fill=PAPER, edge=SOFT)
        if bar.value > 0:
            pen.box(_EDGE, full, top, _BAR)
        for share in shares:
            pen.line((share, top - 4), (share, top))
            pen.line((share, top + _BAR), (share, top + _BAR + 4))
            if share != full:  # light where the bar is dark
                pen.line((share, top + 1), (share, top + _BAR - 1), PAPER if share < full else INK)
        pen.y = top + _BAR + 11
    if chart.marks:
        _name_marks(pen, chart, shares)


def _name_marks(pen: Pen, chart: Bars, shares: list[float]) -> None:
    free = 0.0
    for mark, share in zip(chart.marks, shares, strict=True):
        half = width(str(mark.value)) / 2
        if share * NARROW - half >= free and share * NARROW + half <= NARROW:
            pen.text(str(mark.value), share, pen.y + SIZE - 4, anchor="middle")
            free = share * NARROW + half + 4
    pen.y += LINE
    pen.words(f"Marked: {'; '.join(mark.label for mark in chart.marks)}", lines=5)


def _share(value: float, chart: Bars) -> float:
    return _EDGE + (1 - 2 * _EDGE) * min(max(value, 0), chart.maximum) / chart.maximum
