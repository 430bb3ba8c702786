"""A council's own tracker, with the mess that real ones have: what is understood, asked and refused, and only once."""

import io
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from cqcplan.exchange.dates_in import NoDateError, read_when
from tests.exchange.messy_tracker import ROWS, messy_tracker
from tests.exchange.round_trip import bytes_of, fine, plan_in, run

PLAN = """\
schema: 1
plan: {id: made-up, council: {name: Made-up Council}, framework: la-2026-04}
roles:
  - {id: head-of-ot, title: Head of Occupational Therapy}
  - {id: improvement-manager, title: Improvement Manager}
  - {id: director, title: Director of Adult Social Services}
priorities:
  - id: waiting-times
    title: Waiting times
  - id: workforce
    title: Workforce
updates: []
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan that may be written."""
    folder = tmp_path / "made-up"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def messy() -> bytes:
    """The tracker of 300 rows."""
    return messy_tracker()


def approve(file: Path, plan: Path) -> Path:
    """Let the mapping be guessed, and take it as it is."""
    mapping = file.with_suffix(".yaml")
    fine("import", file, "--plan", plan, "--guess", "-o", mapping)
    return mapping


def take(file: Path, plan: Path, mapping: Path) -> Any:
    return run("import", file, "--plan", plan, "--mapping", mapping, "--on", "2026-06-30", "--yes")


def kinds(said: str) -> Counter[str]:
    return Counter(re.findall(r": (refused|conflict|asked|skipped): ", said))


def test_three_hundred_rows(plan: Path, messy: bytes, tmp_path: Path) -> None:
    file = tmp_path / "log.xlsx"
    file.write_bytes(messy)
    mapping = approve(file, plan)
    result = take(file, plan, mapping)
    assert result.exit_code == 1
    refused = {int(row) for row in re.findall(r"row (\d+)[^\n]*: refused", result.stdout)}
    after = plan_in(plan)
    actions = [action for priority in after.priorities for action in priority.actions]
    assert len(actions) + len(refused) - 1 == ROWS, "every row is in the plan or refused; one is refused as a double"
    assert [priority.title for priority in after.priorities] == [
        "Waiting times", "Workforce", "Safeguarding", "Carers", "Data and systems", "Transitions to adulthood",
    ]  # fmt: skip
    assert kinds(result.stdout) == {"refused": 6, "asked": 46, "skipped": 10}
    assert result.stderr.startswith(
        "311 rows read: 299 to write, 0 unchanged, 6 refused, 46 to ask about, 10 passed over"
    )
    assert {action.owner for action in actions} == {None, "head-of-ot", "improvement-manager", "director"}
    assert {update.status for update in after.updates} == {None, "complete", "in-progress", "not-started"}
    assert {update.rag for update in after.updates} == {None, "green", "amber", "red"}
    again = take(file, plan, mapping)
    assert again.stderr.startswith("311 rows read: 0 to write, 295 unchanged, 6 refused")
    assert plan_in(plan) == after
    assert run("validate", plan, "--as-of", "2026-06-30").exit_code == 0


def test_the_guess_is_shown_with_what_to_check(plan: Path, messy: bytes, tmp_path: Path) -> None:
    file = tmp_path / "log.xlsx"
    file.write_bytes(messy)
    before = bytes_of(plan)
    text = fine("import", file, "--plan", plan, "--guess")
    for line in (
        'sheet: "Action log (current)"', '  title: "Action"', '  first_due: "Original"', '  due: "Revised"',
        "date_order: day-first", '  "On hold": null  # CHECK: no state of a plan; null says nothing',
        '  "92D050": green', '  "00B0F0": null  # CHECK: blue is no colour of this plan',
        '  "Jo Bloggs": null  # CHECK: which post is this?', '  "Workforce": workforce',
        ('  "Safeguarding": "Safeguarding"  # CHECK: not in the plan, so it would be a new priority, and so would 3'
         " more: or is one of them waiting-times, workforce in other words?"),
        '  "Carers": "Carers"  # not in the plan, so it would be a new priority',
        'ignore: ["Key", "Note", "Total"]',
    ):  # fmt: skip
        assert f"{line}\n" in text, line
    assert bytes_of(plan) == before


def workbook(rows: list[list[Any]], path: Path, merge: str = "", fills: dict[str, str] | None = None) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    for place, colour in (fills or {}).items():
        sheet[place].fill = PatternFill("solid", fgColor=colour)
    written = io.BytesIO()
    book.save(written)
    path.write_bytes(written.getvalue())
    return path


MAPPING = """\
sheet: Log
header_rows: [1]
columns: {title: Action, priority: Area, milestone: Step, owner: Lead, due: Due, status: Status, rag: RAG, text: News}
date_order: day-first
fills: {"92D050": green}
owners: {Jo Bloggs: Head of Reablement, Sam: null}
priorities: {Waits: waiting-times}
"""
HEADS = ["Area", "Action", "Step", "Lead", "Due", "Status", "RAG", "News"]


def test_milestones_new_posts_and_fills(plan: Path, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        HEADS,
        ["Waits", "Clear the list", "Contract let", "Jo Bloggs", "30/4/26", "Complete ", None, "Let on time."],
        ["Waits", None, "List cleared", "Sam", 46387, None, None, None],
        ["Workforce", "Recruit", None, "Nobody known", "TBC", None, None, None],
    ]
    file = workbook(rows, tmp_path / "log.xlsx", merge="B2:B3", fills={"G3": "92D050", "G4": "123456"})
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    result = take(file, plan, mapping)
    assert result.exit_code == 0, result.output
    assert kinds(result.stdout) == {"asked": 3}
    after = plan_in(plan)
    action = after.priorities[0].actions[0]
    assert action.id == "clear-the-list"
    first, second = action.milestones
    assert (first.owner, first.due, second.due, second.owner) == (
        "head-of-reablement", read_when(date(2026, 4, 30)), read_when(date(2026, 12, 31)), None,
    )  # fmt: skip
    assert [(update.about, update.status, update.rag, update.text) for update in after.updates] == [
        ("contract-let", "complete", None, "Let on time."), ("list-cleared", None, "green", None),
    ]  # fmt: skip
    assert ": 0 to write" in take(file, plan, mapping).stderr
    rows[1][5:8] = ["Embedded", None, "Checked in practice."]
    workbook(rows, file, merge="B2:B3", fills={"G3": "92D050"})
    take(file, plan, mapping)
    newest = plan_in(plan).updates[-1]
    assert (newest.about, newest.status, newest.text) == ("contract-let", "embedded", "Checked in practice.")


def test_rows_that_stand_alone_name_the_priority(plan: Path, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Action", "Status"],
        ["Workforce", "Workforce"],
        ["Recruit", "Complete"],
        ["Waiting times"],
        ["Call", None],
    ]
    file = workbook(rows, tmp_path / "log.xlsx", merge="A2:B2")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("sheet: Log\nheader_rows: [1]\ncolumns: {title: Action, status: Status}\n", encoding="utf-8")
    take(file, plan, mapping)
    assert plan_in(plan).priorities[1].actions[0].title == "Recruit"


def test_a_priority_in_the_column_of_numbers_is_no_number(plan: Path, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Ref", "Action", "Status"],
        ["Workforce"],
        ["A1", "Recruit", "Complete"],
        ["A2"],
        ["Phase 2"],
        ["A3", "Keep people", None],
    ]
    file = workbook(rows, tmp_path / "log.xlsx")
    mapping = approve(file, plan)
    assert '"A2"' not in mapping.read_text(encoding="utf-8"), "a number that nobody has filled in is no priority"
    said = mapping.read_text(encoding="utf-8")
    mapping.write_text(said.replace('"Phase 2": "Phase 2"', '"Phase 2": waiting-times'), encoding="utf-8")
    result = take(file, plan, mapping)
    assert (result.exit_code, "row 4: skipped: a number and no words" in result.stdout) == (0, True), result.output
    first, second = plan_in(plan).priorities
    assert (first.actions[0].title, second.actions[0].title) == ("Keep people", "Recruit")


@pytest.mark.parametrize("said", ["Director / Head of Reablement", "Improvement Manager and Jo Bloggs", "Chair; DASS"])
def test_two_owners_are_no_new_post(said: str, plan: Path, tmp_path: Path) -> None:
    file = workbook([["Action", "Owner", "Status"], ["Recruit", said, "Complete"]], tmp_path / "log.xlsx")
    mapping = approve(file, plan).read_text(encoding="utf-8")
    assert f'"{said}": null  # CHECK: more than one is named' in mapping


def test_a_wrong_mapping_is_told_with_its_place(plan: Path, tmp_path: Path) -> None:
    file = workbook([HEADS], tmp_path / "log.xlsx")
    mapping = tmp_path / "mapping.yaml"
    text = MAPPING.replace("title: Action", "titel: Action").replace("day-first", "british")
    mapping.write_text(text, encoding="utf-8")
    result = take(file, plan, mapping)
    assert result.exit_code == 1
    assert f'{mapping.as_posix()}:3:11: error[PLAN101] unknown field "titel"' in result.stderr
    assert ":4:13: error[PLAN" in result.stderr
    assert 'did you mean "title"?' in result.stderr
    mapping.write_text(MAPPING.replace("title: Action", "title: Actoin"), encoding="utf-8")
    result = take(file, plan, mapping)
    assert (result.exit_code, 'no heading is "Actoin": did you mean "Action"?' in result.stderr) == (2, True)
    mapping.write_text(MAPPING.replace("sheet: Log", "sheet: Lgo"), encoding="utf-8")
    assert "its sheets are Log" in take(file, plan, mapping).stderr


def test_a_post_that_is_nobody_is_refused(plan: Path, tmp_path: Path) -> None:
    file = workbook([HEADS, ["Waits", "Call", None, "Jo Bloggs", None, None, None, None]], tmp_path / "log.xlsx")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(MAPPING.replace("Head of Reablement", "head-of-to"), encoding="utf-8")
    result = take(file, plan, mapping)
    assert (
        'the mapping names the post "head-of-to", which is not in the plan: did you mean "head-of-ot"?' in result.stdout
    )


def test_nothing_like_headings(plan: Path, tmp_path: Path) -> None:
    file = workbook([["A letter", None], ["Dear all", None]], tmp_path / "log.xlsx")
    result = run("import", file, "--plan", plan, "--guess")
    assert (result.exit_code, "no row of this file looks like the headings" in result.stderr) == (2, True)
    result = run("import", file, "--plan", plan, "-o", file)
    assert (result.exit_code, "-o goes with --guess" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("30/04/2026", "30 April 2026"), ("30.4.26", "30 April 2026"), ("30-Apr-26", "30 April 2026"),
        ("30th April 2026", "30 April 2026"), ("2026-04-30", "30 April 2026"), ("2026-04-30 00:00:00", "30 April 2026"),
        (46142, "30 April 2026"), ("46142", "30 April 2026"), (46142.5, "30 April 2026"), ("Apr-26", "April 2026"),
        ("End of April 2026", "end of April 2026"), ("end Apr 26", "end of April 2026"), ("April 2026", "April 2026"),
        ("by end of April 2026", "by end of April 2026"), ("Q1 2026/27", "Quarter 1 2026/27"),
        ("Q1 26/27", "Quarter 1 2026/27"), ("autumn 2026", "autumn 2026"), ("2026/27", "2026/27"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(written: Any, meant: str) -> None:
    assert read_when(written, "day-first").words == meant


def test_dates_that_are_none_or_can_be_two() -> None:
    for written in ("TBC", "tbc.", "Ongoing", "", None, "-"):
        with pytest.raises(NoDateError):
            read_when(written)
    wrong: tuple[tuple[Any, str], ...] = (
        ("03/04/2026", "can be read two ways"), ("end of April", "has no year"), ("Q2", "has no year"),
        ("31/02/2026", "February 2026 has 28 days"), ("soon", "is not a date"), (12, "is not a date"),
        (True, "is not a date"), ("12345678", "is not a date"),
    )  # fmt: skip
    for written, why in wrong:
        with pytest.raises(ValueError, match=why):
            read_when(written)
    assert read_when("03/04/2026", "month-first").words == "4 March 2026"
    assert read_when("13/04/2026").words == "13 April 2026"


def test_numbers_that_are_other_entries_and_what_does_not_show(plan: Path, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Ref", "Area", "Action", "News"],
        ["director", "Workforce", "Recruit", None],
        ["W 1.2", "Workforce", "Keep people", "All\x0btold\xa0so\ufeff far"],
        ["1.3", "Workforce", "Émigré staff’s welcome", None],
        [None, "Workforce", "工事", None],
    ]
    file = tmp_path / "log.csv"
    file.write_text("\n".join(",".join(str(cell or "") for cell in row) for row in rows), encoding="utf-8")
    mapping = tmp_path / "mapping.yaml"
    columns = "{ref: Ref, title: Action, priority: Area, text: News}"
    mapping.write_text(f"sheet: log\nheader_rows: [1]\ncolumns: {columns}\n", encoding="utf-8")
    result = take(file, plan, mapping)
    assert 'row 2: refused: the number "director" makes the id "director"' in result.stdout
    after = plan_in(plan)
    assert [action.id for action in after.priorities[1].actions] == ["w-1-2", "action-1-3", "entry"]
    assert after.updates[0].text == "All told\xa0so  far"
    assert ": 0 to write, 3 unchanged, 1 refused" in take(file, plan, mapping).stderr
    rows[2][2] = "Keep everybody"
    file.write_text("\n".join(",".join(str(cell or "") for cell in row) for row in rows), encoding="utf-8")
    assert '"Keep everybody" is called "Keep people" in the plan' in take(file, plan, mapping).stdout
