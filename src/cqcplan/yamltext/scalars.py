"""Plain YAML scalars by the rules of YAML 1.2's core schema.

``no`` and ``on`` are words, ``010`` is ten, ``12:30`` and dates are text. The one
departure: ``.inf`` and ``.nan`` are text too, because nothing a council counts is either.
"""

import re
from math import isinf

from cqcplan.yamltext.limits import MAX_FIGURES

_NUMBER = re.compile(
    r"(?P<int>[-+]?[0-9]+)|(?P<based>0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
FIRST = frozenset("0123456789+-.~tTfFnN")
"""A plain scalar that starts with anything else is text."""

Scalar = str | int | float | bool | None


def resolve(text: str) -> Scalar:
    """Return the value of a plain (unquoted) scalar.

    Raises:
        ValueError: for a number with more figures than any number needs, or too large to be one.
    """
    if text in _WORDS:
        return _WORDS[text]
    found = _NUMBER.fullmatch(text)
    if not found:
        return text
    if len(text) > MAX_FIGURES:
        raise ValueError(f"this number is {len(text):,} figures long; the limit is {MAX_FIGURES}")
    if found.lastgroup == "int":
        return int(text)
    if found.lastgroup == "based":
        return int(text, 0)
    number = float(text)
    if isinf(number):
        raise ValueError("this number is too large")
    return number
