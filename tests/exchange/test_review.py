"""A mapping as a workbook: what goes out comes back the same, what is changed in it counts, what is wrong is told."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from ruamel.yaml import YAML

from cqcplan.exchange.own.mapping import Mapping
from cqcplan.exchange.own.review.read import reviewed
from cqcplan.exchange.sheets_in import read_sheets
from tests.exchange.round_trip import fine, plan_in, run
from tests.exchange.test_cases import CASES

PLAN = """\
schema: 1
plan: {id: x, council: {name: Exampleshire}, framework: la-2026-04}
roles: [{id: head-of-ot, title: Head of Occupational Therapy}]
"""
ROWS = [
    ("Ref", "Workstream", "Action", "Who", "Due", "State", "BRAG", "Latest"),
    (
        "1",
        "Waiting",
        "Call people weekly",
        "Head of Occupational Therapy",
        "30/04/2027",
        "On its way",
        "Green",
        "Begun.",
    ),
    ("2", "Waiting", "Shorten the form", "Jo Bloggs", "TBC", "Finished", "Green", "Done in May."),
    ("3", "Staff", "Keep social workers", "Head of Workforce", "01/06/2027", "On its way", "Amber", "Two have left."),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans" / "x").mkdir(parents=True)
    (tmp_path / "plans" / "x" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    book = Workbook()
    for row in ROWS:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "log.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mapping_of(path: Path) -> Mapping | None:
    return reviewed(read_sheets(path))[0]


def fill_in(path: str, changes: dict[tuple[str, str], Any]) -> None:
    """Type into a review workbook: by the sheet and the text that a row begins with, or has second."""
    book = load_workbook(path)
    for (sheet, words), value in changes.items():
        place = 2 if sheet == "Questions" else 3
        row = next(row for row in book[sheet].iter_rows() if words in (row[0].value, row[1].value))
        row[place - 1].value = value
    book.save(path)


@pytest.mark.parametrize(
    "name", sorted({path.parent.name for kind in ("*.xlsx", "*.csv") for path in CASES.glob(f"*/{kind}")})
)
def test_untouched_it_is_the_mapping_in_yaml(name: str, tmp_path: Path) -> None:
    file = next(path for path in sorted((CASES / name).iterdir()) if path.suffix in (".xlsx", ".csv"))
    plan = CASES / "plan"
    told = run("import", file, "--plan", plan, "--guess", "-o", tmp_path / "m.yaml")
    if told.exit_code:
        pytest.skip("nothing in it looks like a tracker")
    fine("import", file, "--plan", plan, "--guess", "-o", tmp_path / "m.xlsx")
    data = YAML(typ="safe").load((tmp_path / "m.yaml").read_text(encoding="utf-8"))
    if data["columns"].get("title") is None:
        assert mapping_of(tmp_path / "m.xlsx") is None
        return
    in_yaml = Mapping.model_validate({name: said for name, said in data.items() if said is not None})
    assert mapping_of(tmp_path / "m.xlsx") == in_yaml


def test_what_a_manager_fills_in_is_what_comes_in(here: Path) -> None:
    said = run("import", "log.xlsx", "--guess", "-o", "review.xlsx")
    assert "cqcplan import log.xlsx --mapping review.xlsx --dry-run" in said.stderr
    fill_in(
        "review.xlsx",
        {
            ("Words", "On its way"): "In progress",
            ("Words", "Jo Bloggs"): "head-of-ot",
            ("Words", "Finished"): "complete",
        },
    )
    fine("import", "log.xlsx", "--mapping", "review.xlsx", "--on", "2026-06-30", "--yes")
    plan = plan_in(here / "plans" / "x")
    assert [(item.title, item.owner) for one in plan.priorities for item in one.actions] == [
        ("Call people weekly", "head-of-ot"),
        ("Shorten the form", "head-of-ot"),
        ("Keep social workers", "head-of-workforce"),
    ]
    assert [item.status for item in plan.updates] == ["in-progress", "complete", "in-progress"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({("Words", "On its way"): "Nearly"}, 'Words, row 2: Taken for: "Nearly" is none of Not started, In progress'),
        ({("Columns", "Latest"): "Title: what is to be done"}, 'Columns, row 9: "Action" is taken for Title'),
        ({("Columns", "Action"): None}, "which column is the title: what is to be done"),
        ({("Questions", "How is 03/04/2027 meant?"): "sometimes"}, '"sometimes" is none of day-first, month-first'),
        ({("Questions", "In which rows do the headings stand?"): "one"}, '"one" is not the number of a row'),
        ({("Questions", "Which sheet holds the work?"): None}, "Questions: Which sheet holds the work?"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_row(here: Path, change: dict[tuple[str, str], Any], said: str) -> None:
    assert here
    run("import", "log.xlsx", "--guess", "-o", "review.xlsx")
    fill_in("review.xlsx", change)
    told = run("import", "log.xlsx", "--mapping", "review.xlsx", "--dry-run")
    assert (told.exit_code, f"review.xlsx: {said}" in told.stderr or said in told.stderr) == (2, True), told.stderr


def test_another_workbook_is_no_review(here: Path) -> None:
    assert here
    told = run("import", "log.xlsx", "--mapping", "log.xlsx")
    assert (told.exit_code, "is a workbook, but no review workbook" in told.stderr) == (2, True)


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
def test_a_second_guess_keeps_what_was_corrected(here: Path, ending: str) -> None:
    first, second = f"first.{ending}", f"second.{ending}"
    run("import", "log.xlsx", "--guess", "-o", first)
    if ending == "xlsx":
        # the status stands in another column after all, whose words were not asked about
        fill_in(
            first, {("Columns", "State"): None, ("Columns", "Latest"): "Status", ("Words", "Jo Bloggs"): "head-of-ot"}
        )
    else:
        text = Path(first).read_text(encoding="utf-8").replace('status: "State"', 'status: "Latest"')
        text = text.replace('  text: "Latest"\n', "").replace('"Jo Bloggs": null', '"Jo Bloggs": head-of-ot')
        Path(first).write_text(text, encoding="utf-8")
    run("import", "log.xlsx", "--guess", "--mapping", first, "-o", second)
    run("import", "log.xlsx", "--guess", "--mapping", first, "-o", "as.xlsx")
    found = mapping_of(here / "as.xlsx")
    assert found
    assert (found.columns.status, found.columns.text) == ("Latest", None)
    assert set(found.status) == {"Begun.", "Done in May.", "Two have left."}
    assert found.owners["Jo Bloggs"] == "head-of-ot"


def test_questions_are_put_at_a_terminal(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cqcplan.cli.guess_mapping.sys", _Terminal)
    answers = {"On its way": ["Nearly", "in-progress"], "Jo Bloggs": ["head-of-ot"]}
    asked = []

    def prompt(question: str, **_: Any) -> str:
        asked.append(question)
        word = next((word for word in answers if word in question), None)
        return answers[word].pop(0) if word and answers[word] else ""

    monkeypatch.setattr("typer.prompt", prompt)
    told = run("import", "log.xlsx", "--guess", "-o", "m.yaml")
    assert told.exit_code == 0
    assert [question.partition(":")[0] for question in asked] == ['Status "On its way"'] * 2 + ['Owner "Jo Bloggs"']
    assert "write not-started" in told.stderr
    text = (here / "m.yaml").read_text(encoding="utf-8")
    assert '"On its way": in-progress\n' in text
    assert '"Jo Bloggs": head-of-ot\n' in text


class _Terminal:
    class stdin:  # noqa: N801 - stands in for sys
        @staticmethod
        def isatty() -> bool:
            return True
