"""Where a key of a TOML file stands: no reader of TOML in the standard library tells it."""

import re
from collections.abc import Sequence


def place_of(route: Sequence[str], lines: Sequence[str]) -> tuple[int, int]:
    """Find the line that sets a key, as TOML is commonly written: under its table's heading.

    Args:
        route: the tables and the key, the outermost first.
        lines: the file's text, line by line.

    Returns:
        Line and column, from 1: those of the key, of its table's heading, or of the file's beginning.
    """
    table, name = ".".join(route[:-1]), ".".join(route)
    here = ""
    key = re.compile(rf"""\s*["']?{re.escape(route[-1])}["']?\s*=""")
    heading_place = (1, 1)
    for number, line in enumerate(lines, 1):
        heading = re.match(r"\s*\[([^\[\]]+)\]", line)
        if heading:
            here = re.sub(r"\s|[\"']", "", heading[1])
            if here in (table, name):
                heading_place = (number, line.index("[") + 1)
        elif here == table and key.match(line):
            return number, len(line) - len(line.lstrip()) + 1
    return heading_place
