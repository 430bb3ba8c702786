"""What changed between two versions of a plan, and how a paper tells it."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.model.document import Plan, PlanFile, whole_plan
from cqcplan.papers.blocks import Bullets, Heading, Paragraph, Table
from cqcplan.papers.diff.difference import Difference
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.sections import Writer
from cqcplan.timeline.changes import Changes, compare
from cqcplan.timeline.periods import PaperPeriod
from cqcplan.timeline.state import state_of

SINCE, UNTIL = date(2026, 3, 2), date(2026, 6, 1)
THEN: dict[str, Any] = {
    "plan": {"id": "anyshire", "council": {"name": "Anyshire Council"}, "framework": "la-2026-04"},
    "roles": [{"id": "director", "title": "Director"}, {"id": "manager", "title": "Improvement Manager"}],
    "bodies": [
        {"id": "dhsc", "name": "Department of Health and Social Care", "kind": "government"},
        {"id": "panel", "name": "Adults Panel", "kind": "scrutiny"},
    ],
    "priorities": [
        {
            "id": "waiting",
            "title": "Waiting",
            "actions": [
                {"id": "service", "title": "Outside service", "due": "2026-04", "owner": "director"},
                {"id": "reviews", "title": "Reviews by telephone"},
                {"id": "letters", "title": "Shorter letters", "text": "Two sides at most."},
                {"id": "portal", "title": "Portal"},
            ],
        },
        {"id": "carers", "title": "Carers", "actions": []},
    ],
    "measures": [
        {
            "id": "queue", "title": "People waiting", "unit": "people", "better": "lower",
            "baseline": {"on": "2026-01-31", "value": 605}, "target": {"by": "2027-03", "value": 300},
        }
    ],
    "risks": [{"id": "money", "title": "Too little money"}, {"id": "staff", "title": "Too few staff"}],
    "commitments": [
        {"id": "update", "title": "Bring an update", "made_to": "panel", "due": "2026-05"},
        {"id": "visit", "title": "Arrange a visit", "made_to": "panel", "due": "2026-05"},
    ],
    "submissions": [
        {"id": "q1", "to": "dhsc", "title": "First update", "due": "2026-03-17"},
        {"id": "q2", "to": "dhsc", "title": "Second update", "due": "2026-05-17"},
    ],
    "updates": [
        {"on": "2026-02-01", "about": "service", "status": "in-progress", "rag": "green", "text": "Begun."},
        {"on": "2026-02-02", "about": "reviews", "status": "complete"},
        {"on": "2026-02-03", "about": "anyshire", "rag": "green"},
    ],
}  # fmt: skip
NEWS: list[dict[str, Any]] = [
    {"on": "2026-04-01", "about": "service", "due": "2026-07", "reason": "The supplier is late.", "owner": "manager"},
    {"on": "2026-04-02", "about": "service", "rag": "red", "reason": "OT posts are empty."},
    {"on": "2026-04-03", "about": "reviews", "status": "in-progress", "reason": "It went wrong."},
    {"on": "2026-04-04", "about": "letters", "status": "closed"},
    {"on": "2026-04-05", "about": "portal", "status": "in-progress"},
    {"on": "2026-04-06", "about": "staff", "status": "closed"},
    {"on": "2026-04-07", "about": "anyshire", "rag": "amber", "reason": "One priority is red."},
    {"on": "2026-04-08", "about": "carers", "rag": "amber", "reason": "No lead yet.", "text": "A lead is sought."},
]


def plan_of(data: dict[str, Any]) -> Plan:
    """Make a plan."""
    content = PlanFile.model_validate(data)
    assert content.plan
    return whole_plan(content.plan, [content])


def later(**sections: Any) -> dict[str, Any]:
    """Return the plan as it stands later, with some sections replaced."""
    return deepcopy(THEN | {"updates": [*THEN["updates"], *NEWS]}) | sections


def told(now: dict[str, Any], since: date | None = SINCE, earlier: dict[str, Any] | None = THEN) -> list[str]:
    """Return what a paper of the second quarter of the calendar says has changed."""
    span = PaperPeriod("the spring", date(2026, 3, 1), date(2026, 6, 30))
    occasion = Occasion(plan_of(now), UNTIL, span, None, since, plan_of(earlier) if earlier else None)
    out: list[str] = []
    for block in Writer(occasion).write("changes").blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                out.append(text)
            case Table(rows=rows):
                out += [" | ".join(str(cell) for cell in row) for row in rows]
            case Bullets(items=items):
                out += [str(item) for item in items]
    start = out.index("Since 2 March 2026") if since else 0
    return out[start : out.index("In the spring")]


def versions(now: dict[str, Any]) -> Changes:
    """Compare the two versions."""
    return compare(state_of(plan_of(THEN), SINCE), state_of(plan_of(now), UNTIL))


def test_events_are_told_by_priority_and_with_their_reasons() -> None:
    assert told(later(), earlier=None) == [
        "Since 2 March 2026",
        "In this time the council recorded one update in words, and the changes that follow.",
        (
            "Waiting | Closed: Shorter letters. Open again: Reviews by telephone. Reason: It went wrong. "
            "Begun: Portal. "
            "Slipped by 3 months: Outside service, from April 2026 to July 2026. Reason: The supplier is late. "
            "Status moved from On track to Off track: Outside service. Reason: OT posts are empty. "
            "Owner changed: Outside service, from the Director to the Improvement Manager."
        ),
        "Carers | Status moved to At risk: the priority as a whole. Reason: No lead yet.",
        "Status of the plan as a whole moved from On track to At risk. Reason: One priority is red.",
        "Risk closed: Too few staff.",
        "Promise due and not recorded as kept: Bring an update (May 2026).",
        "Promise due and not recorded as kept: Arrange a visit (May 2026).",
        "Due to Department of Health and Social Care and not recorded as sent: First update (17 March 2026).",
        "Due to Department of Health and Social Care and not recorded as sent: Second update (17 May 2026).",
    ]


def test_events_read_the_same_whether_an_earlier_version_is_held_or_not() -> None:
    assert told(later()) == told(later(), earlier=None)


EDITS: list[tuple[str, Any, str]] = [
    ("an action added", lambda plan: plan["priorities"][1]["actions"].append({"id": "offer", "title": "Offer"}),
     "Added: Offer."),
    ("a priority added", lambda plan: plan["priorities"].append({"id": "new", "title": "New one", "actions": [
        {"id": "x", "title": "X"}, {"id": "y", "title": "Y", "milestones": [{"id": "z", "title": "Z"}]}]}),
     "New one | New in the plan, with two actions and one milestone."),
    ("an action withdrawn", lambda plan: plan["priorities"][0]["actions"].pop(3), "Taken out of the plan: Portal."),
    ("a priority withdrawn", lambda plan: plan["priorities"].pop(1), "Priority taken out of the plan: Carers."),
    ("renamed", lambda plan: plan["priorities"][0]["actions"][0].update(title="External service"),
     "Renamed: Outside service is now External service."),
    ("reworded", lambda plan: plan["priorities"][0]["actions"][2].update(text="One side at most, in plain words, sent "
     "on the day."), "Wording changed: Shorter letters (text)."),
    ("a date edited in place", lambda plan: plan["priorities"][0]["actions"][3].update(due="2026-09"),
     "Date set: Portal, September 2026."),
    ("an owner edited in place", lambda plan: plan["priorities"][0]["actions"][3].update(owner="director"),
     "Owner named: Portal, the Director."),
    ("moved to another priority", lambda plan: plan["priorities"][1]["actions"].append(
        plan["priorities"][0]["actions"].pop(3)), "Moved: Portal, from Waiting to Carers."),
    ("a lead named", lambda plan: plan["priorities"][1].update(lead="manager"),
     "Lead changed: Carers, from nothing to the Improvement Manager."),
    ("a measure added", lambda plan: plan["measures"].append({"id": "m", "title": "Reviews done", "unit": "reviews"}),
     "Measure added: Reviews done."),
    ("a figure", lambda plan: plan["measures"][0].update(observations=[{"on": "2026-02-28", "value": 551}]),
     "People waiting: 551 people (28 February 2026), from 605 people (31 January 2026)."),
    ("a figure corrected", lambda plan: plan["measures"][0]["baseline"].update(value=610),
     "Figure corrected: People waiting, 605 people (31 January 2026) is now 610 people."),
    ("a figure taken out", lambda plan: plan["measures"][0].pop("baseline"),
     "Figure taken out: People waiting, 605 people (31 January 2026)."),
    ("a target changed", lambda plan: plan["measures"][0]["target"].update(value=350),
     "Target changed: People waiting, from 300 people by March 2027 to 350 people by March 2027."),
    ("a target dropped", lambda plan: plan["measures"][0].pop("target"), "No longer has a target: People waiting."),
    ("a risk raised", lambda plan: plan["risks"].append({"id": "r", "title": "Flood", "raised": "2026-02-20"}),
     "Risk raised: Flood (20 February 2026)."),
    ("a risk added without a date", lambda plan: plan["risks"].append({"id": "r", "title": "Flood"}),
     "Risk added: Flood."),
    ("a risk escalated", lambda plan: plan["risks"][0].update(escalated={"to": "Corporate Register", "on": "2026-05"}),
     "Risk escalated to the Corporate Register: Too little money (May 2026)."),
    ("a promise kept", lambda plan: plan["commitments"][0].update(met="2026-02-27"),
     "Promise kept: Bring an update (27 February 2026)."),
    ("a submission", lambda plan: plan["submissions"][0].update(submitted="2026-03-16"),
     "Submitted to Department of Health and Social Care: First update (16 March 2026)."),
    ("a consultation", lambda plan: plan.update(consultations=[
        {"id": "c", "title": "Charges", "opens": "2026-03-05", "closes": "2026-05-05"}]),
     "Consultation closed: Charges (5 May 2026)."),
    ("a short text with a hyphen", lambda plan: plan["risks"][0].update(mitigation="Co-production in Stoke-on-Trent"),
     "Mitigation changed: Too little money, from nothing to Co-production in Stoke-on-Trent."),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "sentence"), [each[1:] for each in EDITS], ids=[each[0] for each in EDITS])
def test_what_is_done_to_the_files_is_told(edit: Any, sentence: str) -> None:
    plan = later()
    assert sentence not in "\n".join(told(plan))
    edit(plan)
    assert sentence in "\n".join(told(plan))


@pytest.mark.parametrize("edit", [lambda _: None, *(each[1] for each in EDITS)], ids=["none", *(e[0] for e in EDITS)])
def test_diff_says_what_papers_say(edit: Any) -> None:
    plan = later()
    edit(plan)
    occasion = Occasion(plan_of(plan), UNTIL, PaperPeriod("the spring", SINCE, UNTIL), None)
    paper = "\n".join(told(plan))
    said = Difference(occasion, "then", "now", versions(plan)).sentences
    wanted = [each for heading, each in said if heading != "The record"]
    assert len(wanted) > 5
    assert [each for each in wanted if each not in paper] == []


@pytest.mark.parametrize("field", ["source", "note", "visibility"])
def test_where_an_entry_comes_from_is_no_news(field: str) -> None:
    plan = later(sources=[{"id": "paper", "title": "A paper"}])
    before = told(plan)
    value = {"source": "paper para 1", "note": "Seen.", "visibility": "internal"}[field]
    for entry in (plan["priorities"][0], plan["priorities"][0]["actions"][0], plan["updates"][0], plan["risks"][0]):
        entry[field] = value
    assert told(plan) == before
    assert versions(plan).rewritten == ()


def test_what_was_known_before_is_not_told_again() -> None:
    then, now = deepcopy(THEN), later()
    for plan in (then, now):
        plan["commitments"][0]["met"] = "2026-02-27"
        plan["submissions"][0]["submitted"] = "2026-02-28"
        plan["risks"][0] |= {"raised": "2026-01", "escalated": {"to": "Corporate Register", "on": "2026-02"}}
    for earlier in (then, None):
        text = "\n".join(told(now, earlier=earlier))
        assert not any(word in text for word in ("Promise kept", "Submitted", "Risk raised", "Risk escalated"))
        assert "Bring an update" not in text


def test_a_rewritten_record_is_seen() -> None:
    plan = later()
    plan["updates"][0] = plan["updates"][0] | {"text": "Begun at last."}
    del plan["updates"][1]
    assert [update.about for update in versions(plan).rewritten] == ["service", "reviews"]
    assert versions(later()).rewritten == ()


def test_one_version_alone_has_nothing_added_or_edited() -> None:
    plan = plan_of(later())
    found = compare(state_of(plan, SINCE), state_of(plan, UNTIL))
    assert not (found.added)
    assert not (found.withdrawn)
    assert not (found.edited)
    assert not (found.retargeted)
    assert not (found.corrected)
    assert not found.is_empty
    assert compare(state_of(plan, UNTIL), state_of(plan, UNTIL)).is_empty


def test_embedded_is_not_complete_once_more() -> None:
    plan = later()
    plan["updates"] = [*THEN["updates"], {"on": "2026-04-01", "about": "reviews", "status": "embedded"}]
    assert "Waiting | Now embedded in practice: Reviews by telephone." in told(plan)


def test_a_day_after_the_paper_tells_nothing() -> None:
    span = PaperPeriod("the spring", date(2026, 3, 1), date(2026, 6, 30))
    blocks = Writer(Occasion(plan_of(later()), UNTIL, span, None, date(2026, 7, 1))).write("changes").blocks
    assert Paragraph("This paper tells nothing later than 1 June 2026.") in blocks


def test_updates_that_move_nothing_are_counted_and_not_promised_below(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        "schema: 1\nplan: {id: madeup, council: {name: Madeup Council}, framework: la-2026-04}\n"
        "priorities: [{id: p, title: Waits}]\nupdates: [{on: 2026-05-02, about: p, text: We met the teams.}]\n"
    )
    words = ["report", str(tmp_path), "--paper", "dhsc", "--period", "2026-05", "--as-of", "2026-06-01"]
    text = CliRunner().invoke(app, words).stdout
    assert "recorded one update in words, and no change of a status, date, owner or figure." in text
    assert "below" not in text


@pytest.mark.parametrize(
    ("on", "source", "before", "said"),
    [
        ("2026-06-01", "paper para 2", [], "Reported as done, on a date not recorded: Outside service."),
        ("2026-05-20", "paper para 2", [], "Now complete: Outside service."),
        ("2026-06-01", None, [], "Reported as done, on a date not recorded: Outside service."),
        (
            "2026-06-01",
            "paper para 2",
            [{"on": "2026-01-05", "about": "x", "text": "Begun."}],
            "Now complete: Outside service.",
        ),
    ],
    ids=["written down by the paper", "dated by the paper", "the first record of all", "the record goes back"],
)
def test_what_is_done_when_its_record_begins_is_no_news(
    tmp_path: Path, on: str, source: str | None, before: list[dict[str, str]], said: str
) -> None:
    done = {"on": on, "about": "x", "status": "complete"} | ({"source": source} if source else {})
    plan = {
        "schema": 1,
        "plan": {"id": "p", "title": "Plan", "council": {"name": "Anyshire"}, "framework": "la-2026-04"},
        "sources": [{"id": "paper", "title": "The paper", "on": "2026-06-01"}],
        "priorities": [{"id": "w", "title": "Waiting", "actions": [{"id": "x", "title": "Outside service"}]}],
        "updates": [*before, done],
    }
    file = tmp_path / "p.yaml"
    file.write_text(json.dumps(plan), encoding="utf-8")
    words = ["diff", "2026-03-02", "2026-06-01", "--plan", str(file)]
    assert said in " ".join(CliRunner().invoke(app, words).stdout.split())
