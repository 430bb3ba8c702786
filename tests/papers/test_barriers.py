"""The return to government tells of each priority what was done, its impact, and what got in the way."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app

PLAN = """\
plan: {id: anyshire, council: {name: Anyshire Council}, framework: la-2026-04, lead: director}
roles: [{id: director, title: Director}]
bodies: [{id: dhsc, name: Department of Health and Social Care, short_name: DHSC, kind: government}]
submissions:
  - {id: first, to: dhsc, title: First return, due: 2026-06-17, submitted: 2026-06-17}
  - {id: second, to: dhsc, title: Second return, due: 2026-10-14}
priorities:
  - id: waits
    title: Waits
    lead: director
    actions:
      - {id: team, title: A second team}
      - {id: calls, title: Calls}
      - {id: lists, title: One list}
  - {id: carers, title: Carers}
  - {id: data, title: Data}
measures:
  - id: waiting
    title: People waiting
    unit: people
    better: lower
    priorities: [waits]
    observations: [{on: 2026-06-30, value: 605}, {on: 2026-09-30, value: 551}]
  - {id: asked, title: Carers asked, unit: carers, priorities: [carers]}
updates:
  - {on: 2026-06-10, about: team, status: in-progress, text: Too early to be told again.}
  - {on: 2026-06-20, about: team, text: The team began.}
  - {on: 2026-08-03, about: team, rag: amber, reason: Vans are late., barriers: No vans could be hired.}
  - {on: 2026-06-01, about: calls, status: in-progress}
  - {on: 2026-07-06, about: calls, rag: amber, reason: No line., barriers: The line was not there.}
  - {on: 2026-08-06, about: calls, rag: green}
  - {on: 2026-09-01, about: lists, status: complete, barriers: Two systems did not match.}
  - {on: 2026-09-02, about: carers, barriers: Posts drew no applicant., visibility: internal}
  - {on: 2026-09-03, about: anyshire, rag: amber, reason: Money., barriers: No money beyond March.}
"""
AS_OF = ("--as-of", "2026-10-01")


def report(plan: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["report", str(plan), *words])
    assert result.exit_code == 0, result.output
    return result.stdout.replace("\\", "")


@pytest.fixture
def anyshire(tmp_path: Path) -> Path:
    file = tmp_path / "anyshire.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return file


@pytest.fixture
def pack(anyshire: Path) -> str:
    told = report(anyshire, "--paper", "dhsc", "--audience", "internal", *AS_OF)
    return told.split("## 3. Actions taken, their impact, and barriers")[1].split("## 4.")[0]


@pytest.mark.parametrize(
    "said",
    [
        "from 18 June 2026 to 30 September 2026",
        "No money beyond March.",
        "a) **A second team (20 June 2026):** The team began.\n",
        "Now complete: One list.\n",
        "**People waiting:** 551 people (30 September 2026), from 605 people (30 June 2026). Better: down by 54",
        "a) **A second team (recorded 3 August 2026):** No vans could be hired.\n",
        "**One list (recorded 1 September 2026):** Two systems did not match.\n",
        "**A second team (At risk):** Vans are late.\n",
        "Actions taken: none is recorded.\n",
        "Impact: no figure is recorded yet for Carers asked.\n",
        "**Priority as a whole (recorded 2 September 2026):** Posts drew no applicant.\n",
        "No action, figure or barrier is recorded for Data.\n",
    ],
)
def test_the_return_tells_actions_impact_and_barriers(pack: str, said: str) -> None:
    assert said in pack


def test_what_was_told_before_or_is_out_of_the_way_is_not_told(pack: str) -> None:
    assert "Too early" not in pack
    assert "The line was not there" not in pack


def test_the_board_sees_what_is_in_the_way_now(anyshire: Path) -> None:
    told = report(anyshire, "--paper", "board", "--audience", "internal", "--period", "2026-27-Q2", *AS_OF)
    table = told.split("What is in the way")[1].split("\n## ")[0]
    assert "| The plan as a whole | No money beyond March. | 3 September 2026 | Director |" in table
    assert "| A second team | No vans could be hired. | 3 August 2026 | Director |" in table
    assert "The line was not there" not in table


def test_a_barrier_is_read_by_those_it_is_for(anyshire: Path) -> None:
    told = report(anyshire, "--paper", "dhsc", "--audience", "public", *AS_OF)
    assert "No vans could be hired." in told
    assert "Posts drew no applicant" not in told


def test_a_barrier_is_recorded_and_exported(anyshire: Path) -> None:
    run = CliRunner().invoke
    words = ["update", "data", "--plan", str(anyshire), "--barriers", "The supplier left.", "--on", "2026-09-20"]
    recorded = run(app, words)
    assert recorded.exit_code == 0, recorded.output
    assert 'barriers "The supplier left."' in recorded.output
    assert "The supplier left." in report(anyshire, "--paper", "dhsc", "--audience", "internal", *AS_OF)
    exported = run(app, ["export", str(anyshire), "--format", "json", "--as-of", "2026-10-01"])
    assert exported.exit_code == 0, exported.output
    assert "The supplier left." in exported.stdout
    refused = run(app, ["update", "waiting", "--plan", str(anyshire), "--barriers", "None."])
    assert refused.exit_code == 2
    assert "--barriers means nothing" in refused.output
