"""How wide words are, so that no two run into each other: Arial's widths, which Liberation Sans and Helvetica share."""

import unicodedata
from functools import lru_cache

NARROW = 264
"""The narrowest a chart is shown, in pixels: 320 without margins and scroll bar, as on a phone or at 400 per cent."""
SIZE = 13
"""The height of letters in pixels."""

_WIDTHS = dict(
    zip(
        map(chr, range(32, 127)),
        (
            278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
            556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
            611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
            667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
            222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
        ),
        strict=True,
    )
)  # fmt: skip
"""Thousandths of the height, of the printable characters of ASCII."""
_OTHER = 1000
"""Any character not known is taken to be as wide as it is high, which few exceed."""
_BOLD = 1.12
"""What bold adds, at most, to a line of words."""


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    plain = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(plain, 1500 if unicodedata.category(character) == "So" else _OTHER)


def width(words: str, *, bold: bool = False) -> float:
    """Return how wide a line of words is, in pixels."""
    return sum(map(_width, words)) * SIZE / 1000 * (_BOLD if bold else 1)


def wrap(words: str, room: float, *, lines: int, bold: bool = False) -> list[str]:
    """Break words into at most so many lines of so many pixels; what does not fit is left out, with a sign of it."""
    out: list[str] = []
    waiting = words.split()
    while waiting and len(out) < lines:
        line = waiting.pop(0)
        while waiting and width(f"{line} {waiting[0]}", bold=bold) <= room:
            line += f" {waiting.pop(0)}"
        if width(line, bold=bold) > room:
            fits = _fitting(line, room, bold=bold)
            waiting.insert(0, line[fits:])
            line = line[:fits]
        out.append(line)
    if waiting:
        out[-1] = out[-1][: _fitting(out[-1], room - width("…", bold=bold), bold=bold)].rstrip() + "…"
    return out


def _fitting(words: str, room: float, *, bold: bool) -> int:
    """Return how many characters of one long word fit: at least one."""
    total = 0.0
    for place, character in enumerate(words):
        total += width(character, bold=bold)
        if total > room:
            return max(place, 1)
    return len(words)
