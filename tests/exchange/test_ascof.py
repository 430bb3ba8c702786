"""ASCOF's published CSV: figures of England and others beside the plan's own, and nothing read that is no figure."""

from pathlib import Path
from typing import Any

import pytest

from tests.exchange.made_up_ascof import CODES, HEADINGS, Line, line, text_of, whole_country
from tests.exchange.round_trip import plan_in, run

PLAN = """\
schema: 1
plan:
  id: made-up
  council: {name: City of Made-up & Northam Council, type: unitary, region: East of England}
  framework: la-2026-04
priorities:
  - {id: choice, title: Choice and control, quality_statements: [healthier-lives]}
measures:
  - id: direct-payments  # kept as it is
    metric: ascof-3d-2a
    priorities: [choice]
  - {id: care-homes, metric: ascof-2c, priorities: [choice]}
  - {id: other, title: Something of our own, unit: people, priorities: [choice]}
"""
OWN = "Made-up and Northam"
LINES: list[Line] = [
    line("England", "England", "3D (2a)", "25.4"),
    line("England", "England", "3D (2a)", "61.2", "18 to 64"),
    line("England", "England", "3D (2a)", "12345", kind="Numerator"),
    line("Regional", "Eastern", "3D (2a)", "24.9"),
    line("Regional", "South West", "3D (2a)", "1.0"),
    line("Council type", "Unitary authority", "3D (2a)", "23"),
    line("Local authority", OWN, "3D (2a)", "19.5"),
    line("Local authority", "Northam", "3D (2a)", "2.0"),
    line("National", "England", "2C", "1,566.0", "65 and over"),
    line("Regional", "Eastern", "2C", "[c]", "65 and over"),
    line("Council type", "Unitary authority", "2C", "abc", "65+"),
    line("Local authority", OWN, "2C", "*", "65 and above"),
    line("England", "England", "4B", "90"),
]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def take(plan: Path, lines: list[Line] = LINES, *words: str, name: str = "ascof-2024-to-2025.csv", **how: Any) -> Any:
    file = plan.parent / name
    file.write_text(text_of(lines, **how), encoding="utf-8")
    return run("import", file, "--plan", plan, "--on", "2026-07-12", *words)


def compared(plan: Path, measure: str) -> list[tuple[str, str | None, float, str]]:
    found = next(item for item in plan_in(plan).measures if item.id == measure)
    return [(each.of, each.name, each.value, str(each.on)) for each in found.comparators]


def test_a_dry_run_says_it_all_and_writes_nothing(plan: Path) -> None:
    result = take(plan, LINES, "--dry-run")
    assert result.exit_code == 1, result.output
    assert (
        result.stdout
        == """\
ascof-2024-to-2025, row 2: direct-payments
  England 25.4%, published 18 December 2025
  visibility: public, as direct-payments
ascof-2024-to-2025, row 5: direct-payments
  East of England 24.9%, published 18 December 2025
  visibility: public, as direct-payments
ascof-2024-to-2025, row 7: direct-payments
  Unitary authority 23%, published 18 December 2025
  visibility: public, as direct-payments
ascof-2024-to-2025, row 10: care-homes
  England 1,566 per 100,000, published 18 December 2025
  visibility: public, as care-homes

ascof-2024-to-2025, row 14: skipped: 1 row is of codes that the catalogue does not have: 4B
ascof-2024-to-2025, row 11: skipped: East of England, 2C: "[c]" stands there: withheld, or there is none
ascof-2024-to-2025, row 12: refused: Unitary authority, 2C: "abc" is no figure
"""
    )
    assert "13 rows read: 4 to write, 0 unchanged, 1 refused, 2 passed over" in result.stderr
    assert plan.read_text(encoding="utf-8") == PLAN


def test_what_is_written_and_what_a_second_time_finds(plan: Path) -> None:
    assert take(plan, LINES, "--yes").exit_code == 1
    assert compared(plan, "direct-payments") == [
        ("england", None, 25.4, "18 December 2025"),
        ("region", "East of England", 24.9, "18 December 2025"),
        ("council-type", "Unitary authority", 23, "18 December 2025"),
    ]
    assert compared(plan, "care-homes") == [("england", None, 1566, "18 December 2025")]
    written = plan.read_text(encoding="utf-8")
    assert "  - id: direct-payments  # kept as it is\n" in written
    assert "source: ascof-2024-25 3D part 2a" in written
    assert written.count("- id: ascof-2024-25\n") == 1
    assert run("validate", plan, "--fail-on", "error").exit_code == 0

    again = take(plan, LINES, "--yes")
    assert "0 to write, 4 unchanged" in again.stderr
    assert plan.read_text(encoding="utf-8") == written


def test_another_figure_than_the_plans_is_a_conflict(plan: Path) -> None:
    take(plan, LINES, "--yes")
    before = plan.read_bytes()
    result = take(plan, [line("England", "England", "3D part 2A", "26"), *LINES[3:]], "--yes")
    assert "conflict: England 26% of direct-payments here, and 25.4 in the plan" in result.stdout
    assert plan.read_bytes() == before


def test_the_councils_own_figure_only_when_asked_for(plan: Path) -> None:
    take(plan, LINES, "--yes")
    assert not plan_in(plan).measures[0].observations
    result = take(plan, LINES, "--yes", "--own-figures")
    assert 'row 13: skipped: Made-up and Northam, 2C: "*" stands there' in result.stdout
    (seen,) = plan_in(plan).measures[0].observations
    assert (str(seen.on), seen.value, seen.source) == ("31 March 2025", 19.5, "ascof-2024-25 3D part 2a")
    assert not plan_in(plan).measures[1].observations


def test_a_council_that_the_file_does_not_have_is_told_once(plan: Path) -> None:
    plan.write_text(PLAN.replace("City of Made-up & Northam Council", "Northham Borough Council"), encoding="utf-8")
    result = take(plan, LINES, "--yes", "--own-figures")
    assert result.stdout.count("Northham") == 1
    assert (
        'refused: no council of the file is "Northham Borough Council", so no figure of its own is taken\n'
        '  = help: did you mean "Northam"?'
    ) in result.stdout
    assert not plan_in(plan).measures[0].observations


@pytest.mark.parametrize(
    "mark", ["[c]", "[x]", "[low]", "*", "**", ":", "..", "...", "-", "", "c", "#", "n/a", "[12]", "\u2013"]
)
def test_what_is_withheld_is_never_a_number(plan: Path, mark: str) -> None:
    result = take(plan, [line("England", "England", "3D2a", mark)], "--yes")
    assert "England, 3D part 2a" in result.stdout
    assert "withheld, or there is none" in result.stdout
    assert compared(plan, "direct-payments") == []


@pytest.mark.parametrize(
    "odd", ["12.5 [r]", "12.5*", "1e2", "<5", "5+", "12,5", "~12", "140", "-3", "1.2.3", "25 per cent", "\u0661\u0662x"]
)
def test_what_is_no_sure_figure_is_refused_by_name(plan: Path, odd: str) -> None:
    result = take(plan, [line("England", "England", "3D2a", odd)], "--yes")
    assert result.exit_code == 1
    assert "ascof-2024-to-2025, row 2: refused: England, 3D part 2a: " in result.stdout
    assert compared(plan, "direct-payments") == []


def test_two_rows_that_differ_are_both_left_out(plan: Path) -> None:
    result = take(plan, [line("England", "England", "3D2a", "25"), line("England", "England", "3D(2a)", "26")], "--yes")
    assert 'row 3: refused: England has "26" here for 3D(2a), and "25" in row 2' in result.stdout
    assert compared(plan, "direct-payments") == []


def test_a_measure_counted_in_another_unit_is_set_beside_nothing(plan: Path) -> None:
    plan.write_text(PLAN.replace("metric: ascof-2c,", "metric: ascof-2c, unit: people,"), encoding="utf-8")
    result = take(plan, LINES, "--yes")
    assert 'refused: care-homes is counted in "people" and 2C in "per 100,000"' in result.stdout
    assert compared(plan, "care-homes") == []


def test_what_the_plan_does_not_say_of_its_council_is_asked_about(plan: Path) -> None:
    plan.write_text(PLAN.replace(", type: unitary, region: East of England", ""), encoding="utf-8")
    result = take(plan, LINES, "--yes")
    assert "asked: the plan names no region" in result.stdout
    assert "asked: the plan names no type of council" in result.stdout
    assert [each[0] for each in compared(plan, "direct-payments")] == ["england"]


def test_a_type_of_council_that_may_be_two_is_not_guessed(plan: Path) -> None:
    plan.write_text(PLAN.replace("type: unitary", "type: london-borough"), encoding="utf-8")
    lines = [line("Council type", name, "3D2a", "20") for name in ("Inner London", "Outer London")]
    result = take(plan, [*LINES[:1], *lines], "--yes")
    assert "asked: london-borough may be Inner London or Outer London" in result.stdout
    assert [each[0] for each in compared(plan, "direct-payments")] == ["england"]


@pytest.mark.parametrize(
    ("name", "headings", "says"),
    [
        ("a.csv", (*HEADINGS[:6], "Kind", HEADINGS[7]), 'has no column "measure type"'),
        ("a.csv", (*HEADINGS, "Measure Group"), "of an earlier year, in which the same codes are other measures"),
        ("meas-from-asc-of-eng-2022-23.csv", HEADINGS, "is of 2022 to 2023 by its name"),
        ("ascof-2025-to-2026.csv", HEADINGS, "is of 2025 to 2026 by its name"),
    ],
)
def test_a_file_of_another_year_or_form_is_refused_whole(
    plan: Path, name: str, headings: tuple[str, ...], says: str
) -> None:
    result = take(plan, LINES, "--yes", name=name, headings=headings)
    assert result.exit_code == 2
    assert says in result.stderr
    assert plan.read_text(encoding="utf-8") == PLAN


def test_the_year_is_told_where_nothing_says_it(plan: Path) -> None:
    assert "asked: taken to be ASCOF 2024 to 2025" in take(plan, LINES, "--dry-run", name="ascof.csv").stdout


def test_headings_in_any_order_and_case_below_a_title(plan: Path) -> None:
    turned = [tuple(reversed(each)) for each in LINES]
    file = plan.parent / "turned-2024-25.csv"
    text = text_of(turned, [name.upper().replace(" ", "_") for name in reversed(HEADINGS)])
    file.write_bytes(f"Adult social care,,\n\n{text}".replace(",", ";").encode("utf-16"))
    result = run("import", file, "--plan", plan, "--on", "2026-07-12", "--yes")
    assert "East of England 24.9%" in result.stdout, result.output


def test_a_plan_that_names_no_metric_is_told_how(plan: Path) -> None:
    plan.write_text(PLAN[: PLAN.index("measures:")], encoding="utf-8")
    result = take(plan, LINES, "--yes")
    assert result.exit_code == 2
    assert "no measure of this plan names a metric of ASCOF 2024 to 2025" in result.stderr


def test_options_that_do_not_go_with_the_file_are_refused(plan: Path, tmp_path: Path) -> None:
    assert "--left-out goes with" in take(plan, LINES, "--left-out", str(tmp_path / "x.xlsx")).stderr
    other = tmp_path / "figures.csv"
    other.write_text("date,measure,value\n2026-06-30,other,5\n", encoding="utf-8")
    result = run("import", other, "--plan", plan, "--own-figures", "--dry-run")
    assert "--own-figures goes with ASCOF's published CSV file" in result.stderr


def test_what_is_withheld_from_readers_stays_so(plan: Path) -> None:
    plan.write_text(PLAN.replace("metric: ascof-2c,", "metric: ascof-2c, visibility: internal,"), encoding="utf-8")
    result = take(plan, LINES, "--dry-run")
    assert (
        "England 1,566 per 100,000, published 18 December 2025\n  visibility: internal, as care-homes" in result.stdout
    )


def test_a_whole_country_goes_by_row_by_row(plan: Path) -> None:
    """No time is measured: only what is kept, which is a handful of a hundred thousand rows."""
    from cqcplan.exchange.ascof.figures import figures_of
    from cqcplan.exchange.ascof.layout import open_published
    from cqcplan.metrics.catalogue import metrics_of

    file = plan.parent / "ascof-2024-to-2025.csv"
    file.write_text(text_of(list(whole_country(153))), encoding="utf-8")
    published = open_published(file)
    assert published is not None
    assert iter(published.rows) is published.rows, "rows are read one after the other"
    found = figures_of(published.rows, metrics_of(published.release.id), {"ascof-3d-2a"}, "made up 007")
    assert found.rows == 168 * len(CODES) * 25
    assert sum(len(areas) for areas in found.kept.values()) == 1 + 9 + 5 + 1
