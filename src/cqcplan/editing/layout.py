"""Where in a text a new entry or value goes, and with what indent: as its siblings have it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cqcplan.editing.outline import ListNode, MapNode, Node, fields_with_lists
from cqcplan.editing.splices import Splice
from cqcplan.editing.written import WIDTH, field_lines, in_flow, item_lines, scalar, value_lines

_LINE_END = re.compile("\r\n|[\n\r]")
_COMMENT_LINE = re.compile(r"( *)#[^\n\r]*")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]*[\n\r]")
_REST = re.compile(r"[ \t]*(?:#[^\n\r]*)?")
_COLON = re.compile(r"\s*:")

Entry = Mapping[str, Any]


class NoPlaceError(Exception):
    """There is no place for this without changing something else. Carries the reason."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A text and its outline, to find places in."""

    text: str
    root: Node

    def line_end(self, index: int) -> int:
        """Return where the line of a character ends."""
        found = _LINE_END.search(self.text, index)
        return found.start() if found else len(self.text)

    def line_start(self, index: int) -> int:
        """Return where the line of a character starts."""
        start = 0
        for found in _LINE_END.finditer(self.text, max(0, self.text.rfind("\n", 0, index)), index):
            start = found.end()
        return start

    def line_break(self, index: int) -> str:
        """Return the line end in use where something is put in; that of the file, on its last line."""
        for found in (_LINE_END.search(self.text, index), _LINE_END.search(self.text)):
            if found and found[0] in ("\n", "\r\n", "\r"):
                return found[0]
        return "\n"

    def after(self, end: int, column: int) -> int:
        """Return the end of the line that something ends on, and of the comments below it that are further in."""
        here = self.line_end(end)
        while found := _LINE_END.match(self.text, here):
            comment = _COMMENT_LINE.match(self.text, found.end())
            if not comment or len(comment[1]) <= column:
                break
            here = comment.end()
        return here

    def only_comment_after(self, index: int) -> bool:
        """Whether nothing but a comment follows on the line."""
        found = _REST.match(self.text, index)
        return found is not None and found.end() == self.line_end(index)

    def after_colon(self, key: Node) -> int:
        """Return the place just after a key's colon."""
        found = _COLON.match(self.text, key.end)
        if not found:
            raise NoPlaceError(f'the field "{key.text}" has no colon of its own')
        return found.end()

    def offset_of_lists(self, key: str) -> int:
        """Return how far this file puts hyphens to the right of the field that has the list."""
        first = None
        for found, listing, mapping in fields_with_lists(self.root):
            offset = listing.column - mapping.column
            if found.text == key:
                return offset
            first = offset if first is None else first
        return 2 if first is None else first


def add_items(
    layout: Layout, mapping: MapNode, key: str, entries: Sequence[Entry], before: Sequence[str]
) -> list[Splice]:
    """Put entries at the end of a mapping's list.

    Args:
        layout: the text.
        mapping: what has the list.
        key: the list's name.
        entries: what is added, fields in order.
        before: the names of fields that come before the list, should the mapping not have it yet.

    Raises:
        NoPlaceError: where there is no place for them.
    """
    pair = mapping.find(key)
    if pair is None:
        return add_field(layout, mapping, key, [dict(entry) for entry in entries], before)
    value = pair[1]
    if isinstance(value, ListNode) and value.items:
        return _after_flow_item(layout, value, entries) if value.is_flow else _after_block_item(layout, value, entries)
    if isinstance(value, MapNode):
        raise NoPlaceError(f'"{key}" is a mapping, not a list')
    return _into_empty(layout, mapping, pair, entries)


def _after_block_item(layout: Layout, listing: ListNode, entries: Sequence[Entry]) -> list[Splice]:
    last = listing.items[-1]
    column = listing.column
    at = layout.after(last.end, column)
    eol = layout.line_break(at)
    on_line_of_hyphen = layout.text[layout.line_start(last.start) + column] == "-"
    gap = last.column - column - 1 if on_line_of_hyphen and last.end > last.start else 1
    spread = len(listing.items) > 1 and bool(
        _BLANK_LINE.search(layout.text, listing.items[-2].end, listing.items[-1].start)
    )
    lines: list[str] = []
    for entry in entries:
        flat = in_flow(entry)
        if last.is_flow and column + 1 + gap + len(flat) <= WIDTH:
            new = ["-" + " " * gap + flat]
        else:
            new = item_lines(entry, column=column, offset=layout.offset_of_lists(""), gap=gap)
        lines += [*([""] if spread else []), *(" " * column + line if line else "" for line in new)]
    return [Splice(at, at, "".join(eol + line for line in lines), column)]


def _after_flow_item(layout: Layout, listing: ListNode, entries: Sequence[Entry]) -> list[Splice]:
    last = listing.items[-1]
    items = [in_flow(entry) for entry in entries]
    lead = layout.text[layout.line_start(last.start) : last.start]
    comma = re.compile(r"[ \t]*,").match(layout.text, last.end)
    behind = comma.end() if comma else last.end
    if lead.strip(" ") or not layout.only_comment_after(behind):
        return [Splice(last.end, last.end, "".join(f", {item}" for item in items))]
    # one item to a line: the comma goes before the line's comment, the new items below it
    end = layout.line_end(last.end)
    below = "".join(f"{layout.line_break(end)}{lead}{item}," for item in items)
    if comma:
        return [Splice(end, end, below)]
    return [Splice(last.end, last.end, ","), Splice(end, end, below.removesuffix(","))]


def _into_empty(layout: Layout, mapping: MapNode, pair: tuple[Node, Node], entries: Sequence[Entry]) -> list[Splice]:
    key, value = pair
    if mapping.is_flow:
        items = ", ".join(in_flow(entry) for entry in entries)
        if isinstance(value, ListNode):
            return [Splice(value.start + 1, value.start + 1, items)]
        if value.start < value.end:
            return [Splice(value.start, value.end, f"[{items}]")]
        at = layout.after_colon(key)
        return [Splice(at, at, f" [{items}]")]
    if isinstance(value, ListNode) and layout.text[value.start + 1 : value.end - 1].strip():
        # a comment stands in the brackets
        return [Splice(value.start + 1, value.start + 1, ", ".join(in_flow(entry) for entry in entries))]
    colon = layout.after_colon(key)
    splices = []
    if value.end > value.start:
        blank = not layout.text[colon : value.start].strip()
        splices.append(Splice(colon if blank else value.start, value.end, ""))
    at = layout.after(max(value.end, colon), mapping.column)
    offset = layout.offset_of_lists(key.text)
    column = mapping.column + offset
    eol = layout.line_break(at)
    lines = [line for entry in entries for line in item_lines(entry, column=column, offset=offset)]
    text = "".join(eol + (" " * column + line if line else "") for line in lines)
    return [*splices, Splice(at, at, text, column)]


def add_field(layout: Layout, mapping: MapNode, key: str, value: object, before: Sequence[str]) -> list[Splice]:
    """Add a field to a mapping, after those that come before it.

    Raises:
        NoPlaceError: where there is no place for it.
    """
    earlier = [pair for pair in mapping.fields if pair[0].text in before]
    if mapping.is_flow:
        written = f"{key}: {in_flow(value)}"
        if layout.text[mapping.start : mapping.start + 1] != "{":
            raise NoPlaceError("the entry it belongs to is a single field in brackets")
        if not mapping.fields:
            return [Splice(mapping.start + 1, mapping.start + 1, written)]
        if not earlier:
            return [Splice(mapping.start + 1, mapping.start + 1, f"{written}, ")]
        at = max(earlier[-1][0].end, earlier[-1][1].end)
        return [Splice(at, at, f", {written}")]
    if not mapping.fields:
        raise NoPlaceError("the entry it belongs to has no fields")
    offset = layout.offset_of_lists(key)
    last = earlier[-1][1] if earlier else mapping.fields[-1][1]
    at = layout.after(last.end, mapping.column)
    eol = layout.line_break(at)
    lines = field_lines(key, value, column=mapping.column, offset=offset)
    if mapping is layout.root and _sections_are_spread(layout, mapping):
        lines.insert(0, "")
    text = "".join(eol + (" " * mapping.column + line if line else "") for line in lines)
    return [Splice(at, at, text, mapping.column)]


def _sections_are_spread(layout: Layout, root: MapNode) -> bool:
    if len(root.fields) < 2:
        return True
    return bool(_BLANK_LINE.search(layout.text, root.fields[-2][1].end, root.fields[-1][0].start))


def set_value(layout: Layout, mapping: MapNode, pair: tuple[Node, Node], value: object) -> list[Splice]:
    """Put another value in the place of a plain one.

    Raises:
        NoPlaceError: where there is a list or mapping, or no place for it.
    """
    key, old = pair
    if isinstance(old, (MapNode, ListNode)):
        raise NoPlaceError(f'"{key.text}" holds a list or a mapping: edit it in the file')
    if old.start == old.end:
        if not _COLON.match(layout.text, key.end):
            return [Splice(key.end, key.end, f": {scalar(value, flow=old.is_flow)}")]
        at = layout.after_colon(key)
        return [Splice(at, at, f" {scalar(value, flow=old.is_flow)}")]
    in_block = old.style in ("|", ">")
    quote = old.style if isinstance(value, str) and not in_block else None
    comment_follows = not in_block and layout.text[old.end : layout.line_end(old.end)].strip()
    if old.is_flow or quote or comment_follows:
        # on one line: a comment after it would become part of a block
        return [Splice(old.start, old.end, scalar(value, flow=old.is_flow, quote=quote))]
    if in_block and layout.text[old.start : layout.line_end(old.start)].count("#"):
        raise NoPlaceError(f'a comment stands at the start of "{key.text}": edit it in the file')
    eol = layout.line_break(old.start)
    lines = value_lines(value, room=WIDTH - old.column, indent=mapping.column + 2, width=WIDTH - mapping.column - 2)
    return [Splice(old.start, old.end, eol.join(lines))]
