"""Charts as pictures on their own: what a browser takes from the page's style sheet is put into the drawing."""

import re
from dataclasses import dataclass

from cqcplan.reports.blocks import Chart
from cqcplan.reports.charts.draw import svg
from cqcplan.reports.formats.plain import printable
from cqcplan.reports.formats.templates import template_text

WIDTH = 640
"""Pixels of a drawing that is as wide as its page."""
_OPENING = re.compile(r"<svg\b([^>]*)>")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{;]+(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a drawing."""

    svg: str
    """The drawing as the browser has it, with its size and its name space."""
    style: str
    """The rules of the style sheet, in words and units that any drawing program knows."""
    width: int
    """Pixels."""
    height: int


def picture(chart: Chart) -> Picture:
    """Draw a chart so that it stands on its own."""
    drawn = printable(str(svg(chart)))
    opening = _OPENING.match(drawn)
    if opening is None:
        raise ValueError("a chart is drawn as one svg element")
    attributes = dict(re.findall(r'([\w:-]+)="([^"]*)"', opening[1]))
    if "viewBox" in attributes:
        width, height = (round(float(size)) for size in attributes["viewBox"].split()[2:])
    else:
        width, height = WIDTH, round(float(attributes["height"]))
    attributes |= {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": attributes.get("viewBox", f"0 0 {width} {height}"),
        "width": str(width),
        "height": str(height),
    }
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return Picture(f"<svg {written}>{drawn[opening.end() :]}", _style(), width, height)


def _style() -> str:
    """Return the page's style sheet without variables, relative units and rules for other media."""
    sheet = _AT_RULE.sub("", _COMMENT.sub("", template_text("paper.css")))
    values = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", sheet))
    sheet = re.sub(r"var\((--[\w-]+)\)", lambda found: values[found[1]], sheet)
    return re.sub(r"([\d.]+)rem\b", lambda found: f"{float(found[1]) * 16:g}px", sheet)
