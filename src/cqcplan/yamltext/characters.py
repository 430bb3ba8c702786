"""Characters that no file of a plan may hold, and what they are called."""

import re

REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
LINE_ENDS_OF_OLD = {"\x85": "next line", "\u2028": "line separator", "\u2029": "paragraph separator"}
"""What ends a line in YAML 1.1 and nowhere else: an editor shows one line where libyaml would read two."""
_BYTE = re.compile("[\udc80-\udcff]")
"""How Python keeps a byte of a command line that is no text."""


def named(character: str) -> str:
    """Name a character that does not show: ``the character U+2028 (line separator)``."""
    if _BYTE.fullmatch(character):
        return f"the byte 0x{ord(character) - 0xDC00:02x}, which is not UTF-8,"
    name = LINE_ENDS_OF_OLD.get(character)
    return f"the character U+{ord(character):04X}{f' ({name})' if name else ''}"


def refused_in(text: str) -> str | None:
    """Name the first character of a text that no plan may hold; nothing where there is none."""
    found = REFUSED.search(text)
    return named(found[0]) if found else None
