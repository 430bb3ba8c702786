"""A public paper holds not one word of what the public may not read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.model.document import PlanFile
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.audience import for_audience
from cqcplan.view.levels import ORDER

STATEMENTS = [
    "assessing-needs", "healthier-lives", "equity", "care-provision", "partnerships", "safe-systems", "safeguarding",
    "governance", "learning",
]  # fmt: skip
FORMATS = ("markdown", "html")


def mark(name: str) -> str:
    """Return the words by which an entry is known wherever they turn up."""
    return f"zq-{name}-qz"


def address(name: str) -> str:
    """Return a web address with the mark of an entry in it."""
    return f"https://example.org/{mark(name)}"


def entry(name: str, texts: str, **rest: Any) -> dict[str, Any]:
    """Make an entry with its mark in each of some texts."""
    return {"id": name, **{text: f"{text} {mark(name)}" for text in texts.split()}, **rest}


def event(name: str, texts: str, **rest: Any) -> dict[str, Any]:
    """Make an entry that has no id; it is found again by its note, which no paper prints."""
    made = entry(name, texts, **rest)
    return {"note": made.pop("id"), **made}


def whole_plan() -> dict[str, Any]:
    """Return a plan with an entry of every kind, each pointing at others wherever it can."""
    milestones = [entry("milestone", "title text", due="2026-06-20", owner="role-owner")]
    milestones.append(entry("milestone-late", "title text", due="2026-05", owner="role-owner"))
    actions = [entry("action", "title text", due="2026-06", owner="role-owner", milestones=milestones)]
    actions[0] |= {"partners": ["body-partner"], "start": "2026-04"}
    actions.append(entry("action-other", "title", due="autumn 2026", owner="role-owner"))
    said = {"text": f"said {mark('letter')}", "about": f"about {mark('letter')}", "recipient": f"to {mark('letter')}"}
    return {
        "plan": {
            "id": "anyshire",
            "title": f"Our plan {mark('header')}",
            "council": {"name": "Anyshire Council"},
            "framework": "la-2026-04",
            "summary": f"Summary {mark('header')}",
            "lead": "role-lead",
            "contact": ["role-contact", "role-lead"],
            "glossary": [{"term": "DASS", "meaning": f"Director {mark('header')}"}],
        },
        "sources": [entry("source", "title publisher")],
        "roles": [
            entry("role-lead", "title holder organisation phone email", source="source p. 1"),
            entry("role-owner", "title holder"),
            entry("role-contact", "title phone email"),
            entry("role-chair", "title"),
        ],
        "bodies": [
            entry("body-scrutiny", "name text", kind="scrutiny", chair="role-chair", receives_updates=True),
            entry("body-dhsc", "name text", kind="government"),
            entry("body-partner", "name text", kind="partner")
            | {"former_names": [{"name": f"once {mark('body-partner')}"}]},
        ],
        "principles": [entry("principle", "ref text")],
        "reference_sets": [entry("set", "title publisher text", items=[entry("set-item", "ref title text")])],
        "assessments": [
            entry("assessment", "title text", kind="comprehensive", framework="la-2026-04", published="2026-02-02")
            | {"scores": dict.fromkeys(STATEMENTS, 2), "printed": {"overall_percent": 50, "band": mark("assessment")}}
        ],
        "challenges": [
            entry("challenge", "title text", assessment="assessment", kind="method", made_by="role-lead")
            | {"made_to": "body-dhsc"}
        ],
        "correspondence": [entry("letter", "", on=["2026-03-03"], sender="role-lead", reply="none", **said)],
        "findings": [
            entry("finding", "title text reference response", assessment="assessment", kind="strength"),
            entry("finding-other", "title text", assessment="assessment", kind="area-for-improvement"),
        ],
        "self_assessments": [entry("edition", "title text", began="2026-09", covers="2025")],
        "priorities": [
            entry("priority", "title text ref", lead="role-lead", sponsor="role-owner", principles=["principle"])
            | {"findings": ["finding", "finding-other"], "aims_at": ["set-item"], "outcomes": [mark("priority")]}
            | {"delivered_by": {"programme": f"prog {mark('priority')}", "body": "body-partner"}, "actions": actions},
            entry("priority-other", "title text", supports=["priority"]),
        ],
        "measures": [
            entry("measure", "title unit definition", priorities=["priority"], better="lower")
            | {"baseline": event("baseline", "", on="2026-03-31", value=70_605)}
            | {"observations": [event("observation", "text", on="2026-05-31", value=70_551)]}
        ],
        "updates": [
            event("update-action", "text", on="2026-05-01", about="action", rag="amber", evidence=["evidence"])
            | {"reason": f"Reason {mark('update-action')}", "recovery": f"Recovery {mark('update-action')}"},
            event("update-moved", "reason", on="2026-05-02", about="milestone", due="2026-12", owner="role-owner"),
            event("update-priority", "text reason recovery", on="2026-05-03", about="priority", rag="red"),
            event("update-risk", "text", on="2026-05-04", about="risk"),
            event("update-done", "text", on="2026-05-05", about="action-other", status="complete"),
        ],
        "risks": [entry("risk", "title text consequence mitigation risk_register", owner="role-owner")],
        "meetings": [
            entry("meeting-before", "title summary", body="body-scrutiny", on="2026-01-05"),
            entry("meeting-next", "title purpose item ref wards", body="body-scrutiny", on="2026-07-10")
            | {"report_of": "role-lead", "author": "role-lead", "contact": "role-contact"}
            | {"documents": [{"title": f"doc {mark('meeting-next')}", "url": address("meeting-next")}]}
            | {"recommendations": [{"text": f"ask {mark('meeting-next')}"}]},
        ],
        "commitments": [
            entry("promise", "title text", made_to="body-scrutiny", made_at="meeting-before", by="role-lead")
            | {"due": "2026-05-31", "met": "2026-05-30", "met_by": "submission"}
        ],
        "submissions": [
            entry("submission", "title text", to="body-dhsc", submitted="2026-05-30", by="role-lead")
            | {"contents": [f"holds {mark('submission')}"]}
        ],
        "advisers": [
            entry("adviser", "title reason text", body="body-partner", assigned="2026-04-01")
            | {"events": [{"on": "2026-05-01", "text": f"event {mark('adviser')}"}]}
        ],
        "consultations": [
            entry("consultation", "title outcome", opens="2026-05-01", closes="2026-08-01", priorities=["priority"])
            | {"outcome_due": "2026-09-01"}
        ],
        "engagement": [entry("engagement", "audience method text", on="2026-05-01", by=["role-lead"])],
        "resources": [entry("resource", "title text", kind="money", decided_by="body-scrutiny", on="2026-05-01")],
        "evidence": [entry("evidence", "title section", about=["action"], url=address("evidence"))],
        "periods": [
            entry("period", "title", meeting="meeting-next", submission="submission")
            | {"from": "2026-04-01", "to": "2026-06-30", "data_cutoff": "2026-05-31"}
        ],
        "paragraphs": [
            entry("paragraph", "heading text", section="background", points=[{"text": f"point {mark('paragraph')}"}]),
            entry("paragraph-of-meeting", "text", section="legal", meetings=["meeting-next"]),
        ],
        "background_papers": [entry("background", "title item", meeting="meeting-before", url=address("background"))],
    }  # fmt: skip


def entries(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Find every entry of a plan and the name it is known by, outer ones first."""
    if isinstance(data, dict):
        name = data.get("id") or data.get("note")
        if name and name != "anyshire":
            yield name, data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from entries(inner)


BOTH = ("progress", "appendix")
"""What members read, and what stands behind it."""
NAMES = [name for name, _ in entries(whole_plan())]
NEVER_PRINTED = {"source", "evidence", "period", "baseline"}
"""What this paper has no place for; the period, asked for by its days here; a baseline, which shows by its figure."""
SHOWN = {*NAMES, "header"} - NEVER_PRINTED
GOES_WITH = {
    "assessment": {"challenge", "letter", "finding", "finding-other"},
    "set": {"set-item"},
    "set-item": {"set"},
    "priority": {
        "action", "action-other", "milestone", "milestone-late", "update-action", "update-moved", "update-priority",
        "update-done",
    },
    "action": {"milestone", "milestone-late", "update-action", "update-moved"},
    "action-other": {"update-done"},
    "milestone": {"update-moved"},
    "risk": {"update-risk"},
    "measure": {"observation"},
    "role-lead": {"letter"},
    "body-scrutiny": {"role-chair", "meeting-before", "meeting-next", "promise", "paragraph-of-meeting"},
    "body-dhsc": {"submission"},
    "meeting-next": {"paragraph-of-meeting"},
}  # fmt: skip
"""What means nothing in this paper without another entry: what stands in it, or has to point at it."""


def hidden(name: str, visibility: Visibility) -> dict[str, Any]:
    """Return the whole plan with one entry of it hidden."""
    data = whole_plan()
    chosen = next(found for known, found in entries(data) if known == name)
    chosen["visibility"] = visibility
    if visibility == "exempt":
        grounds = {"reason": f"Reason {mark(name)}", "public_interest": f"Interest {mark(name)}"}
        chosen["exempt"] = {"paragraphs": [3], **grounds}
    return data


def report(folder: Path, data: dict[str, Any], *options: str, output_format: str = "markdown") -> Result:
    """Print the public paper of a plan."""
    file = folder / "anyshire.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    command = ["report", str(file), "--as-of", "2026-06-30"]
    command += [] if "--format" in options else ["--format", output_format]
    return CliRunner().invoke(app, [*command, *(options or ("--period", "Q1"))])


def paper(folder: Path, data: dict[str, Any], output_format: str = "markdown") -> str:
    """Print the public paper of a plan and its appendix, and see that they can be made."""
    text = ""
    for kind in BOTH:
        told = report(folder, data, "--period", "Q1", "--paper", kind, output_format=output_format)
        assert (told.exit_code, told.stderr) == (0, "")
        text += told.stdout.replace("\\", "")
    return text


def marks_in(text: str) -> set[str]:
    """Return the names of the entries of which something stands in a paper."""
    return {name for name in [*NAMES, "header"] if mark(name) in text}


def test_every_section_of_a_plan_is_tried() -> None:
    assert set(whole_plan()) == {field.alias or name for name, field in PlanFile.model_fields.items()} - {"schema"}


@pytest.mark.parametrize("output_format", FORMATS)
def test_what_is_public_is_printed(tmp_path: Path, output_format: str) -> None:
    text = paper(tmp_path, whole_plan(), output_format)
    assert marks_in(text) == SHOWN
    assert "70,605" in text
    assert "70,551" in text


@pytest.mark.parametrize("visibility", ORDER[1:])
@pytest.mark.parametrize("name", NAMES)
def test_one_hidden_entry_takes_its_words_with_it_and_nothing_else(
    tmp_path: Path, name: str, visibility: Visibility
) -> None:
    formats = [word for output_format in FORMATS for word in ("--format", output_format)]
    texts = dict.fromkeys(FORMATS, "")
    for kind in BOTH:
        out = tmp_path / kind
        told = report(tmp_path, hidden(name, visibility), "--period", "Q1", "--paper", kind, *formats, "-o", str(out))
        assert told.exit_code == 0, told.stderr
        for output_format, file in zip(sorted(FORMATS), sorted(out.iterdir()), strict=True):
            texts[output_format] += file.read_text(encoding="utf-8").replace("\\", "")
    for text in texts.values():
        assert mark(name) not in text
        assert marks_in(text) == SHOWN - {name} - GOES_WITH.get(name, set())


@pytest.mark.parametrize(("name", "figure"), [("baseline", "70,605"), ("observation", "70,551")])
@pytest.mark.parametrize("output_format", FORMATS)
def test_a_hidden_figure_is_not_printed(tmp_path: Path, name: str, figure: str, output_format: str) -> None:
    assert figure not in paper(tmp_path, hidden(name, "internal"), output_format)


@pytest.mark.parametrize(
    ("outer", "inner"), [("priority", "action"), ("action", "milestone"), ("measure", "observation")]
)
def test_what_stands_in_a_hidden_entry_is_hidden_whatever_it_says_itself(
    tmp_path: Path, outer: str, inner: str
) -> None:
    data = hidden(outer, "internal")
    next(found for name, found in entries(data) if name == inner)["visibility"] = "public"
    assert mark(inner) not in paper(tmp_path, data)


@pytest.mark.parametrize("visibility", [{}, {"visibility": "public"}])
def test_grounds_for_exemption_alone_make_an_entry_exempt(tmp_path: Path, visibility: dict[str, str]) -> None:
    data = hidden("risk", "exempt")
    risk = next(found for name, found in entries(data) if name == "risk")
    del risk["visibility"]
    told = report(tmp_path, data | {"risks": [risk | visibility]})
    assert mark("risk") not in told.output


def test_a_plan_that_is_not_public_gives_the_public_nothing(tmp_path: Path) -> None:
    data = whole_plan()
    data["plan"]["visibility"] = "internal"
    told = report(tmp_path, data)
    assert told.exception is None or isinstance(told.exception, SystemExit)
    assert marks_in(told.output) == set()


def test_a_hidden_period_is_not_known_by_name_or_days(tmp_path: Path) -> None:
    data = hidden("period", "internal")
    told = report(tmp_path, data, "--period", "period")
    assert told.exit_code == 2
    assert mark("period") not in told.output
    assert "Figures up to" not in paper(tmp_path, data)


@pytest.mark.parametrize("name", ["meeting-next", "body-scrutiny"])
def test_a_hidden_meeting_cannot_be_chosen(tmp_path: Path, name: str) -> None:
    told = report(tmp_path, hidden(name, "internal"), "--period", "Q1", "--meeting", "meeting-next")
    assert told.exit_code == 2
    assert marks_in(told.output) <= {"meeting-before"}  # a near one that is public is offered


@pytest.mark.parametrize("name", NAMES)
def test_a_chosen_meeting_shows_nothing_hidden(tmp_path: Path, name: str) -> None:
    told = report(tmp_path, hidden(name, "internal"), "--period", "Q1", "--meeting", "meeting-next")
    assert told.exit_code in (0, 2)
    assert mark(name) not in told.output


def test_each_narrower_audience_sees_more(tmp_path: Path) -> None:
    data = whole_plan()
    for chosen, visibility in zip(("principle", "risk", "measure", "finding"), ORDER, strict=True):
        next(found for name, found in entries(data) if name == chosen)["visibility"] = visibility
    file = tmp_path / "anyshire.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    plan = load_plan(locate(str(file))[0]).plan
    assert plan is not None
    public, officers, members, every = (set(marks_in(repr(for_audience(plan, audience)))) for audience in ORDER)
    assert public < officers < every
    assert public < members < every
    assert officers & members == public, "officers and members in private session read what the other does not"
    assert for_audience(plan, "confidential") == plan
