"""A sheet of a council's own tracker, laid out: its headings, and the column of each thing in it."""

from collections.abc import Mapping as Words
from dataclasses import dataclass

from cqcplan.exchange.grid import CannotReadError, Grid
from cqcplan.exchange.own.headings import find_column, headings_of
from cqcplan.exchange.own.mapping import Mapping
from cqcplan.exchange.sheet_words import folded
from cqcplan.problems.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that is read."""

    grid: Grid
    headings: dict[int, str]
    """By column, from nought."""
    places: dict[str, int]
    """The column of each thing, by its name in the mapping."""

    def heading(self, name: str) -> str:
        """Return the heading that a thing stands under."""
        return self.headings.get(self.places.get(name, -1), name)


def sheets_of(mapping: Mapping, sheets: Words[str, Grid]) -> list[Sheet]:
    """Lay out every sheet that a mapping names.

    Raises:
        CannotReadError: where the mapping does not fit the file.
    """
    if mapping.columns.title is None:
        grid = sheet_named(mapping.sheet, sheets)
        known = ", ".join(headings_of(grid, mapping.header_rows).values()) or "none"
        raise CannotReadError(
            "the mapping does not say which column is the title: what is to be done",
            f"write it under columns, as title; the headings are: {known}",
        )
    return [laid_out(mapping, sheet_named(name, sheets)) for name in (mapping.sheet, *mapping.more_sheets)]


def alike(first: Sheet, sheets: Words[str, Grid], rows: tuple[int, ...]) -> list[Grid]:
    """Return the other sheets that have all the headings which are read."""
    wanted = {folded(first.headings.get(place, "")) for place in first.places.values()}
    return [
        grid
        for grid in sheets.values()
        if grid.name != first.grid.name
        and wanted <= {folded(heading) for heading in headings_of(grid, rows).values()}
        and len(grid.rows) > max(rows)
    ]


def sheet_named(name: str, sheets: Words[str, Grid]) -> Grid:
    """Return a sheet by its name, whose blanks at the ends nobody sees.

    Raises:
        CannotReadError: where there is none.
    """
    found = sheets.get(name)
    if found is None:
        same = [grid for own, grid in sheets.items() if folded(own) == folded(name)]
        found = same[0] if len(same) == 1 else None
    if found is None:
        names = [own.strip() for own in sheets]
        near = did_you_mean(name, names) or f"its sheets are {', '.join(names)}"
        raise CannotReadError(f'the mapping names the sheet "{name}", which the file does not have', near)
    return found


def laid_out(mapping: Mapping, grid: Grid) -> Sheet:
    """Find the column of each thing that a mapping names.

    Raises:
        CannotReadError: where one is not there, or could be two.
    """
    headings = headings_of(grid, mapping.header_rows)
    places, wrong = {}, []
    for name, heading in mapping.columns:
        if heading is None:
            continue
        found = find_column(headings, heading)
        if len(found) == 1:
            places[name] = found[0]
        elif found:
            wrong.append(f'{name}: "{heading}" stands over {len(found)} columns: write the letter of one')
        else:
            near = did_you_mean(heading, headings.values())
            wrong.append(f'{name}: no heading is "{heading}"{f": {near}" if near else ""}')
    if wrong:
        known = ", ".join(headings.values()) or "none"
        raise CannotReadError(
            f"the mapping's columns do not fit the sheet {grid.name.strip()}: {'; '.join(wrong)}",
            f"the headings in row {', '.join(map(str, mapping.header_rows))} are: {known}",
        )
    return Sheet(grid, headings, places)
