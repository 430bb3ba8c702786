"""The tracker goes out, is filled in and comes back: edited cells only, and nothing that anybody else wrote is lost."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.editing.changes import AddEntry, SetField
from cqcplan.exchange.csv_text import read_csv
from cqcplan.exchange.grid import Cell, Grid
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.tracker.as_csv import FILES, tracker_files
from cqcplan.exchange.tracker.given import given_of
from cqcplan.exchange.tracker.read import take_tracker
from cqcplan.exchange.tracker.rows import tracker_of
from cqcplan.model.dates import parse_when
from cqcplan.model.vocabulary import STATUS_WORDS
from tests import programs
from tests.exchange.round_trip import DAY, EXAMPLESHIRE, PLANS, bytes_of, copy_of, fine, plan_in, run, type_in
from tests.programs import needs

LATER = "2026-07-20"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan that may be written."""
    return copy_of(EXAMPLESHIRE, tmp_path)


@pytest.fixture
def tracker(plan: Path, tmp_path: Path) -> Path:
    """Its tracker."""
    out = tmp_path / "tracker.xlsx"
    fine("export", plan, "--format", "tracker", "-o", out, "--as-of", DAY)
    return out


def come_back(tracker: Path, plan: Path, *words: str) -> Any:
    """Import a tracker."""
    return run("import", tracker, "--plan", plan, "--on", LATER, "--yes", *words)


def added(plan: Path, before: Any) -> list[dict[str, Any]]:
    """Return the updates that a plan has now and had not, as plain data without what they do not say."""
    known = list(before.updates)
    now = [update for update in plan_in(plan).updates if update not in known or known.remove(update)]  # type: ignore[func-returns-value]
    return [{name: _plain(value) for name, value in update if value not in (None, (), False)} for update in now]


def _plain(value: object) -> object:
    return getattr(value, "words", value)


@pytest.mark.parametrize("name", sorted(PLANS))
@pytest.mark.parametrize("output_format", ["tracker", "tracker-csv"])
@pytest.mark.parametrize("audience", ["public", "confidential"])
def test_nothing_changed_nothing_written(name: str, output_format: str, audience: str, tmp_path: Path) -> None:
    plan = copy_of(PLANS[name], tmp_path)
    out = tmp_path / "tracker"
    fine("export", plan, "--format", output_format, "-o", out, "--as-of", DAY, "--audience", audience)
    before = bytes_of(plan)
    result = run("import", out, "--plan", plan, "--on", DAY, "--yes")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert ": 0 to write, " in result.stderr
    assert bytes_of(plan) == before


ONE_CELL = [
    ("retain", "Status", "In progress", {"status": "in-progress"}),
    ("retain", "Status", " in progress ", {"status": "in-progress"}),
    ("ot-external", "BRAG", "On Track", None),
    ("ot-external", "BRAG", "Embedded", {"rag": "blue"}),
    ("recruit", "BRAG", "A", {
        "rag": "amber", "reason": "Two offers were turned down.",
        "recovery": "The posts go out again in June, with a market supplement.",
    }),
    ("recruit", "Recovery", "A second campaign.", {
        "rag": "red", "reason": "Two offers were turned down.", "recovery": "A second campaign.",
    }),
    ("recruit", "Owner", "Head of Occupational Therapy", {"owner": "head-of-ot"}),
    ("review-calls", "Due now", date(2026, 10, 30), {"due": "30 October 2026"}),
    ("review-calls", "Due now", "end of Oct 26", {"due": "end of October 2026"}),
    ("train", "What happened", "- Sum of it all: 3 trained", {"text": "- Sum of it all: 3 trained"}),
    ("workforce", "What happened", "Told of the whole.", {"text": "Told of the whole."}),
    ("assurance", "BRAG", "Off track", {"rag": "red"}),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "heading", "value", "said"), ONE_CELL)
def test_one_cell_is_exactly_one_update(
    entry: str, heading: str, value: object, said: dict[str, Any] | None, *, plan: Path, tracker: Path
) -> None:
    before, files = plan_in(plan), bytes_of(plan)
    type_in(tracker, {(entry, heading): value})
    result = come_back(tracker, plan)
    assert result.exit_code == 0, result.output
    expected = [{"on": "20 July 2026", "about": entry} | said] if said else []
    assert added(plan, before) == expected
    after = plan_in(plan).model_copy(update={"updates": before.updates})
    assert after == before, "something else changed"
    assert sum(content != files.get(name) for name, content in bytes_of(plan).items()) == len(expected)
    again = come_back(tracker, plan)
    assert (again.exit_code, again.stdout) == (0, ""), "the same file again has nothing new"


def test_every_change_is_shown_with_its_row_before_it_is_written(plan: Path, tracker: Path) -> None:
    type_in(tracker, {("recruit", "Status"): "Complete", ("recruit", "Due now"): "spring 2027"})
    type_in(tracker, {("recruit", "Why the date moved"): "The market."})
    before = bytes_of(plan)
    result = run("import", tracker, "--plan", plan, "--on", LATER, "--dry-run")
    assert result.stdout == (
        "Tracker, row 8: recruit\n  status: complete (was: in-progress)\n  due: spring 2027 (was: 2026/27)\n"
        "  reason: The market.\n  on: 2026-07-20\n  visibility: public, as recruit\n"
    )
    assert bytes_of(plan) == before
    asked = run("import", tracker, "--plan", plan, "--on", LATER)
    assert (asked.exit_code, "nobody can be asked" in asked.stderr, bytes_of(plan)) == (2, True, before)
    assert come_back(tracker, plan, "--visibility", "internal").exit_code == 0
    newest = plan_in(plan).updates[-1]
    assert (newest.status, newest.reason, newest.visibility) == ("complete", "The market.", "internal")


def test_what_was_never_set_is_set_and_a_title_is_reworded(plan: Path, tracker: Path) -> None:
    before = plan_in(plan)
    type_in(tracker, {("retain", "Owner"): "Improvement Manager", ("train", "Title"): "Train every new manager"})
    assert come_back(tracker, plan).exit_code == 0
    after = plan_in(plan)
    retain, train = after.priorities[1].actions[1:]
    assert (retain.owner, train.title, after.updates) == (
        "improvement-manager",
        "Train every new manager",
        before.updates,
    )


def test_a_reason_for_the_date_and_one_for_the_colour_are_two_updates(plan: Path, tracker: Path) -> None:
    before = plan_in(plan)
    cells = {"Due now": "2027-01", "Why the date moved": "Steel.", "BRAG": "At risk", "Reason for BRAG": "Cost."}
    type_in(tracker, {("train", heading): value for heading, value in cells.items()})
    assert come_back(tracker, plan).exit_code == 0
    common = {"on": "20 July 2026", "about": "train"}
    assert added(plan, before) == [
        common | {"due": "January 2027", "reason": "Steel."},
        common | {"rag": "amber", "reason": "Cost."},
    ]


def test_what_the_plan_says_by_now_is_never_overwritten(plan: Path, tracker: Path) -> None:
    with (plan / "updates" / "2026-05.yml").open("a", encoding="utf-8") as file:
        file.write("  - {on: 2026-07-15, about: retain, status: complete}\n")
        file.write("  - {on: 2026-07-15, about: train, status: complete}\n")
        file.write("  - {on: 2026-07-15, about: dashboard, status: complete}\n")
    cells = {("retain", "Status"): "In progress", ("train", "Status"): "Complete", ("recruit", "Status"): "Complete"}
    type_in(tracker, cells)
    before = plan_in(plan)
    result = come_back(tracker, plan)
    assert result.exit_code == 1
    assert 'Tracker, row 9, Status: conflict: you wrote "In progress" over "", but the plan now says "Complete"' in (
        result.stdout
    )
    assert [update["about"] for update in added(plan, before)] == ["recruit"], (
        "what is in the plan already is not doubled"
    )


def test_bad_rows_are_reported_and_good_ones_written(plan: Path, tracker: Path) -> None:
    cells: dict[tuple[str, str], Any] = {
        ("retain", "Status"): "Nearly", ("retain", "What happened"): "Not to be written.",
        ("train", "Due now"): "31/02/2027", ("recruit", "Owner"): "Jo Bloggs", ("dashboard", "BRAG"): None,
        ("ot-external", "Why the date moved"): "No date.", ("timeliness", "Owner"): "Improvement Manager",
        ("review-calls", "What happened"): "Written.",
    }  # fmt: skip
    type_in(tracker, cells)
    before = plan_in(plan)
    result = come_back(tracker, plan)
    assert result.exit_code == 1
    remarks = [line for line in result.stdout.splitlines() if ": refused: " in line]
    assert [line.split(": refused")[0] for line in remarks] == [
        "Tracker, row 2, Owner", "Tracker, row 3, Why the date moved", "Tracker, row 8, Owner",
        "Tracker, row 9, Status", "Tracker, row 10, Due now", "Tracker, row 12, BRAG",
    ]  # fmt: skip
    assert "February 2027 has 28 days" in remarks[4]
    assert [update["text"] for update in added(plan, before)] == ["Written."]


def test_new_rows_become_new_work(plan: Path, tracker: Path) -> None:
    row = {"Kind": "Action", "Under": "workforce", "Title": "Recruit social workers: a second wave", "Due now": "2027"}
    row |= {"Status": "Not started", "Owner": "Improvement Manager"}
    type_in(tracker, {("+0", heading): value for heading, value in row.items()})
    type_in(tracker, {("+1", "Under"): "ot-external", ("+1", "Title"): "Contract ends", ("+1", "Due now"): "31/3/27"})
    type_in(tracker, {("+2", "Title"): "Under nothing"})
    before = plan_in(plan)
    result = come_back(tracker, plan)
    assert result.exit_code == 1
    assert "Tracker, row 15, Under: refused: this does not say what it stands under" in result.stdout
    after = plan_in(plan)
    new = after.priorities[1].actions[-1]
    assert (new.id, new.owner) == ("recruit-social-workers-a-second-wave", "improvement-manager")
    assert after.priorities[0].actions[0].milestones[-1].due == parse_when("2027-03-31")
    assert added(plan, before) == [{"on": "20 July 2026", "about": new.id, "status": "not-started"}]
    again = come_back(tracker, plan)
    assert ": 0 to write" in again.stderr


def test_figures_typed_into_the_tracker(plan: Path, tracker: Path) -> None:
    cells: dict[tuple[str, str], Any] = {
        ("ot-waiting", "New value"): 512, ("ot-waiting", "On"): date(2026, 6, 30),
        ("reviews-done", "New value"): "1,020", ("reviews-done", "On"): "June 2026",
        ("ot-waiting-urgent", "New value"): 40, ("ot-waiting-urgent", "On"): date(2026, 4, 30),
    }  # fmt: skip
    type_in(tracker, cells, "Measures")
    result = come_back(tracker, plan)
    assert result.exit_code == 1
    assert "is 40 here, and 44 in the plan" in result.stdout
    measures = plan_in(plan).measures
    assert (measures[0].observations[-1].value, str(measures[0].observations[-1].on)) == (512, "30 June 2026")
    assert (measures[2].observations[-1].value, str(measures[2].observations[-1].on)) == (1020, "June 2026")
    assert ": 0 to write" in come_back(tracker, plan).stderr


def test_sorted_and_with_a_title_above_it_still_comes_back(plan: Path, tracker: Path) -> None:
    book = load_workbook(tracker)
    sheet = book["Tracker"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=12)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.insert_rows(1, 2)
    sheet["A1"] = "July"
    sheet.delete_rows(6)
    book.save(tracker)
    assert ": 0 to write" in come_back(tracker, plan).stderr


def test_files_that_cannot_be_read_are_said_to_be_so(plan: Path, tracker: Path, tmp_path: Path) -> None:
    def refused(file: Path, *words: object) -> str:
        result = run("import", file, "--plan", plan, *words)
        assert (result.exit_code, result.stdout) == (2, ""), result.output
        return result.stderr

    assert "cannot be opened" in refused(tmp_path / "none.xlsx")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0 and so on")
    assert "old Excel file" in refused(tmp_path / "old.xls")
    (tmp_path / "text.xlsx").write_bytes(b"id,title\n")
    assert "not an Excel workbook" in refused(tmp_path / "text.xlsx")
    (tmp_path / "cut.xlsx").write_bytes(tracker.read_bytes()[:2000])
    assert "cannot be read as an Excel workbook" in refused(tmp_path / "cut.xlsx")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    assert "--guess" in refused(tmp_path / "other.csv")
    assert "has no tracker.csv, measures.csv, given.csv" in refused(plan)
    assert 'of the plan "exampleshire", not "bathnes"' in run("import", tracker, "--plan", PLANS["bathnes"]).stderr
    assert "say --on 2026-07-12, or a later day" in refused(tracker, "--on", "2026-07-11")
    formula = tmp_path / "formula.xlsx"
    shutil.copy(tracker, formula)
    type_in(formula, {("train", "What happened"): "=1+1"})
    result = run("import", formula, "--plan", plan, "--on", LATER, "--dry-run")
    assert (result.exit_code, "What happened: refused: cell O10 is a formula without its result" in result.stdout) == (
        1,
        True,
    )
    tampered = tmp_path / "tampered.xlsx"
    book = load_workbook(tracker)
    book["_cqcplan"]["B4"] = "everybody"
    book.save(tampered)
    assert "the sheet _cqcplan of this tracker has been changed" in refused(tampered)
    book = load_workbook(tracker)
    book["Tracker"]["J1"] = "State"
    book.save(tracker)
    assert "the sheet Tracker has no heading Status" in refused(tracker)


def test_a_plan_that_its_readers_may_no_longer_see(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "public.xlsx"
    fine("export", plan, "--format", "tracker", "-o", out, "--as-of", DAY)
    file = plan / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  visibility: public\n", "  visibility: internal\n", 1), encoding="utf-8")
    before = bytes_of(plan)
    result = run("import", out, "--plan", plan, "--on", LATER, "--yes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "made for --audience public, and this plan is marked internal" in result.stderr
    assert "export it again with --audience internal" in result.stderr
    assert bytes_of(plan) == before


def test_a_missing_reader_is_named(plan: Path, tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    result = run("import", tracker, "--plan", plan)
    assert (result.exit_code, "pip install 'cqcplan[xlsx]'" in result.stderr) == (2, True)


def test_made_for_people(tracker: Path) -> None:
    book = load_workbook(tracker)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        "How to use", "Tracker", "Measures", "Risks", "Promises", "Returns", "Meetings",
    ]  # fmt: skip
    sheet = book["Tracker"]
    assert sheet.freeze_panes == "F2"
    assert sheet.auto_filter.ref
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    listed = {str(rule.sqref).split(":", maxsplit=1)[0] for rule in sheet.data_validations.dataValidation}
    heads = {cell.value: cell.coordinate for cell in sheet[1]}
    for heading in ("Status", "BRAG", "Owner", "Kind", "Under"):
        assert heads[heading].replace("1", "2") in listed
    words = [rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules]
    assert words == ['"Embedded"', '"On track"', '"At risk"', '"Off track"', '"Not started"']


@pytest.mark.office
@needs("soffice")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_saved_by_another_program_it_is_still_the_same(kind: str, plan: Path, tracker: Path, tmp_path: Path) -> None:
    """LibreOffice reads the tracker, writes it again, and nothing in it has changed; what is typed still comes back."""
    back = tracker
    # what is kept in another form is saved as a workbook again before it is given back
    for suffix in ("xlsx",) if kind == "xlsx" else (kind, "xlsx"):
        saved = tmp_path / f"saved as {suffix}"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        words = ["--headless", "--convert-to", suffix, "--outdir", str(saved), str(back)]
        programs.run("soffice", profile, *words, timeout=180)
        back = saved / f"tracker.{suffix}"
    result = come_back(back, plan)
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert ": 0 to write, 14 unchanged" in result.stderr
    type_in(back, {("retain", "Status"): "Complete"})
    assert ": 1 to write" in come_back(back, plan).stderr


SHOWN = plan_in(EXAMPLESHIRE)
WORDS = st.text(st.sampled_from("abc =+-@',;\n\"é"), min_size=1).filter(lambda text: text.strip())
EDITS = {
    "Status": st.sampled_from(sorted(STATUS_WORDS.values())),
    "BRAG": st.sampled_from(["Embedded", "On track", "At risk", "Off track", "Not started"]),
    "What happened": WORDS.map(str.strip),
    "Recovery": WORDS.map(str.strip),
}
ROWS = tracker_of(SHOWN, date.fromisoformat(DAY), "confidential").work


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([row.id for row in ROWS]), st.fixed_dictionaries({}, optional=EDITS)))
def test_whatever_is_edited_comes_back_and_nothing_else(edits: dict[str, dict[str, str]]) -> None:
    day = date.fromisoformat(DAY)
    tracker = tracker_of(SHOWN, day, "confidential")
    sheets = {}
    for sheet, name in FILES.items():
        rows = read_csv(tracker_files(tracker)[name])
        for row in rows[1:] if sheet == "Tracker" else ():
            for heading, value in edits.get(row[0], {}).items():
                row[rows[0].index(heading)] = value
        sheets[sheet] = Grid(sheet, [[Cell(text or None) for text in row] for row in rows])
    intake = Intake(SHOWN, SHOWN, day)
    given_out = given_of(sheets)
    assert given_out is not None
    take_tracker(intake, given_out, sheets)
    assert not intake.proposal.remarks
    before = {row.id: row.values for row in ROWS}
    keys = {"Status": "status", "BRAG": "rag", "What happened": "text", "Recovery": "recovery"}
    changed = {
        entry: {
            keys[heading]: value
            for heading, value in cells.items()
            if " ".join(value.split()) != " ".join(before[entry].get(keys[heading], "").split())
        }
        for entry, cells in edits.items()
    }
    assert {step.entry for step in intake.proposal.steps} == {entry for entry, cells in changed.items() if cells}
    for step in intake.proposal.steps:
        for change in step.changes:
            assert isinstance(change, AddEntry | SetField)
            assert isinstance(change, AddEntry)
            assert change.values["about"] == step.entry
            wanted = changed[step.entry]
            assert ("text" in change.values) == ("text" in wanted)
            assert ("status" in change.values) == ("status" in wanted)
            if "recovery" in wanted:
                assert change.values["recovery"] == wanted["recovery"]


@pytest.mark.parametrize("suffix", ["tracker", "tracker-csv"])
def test_a_tracker_with_a_colour_outside_the_scheme_comes_back(tmp_path: Path, suffix: str) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "schema: 1\nplan: {id: p, council: {name: Made Up Council}, framework: la-2026-04}\n"
        "priorities: [{id: q, title: Q, actions: [{id: a, title: A}, {id: b, title: B}]}]\n"
        "updates: [{on: 2026-05-01, about: a, status: complete, rag: blue, text: Done.}]\n"
    )
    out = tmp_path / ("t.xlsx" if suffix == "tracker" else "t")
    words = ("export", str(plan), "--format", suffix, "-o", str(out), "--as-of", "2026-06-01")
    assert CliRunner().invoke(app, words).exit_code == 0
    result = CliRunner().invoke(app, ["import", str(out), "--plan", str(plan), "--on", "2026-06-02", "--dry-run"])
    assert result.exit_code == 0, result.output
    assert "0 to write" in result.stderr
