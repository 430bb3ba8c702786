"""A letter in a shape, which its edge tells from others where no colour is seen."""

from cqcplan.papers.charts.pen import Pen
from cqcplan.papers.colours import PAPER, Look

WIDE = 0.104
"""A share of the width."""
HIGH = 22
"""Pixels."""


def draw_cell(pen: Pen, left: float, top: float, letter: str, look: Look) -> None:
    """Draw one, its left edge at a share of the width."""
    right = left + WIDE
    corner = HIGH / 2 if look.round else 0
    pen.box(left, right, top, HIGH, fill=look.fill, thick=2, dash=look.dash, corner=corner)
    if look.double:
        pen.box(left + 0.012, right - 0.012, top + 3, HIGH - 6, fill="none", edge=PAPER)
    pen.text(letter, left + WIDE / 2, top + 16, anchor="middle", bold=True, colour=look.letter)
