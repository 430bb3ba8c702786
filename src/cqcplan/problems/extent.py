"""How far the thing at a place goes: what the caret underlines and every format gives as the end."""

import re

LONGEST = 2000
"""How far is looked, in characters, so that many problems on one very long line stay cheap."""
_THING = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?:(?!: |:$| #|, |[\]}]).)+""")


def end_column(line: str, column: int) -> int:
    """Return the column just past the thing that starts at a column.

    That is a quoted text, or a plain one up to what ends it on this line. Nothing is
    looked for beyond the line: a text that goes on is underlined where it begins.

    Args:
        line: the line, without its line end.
        column: where the thing starts, 1-based.
    """
    found = _THING.match(line, column - 1, column - 1 + LONGEST)
    length = max(1, len(found[0].rstrip()) if found else 1)
    return max(column, min(column + length, len(line) + 1))
