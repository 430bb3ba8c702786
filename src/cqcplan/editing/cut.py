"""Taking something out of a text: an item of a list or a field of a mapping, with its own lines and nothing else."""

import re
from typing import NamedTuple

from cqcplan.editing.layout import Layout, NoPlaceError
from cqcplan.editing.outline import ListNode, MapNode, Node
from cqcplan.editing.splices import Splice

_LINE_END = re.compile("\r\n|[\n\r]")


class Block(NamedTuple):
    """The lines of an item or a field in block form."""

    start: int
    """Where its first line starts, or just after the hyphen where it shares a line with one."""
    end: int
    """Where the line after it starts."""


def item_block(layout: Layout, listing: ListNode, number: int) -> Block:
    """Return the lines of an item of a list in block form, with the comments further in that follow it.

    Raises:
        NoPlaceError: where it shares its first line with something else.
    """
    item = listing.items[number]
    column = listing.column
    text = layout.text
    start = layout.line_start(item.start)
    # the hyphen may stand on a line before its item
    while not text[start:].startswith(" " * column + "-"):
        if start == 0:
            raise NoPlaceError("an entry shares its line with something else")
        start = layout.line_start(start - 1)
    return Block(start, _line_after(layout, layout.after(item.end, column)))


def without_item(layout: Layout, pair: tuple[Node, ListNode], mapping: MapNode, number: int) -> list[Splice]:
    """Take an item out of the list that a field holds; the list's last item goes with the field."""
    key, listing = pair
    if len(listing.items) == 1:
        return without_field(layout, mapping, key.text)
    if listing.is_flow:
        return [_from_brackets(layout, [(item.start, item.end) for item in listing.items], number)]
    block = item_block(layout, listing, number)
    start, end = block
    if number == len(listing.items) - 1:
        # the blank line before the last goes with it, where there is one between the others too
        end = block.end
        before = _LINE_END.search(layout.text, layout.after(listing.items[number - 1].end, listing.column))
        if before and not layout.text[before.end() : start].strip() and "#" not in layout.text[before.end() : start]:
            start = before.end()
    else:
        blank = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))+").match(layout.text, end)
        spread = re.compile(r"[ \t]*(?:\r\n|\n|\r)").match(layout.text, end)
        if blank and spread and number + 1 < len(listing.items):
            end = blank.end()
    return [Splice(start, end, "")]


def without_field(layout: Layout, mapping: MapNode, name: str) -> list[Splice]:
    """Take a field out of a mapping.

    Raises:
        NoPlaceError: where it is the only one, or shares its line.
    """
    number = next(n for n, pair in enumerate(mapping.fields) if pair[0].text == name)
    key, value = mapping.fields[number]
    if len(mapping.fields) == 1:
        raise NoPlaceError(f'"{name}" is all that stands there')
    if mapping.is_flow:
        ends = [(one.start, max(one.end, other.end)) for one, other in mapping.fields]
        return [_from_brackets(layout, ends, number)]
    first = layout.line_start(key.start)
    last = layout.after(max(value.end, key.end), mapping.column)
    lead = layout.text[first : key.start]
    if not lead.strip():
        end = _line_after(layout, last)
        if (
            number == len(mapping.fields) - 1
            and end == len(layout.text)
            and first
            and not _LINE_END.search(layout.text[last:])
        ):
            return [Splice(first, end, "")]
        return [Splice(first, end, "")]
    # it follows the hyphen: the next field takes its place
    if number != 0 or lead.strip("- "):
        raise NoPlaceError(f'"{name}" shares its line with something else')
    following = mapping.fields[1][0]
    if layout.text[last : following.start].strip():
        raise NoPlaceError(f'a comment follows "{name}"')
    return [Splice(key.start, following.start, "")]


def _from_brackets(layout: Layout, ends: list[tuple[int, int]], number: int) -> Splice:
    if number + 1 < len(ends):
        start, end = ends[number][0], ends[number + 1][0]
    else:
        start, end = ends[number - 1][1], ends[number][1]
    if "#" in layout.text[start:end].replace(layout.text[ends[number][0] : ends[number][1]], ""):
        raise NoPlaceError("a comment stands beside it")
    return Splice(start, end, "")


def _line_after(layout: Layout, end: int) -> int:
    found = _LINE_END.match(layout.text, end)
    return found.end() if found else len(layout.text)
