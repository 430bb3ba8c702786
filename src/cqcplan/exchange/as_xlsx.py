"""Tables as one workbook: a sheet and an Excel table for each, real days and figures, nothing merged."""

import io
from datetime import date
from typing import Any

from cqcplan.exchange.table import Table, Tables, Value
from cqcplan.exchange.workbook import new_workbook
from cqcplan.view.made_for import not_for_the_public

LONGEST_SHEET_NAME = 31
LONGEST_TEXT = 32_767
"""The most characters that a cell of Excel holds."""


def xlsx_bytes(tables: Tables) -> bytes:
    """Return the workbook.

    Raises:
        MissingPackageError: when XlsxWriter is not installed.
    """
    written = io.BytesIO()
    title = f"Improvement plan {tables.plan}, as of {tables.as_of.isoformat()}, for {tables.audience}"
    with new_workbook(written, title, tables.as_of, tables.audience) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        # the dictionary comes first, where people look
        for table in sorted(tables.tables, key=lambda table: table.name != "dictionary"):
            _sheet(book, table, day, not_for_the_public(tables.audience))
    return written.getvalue()


def _sheet(book: Any, table: Table, day: Any, marking: str) -> None:
    sheet = book.add_worksheet(table.name[:LONGEST_SHEET_NAME])
    if marking:
        sheet.set_header(f"&C&B{marking}")
        sheet.set_footer(f"&C&B{marking}")
    sheet.freeze_panes(1, 1)
    last_row, last_column = max(1, len(table.rows)), len(table.columns) - 1
    sheet.add_table(
        0,
        0,
        last_row,
        last_column,
        {
            # a table's name may be no word of a formula: every one has its own beginning
            "name": f"t_{table.name}",
            "style": "Table Style Light 1",
            "columns": [{"header": column.name} for column in table.columns],
        },
    )
    for place, column in enumerate(table.columns):
        widest = max((len(str(row[place] or "")) for row in table.rows), default=0)
        sheet.set_column(
            place, place, min(60, max(len(column.name) + 3, widest + 1)), day if column.kind == "date" else None
        )
    for number, row in enumerate(table.rows, 1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, day)


def _write(sheet: Any, row: int, place: int, value: Value, day: Any) -> None:
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(row, place, value)
        case date():
            sheet.write_datetime(row, place, value, day)
        case str():
            sheet.write_string(row, place, value[:LONGEST_TEXT])
        case _:
            sheet.write_number(row, place, value)
