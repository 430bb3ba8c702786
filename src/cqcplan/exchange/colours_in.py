"""The colours of cells as people see them: palette, theme and tint, and patterns, each as six figures."""

import colorsys
import re
from collections.abc import Sequence
from typing import Any

_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
"""How a cell's number of a theme colour counts them."""
_OFFICE = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646",
)  # fmt: skip
"""The colours of a workbook that brings no theme."""
_COVERED = {
    "darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625, "solid": 1.0,
}  # fmt: skip
"""How much of a cell each pattern covers; stripes and nets cover about half."""
VIVID = 0.15
"""A colour less saturated than this is grey, black or white to the eye."""


def theme_colours(theme: bytes | str | None) -> Sequence[str]:
    """Return the colours of a workbook's theme, in the order in which cells number them."""
    text = theme.decode("utf-8", "replace") if isinstance(theme, bytes) else theme or ""
    found = []
    for name, usual in zip(_THEME_ORDER, _OFFICE, strict=True):
        part = re.search(rf"<a:{name}>.*?</a:{name}>", text, re.DOTALL)
        value = re.search(r'(?:lastClr|srgbClr val)="([0-9A-Fa-f]{6})"', part[0]) if part else None
        found.append(value[1].upper() if value else usual)
    return found


def fill_of(fill: Any, theme: Sequence[str], palette: Sequence[str]) -> str:
    """Return the colour that people see of a fill: six figures; empty for none and for white."""
    kind = fill.fill_type if fill is not None else None
    if kind is None or kind == "none":
        return ""
    front = _colour(fill.fgColor, theme, palette, "000000")
    back = _colour(fill.bgColor, theme, palette, "FFFFFF")
    if kind == "solid" or not hasattr(fill, "bgColor"):
        seen = front
    else:
        vivid = max(front, back, key=_saturation)
        covers = front if _COVERED.get(kind, 0.5) >= 0.5 else back
        seen = vivid if _saturation(vivid) >= VIVID else covers
    return "" if seen == "FFFFFF" else seen


def hue_of(colour: str) -> str | None:
    """Name the colour of six figures; None where it has no name that plans use."""
    if not re.fullmatch(r"[0-9A-F]{6}", colour):
        return None
    hue, saturation, value = colorsys.rgb_to_hsv(*_parts(colour))
    if value < 0.2:
        return "black"
    if saturation < VIVID:
        return "grey"
    for limit, name in ((20, "red"), (70, "amber"), (170, "green"), (260, "blue")):
        if hue * 360 < limit:
            return name
    return "red" if hue * 360 > 330 else None


def _colour(colour: Any, theme: Sequence[str], palette: Sequence[str], otherwise: str) -> str:
    if colour is None:
        return otherwise
    kind = getattr(colour, "type", None)
    if kind == "theme" and isinstance(colour.theme, int):
        base = theme[colour.theme] if 0 <= colour.theme < len(theme) else otherwise
    elif kind == "indexed" and isinstance(colour.indexed, int):
        base = palette[colour.indexed][-6:].upper() if 0 <= colour.indexed < len(palette) else otherwise
    elif kind == "rgb" and isinstance(colour.rgb, str) and re.fullmatch(r"[0-9A-Fa-f]{8}", colour.rgb):
        base = colour.rgb[2:].upper()
    else:
        base = otherwise
    return _tinted(base, float(getattr(colour, "tint", 0) or 0))


def _tinted(colour: str, tint: float) -> str:
    if not tint or not -1 <= tint <= 1:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def _saturation(colour: str) -> float:
    return colorsys.rgb_to_hsv(*_parts(colour))[1]
