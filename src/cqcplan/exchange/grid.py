"""Sheets as they come in: cells with their values and fills, wherever they come from."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from cqcplan.exchange.csv_text import read_csv
from cqcplan.exchange.missing import need
from cqcplan.packed.package import WORKBOOK, TooMuchError, check_package

CellValue = str | int | float | bool | date | None
LARGEST = 50 * 1_048_576
"""The largest file that is read, in bytes."""
MOST_BLANK = 500
"""So many blank rows end a sheet: formats may reach a million rows down."""
MOST_COLUMNS = 200
MOST_PLACES = 1_000_000
"""So many cells are read in one workbook, blank ones among them."""
_ESCAPED = re.compile("_x(00[0189][0-9A-Fa-f]|005F(?=_x)|007F|202[89])_")
"""How Excel writes a character that XML may not hold, and an underscore that would be read so."""
_ENDS_LINE = re.compile("\r\n|[\r\x85\u2028\u2029]")
"""Line ends as Word and other programs write them."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, which a plan refuses: they come with text pasted from elsewhere."""
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How files of old Excel begin, and those with a password."""


class CannotReadError(Exception):
    """A file from outside cannot be read. Carries one sentence, and what to do."""

    def __init__(self, message: str, help_: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as people see it."""

    value: CellValue = None
    fill: str = ""
    """The colour of its background as six figures, ``92D050``; empty for none."""
    merged: bool = False
    """Whether it is covered by a merged cell, whose value it then has."""

    @property
    def text(self) -> str:
        """The value as text, without white space round it; a whole number has no point."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return value.isoformat() if isinstance(value, date) else str(value).strip()


BLANK = Cell()


@dataclass(slots=True)
class Grid:
    """One sheet."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    """From the first row and column on; every place counts, blank or not."""

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell by its place, both from nought; a blank one beyond the edge."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else BLANK


def letter(column: int) -> str:
    """Name a column, counted from nought, as spreadsheets do: A, B … AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_sheets(path: Path) -> dict[str, Grid]:
    """Read a workbook, or one CSV file as a workbook of one sheet.

    Raises:
        CannotReadError: where the file is not there or is neither.
        MissingPackageError: when openpyxl is not installed and the file is a workbook.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise CannotReadError(
            f"{path.as_posix()} cannot be opened: {error.strerror}", "check its name and who may read it"
        ) from error
    if len(raw) > LARGEST:
        raise CannotReadError(f"{path.as_posix()} is larger than {LARGEST // 1_048_576} MB, which is the limit")
    if raw[:4] == _OLD_OR_LOCKED:
        raise CannotReadError(
            f"{path.as_posix()} is an old Excel file (.xls), or has a password",
            "open it and save it as an Excel workbook (.xlsx) without a password",
        )
    if raw[:2] == b"PK":
        return dict(_workbook(path, raw))
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        raise CannotReadError(f"{path.as_posix()} is not an Excel workbook", "open it and save it again as .xlsx")
    try:
        rows = read_csv(raw)
    except ValueError as error:
        raise CannotReadError(f"{path.as_posix()}: {error}") from error
    return {path.stem: Grid(path.stem, [[Cell(cleaned(text)) for text in row] for row in rows])}


def _workbook(path: Path, raw: bytes) -> Iterator[tuple[str, Grid]]:
    openpyxl = need("openpyxl", "reading a workbook", "xlsx")
    try:
        check_package(raw, WORKBOOK)
        book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    except TooMuchError as error:
        raise CannotReadError(
            f"{path.as_posix()} {error}", "copy the rows that matter into a new workbook, as values, and import that"
        ) from error
    except MemoryError:
        raise
    except Exception as error:
        raise CannotReadError(
            f"{path.as_posix()} cannot be read as an Excel workbook ({type(error).__name__})",
            "open it in Excel or LibreOffice and save it again as .xlsx",
        ) from error
    _check_formulas(path, raw, book)
    room = MOST_PLACES
    for sheet in book.worksheets:
        grid = _sheet(sheet, room)
        room -= sum(len(row) for row in grid.rows)
        if room < 0:
            raise CannotReadError(
                f"{path.as_posix()} has more than {MOST_PLACES:,} cells, blank ones among them, which is the limit",
                "copy the rows that matter into a new workbook, as values, and import that",
            )
        yield sheet.title, grid


def _check_formulas(path: Path, raw: bytes, book: Any) -> None:
    """Refuse a workbook with formulas whose results are not stored: their cells would pass for blank."""
    with ZipFile(io.BytesIO(raw)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    if not any(re.search(rb"<f[ >/]", sheet) for sheet in sheets):
        return
    openpyxl = need("openpyxl", "reading a workbook", "xlsx")
    for sheet in openpyxl.load_workbook(io.BytesIO(raw)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and book[sheet.title][cell.coordinate].value is None:
                    raise CannotReadError(
                        f"{path.as_posix()}: {sheet.title}, cell {cell.coordinate} is a formula without its result",
                        "open the file in Excel or LibreOffice and save it; to begin a text with =, put ' before it",
                    )


def _sheet(sheet: Any, room: int) -> Grid:
    grid = Grid(sheet.title)
    blank = 0
    for row in sheet.iter_rows(max_col=min(sheet.max_column or 1, MOST_COLUMNS)):
        cells = [Cell(_value(cell), _fill(cell)) for cell in row]
        blank = 0 if any(cell.value is not None for cell in cells) else blank + 1
        if blank > MOST_BLANK:
            break
        grid.rows.append(cells)
        room -= len(cells)
        if room < 0:
            return grid
    for area in sheet.merged_cells.ranges:
        first = grid.cell(area.min_row - 1, area.min_col - 1)
        for row in range(area.min_row - 1, min(area.max_row, len(grid.rows))):
            for column in range(area.min_col - 1, min(area.max_col, len(grid.rows[row]))):
                grid.rows[row][column] = Cell(first.value, first.fill, merged=True)
    while grid.rows and all(cell.value is None for cell in grid.rows[-1]):
        grid.rows.pop()
    return grid


def _value(cell: Any) -> CellValue:
    value = cell.value
    shown = str(cell.number_format or "").lower()
    if isinstance(value, datetime):
        if "m" in shown and "y" in shown and "d" not in shown:
            return f"{value.year}-{value.month:02}"  # shown as Apr-26: the month is meant, not its first day
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in shown:
        return f"{round(value * 100, 10):g}%"
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, time):
        return value.isoformat()
    return value if value is None or isinstance(value, int | float | date) else str(value)


def cleaned(text: str) -> str | None:
    """Take out what does not show and a plan cannot hold; nothing is left of a text that is blank."""
    text = _ESCAPED.sub(_unescaped, text.replace("_x000D_", ""))
    text = _UNSEEN.sub(" ", _ENDS_LINE.sub("\n", text))
    return text if text.strip() else None


def _unescaped(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16))
    return "\n" if sign in "\x0b\x0c" else sign  # Word's soft line break, and its page break


def _fill(cell: Any) -> str:
    fill = cell.fill
    if fill is None or fill.fill_type != "solid" or fill.fgColor is None:
        return ""
    rgb = fill.fgColor.rgb
    if not isinstance(rgb, str) or len(rgb) != 8:
        return f"theme{fill.fgColor.theme}" if isinstance(fill.fgColor.theme, int) else ""
    return "" if rgb[2:].upper() == "FFFFFF" else rgb[2:].upper()
