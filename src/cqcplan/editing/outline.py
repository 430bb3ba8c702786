"""Where every node of a text starts and ends, so that new text can be put between them.

The reader keeps only starts, which is all that messages need; an edit needs ends too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cqcplan.yamltext.event_parser import event_parser


@dataclass(slots=True)
class Node:
    """One mapping, list or plain value. Places are counted in characters from the start of the text."""

    start: int
    end: int
    """Just past its last character: comments and blank lines after it do not belong to it."""
    column: int
    """0-based."""
    is_flow: bool
    """Whether it is in brackets or braces, or stands inside something that is."""
    style: str | None = None
    """Of a value: a quotation mark, ``|``, ``>``, or nothing for plain."""
    text: str = ""
    """Of a value: what it says, without its quotation marks."""


@dataclass(slots=True)
class MapNode(Node):
    """A mapping."""

    fields: list[tuple[Node, Node]] = field(default_factory=list)
    """Key and value, in order."""

    def find(self, key: str) -> tuple[Node, Node] | None:
        """Return a key and its value."""
        return next((pair for pair in self.fields if pair[0].text == key), None)


@dataclass(slots=True)
class ListNode(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


def outline(text: str) -> Node:
    """Return the outline of a text that the reader has taken without fault."""
    next_event = event_parser(text).get_event
    stack: list[Node] = []
    keys: list[Node | None] = []
    root: Node | None = None
    while True:
        event: Any = next_event()
        kind = event.__class__
        if kind is StreamEndEvent:
            break
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            node = stack.pop()
            keys.pop()
            # the parser ends a block at what follows it; its own end is that of the last thing in it
            node.end = event.end_mark.index if event.end_mark.index > event.start_mark.index else _end_of_last(node)
            continue
        if kind is not ScalarEvent and kind is not MappingStartEvent and kind is not SequenceStartEvent:
            continue
        node = _node(event, text, is_flow=bool(stack) and stack[-1].is_flow)
        if not stack:
            root = node
        else:
            parent = stack[-1]
            if isinstance(parent, ListNode):
                parent.items.append(node)
            elif isinstance(parent, MapNode):
                key = keys[-1]
                if key is None:
                    keys[-1] = node
                else:
                    parent.fields.append((key, node))
                    keys[-1] = None
        if kind is not ScalarEvent:
            stack.append(node)
            keys.append(None)
    return root or Node(0, 0, 0, is_flow=False)


def _node(event: Any, text: str, *, is_flow: bool) -> Node:
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, ScalarEvent):
        if event.style in ("|", ">"):
            # the parser counts the blank lines after it in
            end = start + len(text[start:end].rstrip())
        return Node(start, end, column, is_flow=is_flow, style=event.style, text=event.value)
    kind = MapNode if isinstance(event, MappingStartEvent) else ListNode
    return kind(start, end, column, is_flow=is_flow or bool(event.flow_style))


def _end_of_last(node: Node) -> int:
    if isinstance(node, MapNode) and node.fields:
        return node.fields[-1][1].end
    if isinstance(node, ListNode) and node.items:
        return node.items[-1].end
    return node.end


def follow(root: Node, route: Sequence[str | int]) -> Node:
    """Return the node that a route leads to.

    Raises:
        LookupError: where it leads nowhere.
    """
    node = root
    for step in route:
        if isinstance(node, ListNode) and isinstance(step, int):
            node = node.items[step]
        elif isinstance(node, MapNode) and isinstance(step, str) and (pair := node.find(step)):
            node = pair[1]
        else:
            raise LookupError(step)
    return node


def fields_with_lists(root: Node) -> Iterator[tuple[Node, ListNode, MapNode]]:
    """Return every list in block form that is the value of a field: the field's key, the list, the mapping."""
    queue = [root]
    for node in queue:
        if isinstance(node, MapNode):
            for key, value in node.fields:
                if isinstance(value, ListNode) and not value.is_flow:
                    yield key, value, node
                queue.append(value)
        elif isinstance(node, ListNode):
            queue += node.items
