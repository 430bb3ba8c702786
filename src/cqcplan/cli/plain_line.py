"""Command lines of ``validate`` that need no parser: options written in full, each with a value that it can have.

Which options there are is stored from the command itself (``known_options``). Whatever is not surely right, and
so every mistake and every wish for help, is the parser's to answer.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cqcplan.cli.check_plans import Choices
from cqcplan.cli.known_options import OPTIONS, Kind


class _NotPlainError(Exception):
    """The parser is needed."""


def asked_plainly(words: Sequence[str]) -> tuple[tuple[str, ...], Choices] | None:
    """Return the plans and the choices that the words after ``validate`` mean; nothing where the parser is needed."""
    plans: list[str] = []
    given: dict[str, Any] = {}
    left = iter(words)
    try:
        for word in left:
            if not word.startswith("-"):
                plans.append(word)
                continue
            name, value = _option(word, left)
            option = OPTIONS[name]
            if option.field is None:
                continue
            given[option.field] = (*given.get(option.field, ()), value) if option.kind == "words" else value
    except (_NotPlainError, KeyError):
        return None
    return tuple(plans), Choices(**given)


def _option(word: str, left: Iterator[str]) -> tuple[str, Any]:
    """Return an option's name and what it was given."""
    name, joined, value = word.partition("=")
    kind = OPTIONS[name].kind
    if kind == "flag":
        if joined:
            raise _NotPlainError
        return name, True
    if not joined:
        value = next(left, "")
    if not value or (value.startswith("-") and not joined):
        raise _NotPlainError
    return name, _read(kind, value)


def _read(kind: Kind, value: str) -> object:
    if kind == "file":
        return Path(value)
    if kind == "number":
        if not (value.isascii() and value.isdecimal() and int(value)):
            raise _NotPlainError
        return int(value)
    if isinstance(kind, type):
        try:
            return kind(value)
        except ValueError as error:
            raise _NotPlainError from error
    return value
