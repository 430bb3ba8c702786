"""Results as tables for a terminal or a text file."""

import io
from collections.abc import Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from cqcplan.framework.words import KIND_WORDS, RATING_WORDS
from cqcplan.model.header import Header
from cqcplan.scoring import words
from cqcplan.scoring.result import Result

WIDTH = 100


def table(results: Sequence[tuple[Header | None, Result]], *, colour: bool) -> str:
    """Return every result as text."""
    out = io.StringIO()
    console = Console(
        file=out, width=WIDTH, force_terminal=colour, no_color=not colour, highlight=False, markup=False, emoji=False
    )
    for number, (header, result) in enumerate(results):
        if number:
            console.print()
        _one(console, header, result)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _one(console: Console, header: Header | None, result: Result) -> None:
    console.print(_heading(header, result), style="bold")
    if any(statement.score is not None for statement in result.statements):
        console.print(_statements(result))
    for sentence in (
        words.overall_sentence(result),
        words.printed_sentence(result),
        words.distance_sentence(result),
        words.indicative_sentence(result),
    ):
        if sentence:
            console.print(sentence)


def _heading(header: Header | None, result: Result) -> str:
    if header is None or result.assessment is None:
        return f"Scores given ({result.vintage.title})"
    made = result.assessment
    published = f", published {made.published}" if made.published else ""
    return f"{header.council.name}: {made.title or KIND_WORDS[made.kind]}{published}"


def _statements(result: Result) -> Table:
    with_percent = any(item.printed and item.printed.percent is not None for item in result.statements)
    with_rating = any(item.printed and item.printed.rating for item in result.statements)
    grid = Table(box=SIMPLE, show_edge=False, pad_edge=False)
    grid.add_column("Quality statement")
    grid.add_column("Score", justify="right")
    if with_percent:
        grid.add_column("Published", justify="right")
    if with_rating:
        grid.add_column("Published band")
    for theme in result.themes:
        points = "not known" if theme.points is None else f"{theme.points} of {theme.maximum}"
        percent = [f"({theme.percent}%)" if theme.percent is not None else ""] if with_percent else []
        grid.add_row(f"Theme {theme.theme.number}. {theme.theme.name}", points, *percent, style="bold")
        for item in result.statements:
            if item.theme != theme.theme.id:
                continue
            cells = [f"  {item.name}", "not known" if item.score is None else str(item.score)]
            if with_percent:
                shown = item.printed.percent if item.printed else None
                cells.append("" if shown is None else f"{shown}%")
            if with_rating:
                rating = item.printed.rating if item.printed else None
                cells.append(RATING_WORDS[rating] if rating else "")
            grid.add_row(*cells)
    return grid
