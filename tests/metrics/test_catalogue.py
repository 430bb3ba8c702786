"""The catalogue of national metrics: sound, sourced, listed, and what it fills in of a plan's measures."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from scripts.write_metrics import PAGE, page
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.framework.vintage import CURRENT, load_vintage
from cqcplan.metrics.catalogue import Metric, metrics, metrics_of, releases
from cqcplan.model.base import ID_PATTERN
from cqcplan.model.dates import parse_when
from cqcplan.model.national import counted_alike
from cqcplan.model.units import unit_of
from cqcplan.model.vocabulary import Better, Counts, Frequency, choices
from tests.places import ROOT

HEAD = """\
schema: 1
plan:
  id: made-up
  council: {name: Anyshire Council}
  framework: la-2026-04
priorities:
  - {id: choice, title: Choice and control, quality_statements: [healthier-lives]}
measures:
"""
SCHEMA = json.loads((ROOT / "schema" / "plan.schema.json").read_text(encoding="utf-8"))
EVERY = [metric for release in releases() for metric in metrics_of(release)]


def run(*words: str) -> Any:
    return CliRunner().invoke(app, [*words])


def plan_with(measure: str, folder: Path) -> Path:
    file = folder / "plan.yaml"
    file.write_text(f"{HEAD}  - {measure}\n", encoding="utf-8")
    return file


def problems_of(file: Path) -> list[tuple[str, int, str, str | None]]:
    found = json.loads(run("validate", str(file), "--format", "json", "--as-of", "2026-06-01").stdout)["problems"]
    quiet = ("PLAN401", "PLAN405", "PLAN406", "PLAN806")
    return [(each["code"], each["line"], each["message"], each["help"]) for each in found if each["code"] not in quiet]


def measure_in(file: Path) -> dict[str, Any]:
    shown = run("export", str(file), "--format", "json", "--as-of", "2026-06-01")
    assert shown.exit_code == 0, shown.output
    (found,) = json.loads(shown.stdout)["tables"]["measures"]
    return dict(found)


@pytest.mark.parametrize("metric", EVERY, ids=[metric.id for metric in EVERY])
def test_every_metric_is_sound_and_says_where_it_was_confirmed(metric: Metric) -> None:
    assert re.fullmatch(ID_PATTERN, metric.id)
    assert metric.id.startswith(f"{metric.release.series}-")
    assert metric.better is None or metric.better in choices(Better)
    assert metric.counts is None or metric.counts in choices(Counts)
    assert metric.frequency in choices(Frequency)
    assert unit_of(metric.unit).kind in ("share", "rate", "duration", "other")
    assert counted_alike(metric.unit, metric.unit)
    assert set(metric.quality_statements) <= {statement.id for statement in load_vintage(CURRENT).statements}
    assert metric.definition.endswith(".")
    assert metric.definition != metric.title
    assert metric.groups
    assert metric.confirmed
    for found in metric.confirmed:
        assert re.fullmatch(r"https?://[^\s<>\"()]+", found.url), found
    for day in (metric.release.published, *(each.on for each in metric.breaks), *(metric.release.covers or ())):
        assert parse_when(day).is_day


def test_ids_are_of_one_metric_in_each_vintage() -> None:
    for release in releases():
        ids = [metric.id for metric in metrics_of(release)]
        assert len(ids) == len(set(ids))
    assert set(metrics()) == {metric.id for metric in EVERY}


def test_the_page_is_the_one_that_the_catalogue_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make schema"


def test_a_metric_fills_in_what_the_measure_leaves_out(tmp_path: Path) -> None:
    measure = measure_in(plan_with("{id: moves, metric: ascof-2c, priorities: [choice]}", tmp_path))
    metric = metrics()["ascof-2c"]
    assert (measure["title"], measure["unit"], measure["definition"]) == (
        metric.title,
        "per 100,000",
        metric.definition,
    )
    assert (measure["better"], measure["frequency"], measure["counts"]) == ("lower", "yearly", "other")
    paper = run("trace", "moves", "--plan", str(tmp_path / "plan.yaml"))
    assert "measures: Supporting people to live healthier lives (quality statement healthier-lives)" in paper.stdout


def test_what_the_measure_says_itself_wins(tmp_path: Path) -> None:
    said = (
        "{id: moves, metric: ascof-2c, title: Moves into a care home, unit: people, better: higher, "
        "definition: As we count it., frequency: monthly, quality_statements: [equity], breaks: []}"
    )
    measure = measure_in(plan_with(said, tmp_path))
    assert [measure[name] for name in ("title", "unit", "better", "definition", "frequency")] == [
        "Moves into a care home", "people", "higher", "As we count it.", "monthly",
    ]  # fmt: skip
    assert measure["counts"] is None, "people are counted, so small numbers of them are still withheld"


def test_an_unknown_metric_is_one_problem_with_what_may_be_meant(tmp_path: Path) -> None:
    assert problems_of(plan_with("{id: moves, metric: ascof-2cc, priorities: [choice]}", tmp_path)) == [
        ("PLAN202", 9, 'there is no national metric "ascof-2cc"', 'did you mean "ascof-2c"?')
    ]
    assert problems_of(plan_with("{id: moves, metric: nothing-like-it, priorities: [choice]}", tmp_path)) == [
        ("PLAN202", 9, 'there is no national metric "nothing-like-it"', "cqcplan metrics lists them")
    ]


@pytest.mark.parametrize("wrong", ["3", "[ascof-2c]", "{a: b}", '""'])
def test_what_is_no_id_at_all_ends_in_a_message(wrong: str, tmp_path: Path) -> None:
    found = problems_of(plan_with(f"{{id: moves, metric: {wrong}, title: Moves, unit: people}}", tmp_path))
    assert found[0][0].startswith("PLAN1"), found


def test_without_a_metric_title_and_unit_are_still_needed(tmp_path: Path) -> None:
    found = problems_of(plan_with("{id: moves, better: lower}", tmp_path))
    assert [message for _, _, message, _ in found] == ['"title" is missing', '"unit" is missing'] or len(found) == 2


@pytest.mark.parametrize(
    ("says", "problem"),
    [
        ("metric: ascof-2c, unit: people", '"people" is not what 2C (ASCOF 2024 to 2025) is counted in'),
        ("metric: ascof-2c, unit: 'per 1,000'", '"per 1,000" is not what 2C'),
        ("metric: ascof-3d-2a, unit: people", 'which is "%"'),
        ("metric: ascof-1a, unit: out of 12", '"out of 12" is not what 1A'),
        ("metric: waiting-times-first-service-25-to-64, unit: weeks", '"weeks" is not what part 2, 25 to 64'),
        ("metric: ascof-2c, better: higher", "higher is better here; of 2C (ASCOF 2024 to 2025), lower is"),
    ],
)
def test_a_unit_or_direction_against_the_catalogue(says: str, problem: str, tmp_path: Path) -> None:
    found = problems_of(plan_with(f"{{id: moves, title: Moves, {says}}}", tmp_path))
    assert [code for code, *_ in found] == ["PLAN427"]
    assert problem in found[0][2]


@pytest.mark.parametrize(
    "says",
    [
        "metric: ascof-3d-2a, unit: per cent, better: higher",
        "metric: ascof-2c, unit: 'per 100,000 people aged 65 and over', better: lower",
        "metric: ascof-2c, unit: per 100000",
        "metric: ascof-1a, unit: out of 24",
        "metric: ascof-1a, unit: score",
        "metric: waiting-times-first-service-25-to-64, unit: median days",
    ],
)
def test_the_same_unit_in_other_words_is_let_be(says: str, tmp_path: Path) -> None:
    assert problems_of(plan_with(f"{{id: moves, title: Moves, {says}}}", tmp_path)) == []


@pytest.mark.parametrize(
    ("measure", "sound"),
    [
        ({"id": "a", "metric": "ascof-2c"}, True),
        ({"id": "a", "metric": "ascof-2c", "unit": "people"}, True),
        ({"id": "a", "title": "A", "unit": "people"}, True),
        ({"id": "a", "title": "A"}, False),
        ({"id": "a", "metric": "ascof-99"}, False),
    ],
)
def test_editors_ask_for_title_and_unit_where_no_metric_is_named(measure: dict[str, str], *, sound: bool) -> None:
    assert Draft7Validator(SCHEMA).is_valid({"measures": [measure]}) is sound


def test_a_plan_without_a_metric_reads_nothing_of_the_catalogue(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom cqcplan.cli.app import app\n"
        "app(sys.argv[1:], standalone_mode=False)\n"
        "sys.stderr.write(str('cqcplan.metrics.catalogue' in sys.modules))"
    )

    def reads(measure: str) -> bool:
        words = [sys.executable, "-c", script, "validate", str(plan_with(measure, tmp_path)), "--no-cache"]
        return subprocess.run(words, check=True, capture_output=True, text=True).stderr.endswith("True")

    assert not reads("{id: moves, title: Moves, unit: people, priorities: [choice]}")
    assert reads("{id: moves, metric: ascof-2c, priorities: [choice]}")


def test_the_command_lists_looks_for_words_and_tells_all_of_one() -> None:
    every = run("metrics").stdout
    assert all(f"  {name} " in every for name in metrics())
    some = run("metrics", "direct", "payments").stdout
    assert re.findall(r"^  (\S+)  3D", some, re.MULTILINE) == ["ascof-3d-2a", "ascof-3d-2b"]
    one = run("metrics", "2c").stdout
    assert one.startswith("ascof-2c: ")
    assert "  better: lower\n" in one
    assert all(found.url in one for found in metrics()["ascof-2c"].confirmed)
    none = run("metrics", "ascof-2x")
    assert none.exit_code == 2
    assert 'did you mean "ascof-2' in none.stderr


def test_a_measure_is_added_by_its_metric_alone(tmp_path: Path) -> None:
    file = plan_with("{id: other, title: Other, unit: people}", tmp_path)
    result = run("new", "measure", "--metric", "3D part 2a", "--priority", "choice", "--plan", str(file))
    assert result.exit_code == 0, result.output
    assert "metric ascof-3d-2a: " in result.output
    assert file.read_text(encoding="utf-8").endswith(
        "  - {id: ascof-3d-2a, metric: ascof-3d-2a, priorities: [choice]}\n"
    ) or "    metric: ascof-3d-2a\n" in file.read_text(encoding="utf-8")
    again = run("new", "measure", "Take-up", "--metric", "ascof-3d-2a", "--plan", str(file))
    assert "there is one already: ascof-3d-2a is ascof-3d-2a too" in again.stderr


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("direct payments", '"direct payments" may be 2 national metrics: ascof-3d-2a (The proportion of people who'),
        ("ascof-3d-2x", '"ascof-3d-2x" is no national metric: did you mean "ascof-3d-2'),
    ],
)
def test_words_that_name_no_one_metric_are_not_guessed(typed: str, says: str, tmp_path: Path) -> None:
    file = plan_with("{id: other, title: Other, unit: people}", tmp_path)
    result = run("new", "measure", "--metric", typed, "--plan", str(file))
    assert result.exit_code == 2
    assert says in result.stderr
