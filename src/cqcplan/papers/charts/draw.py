"""Draw any chart of a paper: inside a page, or as a picture that stands on its own."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from cqcplan.papers.blocks import Bars, Chart, RatingGrid, Timeline, Trend
from cqcplan.papers.charts.bars import draw_bars
from cqcplan.papers.charts.grid import draw_grid
from cqcplan.papers.charts.lettering import SIZE
from cqcplan.papers.charts.pen import Pen
from cqcplan.papers.charts.timeline import draw_timeline
from cqcplan.papers.charts.trend import draw_trend
from cqcplan.papers.colours import PAPER

WIDTH = 640
"""How wide a picture on its own is, in pixels: the text of an A4 page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a drawing of its own."""

    svg: str
    """The drawing, as a whole file."""
    width: int
    """Pixels."""
    height: int


def svg(chart: Chart) -> Markup:
    """Return a chart for a page: as wide as there is room, named and described by its anchor."""
    pen = Pen()
    _draw(pen, chart)
    anchor = escape(chart.anchor)
    head = f'<svg class="chart" width="100%" height="{_height(pen)}" aria-labelledby="{anchor}-t {anchor}-d"'
    names = (f'<title id="{anchor}-t">', f'<desc id="{anchor}-d">')
    return Markup(_whole(head, names, pen, chart))  # noqa: S704 - every text in it is escaped


def picture(chart: Chart) -> Picture:
    """Return a chart as an SVG file of its own, with a size in pixels and every place worked out.

    It needs no style sheet and no font but Arial or one of its width. Its title and
    description are in it; what shows it has to offer them to those who cannot see it.
    """
    pen = Pen(WIDTH)
    _draw(pen, chart)
    height = _height(pen)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    return Picture(_whole(head, ("<title>", "<desc>"), pen, chart) + "\n", WIDTH, height)


def _draw(pen: Pen, chart: Chart) -> None:
    match chart:
        case Bars():
            draw_bars(pen, chart)
        case Trend():
            draw_trend(pen, chart)
        case Timeline():
            draw_timeline(pen, chart)
        case RatingGrid():
            draw_grid(pen, chart)


def _height(pen: Pen) -> int:
    return int(pen.y) + 6


def _whole(head: str, names: tuple[str, str], pen: Pen, chart: Chart) -> str:
    title, desc = names
    return "\n".join(
        (
            f'{head} role="img" font-family="Arial, Liberation Sans, Helvetica, sans-serif" font-size="{SIZE}">',
            f"{title}{escape(chart.title)}</title>",
            f"{desc}{escape(chart.description)}</desc>",
            f'<rect width="100%" height="100%" fill="{PAPER}"/>'
            if pen.width is None
            else f'<rect width="{pen.width:g}" height="{_height(pen)}" fill="{PAPER}"/>',
            *pen.parts,
            "</svg>",
        )
    )
