"""How new values are written in YAML: as a person would, plain where that is safe, one field to a line."""

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from cqcplan.yamltext.reader import read

WIDTH = 100
"""Longer lines are folded or spread, in characters."""
_BREAKS = re.compile("[\t\n\r]")
"""What ends a line or, with some readers, a word without quotation marks."""
_OTHERWISE_READ = re.compile(r"=|<<|y|n|yes|no|on|off|[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?", re.IGNORECASE)
"""Text that readers of YAML 1.1 take for true, false, a number or a sign of theirs, so that a person would quote it."""
_ESCAPES = {"\xa0": "\\_", "\x7f": "\\x7F"}


def scalar(value: object, *, flow: bool, quote: str | None = None) -> str:
    """Write a plain value on one line.

    Args:
        value: text, a number, true or false.
        flow: whether it is to stand in brackets or braces, where commas end it.
        quote: the quotation mark to prefer: that of the value it replaces.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value)
    one_line = not _BREAKS.search(text)
    if one_line and quote is None and not _OTHERWISE_READ.fullmatch(text) and _is_plain(text, flow=flow):
        return text
    if one_line and (quote == "'" or (quote is None and ('"' in text or "\\" in text))):
        return "'" + text.replace("'", "''") + "'"
    quoted = json.dumps(text, ensure_ascii=False)
    for character, escape in _ESCAPES.items():
        quoted = quoted.replace(character, escape)
    return quoted


def _is_plain(text: str, *, flow: bool) -> bool:
    """Ask the reader itself whether text without quotation marks says the same, followed by a comment too."""
    tried = read(f"[k: {text} , x] # c\n" if flow else f"k: {text} # c\n")
    wanted: object = [{"k": text}, "x"] if flow else {"k": text}
    return tried.complete and not tried.faults and tried.data == wanted


def in_flow(value: object) -> str:
    """Write a value on one line, lists in brackets and mappings in braces."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {in_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_flow(item) for item in value) + "]"
    return scalar(value, flow=True)


def field_lines(key: str, value: object, *, column: int, offset: int) -> list[str]:
    """Write a field, without its indent.

    Args:
        key: its name.
        value: any plain data.
        column: the indent it will have, so that lines come out no wider than they should.
        offset: how far hyphens stand to the right of the field that has the list.
    """
    room = WIDTH - column - len(key) - 2
    if isinstance(value, list):
        flat = in_flow(value)
        if not value or (_all_plain(value) and len(flat) <= room):
            return [f"{key}: {flat}"]
        lines = [f"{key}:"]
        for item in value:
            lines += [" " * offset + line for line in item_lines(item, column=column + offset, offset=offset)]
        return lines
    if isinstance(value, Mapping):
        flat = in_flow(value)
        if _all_plain(value.values()) and len(flat) <= room:
            return [f"{key}: {flat}"]
        return [f"{key}:", *("  " + line for line in mapping_lines(value, column=column + 2, offset=offset))]
    first, *rest = value_lines(value, room=room, indent=2, width=WIDTH - column - 2)
    return [f"{key}: {first}", *rest]


def mapping_lines(values: Mapping[str, Any], *, column: int, offset: int) -> list[str]:
    """Write the fields of a mapping, without their indent."""
    return [line for key, value in values.items() for line in field_lines(key, value, column=column, offset=offset)]


def item_lines(value: object, *, column: int, offset: int, gap: int = 1) -> list[str]:
    """Write an item of a list with its hyphen, without its indent; ``gap`` is how far its text is from the hyphen."""
    if isinstance(value, Mapping):
        first, *rest = mapping_lines(value, column=column + 1 + gap, offset=offset)
        return ["-" + " " * gap + first, *(" " * (1 + gap) + line if line else "" for line in rest)]
    return ["-" + " " * gap + (in_flow(value) if isinstance(value, list) else scalar(value, flow=False))]


def value_lines(value: object, *, room: int, indent: int, width: int) -> list[str]:
    """Write a plain value as what follows the colon: on one line, or as a block where it is long.

    Args:
        value: text, a number, true or false.
        room: how many characters the rest of the first line takes.
        indent: that of the lines of a block.
        width: how wide those lines may be, beside their indent.
    """
    if isinstance(value, str):
        if "\n" in value and _fits_block(value):
            return ["|-", *(" " * indent + line if line else "" for line in value.split("\n"))]
        if "\n" not in value and len(value) > room and _fits_block(value):
            folded = textwrap.wrap(value, max(width, 20), break_long_words=False, break_on_hyphens=False)
            if len(folded) > 1 and " ".join(folded) == value:
                return [">-", *(" " * indent + line for line in folded)]
    return [scalar(value, flow=False)]


def _fits_block(text: str) -> bool:
    """Whether text says the same in block form, where nothing can be escaped."""
    others = re.search("[\t\r\xa0]", text)
    return not others and text == text.strip() and not re.search(r"^ | $", text, re.MULTILINE)


def _all_plain(values: Sequence[object] | Any) -> bool:
    return not any(isinstance(value, (list, Mapping)) for value in values)
