"""What people do to a tracker that is no answer to it is taken or told: nothing in it is passed by."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.exchange.round_trip import DAY, EXAMPLESHIRE, bytes_of, copy_of, fine, plan_in, run

LATER = "2026-07-20"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan that may be written."""
    return copy_of(EXAMPLESHIRE, tmp_path)


def place(book: Any, entry: str, heading: str, sheet: str = "Tracker") -> Any:
    """Return the cell of an entry under a heading."""
    page = book[sheet]
    column = next(cell.column for cell in page[1] if cell.value == heading)
    row = next(row[0].row for row in page.iter_rows(min_row=2) if row[0].value == entry)
    return page.cell(row, column)


def hide_edited(book: Any) -> None:
    place(book, "retain", "Status").value = "Complete"
    book["Tracker"].row_dimensions[place(book, "retain", "Id").row].hidden = True


def hide(book: Any) -> None:
    book["Tracker"].row_dimensions[place(book, "retain", "Id").row].hidden = True


def strike(book: Any) -> None:
    place(book, "retain", "Title").font = Font(strike=True)


def strike_edited(book: Any) -> None:
    strike(book)
    place(book, "retain", "Status").value = "Closed"


def hide_column_edited(book: Any) -> None:
    cell = place(book, "retain", "Status")
    cell.value = "Complete"
    book["Tracker"].column_dimensions[cell.column_letter].hidden = True


def new_row_hidden(book: Any) -> None:
    page = book["Tracker"]
    heads = {cell.value: cell.column for cell in page[1]}
    row = place(book, "train", "Id").row + 5
    for heading, said in {"Under": "workforce", "Title": "A step that nobody sees"}.items():
        page.cell(row, heads[heading]).value = said
    page.row_dimensions[row].hidden = True


def measure_hidden(book: Any) -> None:
    page = book["Measures"]
    heads = {cell.value: cell.column for cell in page[1]}
    page.cell(2, heads["New value"]).value = 12
    page.cell(2, heads["On"]).value = "30 June 2026"
    page.row_dimensions[2].hidden = True


def strike_news(book: Any) -> None:
    cell = place(book, "retain", "What happened")
    cell.value = CellRichText("Six joined. ", TextBlock(InlineFont(strike=True), "Four will leave."))


def comment(book: Any) -> None:
    place(book, "retain", "Owner").comment = Comment("Ask Sam", "Sam")


def own_column(book: Any) -> None:
    page = book["Tracker"]
    page.cell(1, page.max_column + 1, "Our notes")
    page.cell(3, page.max_column, "Ring them")


def copy_sheet(book: Any) -> None:
    book.copy_worksheet(book["Tracker"]).title = "Tracker (2)"


def copy_edited(book: Any) -> None:
    copy_sheet(book)
    place(book, "retain", "Status", "Tracker (2)").value = "Complete"


def own_sheet(book: Any) -> None:
    book.create_sheet("Scratch").append(["Ring", "Sam"])


def edit_around(name: str) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        book[name].cell(2, 2).value = "Typed over"

    return edit


def add_around(name: str) -> Callable[[Any], None]:
    def add(book: Any) -> None:
        page = book[name]
        page.cell(page.max_row + 1, 2, "One more")

    return add


def measure(book: Any) -> None:
    page = book["Measures"]
    page.cell(2, next(cell.column for cell in page[1] if cell.value == "Latest value")).value = 99


def kind_of_new(book: Any) -> None:
    page = book["Tracker"]
    heads = {cell.value: cell.column for cell in page[1]}
    row = place(book, "train", "Id").row + 5
    for heading, said in {"Kind": "Milestone", "Under": "workforce", "Title": "A step"}.items():
        page.cell(row, heads[heading]).value = said


ASKED, REFUSED = "asked", "refused"
EDITS: list[tuple[Callable[[Any], None], str, str, int]] = [
    (hide, "", "", 0),
    (hide_edited, ASKED, "this row is hidden, and something in it was changed: it is left out", 0),
    (hide_column_edited, ASKED, "Status: asked: this column is hidden, and something in it was changed", 0),
    (new_row_hidden, ASKED, "this row is hidden, and something in it was changed: it is left out", 0),
    (measure_hidden, ASKED, "this row is hidden, and something in it was changed: it is left out", 0),
    (strike, ASKED, "this row is struck through, which says nothing", 0),
    (strike_edited, ASKED, "what was typed in it is taken", 1),
    (strike_news, ASKED, "What happened: asked: this cell is struck through, or part of it: the row is left out", 0),
    (comment, ASKED, 'a comment hangs on this cell, and is not read: "Ask Sam"', 0),
    (own_column, ASKED, "this column is not one of the tracker's: it is not read", 0),
    (copy_sheet, ASKED, "this sheet is a copy of Tracker, and says the same", 0),
    (copy_edited, REFUSED, "this sheet is a second copy of Tracker, with other words in it", 0),
    (own_sheet, ASKED, "this sheet is not one of the tracker's: it is not read", 0),
    *[(edit_around(name), REFUSED, "Typed over", 0) for name in ("Risks", "Promises", "Returns", "Meetings")],
    *[(add_around(name), REFUSED, "this sheet is for reading: its row", 0) for name in ("Risks", "Meetings")],
    (measure, REFUSED, "type the new figure under New value", 0),
    (kind_of_new, REFUSED, "a milestone stands under an action", 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "kind", "says", "written"),
    EDITS,
    ids=[f"{number}-{edit[0].__name__}" for number, edit in enumerate(EDITS)],
)
def test_every_edit_is_taken_or_told(
    edit: Callable[[Any], None], kind: str, says: str, written: int, *, plan: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tracker.xlsx"
    fine("export", plan, "--format", "tracker", "-o", out, "--as-of", DAY)
    book = load_workbook(out, rich_text=True)
    edit(book)
    book.save(out)
    before = bytes_of(plan)
    result = run("import", out, "--plan", plan, "--on", LATER, "--yes")
    assert result.exit_code == (1 if kind == REFUSED else 0), result.output
    assert f": {written} to write" in result.stderr
    assert (f": {kind}: " in result.stdout) if kind else not result.stdout, result.output
    assert says in result.stdout, result.output
    assert (bytes_of(plan) != before) == bool(written)


OWN = """\
schema: 1
plan: {id: made-up, council: {name: Made-up Council}, framework: la-2026-04}
priorities: [{id: waiting-times, title: Waiting times}, {id: workforce, title: Workforce}]
updates: []
"""


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        (0, "not-started"), ("0%", "not-started"), (0.4, "in-progress"), ("40%", "in-progress"), (40, "in-progress"),
        ("100%", "complete"), (100, "complete"), ("40.5 %", "in-progress"), (None, None), ("n/a", None),
    ],
)  # fmt: skip
def test_progress_is_the_status_of_a_row_that_says_none(cell: object, status: str | None, tmp_path: Path) -> None:
    assert statuses(tmp_path, [["Recruit", None, cell]]) == {"Recruit": status}
    assert statuses(tmp_path, [["Recruit", "Embedded", cell]]) == {"Recruit": "embedded"}


@pytest.mark.parametrize(("cell", "says"), [(1, "1 may be 1% or all of it"), ("half", '"half" is no percentage')])
def test_progress_in_doubt_is_asked_about(cell: object, says: str, tmp_path: Path) -> None:
    assert statuses(tmp_path, [["Recruit", None, cell]], says) == {"Recruit": None}


def statuses(folder: Path, rows: list[list[Any]], says: str = "") -> dict[str, str | None]:
    """Bring a log in; return the status of each action."""
    plan = folder / "made-up"
    plan.mkdir(exist_ok=True)
    (plan / "plan.yaml").write_text(OWN, encoding="utf-8")
    take_log(folder, plan, [["Action", "Status", "% complete"], *rows], "priority: workforce", says)
    after = plan_in(plan)
    told = {update.about: update.status for update in after.updates}
    return {action.title: told.get(action.id) for action in after.priorities[1].actions}


def take_log(folder: Path, plan: Path, rows: list[list[Any]], more: str, says: str) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Log"
    for row in rows:
        book.active.append(row)
    book.save(folder / "log.xlsx")
    known = {"Action": "title", "Status": "status", "% complete": "progress", "Area": "priority", "Step": "milestone"}
    known["Lead"] = "owner"
    columns = ", ".join(f'{known[heading]}: "{heading}"' for heading in rows[0])
    mapping = folder / "mapping.yaml"
    mapping.write_text(f"sheet: Log\nheader_rows: [1]\ncolumns: {{{columns}}}\n{more}\n", encoding="utf-8")
    result = run("import", folder / "log.xlsx", "--plan", plan, "--mapping", mapping, "--on", "2026-06-30", "--yes")
    assert result.exit_code == 0, result.output
    assert says in result.stdout


def test_a_blank_means_the_one_above_only_where_that_is_said(tmp_path: Path) -> None:
    plan = tmp_path / "made-up"
    plan.mkdir()
    (plan / "plan.yaml").write_text(OWN, encoding="utf-8")
    rows: list[list[Any]] = [
        ["Area", "Action", "Step", "Lead"],
        ["Waiting times", "Clear the list", "Contract let", "Head of Reablement"],
        [None, None, "List cleared", None],
        ["Workforce", "Recruit", None, None],
        [None, "Keep people", None, "Director"],
    ]
    more = "fill_down: [priority, title]\nowners: {Head of Reablement: Head of Reablement, Director: Director}"
    take_log(tmp_path, plan, rows, more, "")
    waits, work = plan_in(plan).priorities
    (clear,) = waits.actions
    assert [(step.title, step.owner) for step in clear.milestones] == [
        ("Contract let", "head-of-reablement"), ("List cleared", None),
    ]  # fmt: skip
    assert [(action.title, action.owner) for action in work.actions] == [("Recruit", None), ("Keep people", "director")]


def test_a_cell_struck_through_is_asked_about_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "made-up").mkdir()
    (tmp_path / "made-up" / "plan.yaml").write_text(OWN, encoding="utf-8")
    book = Workbook()
    page = book.worksheets[0]
    for row in (
        ("Action", "Workstream", "Due date", "Update"),
        ("Hire six", "Workforce", "30/04/2027", "Two have come."),
        ("Hire four", "Workforce", "31/05/2027", "None has come."),
    ):
        page.append(row)
    page["C2"].font = Font(strike=True)
    page["A3"] = CellRichText(TextBlock(InlineFont(strike=True), "Do not say "), "Hire four")
    file, mapping = tmp_path / "log.xlsx", tmp_path / "map.yaml"
    book.save(file)
    fine("import", file, "--plan", tmp_path / "made-up", "--guess", "-o", mapping)
    said = mapping.read_text(encoding="utf-8")
    assert "struck_rows: null  # CHECK: 1 row struck through" in said
    result = run("import", file, "--plan", tmp_path / "made-up", "--mapping", mapping, "--on", LATER, "--dry-run")
    assert "row 2, Due date: asked: this cell is struck through, or part of it: it is not read" in result.stdout
    assert "row 3: asked: this row is struck through: it is left out" in result.stdout
    assert ("due: 2027" in result.stdout, "Hire six" in result.stdout, "new action under" in result.stdout) == (
        False, True, True,
    )  # fmt: skip
    mapping.write_text(said.replace("struck_rows: null", "struck_rows: read"), encoding="utf-8")
    taken = run("import", file, "--plan", tmp_path / "made-up", "--mapping", mapping, "--on", LATER, "--dry-run").stdout
    assert ("due: 2027-04-30" in taken, "Do not say Hire four" in taken, "asked" in taken) == (True, True, False)


@pytest.mark.parametrize("said", ["#REF!", "#N/A", "#NAME?", "Err:508", "#SPILL!"])
def test_a_broken_formula_is_no_word_to_ask_about(said: str, tmp_path: Path) -> None:
    (tmp_path / "made-up").mkdir()
    (tmp_path / "made-up" / "plan.yaml").write_text(OWN, encoding="utf-8")
    rows = f"Action,Workstream,Lead,Due date,Status,Update\nHire six,Workforce,Director,{said},{said},{said}\n"
    file, mapping = tmp_path / "log.csv", tmp_path / "map.yaml"
    file.write_text(rows + f"Hire four,{said},{said},31/05/2027,Complete,Begun\n", encoding="utf-8")
    fine("import", file, "--plan", tmp_path / "made-up", "--guess", "-o", mapping)
    assert said not in mapping.read_text(encoding="utf-8")
    result = run("import", file, "--plan", tmp_path / "made-up", "--mapping", mapping, "--on", LATER, "--dry-run")
    assert result.stdout.count(f"holds {said}: its formula is broken") == 5
    assert ": 0 to write" in result.stderr
