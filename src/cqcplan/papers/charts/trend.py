"""Lines through time, the target and the baseline marked, the first and the last value written out."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise, product

from cqcplan.papers.blocks import Dot, Series, Trend
from cqcplan.papers.charts.cell import HIGH, WIDE, draw_cell
from cqcplan.papers.charts.key import Entry, key
from cqcplan.papers.charts.lettering import NARROW, SIZE, width, wrap
from cqcplan.papers.charts.pen import LINE, Anchor, Pen, Shape
from cqcplan.papers.charts.scale import Axis, Days, value_axis
from cqcplan.papers.colours import ACCENT, INK, NATURES, RULE, SOFT

_LEFT, _RIGHT = 0.22, 0.97
_HEIGHT = 130
_SPACE = 24
"""Pixels above and below the lines, for the values written beside their ends."""
_WIDEST = 110
"""The widest a value may be written beside its point."""
_MARKED: Shape = "diamond"
_BARE = ("line", "short-dash")
_CHECKED = (NARROW, 640, 900)
"""Widths at which the written values must not meet."""


def draw_trend(pen: Pen, chart: Trend) -> None:
    """Draw the scale, then the lines, then the key."""
    dots = [dot for series in chart.series for dot in series.dots]
    drawn = [*dots, chart.target] if chart.target else dots
    values = [dot.value for dot in drawn if dot.value is not None]
    axis = value_axis(values, _LEFT * NARROW - 8, from_nought=chart.from_nought)
    days = Days(min(dot.on for dot in drawn), max(dot.on for dot in drawn), _LEFT + 0.02, _RIGHT)
    _icons(pen, chart)
    pen.words(chart.unit)
    pen.words(axis.from_words)
    top = pen.y + _SPACE
    bottom = top + _HEIGHT

    def place(day: date, value: float) -> tuple[float, float]:
        return days.share(day), bottom - _HEIGHT * axis.share(value)

    _scale(pen, axis, days, top)
    if chart.target and chart.target.value is not None:
        end = place(chart.target.on, chart.target.value)
        pen.line((_LEFT, end[1]), end, INK, dash="6 4")
        pen.shape("diamond", *end, hollow=True, colour=INK)
    for series in chart.series:
        places = [place(dot.on, dot.value) if dot.value is not None else None for dot in series.dots]
        _draw_line(pen, series, places)
        for dot, at in zip(series.dots, places, strict=True):
            if dot.marked and at:
                pen.shape(_MARKED, *at, colour=INK)
    if chart.baseline and chart.baseline.value is not None:
        pen.shape("square", *place(chart.baseline.on, chart.baseline.value), hollow=True)
    for series in chart.series:
        if series.valued:
            _write_values(pen, [(dot, place(dot.on, dot.value)) for dot in series.dots if dot.value is not None])
    pen.y = bottom + _SPACE + LINE
    _key(pen, chart)


def _icons(pen: Pen, chart: Trend) -> None:
    """Draw what is to be seen at a glance, each with its words beside it."""
    for icon in chart.icons:
        top = pen.y + 3
        draw_cell(pen, 0.01, top, icon.letter, NATURES[icon.nature])
        begins = 0.02 + WIDE
        lines = wrap(icon.words, NARROW * (1 - begins) - 4, lines=3)
        for place, line in enumerate(lines):
            pen.text(line, begins, top + 16 + LINE * place, shift=4)
        pen.y = top + max(HIGH, 5 + LINE * len(lines)) + 4


def _scale(pen: Pen, axis: Axis, days: Days, top: float) -> None:
    for tick, label in zip(axis.ticks, axis.labels, strict=True):
        y = top + _HEIGHT * (1 - axis.share(tick))
        pen.line((_LEFT, y), (1, y), INK if tick == 0 else RULE, thick=1)
        pen.text(label, _LEFT, y + 4, shift=-6, anchor="end")
    edge = top + _HEIGHT + _SPACE
    for day, label, anchor in days.ticks():
        share = days.share(day)
        pen.line((share, edge - 8), (share, edge - 2), RULE, thick=1)
        pen.text(label, share, edge + SIZE - 3, anchor=anchor)


def _draw_line(pen: Pen, series: Series, places: list[tuple[float, float] | None]) -> None:
    colour = ACCENT if series.shape == "dot" else SOFT
    for before, after in pairwise(places):
        if before and after:
            pen.line(before, after, colour, dash=series.dash)
    for point in places:
        if point and series.shape not in _BARE:
            pen.shape(series.shape, *point, hollow=series.shape != "dot", colour=colour)


def _write_values(pen: Pen, known: list[tuple[Dot, tuple[float, float]]]) -> None:
    """Write the first and the last value where they meet neither each other nor the figures of the scale."""
    (first, at_first), (last, at_last) = known[0], known[-1]
    falls_first = known[1][1][1] > at_first[1]
    falls_last = known[-2][1][1] < at_last[1]
    sides: tuple[Anchor, Anchor] = ("start", "end")
    chosen = next(
        (
            (one, other)
            for one, other in product(
                _spots(_short(first), at_first, sides, above=falls_first),
                _spots(_short(last), at_last, sides[::-1], above=not falls_last),
            )
            if not any(_meet(_box(one, wide), _box(other, wide)) for wide in _CHECKED)
        ),
        (),
    )
    for words, share, y, anchor in chosen:
        pen.text(words, share, y, anchor=anchor, bold=True)


_Spot = tuple[str, float, float, Anchor]


def _spots(words: str, at: tuple[float, float], sides: tuple[Anchor, Anchor], *, above: bool) -> Iterator[_Spot]:
    """Go through the places for a value, the best first."""
    share, y = at
    over, under = y - 11, y + SIZE + 8
    for line, side in product((over, under) if above else (under, over), sides):
        spot = (words, share, line, side)
        left, _, right, _ = _box(spot, NARROW)
        if left >= _LEFT * NARROW - 4 and right <= NARROW:
            yield spot


def _box(spot: _Spot, wide: float) -> tuple[float, float, float, float]:
    words, share, y, anchor = spot
    length = width(words, bold=True)
    left = share * wide - (length if anchor == "end" else 0)
    return left, y - SIZE, left + length, y + 4


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] + 4 and other[0] < one[2] + 4 and one[1] < other[3] and other[1] < one[3]


def _short(dot: Dot) -> str:
    """Return a value as printed or, where that is too long, rounded to three figures and a power of ten."""
    if width(dot.words, bold=True) <= _WIDEST or dot.value is None:
        return dot.words
    return f"{Decimal(dot.value):.2e}"


def _key(pen: Pen, chart: Trend) -> None:
    entries = []
    if chart.baseline:
        entries.append(Entry("square", chart.baseline_words, hollow=True))
    for series in {(one.shape, one.name): one for one in chart.series}.values():
        plain = series.shape == "dot"
        entries.append(Entry(series.shape, series.name, hollow=not plain, colour=ACCENT if plain else SOFT))
    if any(dot.marked for series in chart.series for dot in series.dots):
        entries.append(Entry(_MARKED, chart.marked_words, colour=INK))
    if chart.target:
        entries.append(Entry("diamond", chart.target_words, hollow=True, colour=INK))
    key(pen, entries)
