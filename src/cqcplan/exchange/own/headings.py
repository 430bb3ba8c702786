"""The headings of a sheet that somebody else laid out: over one row or two, with merged cells."""

from collections.abc import Mapping, Sequence

from cqcplan.exchange.grid import Cell, Grid, letter
from cqcplan.exchange.sheet_words import folded, one_line


def headings_of(grid: Grid, rows: Sequence[int]) -> dict[int, str]:
    """Return the heading of each column.

    Args:
        grid: the sheet.
        rows: the rows they stand in, from one. Words of several rows are joined; a merged cell counts once.
    """
    width = max((len(row) for row in grid.rows), default=0)
    found = {}
    for column in range(width):
        words: list[str] = []
        for row in rows:
            text = one_line(grid.cell(row - 1, column).text)
            if text and text not in words:
                words.append(text)
        if words:
            found[column] = " ".join(words)
    return found


def texts_of(row: Sequence[Cell]) -> list[str]:
    """Return the texts of a row; none where only cells merged with the rows above and below say anything."""
    said = [cell for cell in row if cell.text]
    texts = [cell.text for cell in said]
    across = len(set(texts)) < len(texts)
    return texts if across or any(not cell.merged for cell in said) else []


def repeats_headings(row: Sequence[Cell], headings: dict[int, str]) -> bool:
    """Whether a row is the headings once more, as where a page broke."""
    own = [(column, cell.text) for column, cell in enumerate(row) if cell.text and not cell.merged]
    return bool(own) and all(folded(text) == folded(headings.get(column, "")) for column, text in own)


def title_may_stand_alone(headings: Mapping[int, str], places: Mapping[str, int]) -> bool:
    """Whether a row with its title alone is work, and not the name of a priority over the rows below.

    Such names stand in the first column, or where rows of work have a number and they have none.
    """
    return "priority" in places or ("ref" not in places and places["title"] > min(headings))


def find_column(headings: dict[int, str], wanted: str) -> list[int]:
    """Return the columns that a heading, or a letter in capitals, may mean."""
    exact = [column for column, heading in headings.items() if folded(heading) == folded(wanted)]
    if exact:
        return exact
    width = max(headings, default=-1) + 1
    return [column for column in range(width) if letter(column) == wanted]
