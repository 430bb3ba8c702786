"""What people did to a tracker that is no answer to it: overtyped cells, copies, columns of their own, comments."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from cqcplan.exchange.colours_in import hue_of
from cqcplan.exchange.dates_in import read_when
from cqcplan.exchange.grid import Cell, Grid, letter
from cqcplan.exchange.proposal import Proposal, Where
from cqcplan.exchange.sheet_words import folded, one_line, when_text
from cqcplan.exchange.tracker.rows import GIVEN, MEASURES, TRACKER, Heading

BAND, READ_ONLY, HEAD = "D9E2F3", "F2F2F2", "1F3864"
"""Fills that a tracker goes out with."""
OURS = frozenset({"", BAND, READ_ONLY, HEAD})
_ALSO_OURS = ("How to use", "Lists", GIVEN)
_INSTEAD = {
    "first_due": "the date first set is kept: write the new one under Due now, and why under Why the date moved",
    "latest": "type the new figure under New value, with its day under On",
    "latest_on": "type the day of the new figure under On",
    "told": "write new words under What happened",
}


def same(cell: Cell, expected: str) -> bool:
    """Whether a cell still says what it went out with, however a program has written it since."""
    if one_line(cell.text) == one_line(expected):
        return True
    try:
        if when_text(read_when(cell.value, "day-first")) == when_text(read_when(expected, "day-first")):
            return True
    except ValueError:
        pass
    figures = [re.sub("[£,% ]", "", text) for text in (cell.text, expected)]
    try:
        return float(figures[0]) == float(figures[1])
    except ValueError:
        return False


def overtyped(
    proposal: Proposal,
    where: Where,
    headings: Iterable[Heading],
    cells: Mapping[str, Cell],
    expected: Mapping[str, str],
) -> None:
    """Refuse what was typed over cells that are for reading.

    Args:
        proposal: what the import would do.
        where: the row.
        headings: those of the cells for reading.
        cells: the row's cells, by key.
        expected: what they went out with, by key.
    """
    for heading in headings:
        key = heading.key
        if key in cells and key in expected and not same(cells[key], expected[key]):
            said, was = one_line(cells[key].text), one_line(expected[key])
            change = f'"{said}" was typed over "{was}"' if said and was else f'"{said or was}" was typed or taken out'
            proposal.remark(
                "refused", where._replace(column=heading.title),
                f"this cell is for reading: {change}, which is not taken",
                _INSTEAD.get(key, "put it back, and change it in the plan"),
            )  # fmt: skip


def out_of_sight(proposal: Proposal, grid: Grid, where: Where, title: Cell, typed: Mapping[int, str]) -> bool:
    """Ask about what was typed where nobody sees it, and is left out, and about a row that is struck through.

    Args:
        proposal: what the import would do.
        grid: the sheet.
        where: the row.
        title: its title.
        typed: the columns that something was typed into, with their headings.
    """
    if typed and where.row - 1 in grid.hidden_rows:
        message = "this row is hidden, and something in it was changed: it is left out"
        proposal.remark("asked", where, message, "show the row, look at it, and give the file back")
        return True
    for place, heading in typed.items():
        if place in grid.hidden_columns:
            message = "this column is hidden, and something in it was changed: the row is left out"
            at = where._replace(column=heading, at=place)
            proposal.remark("asked", at, message, "show the column, look at it, and give the file back")
            return True
        if grid.cell(where.row - 1, place).struck and not title.struck:
            message = "this cell is struck through, or part of it: the row is left out"
            at = where._replace(column=heading, at=place)
            proposal.remark(
                "asked", at, message, "write only what is meant, not struck through, and give the file back"
            )
            return True
    if title.struck:
        message = "this row is struck through, which says nothing: what was typed in it is taken"
        proposal.remark("asked", where, message, "choose Closed under Status where the work was stopped")
    return False


def hung_on(proposal: Proposal, grid: Grid, head: int, places: Mapping[str, int]) -> None:
    """Ask about comments, and about columns that are no part of a tracker."""
    titles = {place: grid.cell(head, place).text for place in range(len(grid.rows[head]))}
    own: dict[int, int] = {}
    for number in range(head + 1, len(grid.rows)):
        for place, cell in enumerate(grid.rows[number]):
            where = Where(grid.name, number + 1, titles.get(place) or f"column {letter(place)}", place)
            if cell.note:
                proposal.remark(
                    "asked", where, f'a comment hangs on this cell, and is not read: "{one_line(cell.note)}"'
                )
            if cell.text and place not in places.values():
                own.setdefault(place, number)
    for place, number in own.items():
        where = Where(grid.name, number + 1, titles.get(place) or f"column {letter(place)}", place)
        proposal.remark("asked", where, "this column is not one of the tracker's: it is not read")


def other_sheets(proposal: Proposal, sheets: Mapping[str, Grid], known: Iterable[str]) -> None:
    """Report sheets that people added; a copy of a sheet that says something else is not passed by."""
    for called, grid in sheets.items():
        if called in (TRACKER, MEASURES, *_ALSO_OURS, *known) or not any(
            cell.text for row in grid.rows for cell in row
        ):
            continue
        like = next((sheets[name] for name in (TRACKER, MEASURES) if name in sheets and _heads_of(sheets[name]) & {
            *(frozenset(folded(cell.text) for cell in row if cell.text) for row in grid.rows[:20])
        }), None)  # fmt: skip
        where = Where(grid.name, 1)
        if like is None:
            proposal.remark("asked", where, "this sheet is not one of the tracker's: it is not read")
        elif _texts(like) == _texts(grid):
            proposal.remark("asked", where, f"this sheet is a copy of {like.name}, and says the same: it is not read")
        else:
            proposal.remark(
                "refused", where, f"this sheet is a second copy of {like.name}, with other words in it: it is not read",
                f"bring what was typed in it into {like.name}, and take the copy out",
            )  # fmt: skip


def coloured(cell: Cell, colours: Mapping[str, str]) -> str | None:
    """Return the colour of the plan that a cell was painted in; None where it has the fill it went out with.

    Args:
        cell: a cell of the RAG column.
        colours: the plan's colours, with the words for them.
    """
    if cell.fill in OURS:
        return None
    hue = hue_of(cell.fill)
    return hue if hue in colours else ""


def _heads_of(grid: Grid) -> set[frozenset[str]]:
    return {
        heads
        for row in grid.rows[:20]
        if len(heads := frozenset(folded(cell.text) for cell in row if cell.text)) > 5 and "id" in heads
    }


def _texts(grid: Grid) -> list[list[str]]:
    rows = [
        [cell.value.isoformat() if isinstance(cell.value, date) else cell.text for cell in row] for row in grid.rows
    ]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    return [row for row in rows if row]
