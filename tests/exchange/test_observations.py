"""Figures of measures from CSV files, long and wide: new ones written, known ones passed by, others in conflict."""

from pathlib import Path
from typing import Any

import pytest

from tests.exchange.round_trip import EXAMPLESHIRE, copy_of, plan_in, run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan that may be written."""
    return copy_of(EXAMPLESHIRE, tmp_path)


def take(text: str, plan: Path, encoding: str = "utf-8") -> Any:
    file = plan.parent / "figures.csv"
    file.write_bytes(text.encode(encoding))
    return run("import", file, "--plan", plan, "--yes", "--on", "2026-07-12")


def figures(plan: Path, measure: str) -> list[tuple[str, float]]:
    found = next(item for item in plan_in(plan).measures if item.id == measure)
    return [(str(seen.on), seen.value) for seen in found.observations]


LONG = """\
date,measure,value,comment
2026-06-30,ot-waiting,"1,512",The summer.
30/06/2026,reviews completed,420,
2026-04-30,ot-waiting,551,
2026-05-31,ot-waiting,541,
31/06/2026,ot-waiting,1,
2026-06-30,ot-wating,1,
2026-06-30,ot-waiting-urgent,54%,
2026-06-30,ot-waiting-urgent,<5,
"""


def test_long(plan: Path) -> None:
    result = take(LONG, plan)
    assert result.exit_code == 1
    assert result.stdout == (
        "figures, row 2, value: ot-waiting\n  value: 1,512 people on 30 June 2026 (was 540.5 people, 31 May 2026)\n"
        "  text: The summer.\n  visibility: public, as ot-waiting\n"
        "figures, row 3, value: reviews-done\n  value: 420 reviews on 30 June 2026 (was 0 reviews, 31 March 2026)\n"
        "  visibility: public, as reviews-done\n"
        "figures, row 9, value: ot-waiting-urgent\n"
        "  value: under 5 people on 30 June 2026 (was 44 people, 30 April 2026)\n"
        "  visibility: public, as ot-waiting-urgent\n\n"
        "figures, row 2, value: asked: 1,512 people is 972 people away from 540.5 people (31 May 2026), "
        "and the usual step is 32 people\n"
        "  = help: correct the figure, or say in its text what happened; as it is, it is written\n"
        "figures, row 5, value: conflict: the figure of ot-waiting for 31 May 2026 is 541 here, and 540.5 in the plan\n"
        "  = help: correct the one that is wrong: a figure of the plan is never overwritten\n"
        "figures, row 6, date: refused: 31/06/2026 is not a date: June 2026 has 30 days: did you mean 30 June 2026?\n"
        'figures, row 7, measure: refused: there is no measure "ot-wating" in the plan\n'
        '  = help: did you mean "ot-waiting"?\n'
        'figures, row 8, value: refused: "54%" is a percentage, but the measure counts people\n'
    )
    assert figures(plan, "ot-waiting")[-1] == ("30 June 2026", 1512)
    assert figures(plan, "reviews-done") == [("30 June 2026", 420)]
    assert ": 0 to write, 4 unchanged" in take(LONG, plan).stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_wide(encoding: str, delimiter: str, plan: Path) -> None:
    text = "Measure,Unit,Apr-26,June 2026,2026-07-31\r\not-waiting,people,,520,\r\nReviews completed,é,-,7,8.5\r\n"
    result = take(text.replace(",", delimiter), plan, encoding)
    assert result.exit_code == 0, result.output
    assert "figures, row 1, Unit: asked: this heading is no date, so the column is not read" in result.stdout
    assert figures(plan, "ot-waiting")[-1] == ("June 2026", 520)
    assert figures(plan, "reviews-done") == [("June 2026", 7), ("31 July 2026", 8.5)]


def test_two_rows_that_differ_are_a_conflict(plan: Path) -> None:
    result = take("on,id,value\n2026-06-30,ot-waiting,1\n2026-06-30,ot-waiting,2\n2026-06-30,ot-waiting,1\n", plan)
    assert result.exit_code == 1
    assert ": 1 to write, 1 unchanged, 1 in conflict" in result.stderr


def test_a_figure_that_is_not_public_is_not_doubled(plan: Path) -> None:
    file = plan / "measures.yaml"
    text = file.read_text(encoding="utf-8").replace("{on: 2026-05-31,", "{on: 2026-05-31, visibility: internal,")
    file.write_text(text, encoding="utf-8")
    out = plan.parent / "tracker"
    assert run("export", plan, "--format", "tracker-csv", "-o", out, "--as-of", "2026-07-12").exit_code == 0
    sheet = out / "measures.csv"
    rows = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert rows[1].endswith("551,2026-04-30,,,")
    rows[1] = rows[1].removesuffix(",,,") + ",9,31/5/2026,"
    sheet.write_text("\n".join(rows), encoding="utf-8")
    result = run("import", out, "--plan", plan, "--dry-run", "--on", "2026-07-12")
    assert "is 9 here, and 540.5 in the plan" in result.stdout
