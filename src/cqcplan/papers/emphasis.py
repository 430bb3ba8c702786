"""Bold words inside a text of a paper: marks that no text of a plan can hold, which each format sets in its own way."""

import re
from collections.abc import Iterator

BOLD, PLAIN = "\ufdd2", "\ufdd3"
"""Stand before and after what is bold. Unicode gives them to nobody."""
_MARKS = re.compile(f"([{BOLD}{PLAIN}])")
_TYPED = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^*]*[^\s*])\*\*(?![\w*])")


def bold(words: str) -> str:
    """Mark words as bold; nothing where there are none."""
    return f"{BOLD}{words}{PLAIN}" if words else ""


def as_typed(text: str) -> str:
    """Mark what a council has typed ``**between two asterisks each side**``; any other asterisk is one."""
    return _TYPED.sub(rf"{BOLD}\1{PLAIN}", text)


def unmarked(text: str) -> str:
    """Return a text without the marks."""
    return _MARKS.sub("", text)


def beside(words: str, made: str) -> str:
    """Put the white space that stands at the ends of some words back round what a format made of them."""
    return f"{' ' * words[:1].isspace()}{made}{' ' * (bool(made) and words[-1:].isspace())}"


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Part a text into pieces, and say of each whether it is bold."""
    is_bold = False
    for piece in _MARKS.split(text):
        if piece in (BOLD, PLAIN):
            is_bold = piece == BOLD
        elif piece:
            yield piece, is_bold
