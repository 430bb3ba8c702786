"""What an import left out or asks about, marked in a copy of the workbook, to be corrected there and given back."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cqcplan.exchange.grid import Grid
from cqcplan.exchange.missing import need
from cqcplan.exchange.proposal import Remark, Where
from cqcplan.exchange.sheet_words import one_line
from cqcplan.exchange.sheets_in import bytes_of
from cqcplan.exchange.workbook_in import MARKED, OURS, open_workbook

_TOLD = ("refused", "conflict", "asked")
_EDGE = "C55A11"
"""The colour of the edge round a cell. A fill of its own is left alone: in a RAG cell that is a word."""


def marked_copy(path: Path, sheets: Mapping[str, Grid], remarks: Sequence[Remark]) -> tuple[bytes, int]:
    """Return a copy of a workbook, or of a CSV file as one, with each remark as a comment on its cell.

    A comment of this tool's is not read when the copy comes back.

    Args:
        path: the file.
        sheets: what was read from it.
        remarks: what was said of it.

    Returns:
        The workbook, and how many of its cells are marked.

    Raises:
        MissingPackageError: when openpyxl is not installed.
    """
    openpyxl = need("openpyxl", "marking a workbook", "xlsx")
    raw = bytes_of(path)
    book = open_workbook(path.as_posix(), raw, data_only=False) if raw[:2] == b"PK" else _of_csv(openpyxl, sheets)
    by_name = {sheet.title.strip(): sheet for sheet in book.worksheets}
    told: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for remark in remarks:
        if remark.kind in _TOLD and remark.where.sheet.strip() in by_name:
            where = remark.where
            place = _place(by_name[where.sheet.strip()], where)
            said = f"{remark.message}\n{remark.help}" if remark.help else remark.message
            told[where.sheet.strip(), where.row, place + 1].append(said)
    for (sheet, row, column), every in told.items():
        _mark(openpyxl, by_name[sheet], row, column, "\n\n".join(dict.fromkeys(every)))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue(), len(told)


def _of_csv(openpyxl: Any, sheets: Mapping[str, Grid]) -> Any:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, grid in sheets.items():
        sheet = book.create_sheet(name[:31])
        for row in grid.rows:
            sheet.append([cell.text or None for cell in row])
    return book


def _place(sheet: Any, where: Where) -> int:
    """Return the column of a remark: its own, that of its heading, or the first of the row that says something."""
    if where.at >= 0:
        return where.at
    if where.column:
        for row in range(where.row - 1, 0, -1):
            for place, cell in enumerate(sheet[row]):
                if one_line(str(cell.value or "")) == where.column:
                    return place
    return next((place for place, cell in enumerate(sheet[where.row]) if cell.value not in (None, "")), 0)


def _mark(openpyxl: Any, sheet: Any, row: int, column: int, said: str) -> None:
    cell = sheet.cell(row, column)
    for merged in sheet.merged_cells.ranges:
        if cell.coordinate in merged:
            cell = sheet.cell(merged.min_row, merged.min_col)
    edge = openpyxl.styles.Side(style="thick", color=_EDGE)
    if cell.fill.fill_type is None:
        cell.fill = openpyxl.styles.PatternFill("solid", fgColor=MARKED)
    cell.border = openpyxl.styles.Border(left=edge, right=edge, top=edge, bottom=edge)
    own = cell.comment
    kept = f"{own.text}\n\n" if own is not None and own.author != OURS else ""
    comment = openpyxl.comments.Comment(f"{kept}{said}", own.author if kept else OURS)
    comment.width, comment.height = 320, 140
    cell.comment = comment
