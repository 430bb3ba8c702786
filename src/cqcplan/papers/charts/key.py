"""The key under a chart: what each shape means, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from cqcplan.papers.charts.lettering import NARROW, SIZE, width, wrap
from cqcplan.papers.charts.pen import LINE, Pen, Shape
from cqcplan.papers.colours import ACCENT

_INDENT = 26
_GAP = 14


class Entry(NamedTuple):
    """One shape and its words."""

    shape: Shape
    words: str
    hollow: bool = False
    colour: str = ACCENT


def key(pen: Pen, entries: Sequence[Entry]) -> None:
    """Set the entries in lines that fit a phone, several on a line where they are short."""
    pen.y += 4
    at = 0.0
    for entry in entries:
        lines = wrap(entry.words, NARROW - _INDENT, lines=3)
        wide = _INDENT + max(map(width, lines), default=0)
        if at and at + wide > NARROW:
            pen.y += LINE
            at = 0
        pen.shape(entry.shape, 0, pen.y + SIZE - 5, shift=at + 10, hollow=entry.hollow, colour=entry.colour)
        for place, line in enumerate(lines):
            pen.text(line, 0, pen.y + SIZE + LINE * place, shift=at + _INDENT)
        at += wide + _GAP
        if len(lines) > 1:
            pen.y += LINE * len(lines)
            at = 0
    if at:
        pen.y += LINE
