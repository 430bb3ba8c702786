"""Text for a terminal: what would move its cursor, colour it or turn its letters round is spelt out."""

import re

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
DIRECTION = "\u202a-\u202e\u2066-\u2069"
"""What turns round the letters after it, as they stand in a class of characters: they hide what a text says."""
_UNSEEN = f"[{_CONTROL}\u200e\u200f\u2028\u2029{DIRECTION}\ud800-\udfff]|\r(?!\n)"
_UNSAFE = f"[{_CONTROL}\ud800-\udfff]|\r(?!\n)"
_COLOUR = r"\x1b\[[0-9;]*m"


def visible(text: str) -> str:
    r"""Spell out what does not show, as ``\x1b`` or ``\u202e``; a tab and the ends of lines stay."""
    return _spelt_out(_UNSEEN, text)


def on_one_line(text: str) -> str:
    """Spell out what does not show, tabs and the ends of lines too: for names of files."""
    return visible(text).replace("\t", "\\x09").replace("\r", "\\x0d").replace("\n", "\\x0a")


def safe(document: str, *, is_terminal: bool) -> str:
    """Spell out what a whole document would do to a terminal, but for the colours that were put in on purpose.

    Args:
        document: what is to be written.
        is_terminal: whether it is shown at once. In a file, marks of direction may belong to a text.
    """
    return _spelt_out(f"{_COLOUR}|{_UNSEEN if is_terminal else _UNSAFE}", document)


def _spelt_out(signs: str, text: str) -> str:
    # a millisecond to compile, and nearly every text can do without
    if text.replace("\n", "").isprintable():
        return text
    return re.sub(signs, _spelt, text)


def _spelt(found: re.Match[str]) -> str:
    sign = found[0]
    if len(sign) > 1:
        return sign
    code = ord(sign)
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00  # a byte of a name that is no text
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
