"""What was known on a day: every date says what it makes known, and no paper tells what came after its day."""

from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.model import results
from cqcplan.model.base import Span
from cqcplan.model.dates import When
from cqcplan.model.moments import Comes, Moment
from tests.view.marked_plan import models_of

PLAN = """\
plan:
  id: anyshire
  council: {name: Anyshire Council}
  framework: la-2026-04
  status: ratified
  agreed: 2026-11-20
roles:
  - {id: director, title: Director of Care, former_titles: [{name: Director of Adults, until: 2026-08-31}]}
bodies:
  - {id: cabinet, name: Cabinet, kind: cabinet}
  - {id: board, name: Improvement Board, kind: board}
  - {id: cqc, name: Care Quality Commission, kind: regulator}
  - {id: dhsc, name: Department of Health and Social Care, kind: government}
assessments:
  - id: cqc-2026
    kind: comprehensive
    framework: la-2026-04
    notified: 2025-11-03
    published: 2026-03-02
    scores:
      {assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 2, partnerships: 2, safe-systems: 2,
       safeguarding: 2, governance: 2, learning: 2}
  - {id: cqc-2030, kind: comprehensive, framework: la-2026-04, published: 2026-12-01, title: A later report,
     scores: {assessing-needs: 4}}
findings:
  - {id: praise, assessment: cqc-2030, kind: strength, title: Later praise, text: Later praise in full.}
challenges:
  - {id: review, assessment: cqc-2026, kind: rating-review, title: A later challenge, received: 2026-10-05}
correspondence:
  - {id: letter, on: [2026-05-04, 2026-07-01], sender: director, recipient: Chief Inspector, about: The draft report,
     reply: substantive, replied: 2026-09-10}
resources:
  - {id: money, kind: money, title: A later request for support, status: requested, on: 2026-11-02}
priorities:
  - {id: first, title: First priority, quality_statements: [assessing-needs]}
meetings:
  - {id: board-june, body: board, on: 2026-06-10, title: Progress, recommendations: [{text: To note progress.}]}
  - {id: cabinet-nov, body: cabinet, on: 2026-11-13, title: The plan, purpose: To settle the plan.,
     recommendations: [{text: To agree the later plan.}], decisions: [{text: The later plan was agreed.}],
     summary: Cabinet agreed the later plan.}
commitments:
  - {id: promise, title: A later promise, made_to: cabinet, made_at: cabinet-nov}
  - {id: kept, title: A promise, made_to: cabinet, due: 2027-01, met_by: cabinet-nov}
submissions:
  - {id: return, to: dhsc, title: A return, due: 2026-07-15, submitted: 2026-07-14}
  - {id: unplanned, to: dhsc, title: A later return, submitted: 2026-07-14}
"""


def cqcplan(*words: str) -> str:
    """Run a command that works."""
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def plan(tmp_path: Path) -> str:
    """Return the name of a plan that goes on after 1 June 2026."""
    file = tmp_path / "anyshire.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return str(file)


def dated_fields() -> list[tuple[type[BaseModel], str]]:
    """Return every field of every model that holds a date, or several, or a span of dates."""
    models: list[type[BaseModel]] = [*models_of(BaseModel), results.OwnResult, results.ResultsFile]
    found = [
        (model, name) for model in models if model is not Span for name in model.model_fields if holds_date(model, name)
    ]
    return sorted(found, key=lambda pair: (pair[0].__name__, pair[1]))


def holds_date(model: type[BaseModel], name: str) -> bool:
    """Whether a field is made of dates."""

    def holds(annotation: Any) -> bool:
        if annotation in (When, Span):
            return True
        if get_origin(annotation) not in (Annotated, Union, UnionType, tuple, dict):
            return False
        return any(holds(part) for part in get_args(annotation))

    return holds(model.model_fields[name].annotation)


@pytest.mark.parametrize(("model", "name"), dated_fields())
def test_a_date_says_what_it_makes_known(model: type[BaseModel], name: str) -> None:
    said = [mark for mark in model.model_fields[name].metadata if isinstance(mark, Moment)]
    assert len(said) == 1, f"say in its type what is known from {model.__name__}.{name}: see cqcplan.model.moments"
    named = {*said[0].along, *said[0].before} if isinstance(said[0], Comes) else set()
    assert named <= set(model.model_fields), "a mark names fields of its own model"


def test_the_dated_fields_are_found() -> None:
    """Keeps the test above from passing because nothing matches."""
    names = {f"{model.__name__}.{name}" for model, name in dated_fields()}
    assert len(names) > 45
    assert {"Letter.on", "Engagement.on", "Meeting.on", "Header.agreed", "FormerName.until"} <= names


@pytest.mark.parametrize("kind", ["progress", "board", "dhsc", "plan-table", "brief", "assurance-meeting", "public"])
def test_no_paper_tells_what_came_after_its_day(plan: str, kind: str) -> None:
    said = cqcplan("report", plan, "--paper", kind, "--as-of", "2026-06-01", "--audience", "confidential")
    assert "later" not in said.lower()
    told = ("Ratified", "20 November 2026", "October 2026", "Replied", "10 September", "1 July 2026", "14 July 2026")
    assert [words for words in (*told, "Director of Care") if words in said] == []


def test_what_is_intended_is_told_before(plan: str) -> None:
    board = cqcplan("report", plan, "--paper", "board", "--as-of", "2026-06-01", "--audience", "confidential")
    assert "15 July 2026" in board, "a return that is due"
    assert "To note progress." in board, "what is asked, where the paper is for that meeting"
    assert "DTSTART;VALUE=DATE:20261113" in cqcplan("calendar", plan, "--as-of", "2026-06-01"), "a meeting to come"


def test_what_a_meeting_is_asked_is_known_when_its_paper_must_be_public(plan: str) -> None:
    def board(day: str) -> str:
        return cqcplan("report", plan, "--paper", "board", "--as-of", day, "--meeting", "board-june")

    assert "To agree the later plan." not in board("2026-11-04")
    assert "To agree the later plan." in board("2026-11-05")  # five clear working days before 13 November


@pytest.mark.parametrize(
    ("day", "words", "known"),
    [
        ("2026-07-13", "A later return", False),
        ("2026-07-14", "A later return", True),
        ("2026-08-31", "Director of Care", False),
        ("2026-09-01", "Director of Care", True),
        ("2026-11-12", "The later plan was agreed.", False),
        ("2026-11-13", "The later plan was agreed.", True),
        ("2026-11-12", "A later promise", False),
        ("2026-11-13", "A later promise", True),
        ("2026-11-30", "Later praise", False),
        ("2026-12-01", "Later praise", True),
    ],
)
def test_a_thing_is_known_from_its_own_day(plan: str, day: str, words: str, *, known: bool) -> None:
    assert (words in cqcplan("export", plan, "--format", "json", "--as-of", day)) is known


def test_an_assessment_that_is_announced_has_no_result_yet(tmp_path: Path) -> None:
    file = tmp_path / "anyshire.yaml"
    ahead = PLAN.replace("published: 2026-12-01, title: A later report", "site_visit: 2026-09, published: 2026-12-01")
    file.write_text(ahead, encoding="utf-8")
    common = (str(file), "--as-of", "2026-06-01")
    assert "September 2026" in cqcplan("export", *common, "--format", "json")
    assert '"cqc-2030"' not in cqcplan("score", *common, "--format", "json")
    assert "Not dated" not in cqcplan("report", *common)


def test_a_score_before_its_report_is_refused(plan: str) -> None:
    result = CliRunner().invoke(app, ["score", plan, "--assessment", "cqc-2030", "--as-of", "2026-06-01"])
    assert result.exit_code == 2
    assert "cqc-2030" in result.stderr
    assert "2026-06-01" in result.stderr
