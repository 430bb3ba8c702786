"""Every unit through every door: however it is typed the plan holds the same, and every format prints the same."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import load_workbook

from cqcplan.typed.figures import read_figure
from tests import programs
from tests.exchange.round_trip import fine, plan_in, type_in
from tests.papers.words_of_formats import of_docx, of_html, of_markdown, of_pdf
from tests.web.browser import serving
from tests.web.test_update import save

UNITS: dict[str, tuple[str, float, str, tuple[str, ...]]] = {
    "pounds": (
        "£", 109900, "£109,900",
        ("£109,900", "109900", "109,900.00", "£ 109,900", "£109.9k", "GBP 109,900", "109,900 pounds", "£0.1099m"),
    ),
    "millions": ("£m", 1.24, "£1.24m", ("£1.24m", "1.24", "£1.24 million", "£1,240,000", "£1,240k", "1.24m")),
    "thousands": ("£000s", 109.9, "£109,900", ("£109.9k", "109.9", "109.9k", "£0.1099m", "109.9 £000s")),
    "weekly": ("£ a week", 1050, "£1,050 a week", ("£1,050", "£1,050 a week", "£1,050 per week", "£1050/week")),
    "share": ("%", 74.5, "74.5%", ("74.5%", "74.5", "74.5 %", "74.5 per cent", "74.5percent", "74.5pct")),
    "in-words": ("per cent", 74.5, "74.5 per cent", ("74.5 per cent", "74.5%", "74.5")),
    "points": (
        "percentage points", 1.5, "1.5 percentage points",
        ("1.5", "1.5 percentage points", "1.5pp", "1.5 points", "1.5 ppts", "+1.5 % points"),
    ),
    "people": ("people", 1234, "1,234 people", ("1,234", "1234", "1 234", "1,234 people", "1,234 persons", "1234.0")),
    "rate": (
        "per 100,000", 584.3, "584.3 per 100,000",
        ("584.3", "584.3 per 100,000", "584.3 per 100 000", "584.3 per 100k", "584.3/100,000"),
    ),
    "days": ("days", 16.9, "16.9 days", ("16.9", "16.9 days", "16.9 day", "16.9d")),
    "weeks": ("weeks from referral", 6, "6 weeks from referral", ("6", "6 weeks", "6wks", "6 w", "6 wks")),
    "hours": ("hrs", 1200, "1,200 hours", ("1,200", "1200 hours", "1,200hrs", "1200h")),
    "months": ("months", 3, "3 months", ("3", "3 months", "3m", "3 mths")),
    "posts": ("FTE", 9.27, "9.27 FTE", ("9.27", "9.27 FTE", "9.27wte", "9.27 full-time equivalents")),
    "visits": ("visits a week", 12, "12 visits a week", ("12", "12 visits", "12 visits a week", "12 visits per week")),
    "score": ("points out of 5", 3.4, "3.4 points out of 5", ("3.4", "3.4 out of 5", "3.4/5", "3.4 points out of 5")),
}  # fmt: skip
"""By a name: the unit as typed, what the plan holds, what is printed, and the ways in which a figure is typed."""
HEAD = "schema: 1\nplan: {id: p, council: {name: Made Up}, framework: la-2026-04}\n"
DAY = "2026-06-30"


def before(name: str, way: int = 0) -> str:
    return (
        f'  - {{id: {name}-{way}, title: {name.title()} {way}, unit: "{UNITS[name][0]}", better: higher,\n'
        f"     observations: [{{on: 2026-05-31, value: {UNITS[name][1]}}}]}}\n"
    )


def written(folder: Path, *, every: bool) -> Path:
    """Write a plan with a measure of every unit or, with ``every``, one for each way of typing its figures."""
    plan = folder / "p"
    plan.mkdir()
    measures = [before(name, way) for name in UNITS for way in range(len(UNITS[name][3]) if every else 1)]
    (plan / "plan.yaml").write_text(HEAD + "measures:\n" + "".join(measures), encoding="utf-8")
    return plan


def held(plan: Path) -> dict[str, float]:
    """Return the second figure of each measure."""
    return {measure.id: measure.observations[1].value for measure in plan_in(plan).measures}


MEANT = {f"{name}-{way}": unit[1] for name, unit in UNITS.items() for way in range(len(unit[3]))}
TYPED = {f"{name}-{way}": typed for name, unit in UNITS.items() for way, typed in enumerate(unit[3])}


@pytest.mark.parametrize("name", UNITS)
def test_a_figure_is_read_however_it_is_typed(name: str) -> None:
    unit, value, _, ways = UNITS[name]
    read = {way: read_figure(way, unit) for way in ways}
    assert read == dict.fromkeys(ways, value)
    assert {type(figure) for figure in read.values()} == {type(value)}


@pytest.mark.parametrize(
    ("unit", "typed"),
    [
        ("%", "74 people"), ("people", "74%"), ("people", "£74"), ("days", "6 weeks"), ("working days", "5 days"),
        ("per 100,000", "584.3 per 1,000"), ("people per 100,000", "12 people"), ("FTE", "9 people"), ("weeks", "3m"),
        ("£", "74.5%"), ("£m", "£900"), ("percentage points", "3 days"), ("£ a week", "£1,050 a month"),
    ],
)  # fmt: skip
def test_a_figure_of_something_else_is_refused(unit: str, typed: str) -> None:
    with pytest.raises(ValueError, match=re.escape(typed)):
        read_figure(typed, unit)


def test_by_csv(tmp_path: Path) -> None:
    plan = written(tmp_path, every=True)
    rows = "".join(f'{DAY},{name},"{typed}"\n' for name, typed in TYPED.items())
    (tmp_path / "figures.csv").write_text("date,measure,value\n" + rows, encoding="utf-8")
    fine("import", tmp_path / "figures.csv", "--plan", plan, "--yes", "--on", "2026-07-12")
    assert held(plan) == MEANT


def test_by_tracker(tmp_path: Path) -> None:
    plan = written(tmp_path, every=True)
    tracker = tmp_path / "tracker.xlsx"
    fine("export", plan, "--format", "tracker", "-o", tracker, "--as-of", "2026-07-01")
    cells = {
        (name, column): typed for name, way in TYPED.items() for column, typed in (("New value", way), ("On", DAY))
    }
    type_in(tracker, cells, "Measures")
    fine("import", tracker, "--plan", plan, "--yes", "--on", "2026-07-12")
    assert held(plan) == MEANT


def test_by_command_line_and_page_and_yaml(tmp_path: Path) -> None:
    plan = written(tmp_path, every=False)
    for place, (name, unit) in enumerate(UNITS.items()):
        typed = unit[3][place % len(unit[3])]
        fine("update", f"{name}-0", "--value", typed, "--on", DAY, "--plan", plan)
    assert held(plan) == {f"{name}-0": unit[1] for name, unit in UNITS.items()}
    by_page = tmp_path / "by-page"
    by_page.mkdir()
    plan = written(by_page, every=False)
    app = serving(plan)
    for place, (name, unit) in enumerate(UNITS.items()):
        assert save(app, f"{name}-0", value=unit[3][(place + 1) % len(unit[3])]).status == 303
    assert held(plan) == {f"{name}-0": unit[1] for name, unit in UNITS.items()}


READ: dict[str, Callable[[bytes], str]] = {
    "markdown": lambda made: of_markdown(made.decode()),
    "html": lambda made: of_html(made.decode()),
    "docx": of_docx,
    "pdf": of_pdf,
}


@cache
def paper(form: str) -> str:
    with TemporaryDirectory() as folder:
        plan, out = written(Path(folder), every=False), Path(folder) / "out"
        fine("report", plan, "--paper", "plan-table", "--as-of", "2026-07-01", "--format", form, "-o", out)
        return " ".join(READ[form](out.read_bytes()).split())


@pytest.mark.parametrize("form", ["markdown", "html", "docx", pytest.param("pdf", marks=programs.needs("pdftotext"))])
def test_every_format_prints_the_same(form: str) -> None:
    words = re.sub(r"\s+", "", paper(form))
    for unit in UNITS.values():
        assert unit[2].replace(" ", "") + "(31May2026)" in words


def test_a_tracker_shows_the_figure_in_the_format_of_its_unit(tmp_path: Path) -> None:
    plan = written(tmp_path, every=False)
    fine("export", plan, "--format", "tracker", "-o", tmp_path / "t.xlsx", "--as-of", "2026-07-01")
    page = load_workbook(BytesIO((tmp_path / "t.xlsx").read_bytes()))["Measures"]
    headings = {str(cell.value): place for place, cell in enumerate(page[1])}
    latest = next(place for name, place in headings.items() if name.startswith("Latest"))
    shown = {row[0].value: (row[latest].value, row[latest].number_format) for row in page.iter_rows(min_row=2)}
    for name, (value, form) in shown.items():
        unit = UNITS[str(name).removesuffix("-0")]
        assert value == pytest.approx(unit[1] / 100 if "%" in form else unit[1])
        assert ("%" in form) == (unit[0] in ("%", "per cent"))
        assert ("£" in form) == (unit[0] in ("£", "£ a week"))
