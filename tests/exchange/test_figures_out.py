"""The tables from which Power BI and Tableau draw a measure's line."""

import csv
import io
from pathlib import Path

import pytest

from tests.exchange.round_trip import fine
from tests.places import FIXTURES


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "tables"
    seaport = FIXTURES / "measures" / "seaport"
    fine("export", seaport, "--as-of", "2025-10-10", "--format", "csv", "-o", folder)
    return folder


def rows(tables: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((tables / f"{name}.csv").read_text(encoding="utf-8-sig"))))


def test_the_baseline_is_the_first_figure(tables: Path) -> None:
    agency = [row for row in rows(tables, "observations") if row["measure_id"] == "agency"]
    assert [(row["number"], row["on_latest"], row["value"], row["what"]) for row in agency] == [
        ("0", "2025-03-31", "1240000", "baseline"), ("1", "2025-09-30", "1093683.6", "recorded"),
    ]  # fmt: skip
    waiting = next(row for row in rows(tables, "observations") if row["measure_id"] == "waiting")
    assert (waiting["what"], waiting["value"], waiting["on"], waiting["on_latest"]) == ("baseline", "800", "", "")


def test_bounds_and_what_others_have_are_in_it(tables: Path) -> None:
    assert {row["bound"] for row in rows(tables, "observations")} == {"", "at-least", "under"}
    assert [(row["of"], row["value"], row["covers"]) for row in rows(tables, "comparators")] == [
        ("england", "60.7", "2024/25"), ("statistical-neighbours", "58.2", "2024/25"),
    ]  # fmt: skip
    assert [row["value"] for row in rows(tables, "measure_trajectory")] == ["260", "220"]


def test_stocks_flows_tails_and_new_limits_are_in_it(tables: Path) -> None:
    told = {row["id"]: row for row in rows(tables, "measures")}
    assert (told["waiting"]["stock"], told["longest"]["tail_of_id"]) == ("true", "waiting")
    assert (told["requests"]["adds_to_id"], told["completed"]["takes_from_id"]) == ("waiting", "waiting")
    assert [(row["measure_id"], row["on_latest"], row["text"]) for row in rows(tables, "rebased")] == [
        ("started-in-time", "2025-08-01", "A second team began")
    ]
    assert [(row["measure_id"], row["on_latest"]) for row in rows(tables, "breaks")] == [("reviewed", "2025-04-01")]


def test_every_day_of_the_financial_years_has_a_row(tables: Path) -> None:
    days = rows(tables, "dates")
    assert (days[0]["date"], days[-1]["date"], len(days)) == ("2023-04-01", "2030-03-31", 2557)
    leap = next(row for row in days if row["date"] == "2024-02-29")
    assert (leap["financial_year"], leap["financial_quarter"], leap["month_name"]) == (
        "2023/24", "Quarter 4 2023/24", "February 2024",
    )  # fmt: skip
