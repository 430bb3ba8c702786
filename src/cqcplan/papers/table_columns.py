"""Which columns the tables of a section keep: the same from table to table, where their heads are the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cqcplan.papers.blocks import Block, Column, Inline, Table


class TableHead(NamedTuple):
    """A column as its template writes it."""

    column: Column
    kept: bool
    """Whether it is printed even where it says nothing."""
    blank: bool
    """Whether a cell with nothing in it is left blank."""


class Tables:
    """The tables of one section, which have every column until the section is read to its end."""

    def __init__(self) -> None:
        self._alike: dict[tuple[str, ...], list[tuple[Table, Sequence[TableHead]]]] = {}
        """The tables by the titles of their columns, each with how these are written."""

    def made(self, caption: str, heads: Sequence[TableHead], rows: Sequence[tuple[Inline, ...]]) -> Table:
        """Make a table, and remember how its columns are written."""
        table = Table(caption, tuple(head.column for head in heads), tuple(rows))
        self._alike.setdefault(tuple(head.column.title for head in heads), []).append((table, heads))
        return table

    def settled(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Leave out of each table the columns that say nothing in any table of the section with the same head."""
        done: dict[int, Table] = {}
        for alike in self._alike.values():
            heads = alike[0][1]
            kept = [
                place
                for place, head in enumerate(heads)
                if head.kept
                or head.column.filler is None
                or any(row[place] != head.column.filler for table, _ in alike for row in table.rows)
            ]
            done |= {id(table): _with(table, heads, kept) for table, heads in alike}
        yield from (done.get(id(block), block) if isinstance(block, Table) else block for block in blocks)


def _with(made: Table, heads: Sequence[TableHead], places: list[int]) -> Table:
    """Return a table with some of its columns, and blank what is not known where its template says so."""
    blanks = [head.column.filler if head.blank and place else None for place, head in enumerate(heads)]
    columns = [replace(head.column, filler=None) if head.kept else head.column for head in heads]
    rows = (tuple("" if row[place] == blanks[place] else row[place] for place in places) for row in made.rows)
    return Table(made.caption, tuple(columns[place] for place in places), tuple(rows))
