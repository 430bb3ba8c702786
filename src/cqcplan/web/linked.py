"""The blocks of answers and papers as parts of a page: each entry that heads a row is a link to its own page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import get_args

from cqcplan.model.delivery import Priority
from cqcplan.model.entries import title_of
from cqcplan.papers.blocks import Block, Chart, Heading, Inline, Link, Table
from cqcplan.papers.status.screen_blocks import NOTHING
from cqcplan.typed.plain import folded
from cqcplan.web.shelf import Book

_ID = "Id"
"""The column of ids, in the answers of commands."""
_UNDER = "Under"
"""The column of what something belongs to, which they call by its printed number where it has one."""


def linked(book: Book, blocks: Iterable[Block], *, top: int = 2) -> list[Block]:
    """Return blocks with links in them.

    Args:
        book: the plan they tell of.
        blocks: what an answer or a section of a paper is made of.
        top: the level of their highest headings.
    """
    every = list(blocks)
    levels = [block.level for block in every if isinstance(block, Heading)]
    lift = top - min(levels, default=top)
    return list(_linked(book, every, lift))


def _linked(book: Book, blocks: list[Block], lift: int) -> Iterator[Block]:
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            yield _table(book, block)
        elif isinstance(block, Heading):
            yield replace(block, level=block.level + lift, anchor=block.anchor or _place_of(block.text, place))
        elif isinstance(block, get_args(Chart)):
            # a chart is named by the ids of its title and description
            yield replace(block, anchor=block.anchor or _place_of(block.title, place))
        else:
            yield block


def _place_of(words: str, place: int) -> str:
    """Return an id that no other part of a page has, though the page may be made of several lots of blocks."""
    return f"{re.sub(r'[^a-z0-9]+', '-', words.lower()).strip('-') or 'part'}-{place}"


def _table(book: Book, table: Table) -> Table:
    place = next((place for place, column in enumerate(table.columns) if column.title == _ID), None)
    rows = []
    # a priority may be called as a quality statement is, and be another thing
    of_priorities = folded(table.columns[0].title) == folded(book.occasion.label)
    names = book.names if of_priorities else book.names_alone
    refs: dict[object, str] = {
        placed.entry.ref: key
        for key, placed in book.entries.items()
        if isinstance(placed.entry, Priority) and placed.entry.ref
    }
    under = next((place for place, column in enumerate(table.columns) if column.title == _UNDER), None)
    for each in table.rows:
        row = tuple(
            refs.get(cell, cell) if at == under and isinstance(cell, str) else cell for at, cell in enumerate(each)
        )
        first, known = row[0], None
        if isinstance(first, str):
            named = row[place] if place is not None else None
            known = named if isinstance(named, str) and named in book.entries else None
        head = Link(str(first), book.to.entry(known)) if known else _cell(book, first, names)
        rows.append((head, *(_cell(book, cell, names) for at, cell in enumerate(row) if at not in (0, place))))
    columns = tuple(column for at, column in enumerate(table.columns) if at != place)
    return replace(table, columns=columns, rows=tuple(rows))


def _cell(book: Book, cell: Inline, names: dict[str, str]) -> Inline:
    """Say the title where an answer for a terminal has an id; lead to what is named, alone or after a word for it."""
    if not isinstance(cell, str):
        return cell
    if cell == NOTHING:
        return ""  # a line stands for it where columns are all there is to see
    if cell in book.entries:
        return Link(title_of(book.entries[cell].entry), book.to.entry(cell))
    known = names.get(folded(cell)) or names.get(folded(cell.partition(": ")[2]))
    if known:
        return Link(cell, book.to.entry(known))
    # a promise is told with all that is said of it, after its name
    title, stop, rest = cell.partition(". ")
    known = names.get(folded(title))
    return Link(title, book.to.entry(known), f"{stop}{rest}") if known and stop else cell
