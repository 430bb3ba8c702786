"""Text from a plan as plain text that any format can hold."""

import re

from cqcplan.reports.blocks import Inline, Link, Rated

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """Put the replacement character for those that XML and HTML refuse: control characters, halves of pairs."""
    return _REFUSED.sub("\ufffd", text)


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
