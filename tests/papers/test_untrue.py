"""What papers once told that was not so: each kind of untruth, in the examples and in a plan made for it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.places import ROOT

PLAN = """\
plan: {id: anyshire, council: {name: Anyshire Council}, framework: la-2026-04}
sources: [{id: june-paper, title: Progress, on: 2026-06-01}]
bodies:
  - {id: panel, name: Adults Panel, kind: scrutiny}
  - {id: dhsc, name: Department of Health and Social Care, short_name: DHSC, kind: government}
meetings:
  - {id: march, body: panel, on: 2026-03-02, date_in_doubt: true, title: Progress, summary: A paper.}
  - {id: june, body: panel, on: 2026-06-01, title: Progress}
assessments: [{id: cqc, kind: comprehensive, framework: la-2023-12, published: 2026-03-20, scores: {equity: 2},
  printed: {rating: requires-improvement}}]
findings:
  - {id: own, assessment: cqc, kind: strength, title: Systems that protect, text: They are ours., voice: council}
  - {id: cqcs, assessment: cqc, kind: strength, title: Kind staff, text: Staff were kind., voice: carers}
submissions: [{id: return, to: dhsc, title: Second return, due: 2026-04-30}]
priorities:
  - id: waiting
    title: Waiting
    actions:
      - {id: dated, title: The dated one}
      - {id: undated, title: The undated one}
      - {id: flagged, title: The flagged one}
      - {id: known, title: The known one}
      - {id: days, title: Days, due: 2025-12-31}
      - {id: months, title: Months, due: 2025-11}
measures:
  - id: quick
    title: Quick answers
    unit: per cent
    priorities: [waiting]
    observations: [{on: 2026-06-01, reported: true, value: 99}]
updates:
  - {on: 2026-02-01, about: known, status: in-progress}
  - {on: 2026-04-20, about: dated, status: complete, source: june-paper para 1}
  - {on: 2026-06-01, about: undated, status: complete, source: june-paper para 2}
  - {on: 2026-05-15, about: flagged, status: complete, reported: true}
  - {on: 2026-06-01, about: known, status: complete, source: june-paper para 3}
  - {on: 2026-05-01, about: days, due: 2026-03-31}
  - {on: 2026-05-01, about: months, due: 2026-01}
"""


def report(plan: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["report", str(plan), *words])
    assert result.exit_code == 0, result.output
    return result.stdout.replace("\\", "")


def example(name: str, *words: str) -> str:
    return report(ROOT / "plans" / name, *words)


@pytest.fixture
def anyshire(tmp_path: Path) -> Path:
    file = tmp_path / "anyshire.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return file


@pytest.mark.parametrize("as_of", ["2026-06-01", "2026-06-17"])
def test_only_what_the_record_dates_is_news(anyshire: Path, as_of: str) -> None:
    told = report(anyshire, "--period", "2026-27-Q1", "--as-of", as_of, "--since", "2026-03-02")
    assert "Now complete: The dated one; The known one. Reported as done, on a date not recorded: The undated" in told
    assert "The undated one; The flagged one." in told


def test_the_examples_completions_are_no_news() -> None:
    for words in (["--as-of", "2026-06-01"], ["--paper", "dhsc", "--period", "Q1", "--as-of", "2026-06-17"]):
        told = example("leicestershire", *words)
        assert "Now complete: The service begins. Reported as done" in told
        assert told.count("Now complete") == 1 or "Now complete: Consultation on the draft opens" in told


def test_work_that_moved_is_not_said_to_have_no_update() -> None:
    told = example("bathnes", "--as-of", "2025-04-14")
    quiet = next(line for line in told.splitlines() if "No update was recorded" in line)
    assert "1.1 Improve public access" in quiet
    assert "BI dashboard" not in quiet
    assert "**New version of the Power BI data system:** Complete (recorded 14 April 2025)." in told


def test_a_finding_in_the_councils_words_is_none_of_cqcs(anyshire: Path) -> None:
    told = report(anyshire, "--as-of", "2026-03-21", "--meeting", "june")
    cqcs, own = told.split("Not CQC’s words")
    assert "Systems that protect" not in cqcs
    assert "Kind staff (from carers)" in cqcs
    assert "Systems that protect (the council’s own words)" in own
    assert "Systems that protect" not in report(anyshire, "--paper", "public", "--as-of", "2026-06-01")


@pytest.mark.parametrize("paper", ["brief", "board"])
def test_a_report_not_recorded_as_sent_is_not_called_overdue(anyshire: Path, paper: str) -> None:
    words = ["--paper", paper, "--period", "2026-27-Q1", "--as-of", "2026-06-01", "--audience", "internal"]
    told = report(anyshire, *words)
    assert "Second return (overdue)" not in told
    assert "not recorded as sent" in told.lower()


def test_a_figure_without_a_date_says_that_it_was_reported(anyshire: Path) -> None:
    assert "99 per cent (reported 1 June 2026)" in report(anyshire, "--as-of", "2026-06-01")
    assert example("leicestershire", "--as-of", "2026-06-01").count("(reported 1 June 2026)") >= 3


def test_a_meetings_date_in_doubt_says_so(anyshire: Path) -> None:
    style = ["--style", "leicestershire-scrutiny", "--meeting", "june", "--as-of", "2026-06-01"]
    assert "2 March 2026 (date in doubt)" in report(anyshire, *style)


WRONG = [
    ("leicestershire", "2026-06-01", "coded twice"),
    ("leicestershire", "2026-06-01", "with each update"),
    ("leicestershire", "2026-06-01", "DHSC would"),
    ("leicestershire", "2026-06-01", "| September 2026 | The final strategy"),
    ("leicestershire", "2026-06-01", "Change the telephone menu"),
    ("leicestershire", "2026-06-01", "officers named above"),
    ("leicestershire", "2026-06-01", "An Equality Impact Assessment of any change"),
    ("leicestershire", "2026-06-01", "The Secretary of State's 3 objectives and priorities\n"),
    ("nottingham", "2024-02-15", "Final action plan produced"),
    ("nottingham", "2024-02-15", "is reviewing its action plan"),
    ("bathnes", "2025-04-14", "September 2024 to September 2025"),
    ("bathnes", "2025-04-14", "Being written since April 2025"),
    ("bathnes", "2025-04-14", "It is reviewed every quarter"),
    ("bathnes", "2025-04-14", "| HCRG"),
    ("bathnes", "2025-11-13", "Noted the summary"),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "as_of", "words"), WRONG)
def test_no_paper_of_an_example_says(plan: str, as_of: str, words: str) -> None:
    assert words not in example(plan, "--as-of", as_of)


ADOPTED = [
    "Work collaboratively with practitioners and partners to ensure we commission services that meet the needs of our",
    "Fostering a culture of strong leadership grip, governance and risk management, creating a framework",
    "How the Local Authority Works with People",
]


@pytest.mark.parametrize("words", ADOPTED)
def test_adopted_names_stay_as_adopted(words: str) -> None:
    assert words in example("bathnes", "--as-of", "2025-04-14")
