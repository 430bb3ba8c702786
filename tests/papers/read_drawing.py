"""Read a chart as SVG: where its words and shapes stand at some width, and what is behind them."""

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from cqcplan.papers.charts.lettering import SIZE, width

WIDTHS = (264, 640, 860)
"""A phone, a printed page, a wide screen."""
PAPER = "#ffffff"


@dataclass(frozen=True)
class Box:
    """Words or a shape, in pixels."""

    left: float
    top: float
    right: float
    bottom: float
    what: str
    colours: tuple[str, ...]

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Drawing:
    """A chart at one width."""

    wide: float
    high: float
    texts: list[Box]
    faint: list[str]
    """Words and shapes that do not stand out enough from what is behind them."""

    def faults(self) -> list[str]:
        """Say what meets, what runs off and what is faint."""
        met = [f"{one.what} meets {other.what}" for one, other in combinations(self.texts, 2) if one.meets(other)]
        off = [
            f"{box.what} runs off: {box}"
            for box in self.texts
            if box.left < -0.5 or box.right > self.wide + 0.5 or box.top < 0 or box.bottom > self.high
        ]
        return [f"at {self.wide}: {fault}" for fault in (*met, *off, *self.faint)]


def parsed(markup: str) -> ET.Element:
    """Read a drawing of ours as XML."""
    return ET.fromstring(markup)  # noqa: S314 - made by the code under test


def drawing(markup: str, wide: float) -> Drawing:
    """Work a chart out at one width."""
    root = parsed(re.sub(r' xmlns="[^"]*"', "", markup))
    texts: list[Box] = []
    rects: list[Box] = []
    faint: list[str] = []
    for node in root:
        if node.tag in ("title", "desc"):
            continue
        box = _box(node, wide, float(root.attrib["height"]))
        behind = next((rect.colours[0] for rect in reversed(rects) if rect.holds(box.middle)), PAPER)
        least = 4.5 if node.tag == "text" else 3
        whole_page = node.tag == "rect" and not rects
        if not whole_page and all(contrast(colour, behind) < least for colour in box.colours):
            faint.append(f"{box.what} in {box.colours} on {behind}")
        if node.tag == "text":
            texts.append(box)
        if node.tag == "rect" and box.colours[0] != "none":
            rects.append(box)
    return Drawing(wide, float(root.attrib["height"]), texts, faint)


def _box(node: ET.Element, wide: float, high: float) -> Box:
    def across(name: str) -> float:
        said = node.get(name, "0")
        return float(said[:-1]) * wide / 100 if said.endswith("%") else float(said)

    if node.tag == "text":
        words = node.text or ""
        bold = node.get("font-weight") == "bold"
        long = width(words, bold=bold)
        x, y = across("x") + float(node.get("dx", 0)), float(node.attrib["y"])
        left = x - {"end": long, "middle": long / 2}.get(node.get("text-anchor", "start"), 0)
        return Box(left, y - SIZE * 0.75, left + long, y + 3, f"“{words}”", (node.attrib["fill"],))
    if node.tag == "rect":
        left, top = across("x"), float(node.get("y", 0))
        deep = high if node.attrib["height"] == "100%" else float(node.attrib["height"])
        colours = (node.attrib["fill"], node.get("stroke", "none"))
        return Box(left, top, left + across("width"), top + deep, "a box", colours)
    if node.tag == "line":
        left, right = sorted((across("x1"), across("x2")))
        top, bottom = sorted((float(node.attrib["y1"]), float(node.attrib["y2"])))
        return Box(left, top, right, bottom, "a line", (node.attrib["stroke"],))
    if node.tag == "svg":
        path = node.find("path")
        assert path is not None
        x, y = across("x"), float(node.attrib["y"])
    else:
        assert node.tag == "path", f"<{node.tag}> is not known here"
        path = node
        x, y = map(float, re.findall(r"-?[\d.]+", node.attrib["transform"]))
    return Box(x, y, x, y, "a shape", (path.attrib["fill"], path.attrib["stroke"]))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 computes it: 1 to 21; 1 for no colour at all."""
    if "none" in (one, other):
        return 1
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
