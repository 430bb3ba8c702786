"""Comments of a YAML text, told from a # inside a value."""

from bisect import bisect_right
from typing import Any, NamedTuple

from yaml.events import ScalarEvent, StreamEndEvent

from cqcplan.yamltext.event_parser import event_parser


class Comment(NamedTuple):
    """One comment."""

    line: int
    """1-based."""
    column: int
    """1-based, of the #."""
    text: str
    """From the # to the end of the line."""
    alone: bool
    """Whether nothing but the comment stands on its line."""


def comments_with(text: str, marker: str) -> list[Comment]:
    """Return the comments that begin with a marker such as ``# cqcplan:``.

    A text without the marker costs one search. One with it is read once more, because
    only the parser knows which # is part of a value.
    """
    if marker not in text:
        return []
    spans = _scalars(text)
    starts = [start for start, _ in spans]
    found = []
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        column = line.find(marker)
        while column >= 0:
            index = offset + column
            before = bisect_right(starts, index) - 1
            inside = before >= 0 and index < spans[before][1]
            if not inside and (column == 0 or line[column - 1] in " \t"):
                alone = not line[:column].strip()
                found.append(Comment(number, column + 1, line[column:].strip(), alone))
                break
            column = line.find(marker, column + 1)
        offset += len(line)
    return found


def _scalars(text: str) -> list[tuple[int, int]]:
    """Return where every value and key starts and ends, in characters, in order."""
    next_event = event_parser(text).get_event
    spans = []
    while True:
        event: Any = next_event()
        kind = event.__class__
        if kind is ScalarEvent:
            start, end = event.start_mark.index, event.end_mark.index
            # the end of a text in block form is that of the line breaks after it
            spans.append((start, start + len(text[start:end].rstrip())))
        elif kind is StreamEndEvent:
            return spans
