"""What charts are drawn with.

Places across are shares of the width, 0 to 1; places down and all shapes are in pixels. In a
page the shares stay per cent, so that a chart fits a phone and a page without its letters
shrinking. In a picture that stands on its own they are worked out for one width.
"""

from typing import Literal

from markupsafe import escape

from cqcplan.papers.charts.lettering import NARROW, SIZE, wrap
from cqcplan.papers.colours import ACCENT, INK, PAPER

LINE = 17
"""Pixels from one line of words to the next."""
Shape = Literal["dot", "square", "diamond", "tick", "arrow-left", "arrow-right", "line", "bar", "short-dash"]
Anchor = Literal["start", "middle", "end"]

_PATHS = {
    "dot": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "square": "M-5 -5h10v10h-10z",
    "diamond": "M0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z",
    "tick": "M-6 0l4 5l8 -10",
    "arrow-right": "M-16 -4l8 4l-8 4z",
    "arrow-left": "M16 -4l-8 4l8 4z",
    "line": "M-9 0h18",
    "bar": "M-9 -3.5h18v7h-18z",
    "short-dash": "M-9 0h5m3 0h5m3 0h2",
}


class Pen:
    """Draws a chart from the top down."""

    def __init__(self, width: float | None = None) -> None:
        """Begin a picture so many pixels wide; left out, of any width."""
        self.width = width
        self.parts: list[str] = []
        self.y = 0.0
        """How far down the drawing has come."""

    def _across(self, share: float, shift: float = 0) -> str:
        if self.width is None:
            return f"{_number(100 * share)}%"
        return _number(self.width * share + shift)

    def text(
        self,
        words: str,
        share: float,
        y: float,
        *,
        shift: float = 0,
        anchor: Anchor = "start",
        bold: bool = False,
        colour: str = INK,
    ) -> None:
        """Write one line of words; ``y`` is where its letters stand."""
        moved = f' dx="{_number(shift)}"' if shift and self.width is None else ""
        side = f' text-anchor="{anchor}"' if anchor != "start" else ""
        weight = ' font-weight="bold"' if bold else ""
        place = f'x="{self._across(share, shift)}" y="{_number(y)}"'
        self.parts.append(f'<text {place}{moved}{side}{weight} fill="{colour}">{escape(words)}</text>')

    def words(self, words: str, *, lines: int = 2, bold: bool = False) -> None:
        """Write words from the left, broken so that they fit a phone, and go down below them."""
        for line in wrap(words, NARROW - 2, lines=lines, bold=bold):
            self.text(line, 0, self.y + SIZE, bold=bold)
            self.y += LINE

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str = INK,
        *,
        thick: float = 2,
        dash: str = "",
    ) -> None:
        """Draw a straight line between two places, each a share across and pixels down."""
        (x1, y1), (x2, y2) = start, end
        broken = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{self._across(x1)}" y1="{_number(y1)}" x2="{self._across(x2)}" y2="{_number(y2)}"'
            f' stroke="{colour}" stroke-width="{_number(thick)}"{broken}/>'
        )

    def box(
        self,
        start: float,
        end: float,
        top: float,
        height: float,
        *,
        fill: str = ACCENT,
        edge: str = INK,
        thick: float = 1,
        dash: str = "",
        corner: float = 0,
    ) -> None:
        """Draw a box from one share of the width to another."""
        broken = f' stroke-dasharray="{dash}"' if dash else ""
        rounded = f' rx="{_number(corner)}"' if corner else ""
        self.parts.append(
            f'<rect x="{self._across(start)}" y="{_number(top)}" width="{self._across(end - start)}"'
            f' height="{_number(height)}"{rounded} fill="{fill}"'
            f' stroke="{edge}" stroke-width="{_number(thick)}"{broken}/>'
        )

    def shape(
        self, shape: Shape, share: float, y: float, *, shift: float = 0, hollow: bool = False, colour: str = ACCENT
    ) -> None:
        """Draw a small shape at a place."""
        fill = "none" if shape in ("tick", "line", "short-dash") else PAPER if hollow else colour
        path = f'd="{_PATHS[shape]}" fill="{fill}" stroke="{colour}" stroke-width="2"'
        if self.width is None:
            move = f' transform="translate({_number(shift)} 0)"' if shift else ""
            self.parts.append(
                f'<svg x="{self._across(share)}" y="{_number(y)}" overflow="visible"><path {path}{move}/></svg>'
            )
        else:
            self.parts.append(f'<path {path} transform="translate({self._across(share, shift)} {_number(y)})"/>')


def _number(value: float) -> str:
    """Print a coordinate: two decimals at most, the same on every machine."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
