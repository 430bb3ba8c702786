"""The update for residents tells what the plan has in plain words, and nothing else."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.places import ROOT

PLAN = """\
plan: {id: anyshire, council: {name: Anyshire Council}, framework: la-2026-04}
assessments: [{id: cqc, kind: comprehensive, framework: la-2023-12, published: 2026-03-20, scores: {equity: 2}}]
findings:
  - {id: kind-staff, assessment: cqc, kind: strength, title: Workforce, text: Strong., plain_words: Staff were kind}
  - {id: systems, assessment: cqc, kind: strength, title: Robust systems, text: Robust.}
  - id: late-offers
    assessment: cqc
    kind: area-for-improvement
    title: Timeliness of offers
    text: Offers were not timely.
    voice: carers
    plain_words: We waited too long to be asked how we were
    response: The offer is under review.
    responded: 2026-05-01
    plain_response: We now ask within a week.
  - id: no-breaks
    assessment: cqc
    kind: mixed
    title: Respite
    text: Respite was insufficient.
    voice: carers
    plain_words: Breaks were hard to get.
    response: The council has recognised this.
priorities:
  - id: carers
    title: Carers offer
    findings: [late-offers, no-breaks]
    outcomes: [Statutory offers are optimised.]
    plain_words: We will look after carers sooner
    actions:
      - {id: letter, title: Correspondence redesign, plain_words: A letter to every carer}
      - {id: letter-two, title: Correspondence governance}
      - {id: phone, title: Telephony, due: 2026-09-01, plain_words: A phone line for carers}
      - {id: phone-two, title: Telephony governance, due: 2026-09-02}
      - {id: cafe, title: Community offer, due: 2026-04-01, plain_words: A meeting place for carers}
      - {id: cafe-two, title: Community governance, due: 2026-04-02}
      - {id: nights, title: Night offer, plain_words: Somebody to sit in at night}
      - {id: days, title: Day offer, plain_words: Somebody to sit in by day}
      - id: made-up
        title: Illustrated
        milestones: [{id: shown, title: Shown, due: 2026-10-01, illustrative: true, plain_words: An invented day}]
  - {id: data, title: Data maturity}
measures:
  - id: asked
    title: Timely statutory offers
    unit: carers
    better: higher
    plain_words: Carers who were asked
    target: {by: 2027-03-31, value: 900, illustrative: true}
    observations: [{on: 2026-04-30, value: 120}, {on: 2026-05-31, value: 150}]
  - {id: logged, title: Records logged, unit: records, observations: [{on: 2026-05-31, value: 77}]}
updates:
  - {on: 2026-05-01, about: letter, status: complete}
  - {on: 2026-05-01, about: letter-two, status: complete}
  - {on: 2026-05-01, about: nights, status: in-progress}
"""


def told(plan: Path, as_of: str = "2026-06-01") -> str:
    result = CliRunner().invoke(app, ["report", str(plan), "--paper", "public", "--as-of", as_of])
    assert result.exit_code == 0, result.output
    return result.stdout.replace("\\", "")


@pytest.fixture
def anyshire(tmp_path: Path) -> Path:
    file = tmp_path / "anyshire.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "said",
    [
        "CQC said we did these things well:\n\n- Staff were kind.\n\nIn these",
        "CQC said these things must get better:\n\n- We waited too long to be asked how we were.\n",
        "It says:\n\n- We will look after carers sooner.\n",
        "Carers told CQC: We waited too long to be asked how we were.\n\nWhat we did: We now ask within a week.\n",
        "### What we have finished\n\n- A letter to every carer.\n\n",
        "- Carers who were asked: 150 carers (31 May 2026). Before: 120 carers (30 April 2026). This is better.\n",
        "next dates in our plan:\n\n- 1 September 2026: A phone line for carers.\n\n",
        "We are late with:\n\n- A meeting place for carers.\n\n",
        "the plan gives no date by which it will be done:\n\n- Somebody to sit in at night.\n",
    ],
)
def test_what_has_plain_words_is_told(anyshire: Path, said: str) -> None:
    assert said in told(anyshire)


@pytest.mark.parametrize(
    "unsaid",
    [
        *("Robust", "Timeliness of offers", "not timely", "under review", "recognised", "Carers told CQC: Breaks"),
        *("Carers offer", "optimised", "Data maturity", "Correspondence", "Telephony", "Community", "by day"),
        *("An invented day", "900", "Timely statutory", "77", "other things", "no dates", "not finished any"),
    ],
)
def test_what_has_none_is_left_out(anyshire: Path, unsaid: str) -> None:
    assert unsaid not in told(anyshire)


def test_an_answer_is_told_from_the_day_it_was_given(anyshire: Path) -> None:
    assert "You said, we did" not in told(anyshire, "2026-04-30")
    assert "You said, we did" in told(anyshire, "2026-05-01")


def test_nothing_finished_is_said_where_nothing_is(anyshire: Path) -> None:
    assert "We have not finished any of this work yet." in told(anyshire, "2026-04-30")


@pytest.mark.parametrize("plan", ["bathnes", "leicestershire", "nottingham"])
def test_what_the_examples_links_suggest_is_no_public_claim(plan: str) -> None:
    update = told(ROOT / "plans" / plan, "2026-06-01")
    assert "What we did" not in update
    assert "We are working on" not in update
    assert "We are also working" not in update


def test_plain_words_are_written_read_and_exported(anyshire: Path) -> None:
    run = CliRunner().invoke
    edited = run(app, ["edit", "data", "--plan", str(anyshire), "--plain-words", "We will count better."])
    assert edited.exit_code == 0, edited.output
    made = ["action", "Recount", "--plan", str(anyshire), "--under", "data", "--plain-words", "A new count"]
    added = run(app, ["new", *made])
    assert added.exit_code == 0, added.output
    assert "- We will count better.\n" in told(anyshire)
    exported = run(app, ["export", str(anyshire), "--format", "json", "--as-of", "2026-06-01"])
    assert exported.exit_code == 0, exported.output
    assert "A new count" in exported.stdout
    assert "We now ask within a week." in exported.stdout
