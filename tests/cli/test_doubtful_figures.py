"""A figure is asked about before it stands: refused in a script without ``--yes``, asked on a terminal."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli import plans
from cqcplan.cli.app import app
from tests.exchange.round_trip import run

command = import_module("cqcplan.cli.update")

PLAN = """\
schema: 1
plan: {id: p, council: {name: Made Up Council}, framework: la-2026-04}
measures:
  - id: carers
    title: Carers assessed
    unit: carers
    observations:
      - {on: 2026-01-31, value: 310}
      - {on: 2026-02-28, value: 318}
      - {on: 2026-03-31, value: 331}
  - {id: in-time, title: Started in time, unit: "%", observations: [{on: 2026-03-31, value: 59}]}
  - {id: alone, title: No figure yet, unit: per cent}
  - {id: done, title: Reviews done, unit: reviews, running_total: each-year,
     observations: [{on: 2026-02-28, value: 540}]}
  - {id: budget, title: Of the budget, unit: "%", target: {by: 2027-03, value: 104},
     observations: [{on: 2026-03, value: 98}]}
  - {id: cost, title: Cost of an hour, unit: £, observations: [{on: 2026-03-31, value: 24.5}]}
  - {id: two, title: Few figures, unit: people,
     observations: [{on: 2026-02-28, value: 40}, {on: 2026-03-31, value: 44}]}
"""


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "today", lambda: date(2026, 5, 12))
    monkeypatch.setattr(command, "today", lambda: date(2026, 5, 12))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "p" / "plan.yaml"
    file.parent.mkdir()
    file.write_text(PLAN)
    return file


DOUBTED = [
    (
        "carers",
        "99999",
        "99,999 carers is 99,668 carers away from 331 carers (31 March 2026), and the usual step is 11",
    ),
    ("carers", "-5", "-5 carers is less than nothing"),
    ("in-time", "740", "740% is more than the whole"),
    ("in-time", "0.62", "0.62% may be a fraction of one: is 62% meant?"),
    ("in-time", "1", "1% may be a fraction of one: is 100% meant?"),
    ("alone", "0.62", "0.62 per cent may be a fraction of one: is 62 per cent meant?"),
    ("two", "4400", "4,400 people is of another size than 44 people (31 March 2026)"),
    ("cost", "2450", "£2,450 is of another size"),
]
FINE = [
    ("carers", "344"),
    ("carers", "250"),
    ("in-time", "62"),
    ("alone", "1"),
    ("budget", "103"),
    ("two", "12"),
    ("done", "60"),
]


@pytest.mark.parametrize(("measure", "value", "said"), DOUBTED)
def test_a_script_is_refused_what_is_doubtful(plan: Path, measure: str, value: str, said: str) -> None:
    words = ("update", measure, "--plan", plan, "--on", "2026-04-30", f"--value={value}")
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "add --yes" in result.stderr
    assert plan.read_text() == PLAN
    assert run(*words, "--yes").exit_code == 0
    assert "2026-04-30" in plan.read_text()


@pytest.mark.parametrize(("measure", "value"), FINE)
def test_what_is_usual_is_not_asked_about(plan: Path, measure: str, value: str) -> None:
    result = run("update", measure, "--plan", plan, "--on", "2026-04-30", "--value", value)
    assert result.exit_code == 0, result.stderr


def test_a_day_to_come_and_a_count_that_falls(plan: Path) -> None:
    future = run("update", "carers", "--plan", plan, "--on", "2026-06-30", "--value", "344")
    assert "30 June 2026 is after 12 May 2026" in future.stderr
    fell = run("update", "done", "--plan", plan, "--on", "2026-03-31", "--value", "60")
    assert "60 reviews is less than 540 reviews (28 February 2026), and this count can only grow" in fell.stderr
    assert (future.exit_code, fell.exit_code) == (2, 2)


def test_a_second_figure_of_one_day_is_asked_about(plan: Path) -> None:
    words = ("update", "carers", "--plan", plan, "--on", "end of March 2026", "--value", "332")
    result = run(*words)
    assert result.exit_code == 2
    assert "331 carers is recorded of 31 March 2026 already" in result.stderr
    assert plan.read_text() == PLAN
    assert run(*words, "--yes").exit_code == 0


def test_what_was_before_is_said_back(plan: Path) -> None:
    result = run("update", "cost", "--plan", plan, "--on", "2026-04-30", "--value", "£25")
    assert "value £25 (was £24.50, 31 March 2026)" in result.stderr


@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_it_asks(plan: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(command, "on_terminal", lambda: True)
    words = ["update", "in-time", "--plan", str(plan), "--on", "2026-04-30", "--value", "0.62"]
    result = CliRunner().invoke(app, words, input=f"{answer}\n")
    assert result.exit_code == 0
    assert "is 62% meant?" in result.stderr
    assert "Is the figure right?" in result.stderr
    assert (plan.read_text() != PLAN) == (answer == "y")


def test_an_import_asks_too(plan: Path, tmp_path: Path) -> None:
    figures = tmp_path / "figures.csv"
    figures.write_text("measure,date,value\nin-time,2026-04-30,0.62\ncarers,2026-04-30,340\n")
    result = run("import", figures, "--plan", plan, "--dry-run")
    assert "asked: 0.62% may be a fraction of one" in result.stdout
    assert "340 carers on 30 April 2026 (was 331 carers, 31 March 2026)" in result.stdout
    assert "1 to ask about" in result.stderr
