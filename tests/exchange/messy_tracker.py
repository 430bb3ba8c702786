"""A made-up tracker of 300 rows with the mess that real ones have, the same every time. No real council's words.

Write it to a file to look at it: ``python -m tests.exchange.messy_tracker FILE``.
"""

import io
import random
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

SEED = 2026
ROWS = 300
WORKSTREAMS = ("Waiting times", "Workforce ", "Safeguarding", "Carers", "Data and systems", "Transitions to adulthood")
VERBS = (
    "Review",
    "Agree",
    "Publish",
    "Recruit to",
    "Redesign",
    "Audit",
    "Train staff in",
    "Test",
    "Commission",
    "Close",
)
THINGS = (
    "the front door", "the duty rota", "carers' assessments", "the review backlog", "the safeguarding pathway",
    "supervision records", "direct payments", "the information offer", "the quality dashboard", "hospital discharge",
    "the preparing for adulthood team", "advocacy referrals", "the equipment store", "provider visits",
)  # fmt: skip
OWNERS = (
    "Head of Occupational Therapy", "head of occupational therapy ", "Improvement Manager", "Director", "Jo Bloggs",
    "J Bloggs", "TBC", "",
)  # fmt: skip
STATUSES = (
    "Complete",
    "Complete ",
    "complete",
    "In progress",
    "In Progress",
    "Ongoing",
    "Not started",
    "On hold",
    "",
    "WIP",
)
FILLS = {"green": "92D050", "amber": "FFC000", "red": "FF0000", "blue": "00B0F0"}
HEADINGS = ("Ref", "Workstream", "Action", "Lead", "Original", "Revised", "Status", "RAG", "Comment")


def messy_tracker() -> bytes:
    """Return the workbook."""
    made = random.Random(SEED)  # noqa: S311 - the same every time is what is wanted
    book = Workbook()
    book.active.title = "Read me"  # type: ignore[union-attr]
    book["Read me"]["A1"] = "Action log of a council that does not exist"
    sheet = book.create_sheet("Action log (current)")
    sheet.merge_cells("A1:I1")
    sheet["A1"] = "Adult Social Care action log: made up"
    for column, heading in enumerate(HEADINGS, 1):
        if heading in HEADINGS[4:]:
            sheet.cell(4, column, heading)
        else:
            sheet.cell(3, column, heading)
            sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    sheet["E3"], sheet["G3"] = "Dates", "Progress"
    sheet.merge_cells("E3:F3")
    sheet.merge_cells("G3:I3")
    for row in (3, 4):
        for cell in sheet[row]:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="1F3864")
            cell.alignment = Alignment(wrap_text=True)
    row = 5
    for number, workstream in enumerate(WORKSTREAMS, 1):
        row = _workstream(sheet, made, row, number, workstream)
    for line in ("Note: dates in italics are provisional", "Key: green = on track, amber = at risk, red = off track"):
        row += 1
        sheet.cell(row, 1, line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _workstream(sheet: Any, made: random.Random, row: int, number: int, workstream: str) -> int:
    """Write one workstream: its name in one merged cell, its rows, a blank row here and there, and a total."""
    first = row
    names = [f"{verb} {thing}" for verb in VERBS for thing in THINGS]
    made.shuffle(names)
    count = ROWS // len(WORKSTREAMS)
    for place in range(1, count + 1):
        if place == count // 2 and number == 3:
            # the headings again, where a page once broke
            for column, heading in enumerate(HEADINGS, 1):
                sheet.cell(row, column, heading)
            sheet.cell(row, 2, None)
            row += 1
        _action(sheet, made, row, f"{number}.{place}" if made.random() < 0.7 else None, names[place])
        if place == 20 and number in (1, 4):
            # the same row twice, once with another status
            row += 1
            for column in range(1, len(HEADINGS) + 1):
                above, cell = sheet.cell(row - 1, column), sheet.cell(row, column)
                cell.value, cell.number_format = above.value, above.number_format
                cell.fill = (
                    PatternFill("solid", fgColor=above.fill.fgColor.rgb) if above.fill.fill_type else PatternFill()
                )
            if number == 4:
                sheet.cell(row, 7, "Not started" if sheet.cell(row, 7).value != "Not started" else "Complete")
        row += 1
        if made.random() < 0.04:
            row += 1
    sheet.cell(first, 2, workstream)
    sheet.merge_cells(start_row=first, end_row=row - 1, start_column=2, end_column=2)
    sheet.cell(row, 1, f"Total {workstream.strip()}")
    sheet.cell(row, 3, count)
    return row + 2


def _action(sheet: Any, made: random.Random, row: int, ref: str | None, title: str) -> None:
    sheet.cell(row, 1, ref)
    sheet.cell(row, 3, made.choice([title, f" {title}", f"{title} "]))
    sheet.cell(row, 4, made.choice(OWNERS))
    due = date(2026, 4, 1) + timedelta(days=made.randrange(400))
    _date(sheet.cell(row, 5), made, due)
    if made.random() < 0.25:
        _date(sheet.cell(row, 6), made, due + timedelta(days=made.randrange(20, 120)))
    sheet.cell(row, 7, made.choice(STATUSES))
    colour = made.choice([*FILLS, *FILLS, "purple", None])
    rag = sheet.cell(row, 8)
    if colour == "purple":
        rag.fill = PatternFill("solid", fgColor="7030A0")
    elif colour:
        rag.fill = PatternFill("solid", fgColor=FILLS[colour])
        rag.value = made.choice([None, None, None, colour.upper(), colour[0].upper()])
    if made.random() < 0.5:
        sheet.cell(
            row, 9, made.choice(["Team briefed", "Draft agreed\nwith partners", "=see minutes", "Waiting for IT"])
        )
        if str(sheet.cell(row, 9).value).startswith("="):
            sheet.cell(row, 9).data_type = "s"


def _date(cell: Any, made: random.Random, day: date) -> None:
    """Write a date in one of the ways of real trackers; now and then none at all, or one that cannot be."""
    way = made.random()
    if way < 0.25:
        cell.value, cell.number_format = datetime(day.year, day.month, day.day), "dd/mm/yyyy"  # noqa: DTZ001
    elif way < 0.40:
        cell.value = f"{day:%d/%m/%Y}"
    elif way < 0.55:
        cell.value = f"{day.day}-{day:%b-%y}"
    elif way < 0.65:
        cell.value = day.isoformat()
    elif way < 0.73:
        cell.value = (day - date(1899, 12, 30)).days
    elif way < 0.80:
        cell.value, cell.number_format = datetime(day.year, day.month, 1), "mmm-yy"  # noqa: DTZ001
    elif way < 0.86:
        cell.value = f"End of {day:%B %Y}"
    elif way < 0.93:
        cell.value = made.choice(["TBC", "tbc", "Ongoing"])
    elif way < 0.97:
        cell.value = f"end of {day:%B}"
    else:
        cell.value = made.choice(["31/02/2027", "Q2", "when funded"])


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(messy_tracker())
