"""Writes plain data as YAML that reads as if a person had typed it.

Only what the generator needs: block maps and lists, flow lists and maps, ``|`` and
``>-`` prose, quotes where YAML asks for them, comments.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

WIDTH = 96
"""The column at which prose is folded."""

_PLAIN_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2}|-Q[1-4])?")
_PLAIN_TEXT = re.compile(r"[A-Za-z(£](?:[^\n]*[^\s:])?")
_NEEDS_QUOTES_IN_FLOW = re.compile(r"[,\[\]{}]")
_WORDS_WITH_A_MEANING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """Text in double quotes, such as a number that is really a reference."""

    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs kept as they are, after ``|``."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """One long paragraph, folded over several lines after ``>-``."""

    text: str


@dataclass(frozen=True, slots=True)
class Flow:
    """A list or map on one line, in brackets."""

    items: list[Value] | dict[str, Value]


@dataclass(frozen=True, slots=True)
class Remark:
    """A value with a comment after it."""

    value: Value
    comment: str


Value: TypeAlias = "str | int | float | bool | Quoted | Block | Folded | Flow | Remark | list[Value] | dict[str, Value]"


def emit_list(items: list[Value], indent: int = 2) -> Iterator[str]:
    """Yield the lines of a block list, each with its line end."""
    pad = " " * indent
    for item in items:
        if isinstance(item, dict):
            lines = emit_map(item, indent + 2)
            yield f"{pad}- {next(lines).removeprefix(pad + '  ')}"
            yield from lines
        else:
            first, rest = _value(item, indent)
            yield f"{pad}-{first}\n"
            yield from rest


def emit_map(entries: dict[str, Value], indent: int = 0) -> Iterator[str]:
    """Yield the lines of a block map, each with its line end."""
    for key, value in entries.items():
        first, rest = _value(value, indent)
        yield f"{' ' * indent}{key}:{first}\n"
        yield from rest


def _value(value: Value, indent: int) -> tuple[str, Iterator[str]]:
    """Return what follows a key or hyphen on its line, and the lines below."""
    nothing: Iterator[str] = iter(())
    match value:
        case Remark(inner, comment):
            first, rest = _value(inner, indent)
            return f"{first}  # {comment}", rest
        case Block(paragraphs):
            return " |", _prose("\n\n".join(_fill(part, indent) for part in paragraphs), indent + 2)
        case Folded(text):
            return " >-", _prose(_fill(text, indent), indent + 2)
        case list():
            return "", emit_list(value, indent + 2)
        case dict():
            return "", emit_map(value, indent + 2)
        case _:
            return f" {_inline(value)}", nothing


def _fill(text: str, indent: int) -> str:
    # a fold reads back as a space, so hyphenated words stay whole
    return textwrap.fill(text, WIDTH - indent, break_on_hyphens=False)


def _prose(text: str, indent: int) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"{' ' * indent}{line}\n" if line else "\n"


def _inline(value: Value, *, in_flow: bool = False) -> str:
    match value:
        case Flow(list() as items):
            return f"[{', '.join(_inline(item, in_flow=True) for item in items)}]"
        case Flow(dict() as entries):
            return f"{{{', '.join(f'{key}: {_inline(item, in_flow=True)}' for key, item in entries.items())}}}"
        case Quoted(text):
            return _quoted(text)
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            plain = _is_plain(value) and not (in_flow and _NEEDS_QUOTES_IN_FLOW.search(value))
            return value if plain else _quoted(value)
        case _:
            raise TypeError(f"{type(value).__name__} cannot stand on one line")


def _is_plain(text: str) -> bool:
    """Tell whether text means itself without quotes, in YAML 1.1 and 1.2 alike."""
    if _PLAIN_DATE.fullmatch(text):
        return True
    return (
        _PLAIN_TEXT.fullmatch(text) is not None
        and ": " not in text
        and " #" not in text
        and text.lower() not in _WORDS_WITH_A_MEANING
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
