"""Texts that a # has cut: what follows it on the line is a remark to YAML, and may have been meant for text."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.events import ScalarEvent, StreamEndEvent

from cqcplan.problems.problem import Place
from cqcplan.yamltext.event_parser import event_parser

_CANDIDATE = re.compile(r"#(?:(?<=[^\s#][ \t]#)(?! cqcplan:)|(?<=[ \t][ \t]#)(?![ \t\r\n]|\Z))")
"""A # after text that is not plainly a remark: most files have none, and are not gone through again."""
_REMARK = re.compile(r"([ \t]+)#([^\r\n]*)")
_KEY = re.compile(r"([\w-]+) *: *$")


class Cut(NamedTuple):
    """One text with a remark after it on its line."""

    place: Place
    """Of the #."""
    text: str
    remark: str
    field: str
    """The name of the field whose value it is; nothing where it is an entry of a list."""


def cut_texts(text: str) -> Iterator[Cut]:
    """Find unquoted texts with a remark after them that may belong to them.

    A remark that two blanks set off from the text, and one from its #, is taken for what it is.
    """
    if not _CANDIDATE.search(text):
        return
    next_event = event_parser(text).get_event
    lines: list[str] | None = None
    while True:
        try:
            event: Any = next_event()
        except yaml.YAMLError:
            return
        kind = event.__class__
        if kind is StreamEndEvent:
            return
        if kind is not ScalarEvent or event.style or not isinstance(event.value, str):
            continue
        end = event.end_mark
        found = _REMARK.match(text, end.index)
        if not found or (len(found[1]) > 1 and found[2][:1] in ("", " ", "\t")) or found[2].startswith(" cqcplan:"):
            continue
        lines = lines or text.splitlines()
        start = event.start_mark
        key = _KEY.search(lines[start.line][: start.column])
        place = Place(end.line + 1, end.column + len(found[1]) + 1)
        yield Cut(place, event.value, found[2].strip(), key[1] if key else "")
