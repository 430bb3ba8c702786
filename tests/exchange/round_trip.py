"""What the tests of export and import have in common: running the commands on a copy of a plan."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from cqcplan.model.document import Plan
from tests.places import ROOT

EXAMPLESHIRE = ROOT / "tests" / "fixtures" / "good" / "exampleshire"
PLANS = {name: ROOT / "plans" / name for name in ("bathnes", "leicestershire", "nottingham")} | {
    "exampleshire": EXAMPLESHIRE
}
DAY = "2026-07-12"


def run(*words: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, [str(word) for word in words])


def fine(*words: object) -> str:
    """Run a command that must succeed; return what it wrote."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def copy_of(plan: Path, folder: Path) -> Path:
    """Copy a plan, so that it can be written."""
    return Path(shutil.copytree(plan, folder / "plan with a space é"))


def plan_in(folder: Path) -> Plan:
    """Read a plan."""
    loaded = load_plan(Location(folder, folder.name))
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a plan."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.y*ml")}


def type_in(tracker: Path, cells: Mapping[tuple[str, str], Any], sheet: str = "Tracker") -> None:
    """Type into the cells of a tracker, named by id and heading, as a person would; a new row by the id ``+``."""
    book = load_workbook(tracker)
    page = book[sheet]
    headings = {str(cell.value): place for place, cell in enumerate(page[1], 1)}
    rows = {str(row[0].value): row[0].row or 0 for row in page.iter_rows(min_row=2) if row[0].value}
    for (entry, heading), value in cells.items():
        row = rows.get(entry) or max(rows.values()) + 1 + int(entry.lstrip("+") or 0)
        page.cell(row, headings[heading]).value = value
    book.save(tracker)
