"""Any tracker written as a workbook or as CSV; its lines know their sheet and row then."""

import csv
import io
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter  # type: ignore[import-untyped]

from cqcplan.exchange.workbook_in import workbook_sheets
from tests.exchange.any_tracker import FILLS, OTHER, REFS, SHAPES, STATES, STORED, Line, Shown, Tracker

_BLANK, _UNSAVED = "RESULT OF NO LETTERS", "RESULT THAT IS NOT SAVED"


def workbook_of(tracker: Tracker) -> bytes:
    """Write a tracker."""
    return _as_saved(_Writer(tracker).bytes())


def csv_of(tracker: Tracker, encoding: str, delimiter: str) -> bytes:
    """Write the first sheet of a plain tracker as text."""
    grid = next(iter(workbook_sheets("made.xlsx", workbook_of(tracker)).values()))
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([cell.text for cell in row] for row in grid.rows)
    return written.getvalue().encode(encoding)


class _Writer:
    def __init__(self, tracker: Tracker) -> None:
        self.tracker = tracker
        self.numbers: dict[str, int] = {}
        self.written = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.written, {"in_memory": True, "date_1904": tracker.from_1904})

    def bytes(self) -> bytes:
        tracker = self.tracker
        for extra in tracker.extras:
            self._extra(extra)
        for number, name in enumerate(tracker.sheets):
            if tracker.priorities == "sheet":
                lines = [line for line in tracker.lines if line.priority == name]
            else:
                lines = tracker.lines[number :: len(tracker.sheets)]
            sheet = self._sheet(name, lines)
            if number and number == len(tracker.sheets) - 1 and tracker.hidden_sheet:
                sheet.hide()
        self.book.close()
        return self.written.getvalue()

    def _extra(self, name: str) -> None:
        sheet = self.book.add_worksheet(name)
        if name == "Lists":
            sheet.hide()
            for row, word in enumerate(["Status", *STATES]):
                sheet.write(row, 0, word)
        elif name == "Contacts":
            for row, words in enumerate([("Name", "Telephone"), ("Sam Green", "0113 496 0000")]):
                sheet.write_row(row, 0, words)
        else:
            self._heads(sheet)  # a sheet that nobody has filled in

    def _heads(self, sheet: Any) -> int:
        tracker = self.tracker
        for row in range(tracker.above):
            sheet.write(row, 0, ("Adult social care improvement plan", "Version 3, for the board", "Draft")[row])
        row = tracker.above
        for place, name in enumerate(tracker.order, tracker.margin):
            heading = self._heading(name)
            in_group = tracker.is_over_two and name in ("first_due", "due", "revised")
            if tracker.is_over_two and not in_group:
                sheet.merge_range(row, place, row + 1, place, heading)
            else:
                sheet.write(row + tracker.is_over_two, place, heading)
        return row + 1 + tracker.is_over_two

    def _sheet(self, name: str, lines: list[Line]) -> Any:
        tracker = self.tracker
        sheet = self.book.add_worksheet(name)
        row = self._heads(sheet)
        before, first = "", row
        groups: list[tuple[int, int, str]] = []
        for number, line in enumerate(lines):
            if tracker.again and number == tracker.again and tracker.priorities != "merged":
                for place, column in enumerate(tracker.order, tracker.margin):
                    sheet.write(row, place, self._heading(column))
                row += 1
            changed = line.priority != before
            row += self._banner(sheet, row, line.priority) if changed else 0
            row += 0 if changed or tracker.priorities == "merged" else line.gap
            if changed and before:
                groups.append((first, row - 1, before))
            first = row if changed else first
            before, line.sheet, line.row = line.priority, name, row + 1
            line.cells["priority"] = line.priority if changed or tracker.priorities == "column" else ""
            self._row(sheet, row, line)
            row += 1
        self._merge(sheet, [*groups, (first, row - 1, before)])
        self._close(sheet, row, len(lines))
        return sheet

    def _banner(self, sheet: Any, row: int, priority: str) -> int:
        """Write the name of a priority over its rows, where this tracker has such; return how many rows it takes."""
        if self.tracker.priorities == "banner":
            sheet.write(row, 0, priority)
        elif self.tracker.priorities == "wide banner":
            sheet.merge_range(row, 0, row, len(self.tracker.order) + self.tracker.margin - 1, priority)
        else:
            return 0
        return 1

    def _merge(self, sheet: Any, groups: list[tuple[int, int, str]]) -> None:
        place = self._place("priority") if "priority" in self.tracker.order else 0
        for top, bottom, priority in groups if self.tracker.priorities == "merged" else ():
            if bottom > top:
                sheet.merge_range(top, place, bottom, place, priority)

    def _close(self, sheet: Any, row: int, lines: int) -> None:
        tracker = self.tracker
        for number in range(tracker.numbered):  # numbered, and still to be filled in
            sheet.write(row, self._place("ref"), 900 + number)
            row += 1
        if tracker.closing:
            sheet.write_row(row + 1, 0, ["Total", lines])
            sheet.write(row + 2, 0, "Note: dates are provisional")
        if tracker.hidden_column:
            place = self._place(tracker.hidden_column)
            sheet.set_column(place, place, None, None, {"hidden": True})

    def _number(self, line: Line) -> object:
        """Return the number of a row; they begin again under each priority, and go on where it comes up once more."""
        again = self.numbers[line.priority] = self.numbers.get(line.priority, 0) + 1
        return again if self.tracker.refs == "again" else REFS[self.tracker.refs](int(line.token[1:-1]))

    def _heading(self, name: str) -> str:
        return self.tracker.dressed.format(self.tracker.headings.get(name, name))

    def _place(self, name: str) -> int:
        return self.tracker.order.index(name) + self.tracker.margin

    def _row(self, sheet: Any, row: int, line: Line) -> None:
        line.cells["ref"] = self._number(line)
        for place, name in enumerate(self.tracker.order, self.tracker.margin):
            look = {"font_strikeout": True} if line.struck else {}
            if name == line.broken:
                sheet.write_formula(row, place, "=#REF!+1", None, value="#REF!")
            elif name in line.dates:
                self._date(sheet, row, place, line.dates[name], look)
            elif name == "rag":
                fill = FILLS[line.fill][0] if line.fill else {}
                sheet.write(row, place, line.rag or None, self.book.add_format(look | fill))
            elif name in OTHER:
                values = OTHER[name]
                sheet.write(row, place, values[row % len(values)])
            elif name == "text" and line.formula:
                saved = {"saved": line.cells["text"] or _BLANK, "blank": _BLANK, "unsaved": _UNSAVED}[line.formula]
                sheet.write_formula(row, place, "=A1", None, value=saved)
            else:
                shape = SHAPES.get(self.tracker.refs, "") if name == "ref" else ""
                shape = "0%" if name == "progress" and not isinstance(line.progress[0], str) else shape
                told = {"owner": line.owner, "status": line.status, "progress": line.progress[0]}
                said = told.get(name, line.cells.get(name, ""))
                put = sheet.write_string if isinstance(said, str) and said else sheet.write
                put(row, place, said, self.book.add_format(look | ({"num_format": shape} if shape else {})))
        if line.comment:
            sheet.write_comment(row, self._place(line.comment), f"Ask about {line.token}")
        if line.hidden:
            sheet.set_row(row, None, None, {"hidden": True})

    def _date(self, sheet: Any, row: int, place: int, shown: Shown, look: dict[str, Any]) -> None:
        value = shown.value
        style = self.book.add_format(look | ({"num_format": shown.format} if shown.format else {}))
        first = date(1904, 1, 1) if self.tracker.from_1904 else date(1899, 12, 30)
        if isinstance(value, date) and shown.by_formula:
            sheet.write_formula(row, place, "=A1", style, value=(value - first).days)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, style)
        elif isinstance(value, str) and shown.by_formula:
            sheet.write_formula(row, place, "=A1", style, value=value or _BLANK)
        elif isinstance(value, int) and value > 9999 and self.tracker.from_1904:
            sheet.write(row, place, value - 1462)
        else:
            sheet.write(row, place, value, style)


def _as_saved(raw: bytes) -> bytes:
    """Write what programs write and xlsxwriter does not: results of no letters or none at all, and other fills."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in parts.namelist():
            data = parts.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = data.replace(f' t="str"><f>A1</f><v>{_UNSAVED}</v>'.encode(), b"><f>A1</f>")
                data = data.replace(f"<v>{_BLANK}</v>".encode(), b"<v></v>")
            if name == "xl/styles.xml":
                for colour, stored, _ in STORED.values():
                    data = data.replace(f'rgb="FF{colour}"'.encode(), stored)
            made.writestr(name, data)
    return out.getvalue()
