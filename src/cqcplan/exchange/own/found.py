"""The sheet and the columns that are taken for a tracker, and the rows of work in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cqcplan.exchange.grid import Cell, Grid, is_error
from cqcplan.exchange.own.columns import Column
from cqcplan.exchange.own.headings import headings_of, repeats_headings, texts_of, title_may_stand_alone
from cqcplan.exchange.own.profile import Profile
from cqcplan.exchange.own.vocabulary import ENDS, NOTHING
from cqcplan.exchange.sheet_words import folded, one_line


@dataclass(slots=True)
class Found:
    """The sheet and the headings that are taken for the tracker."""

    grid: Grid
    rows: tuple[int, ...]
    """Where the headings stand, from one."""
    headings: dict[int, str]
    columns: dict[str, Column]
    profiles: dict[int, Profile]
    work: list[int] = field(init=False)
    """The rows, from nought, that look like work."""
    more: list[Grid] = field(default_factory=list)
    """Other sheets with the same headings."""

    def __post_init__(self) -> None:
        self.work = self.rows_of(self.grid)

    def rows_of(self, grid: Grid) -> list[int]:
        """Return the rows of a sheet, from nought, that look like work, those with a title alone among them."""
        many = work_rows(grid, self.rows)
        title, places = self.place("title"), {name: column.place for name, column in self.columns.items()}
        if title < 0 or (many and not title_may_stand_alone(self.headings, places)):
            return many
        alone = [
            row
            for row in range(max(self.rows), len(grid.rows))
            if (text := grid.cell(row, title).text)
            and texts_of(grid.rows[row]) == [text]
            and not folded(text).startswith(ENDS)
            and not repeats_headings(grid.rows[row], self.headings)
        ]
        return sorted({*many, *alone})

    def place(self, name: str) -> int:
        """Return the column of something; -1 where none is."""
        return self.columns[name].place if name in self.columns else -1

    def cells_alone(self) -> Iterator[str]:
        """Yield what stands alone in a row and in the column of titles, and is not taken for work."""
        place = self.place("title")
        for grid in (self.grid, *self.more):
            work = {*self.rows_of(grid)}
            for row in range(max(self.rows), len(grid.rows)):
                text = grid.cell(row, place).text if place >= 0 and row not in work else ""
                if text and texts_of(grid.rows[row]) == [text]:
                    yield text

    def every(self) -> Iterator[tuple[Grid, int]]:
        """Yield every row of work on every sheet."""
        for row in self.work:
            yield self.grid, row
        for grid in self.more:
            for row in self.rows_of(grid):
                yield grid, row

    def cells(self, name: str) -> list[Cell]:
        """Return the cells of a thing on every sheet."""
        place = self.place(name)
        return [grid.cell(row, place) for grid, row in self.every()] if place >= 0 else []

    def words(self, name: str) -> list[str]:
        """Return the different words of a column, in the order they first appear."""
        seen: dict[str, str] = {}
        for cell in self.cells(name):
            text = one_line(cell.text)
            if text.casefold() not in NOTHING and not is_error(text):
                seen.setdefault(folded(text), text)
        return list(seen.values())


def work_rows(grid: Grid, heads: Sequence[int]) -> list[int]:
    """Return the rows, from nought, that look like work: more than one text in them."""
    headings = headings_of(grid, heads)
    found = []
    for row in range(max(heads), len(grid.rows)):
        cells = grid.rows[row]
        said = [folded(text) for text in texts_of(cells)]
        if len({*said}) > 1 and not said[0].startswith(ENDS) and not repeats_headings(cells, headings):
            found.append(row)
    return found
