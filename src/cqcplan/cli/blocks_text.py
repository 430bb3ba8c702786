"""Blocks as text for a terminal or a plain file."""

import io
import textwrap
from collections.abc import Sequence
from typing import Literal

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table as Grid

from cqcplan.papers.blocks import (
    Bars,
    Block,
    Bullets,
    Heading,
    Inline,
    Link,
    Paragraph,
    Points,
    Rated,
    Table,
    split_paragraphs,
)
from cqcplan.papers.emphasis import unmarked
from cqcplan.problems.visible import visible

LONGEST_WORD = 40
"""Longer words than this are broken in a table, so that the other columns keep some room."""


def as_text(blocks: Sequence[Block], *, width: int, colour: bool) -> str:
    """Return blocks as text, at most so many letters wide but for words that are longer."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, markup=False, emoji=False
    )
    for block in blocks:
        _set(console, block)
    lines = [line.rstrip() for line in out.getvalue().split("\n")]
    kept = (line for place, line in enumerate(lines) if line or (place and lines[place - 1]))
    return "\n".join(kept).strip("\n") + "\n"


def _set(console: Console, block: Block) -> None:
    """Print one block. Of a chart other than bars, the table after it says everything."""
    match block:
        case Heading(text=text):
            console.print()
            console.print(visible(text), style="bold")
        case Paragraph(text=text):
            for part in split_paragraphs(visible(unmarked(text))):
                console.print(textwrap.fill(part, console.width, break_on_hyphens=False), soft_wrap=True)
            console.print()
        case Points(items=items):
            for point in items:
                title = f"{point.title}: " if point.title else ""
                _hang(console, f"  {point.mark} ", f"{title}{point.text}")
            console.print()
        case Bullets(items=inlines):
            for inline in inlines:
                _hang(console, "  - ", _inline(inline))
            console.print()
        case Bars():
            _bars(console, block)
        case Table():
            _table(console, block)


def _hang(console: Console, lead: str, text: str) -> None:
    words = visible(" ".join(unmarked(text).split()))
    filled = textwrap.fill(
        words, console.width, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
    )
    console.print(filled, soft_wrap=True)


def _inline(value: Inline) -> str:
    match value:
        case Link(text=text, url=url, after=after):
            return visible(f"{text}{after} ({url})")
        case Rated(word=word, letter=letter):
            return f"{word} ({letter})"
        case str():
            return visible(unmarked(value))


def _table(console: Console, block: Table) -> None:
    grid = Grid(box=SIMPLE, show_edge=False, pad_edge=False)
    for place, column in enumerate(block.columns):
        cells = [_inline(row[place]) for row in block.rows]
        # an id is copied from the screen: it is not broken where it can be helped
        is_word = all(" " not in cell and len(cell) <= LONGEST_WORD for cell in cells)
        justify: Literal["left", "right"] = "right" if column.numeric else "left"
        grid.add_column(visible(column.title), justify=justify, overflow="fold", no_wrap=is_word)
    for row in block.rows:
        grid.add_row(*(_inline(cell) for cell in row))
    if not block.repeats:
        console.print(visible(block.caption), style="bold")
    console.print(grid)
    console.print()


def _bars(console: Console, block: Bars) -> None:
    """Draw bars of blocks on a line of dots, a stroke where each mark stands."""
    console.print(visible(block.title), style="bold")
    width = 40
    labels = max(len(visible(bar.label)) for bar in block.bars)
    marks = {round(width * mark.value / block.maximum) for mark in block.marks}
    for bar in block.bars:
        full = round(width * bar.value / block.maximum)
        drawn = "".join("█" if place < full else "|" if place in marks else "·" for place in range(width))
        console.print(f"  {visible(bar.label):<{labels}}  {drawn}  {visible(bar.words)}", soft_wrap=True)
    named = "; ".join(mark.label for mark in block.marks)
    if named:
        console.print(f"  | marks {named}", soft_wrap=True)
    console.print()
