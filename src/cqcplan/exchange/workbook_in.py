"""A workbook read as people see it: values as shown, colours, and what is hidden, struck through or hung on a cell."""

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import iterparse as _iterparse
from zipfile import ZipFile

from cqcplan.exchange.colours_in import fill_of, theme_colours
from cqcplan.exchange.grid import CannotReadError, Cell, CellValue, Grid, cleaned
from cqcplan.exchange.missing import need
from cqcplan.packed.package import WORKBOOK, TooMuchError, check_package

MOST_PLACES = 1_000_000
"""So many cells are read in one workbook, blank ones among them."""
OURS = "cqcplan"
"""The author of comments that an import wrote beside what it refused: they are not read back."""
MARKED = "FFF59D"
"""The fill of cells that an import marked: no colour of anybody's."""


def workbook_sheets(name: str, raw: bytes) -> dict[str, Grid]:
    """Read every sheet of a workbook.

    Raises:
        CannotReadError: where it is none, or holds more than is read.
        MissingPackageError: when openpyxl is not installed.
    """
    book = open_workbook(name, raw, data_only=True)
    unsaved = _unsaved(raw)
    theme, palette = theme_colours(book.loaded_theme), _palette(book)
    sheets, room = {}, MOST_PLACES
    for number, sheet in enumerate(book.worksheets):
        reader = _Sheet(sheet, theme, palette, unsaved.get(number, frozenset()))
        grid = Grid(
            sheet.title,
            hidden=sheet.sheet_state != "visible",
            hidden_rows=frozenset(row - 1 for row, kept in sheet.row_dimensions.items() if kept.hidden or kept.ht == 0),
            hidden_columns=frozenset(_hidden_columns(sheet)),
            from_1904=book.epoch.year == 1904,
        )
        for row in reader.rows():
            room -= max(1, len(row))
            if room < 0:
                raise CannotReadError(
                    f"{name} has more than {MOST_PLACES:,} cells, blank ones among them, which is the limit",
                    "copy the rows that matter into a new workbook, as values, and import that",
                )
            grid.rows.append(row)
        _merge(grid, sheet)
        sheets[sheet.title] = grid
    return sheets


def open_workbook(name: str, raw: bytes, *, data_only: bool) -> Any:
    """Open a workbook with openpyxl, once what is in it has been counted.

    Raises:
        CannotReadError: where it is none, or holds more than is read.
        MissingPackageError: when openpyxl is not installed.
    """
    openpyxl = need("openpyxl", "reading a workbook", "xlsx")
    try:
        check_package(raw, WORKBOOK)
        with warnings.catch_warnings():
            # what it does not keep (drop-downs, headers) is nothing that is read
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(raw), data_only=data_only, rich_text=True)
    except TooMuchError as error:
        raise CannotReadError(
            f"{name} {error}", "copy the rows that matter into a new workbook, as values, and import that"
        ) from error
    except MemoryError:
        raise
    except Exception as error:
        raise CannotReadError(
            f"{name} cannot be read as an Excel workbook ({type(error).__name__})",
            "open it in Excel or LibreOffice and save it again as .xlsx",
        ) from error


def _palette(book: Any) -> Sequence[str]:
    usual = need("openpyxl.styles.colors", "reading a workbook", "xlsx").COLOR_INDEX
    own = getattr(book, "_colors", None) or usual
    # 64 and 65 are the colours of text and of paper
    return [*list(own)[:64], *usual[len(own) : 64], "00000000", "00FFFFFF"]


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for kept in sheet.column_dimensions.values():
        if (kept.hidden or kept.width == 0) and kept.min and kept.max:
            yield from range(kept.min - 1, kept.max)


def _unsaved(raw: bytes) -> Mapping[int, frozenset[str]]:
    """Return the cells of each sheet, by its place in the book, that are formulas without any saved result."""
    found = {}
    with ZipFile(io.BytesIO(raw)) as parts:
        for number, name in enumerate(_sheet_parts(parts)):
            data = parts.read(name) if name in parts.namelist() else b""
            if re.search(rb"<(?:\w+:)?f[ >/]", data):
                found[number] = frozenset(_without_result(data))
    return found


def _sheet_parts(parts: ZipFile) -> list[str]:
    """Return the parts that hold the worksheets, in the order of the book."""
    targets = {}
    for element in _elements(parts.read("xl/_rels/workbook.xml.rels")):
        if element.get("Type", "").endswith("/worksheet"):
            target = element.get("Target", "")
            targets[element.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    order = []
    for element in _elements(parts.read("xl/workbook.xml")):
        if element.tag.endswith("}sheet"):
            own = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
            if own in targets:
                order.append(targets[own])
    return order


def _elements(data: bytes) -> Iterator[Any]:
    # what could expand in it, a document type, has been refused
    return (element for _, element in _iterparse(io.BytesIO(data)))  # noqa: S314


def _without_result(data: bytes) -> Iterator[str]:
    for element in _elements(data):
        if element.tag.endswith("}c"):
            parts = {child.tag.rpartition("}")[2]: child for child in element}
            # a result of no letters is kept as such (t="str"); some programs write an empty one for none
            has_result = "is" in parts or ("v" in parts and (bool(parts["v"].text) or element.get("t") == "str"))
            if "f" in parts and not has_result:
                yield element.get("r", "")
            element.clear()


class _Sheet:
    def __init__(self, sheet: Any, theme: Sequence[str], palette: Sequence[str], unsaved: frozenset[str]) -> None:
        self.sheet, self.theme, self.palette, self.unsaved = sheet, theme, palette, unsaved
        self.fills: dict[int, str] = {}

    def rows(self) -> Iterator[list[Cell]]:
        """Return the rows as far as the last that says something; between them, what is blank costs nothing."""
        by_row: dict[int, dict[int, Cell]] = defaultdict(dict)
        # the public way makes a cell for every place that is blank
        for (row, column), cell in self.sheet._cells.items():  # noqa: SLF001
            made = self._cell(cell)
            if made is not None:
                by_row[row][column] = made
        said = [row for row, cells in by_row.items() if any(_says(cell) for cell in cells.values())]
        blank = Cell()
        for row in range(1, max(said, default=0) + 1):
            cells = by_row.get(row, {})
            yield [cells.get(column, blank) for column in range(1, max(cells, default=0) + 1)]

    def _cell(self, cell: Any) -> Cell | None:
        value = value_of(cell)
        note = cell.comment
        unsaved = bool(self.unsaved) and cell.coordinate in self.unsaved
        style = cell._style.xfId, cell._style.fillId, cell._style.fontId  # noqa: SLF001 - reading a fill is slow
        key = hash(style)
        if key not in self.fills:
            seen = fill_of(cell.fill, self.theme, self.palette)
            self.fills[key] = "" if seen == MARKED else seen
        fill = self.fills[key]
        if value is None and not fill and note is None and not unsaved:
            return None
        return Cell(
            value,
            fill,
            shown=_shown(cell, value),
            struck=value is not None and (bool(cell.font.strike) or _is_struck_in_part(cell.value)),
            note=(cleaned(note.text) or "") if note is not None and note.author != OURS else "",
            unsaved=unsaved,
        )


def _is_struck_in_part(value: object) -> bool:
    # a text of several looks is a list of them
    runs = value if isinstance(value, list) else ()
    return any(getattr(getattr(run, "font", None), "strike", None) and str(run).strip() for run in runs)


def _says(cell: Cell) -> bool:
    return cell.value is not None or cell.unsaved or bool(cell.note)


def _merge(grid: Grid, sheet: Any) -> None:
    """Give every cell of a merged area the value of its first."""
    for area in sheet.merged_cells.ranges:
        first = grid.cell(area.min_row - 1, area.min_col - 1)
        if first.value is None and not first.fill:
            continue
        for row in range(area.min_row - 1, min(area.max_row, len(grid.rows))):
            cells = grid.rows[row]
            cells += [Cell()] * (area.max_col - len(cells))
            for column in range(area.min_col - 1, area.max_col):
                is_first = (row, column) == (area.min_row - 1, area.min_col - 1)
                cells[column] = Cell(
                    first.value, first.fill, merged=True, shown=first.shown, struck=first.struck,
                    note=first.note if is_first else "", unsaved=first.unsaved,
                )  # fmt: skip


def value_of(cell: Any) -> CellValue:
    """Return what a cell holds, as it is shown: a date shown as its month or year is that."""
    value = cell.value
    if isinstance(value, datetime | date):
        return _as_shown(value, _pattern(cell))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{round(value * 100, 10):g}%" if "%" in _pattern(cell) else value
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list):
        return cleaned(str(value))
    if isinstance(value, time):
        return value.isoformat()
    return value if value is None or isinstance(value, int | float | date) else str(value)


def _pattern(cell: Any) -> str:
    """Return the format of a number without its literal text, its first part alone."""
    shown = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", str(cell.number_format or "").lower())
    return shown.split(";")[0]


def _as_shown(value: date, pattern: str) -> CellValue:
    if "d" in pattern or pattern in ("", "general", "@"):
        return value.date() if isinstance(value, datetime) else value
    if "y" in pattern and "m" not in pattern:
        return str(value.year)
    if "m" in pattern and not re.search("[hs]", pattern):
        return f"{value.year}-{value.month:02}"  # shown as Apr-26: the month is meant, not its first day
    return value.date() if isinstance(value, datetime) else value


def _shown(cell: Any, value: CellValue) -> str:
    """Return a number as it is shown, where it is the same number with noughts: 1.10, 007."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    found = re.fullmatch(r"(0+)(?:\.(0+))?", _pattern(cell))
    if not found:
        return ""
    whole, places = len(found[1]), len(found[2] or "")
    said = f"{value:0{whole + places + 1 if places else whole}.{places}f}"
    return said if float(said) == value and said != str(value) else ""
