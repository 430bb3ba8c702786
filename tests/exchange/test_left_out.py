"""Rows that were left out come in a copy of the file, marked where they are wrong, and go in once they are right."""

import warnings
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from tests.exchange.round_trip import EXAMPLESHIRE, copy_of, fine, plan_in, run, type_in

PLAN = """\
schema: 1
plan: {id: x, council: {name: Exampleshire}, framework: la-2026-04}
"""
ROWS = [
    ("Ref", "Workstream", "Action", "Who", "Due", "State"),
    ("1", "Waiting", "Call people weekly", "Head of OT", "31/02/2027", "In progress"),
    ("2", "Waiting", "Shorten the form", "Head of OT", "03/04/2027", "Done"),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans" / "x").mkdir(parents=True)
    (tmp_path / "plans" / "x" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    book = Workbook()
    for row in ROWS:
        book.active.append(row)  # type: ignore[union-attr]
    book.active["A3"].comment = Comment("Agreed in May.", "A manager")  # type: ignore[index]
    book.save(tmp_path / "log.xlsx")
    (tmp_path / "log.csv").write_text("".join(f"{','.join(row)}\n" for row in ROWS), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def comments(path: str) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


@pytest.mark.parametrize("file", ["log.xlsx", "log.csv"])
def test_what_is_corrected_in_the_copy_comes_in(here: Path, file: str) -> None:
    fine("import", file, "--guess", "-o", "m.yaml")
    told = run("import", file, "--mapping", "m.yaml", "--on", "2026-06-30", "--yes", "--left-out", "left.xlsx")
    assert (told.exit_code, "wrote left.xlsx: " in told.stderr) == (1, True), told.stderr
    said = comments("left.xlsx")
    assert said["E2"].startswith("31/02/2027 is not a date")
    again = run("import", "left.xlsx", "--mapping", "m.yaml", "--on", "2026-06-30", "--dry-run")
    assert "31/02/2027 is not a date" in again.stdout
    assert "a comment hangs on this cell" not in again.stdout.replace("Agreed in May", "") or file == "log.xlsx"
    book = load_workbook("left.xlsx")
    book.active["E2"] = "28/02/2027"  # type: ignore[index]
    book.save("left.xlsx")
    fine("import", "left.xlsx", "--mapping", "m.yaml", "--on", "2026-06-30", "--yes")
    titles = {item.title: str(item.due) for one in plan_in(here / "plans" / "x").priorities for item in one.actions}
    assert titles == {"Call people weekly": "28 February 2027", "Shorten the form": "3 April 2027"}


def test_a_comment_of_somebody_elses_is_kept(here: Path) -> None:
    assert here
    fine("import", "log.xlsx", "--guess", "-o", "m.yaml")
    run("import", "log.xlsx", "--mapping", "m.yaml", "--dry-run", "--left-out", "left.xlsx")
    assert comments("left.xlsx")["A3"].startswith("Agreed in May.")


def test_a_tracker_of_our_own_too(tmp_path: Path) -> None:
    plan = copy_of(EXAMPLESHIRE, tmp_path)
    tracker, left = tmp_path / "t.xlsx", tmp_path / "left.xlsx"
    fine("export", plan, "--format", "tracker", "-o", tracker, "--as-of", "2026-07-12")
    type_in(tracker, {("ot-external", "Due now"): "soon"})
    run("import", tracker, "--plan", plan, "--on", "2026-07-20", "--yes", "--left-out", left)
    (where,) = comments(str(left))
    type_in(left, {("ot-external", "Due now"): "November 2026", ("ot-external", "Why the date moved"): "Late."})
    told = run("import", left, "--plan", plan, "--on", "2026-07-20", "--yes")
    assert (where[0].isalpha(), told.exit_code) == (True, 0), told.output
    assert str(plan_in(plan).updates[-1].due) == "November 2026"


@pytest.mark.parametrize("name", ["log.xlsx", "left.yaml"])
def test_a_name_that_will_not_do_is_refused(here: Path, name: str) -> None:
    before = (here / "log.xlsx").read_bytes()
    told = run("import", "log.xlsx", "--mapping", "m.yaml", "--left-out", name)
    assert (told.exit_code, name in told.stderr) == (2, True)
    assert (here / "log.xlsx").read_bytes() == before


def test_where_nothing_is_left_out_nothing_is_written(tmp_path: Path) -> None:
    plan = copy_of(EXAMPLESHIRE, tmp_path)
    fine("export", plan, "--format", "tracker", "-o", tmp_path / "t.xlsx", "--as-of", "2026-07-12")
    told = run("import", tmp_path / "t.xlsx", "--plan", plan, "--on", "2026-07-20", "--left-out", tmp_path / "l.xlsx")
    assert (told.exit_code, "nothing was left out" in told.stderr) == (0, True)
    assert not (tmp_path / "l.xlsx").exists()


def test_what_openpyxl_does_not_keep_is_nothing_to_tell_people(here: Path) -> None:
    book = xlsxwriter.Workbook(here / "drawn.xlsx")
    page = book.add_worksheet()
    for number, row in enumerate(ROWS):
        page.write_row(number, 0, row)
    deleted = book.add_format({"font_strikeout": True})
    page.write_rich_string("G3", "Begun. ", deleted, "Nobody came.")
    page.write("G1", "Update")
    page.add_sparkline("I2", {"range": "A2:C2"})
    book.close()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        fine("import", "drawn.xlsx", "--guess", "-o", "m.yaml")
        run("import", "drawn.xlsx", "--mapping", "m.yaml", "--dry-run", "--left-out", "left.xlsx")
    assert told == []
    # nor is what was struck through plain in the copy
    assert "struck through" in run("import", "left.xlsx", "--mapping", "m.yaml", "--dry-run").stdout
