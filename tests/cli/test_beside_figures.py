"""Comparators, interim targets and breaks of a measure, typed as sentences: read, said back, written and taken back."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.places import ROOT

SEAPORT = ROOT / "tests" / "fixtures" / "measures" / "seaport"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SEAPORT, tmp_path / "plans" / "seaport")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plans" / "seaport" / "plan.yaml"


def ran(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def measure(plan: Path, name: str) -> dict[str, Any]:
    return next(each for each in yaml.load(plan.read_text(), yaml.BaseLoader)["measures"] if each["id"] == name)  # noqa: S506 - text alone


COMPARATORS: list[tuple[str, dict[str, object]]] = [
    ("England 74.5% 2025-26", {"of": "england", "value": "74.5", "covers": "2025-26"}),
    ("England average: 74.5 per cent in 2025/26", {"of": "england", "value": "74.5", "covers": "2025-26"}),
    ("national 74.5 (2025-26)", {"of": "england", "value": "74.5", "covers": "2025-26"}),
    ("South West 58% 2025-26", {"of": "region", "name": "South West", "value": "58", "covers": "2025-26"}),
    (
        "region: Yorkshire and the Humber 58%, 2025-26",
        {"of": "region", "name": "Yorkshire and the Humber", "value": "58", "covers": "2025-26"},
    ),
    (
        "CIPFA 15 nearest neighbours 58.2%, published 3 June 2026",
        {"of": "statistical-neighbours", "name": "CIPFA 15 nearest neighbours", "value": "58.2", "on": "2026-06-03"},
    ),
    ("unitary authorities 58.2%", {"of": "council-type", "name": "unitary authorities", "value": "58.2"}),
    (
        "England 74.5% 2025-04-01 to 2026-03-31",
        {"of": "england", "value": "74.5", "covers": {"from": "2025-04-01", "to": "2026-03-31"}},
    ),
]


@pytest.mark.parametrize(("typed", "stored"), COMPARATORS)
def test_a_comparator_is_read_as_people_write_it(typed: str, stored: dict[str, object], plan: Path) -> None:
    ran("update", "reviewed", "--comparator", typed, "--on", "2026-06-30")
    assert measure(plan, "reviewed")["comparators"][-1] == {"on": "2026-06-30", **stored}


def test_an_address_becomes_a_source_once(plan: Path) -> None:
    address = "https://www.example.gov.uk/ascof/2025-26.pdf"
    words = ran("update", "reviewed", "--comparator", f"England 74.5% 2025-26, {address}")
    assert "a new source of the plan, example-gov-uk-2025-26-pdf" in words
    ran("update", "reviewed", "--comparator", f"South West 60% 2025-26, {address}")
    data = yaml.safe_load(plan.read_text())
    assert [source["url"] for source in data["sources"]] == ["https://www.example.gov.uk/ascof", address]
    assert [each.get("source") for each in measure(plan, "reviewed")["comparators"][-2:]] == [
        "example-gov-uk-2025-26-pdf"
    ] * 2


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("400 by June 2027", {"by": "2027-06", "value": "400"}),
        (
            "1,400 people by 30/6/2027, because a team begins",
            {"by": "2027-06-30", "value": "1400", "why": "a team begins"},
        ),
        ("250 by autumn 2027: half the way", {"by": "autumn 2027", "value": "250", "why": "half the way"}),
    ],
)
def test_an_interim_target_is_read_as_people_write_it(typed: str, stored: dict[str, str], plan: Path) -> None:
    said = ran("update", "waiting", "--interim", typed)
    assert measure(plan, "waiting")["trajectory"][-1] == stored
    assert f"interim target {int(stored['value']):,} people by" in said


@pytest.mark.parametrize(
    "typed",
    [
        "1 April 2026: counted otherwise, because records moved",
        "from 1/4/2026 - counted otherwise, because records moved",
    ],
)
def test_a_break_has_its_day_and_its_reason(typed: str, plan: Path) -> None:
    said = ran("update", "reviewed", "--break", typed)
    assert measure(plan, "reviewed")["breaks"][-1] == {
        "on": "2026-04-01", "text": "counted otherwise, because records moved"
    }  # fmt: skip
    assert 'counted otherwise from 1 April 2026: "counted otherwise, because records moved"' in said


def test_only_lines_are_added_and_undo_takes_them_back(plan: Path) -> None:
    before = plan.read_bytes()
    ran(
        "update", "waiting", "--value", "280", "--on", "2025-10-20", "--interim", "240 by 20 November 2025",
        "--comparator", "England 300 2024-25", "--break", "1 April 2025: anew", "--rebased", "1 May 2025: a team",
    )  # fmt: skip
    lines = plan.read_text().splitlines()
    kept = iter(lines)
    assert all(line in kept for line in before.decode().splitlines())  # in their order
    assert measure(plan, "waiting")["rebased"] == [{"on": "2025-05-01", "text": "a team"}]
    ran("undo")
    assert plan.read_bytes() == before


def test_the_same_again_is_refused_and_edit_puts_it_in_its_place(plan: Path) -> None:
    said = ran("update", "reviewed", "--comparator", "England 61% 2024-25", code=2)
    assert "there is one already: comparator England 60.7% (2024/25), published 31 August 2025" in said
    said = ran("edit", "reviewed", "--comparator", "England 61% 2024-25")
    assert "comparator England 61% (2024/25), published 31 August 2025, from ascof table 4 (was comparator" in said
    held = measure(plan, "reviewed")["comparators"]
    assert {"of": "england", "value": "61", "on": "2025-08-31", "covers": "2024-25", "source": "ascof table 4"} in held
    assert len(held) == 2


def test_what_is_put_in_its_place_keeps_its_readers(plan: Path) -> None:
    plan.write_text(
        plan.read_text().replace("{of: england, value: 60.7,", "{of: england, visibility: internal, value: 60.7,")
    )
    ran("edit", "reviewed", "--comparator", "England 61% 2024-25")
    assert measure(plan, "reviewed")["comparators"][-1]["visibility"] == "internal"


def test_a_new_measure_reads_its_figures_in_its_unit(plan: Path) -> None:
    ran(
        "new", "measure", "Agency spend", "--unit", "£m", "--baseline", "£1.5m", "--target", "£900k", "--by", "2027-03",
        "--interim", "£1.2m by September 2026", "--comparator", "Unitary authorities £1,100,000 2024-25",
        "--better", "lower", "--priority", "waits",
    )  # fmt: skip
    made = measure(plan, "agency-spend")
    assert (made["baseline"]["value"], made["target"]["value"]) == ("1.5", "0.9")
    assert (made["trajectory"][0]["value"], made["comparators"][0]["value"]) == ("1.2", "1.1")


def test_a_figure_known_only_as_a_bound_and_a_tail(plan: Path) -> None:
    ran(
        "new",
        "measure",
        "Longest now",
        "--unit",
        "days",
        "--baseline",
        "500+",
        "--tail-of",
        "waiting",
        "--better",
        "lower",
    )
    made = measure(plan, "longest-now")
    assert (made["baseline"], made["tail_of"]) == ({"value": "500", "bound": "at-least"}, "waiting")
    ran("edit", "longest-now", "--baseline", "480")
    assert measure(plan, "longest-now")["baseline"] == {"value": "480"}


@pytest.mark.parametrize(
    ("option", "typed", "said"),
    [
        ("comparator", "Somebody 60.9% 2024-25", '"Somebody" may be anybody: say which of england, region'),
        ("comparator", "England 2024-25", "does not say whose figure it is"),
        ("comparator", "England 1,200 people 2024-25", 'has "people" after the figure, but the measure counts %'),
        ("comparator", "England 60% 2024-25, Some report", "Some report"),
        ("interim", "by June", 'write it as in "400 by June 2027'),
        ("interim", "60 by someday", "someday"),
        ("break", "1 April 2026", "does not say what is otherwise"),
        ("rebased", "sometime: why", "sometime"),
    ],
)
def test_what_is_not_understood_is_told_and_nothing_is_written(option: str, typed: str, said: str, plan: Path) -> None:
    before = plan.read_bytes()
    for command in ("update", "edit"):
        words = ran(command, "reviewed", f"--{option}", typed, code=2)
        assert said in words
        assert f"--{option}" in words
    assert plan.read_bytes() == before
