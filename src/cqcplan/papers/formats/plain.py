"""Text from a plan as plain text that any format can hold."""

import re

from cqcplan.papers.blocks import Inline, Link, Rated
from cqcplan.problems.visible import DIRECTION

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""What XML or HTML refuses: control characters, halves of pairs, and what is no character."""


_DIRECTION = re.compile(f"[{DIRECTION}]")
"""Marks that turn round the letters after them: a reader would see other words than are there. Letters of Arabic and
Hebrew are turned without them."""


def printable(text: str) -> str:
    """Leave out marks of direction; put a space for what parts words, and a sign for what XML and HTML refuse."""
    return _REFUSED.sub(lambda found: " " if found[0].isspace() else "\ufffd", _DIRECTION.sub("", text))


def one_line(text: str) -> str:
    """Return printable text on one line, its white space folded, as HTML and Markdown print it."""
    return " ".join(printable(text).split())


def words_of(value: Inline) -> str:
    """Return what a cell or a list item prints."""
    if isinstance(value, Link):
        return one_line(value.text + value.after)
    if isinstance(value, Rated):
        return f"{one_line(value.word)} ({one_line(value.letter)})"
    return one_line(value)
