"""The golden thread both ways from any entry, through the front door."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from cqcplan.framework.vintage import load_vintage
from cqcplan.model.document import Plan
from cqcplan.model.entries import entries_of
from cqcplan.thread.graph import graph_of
from cqcplan.thread.walk import trace
from tests import programs
from tests.places import ROOT
from tests.programs import needs

GOOD = ROOT / "tests" / "fixtures" / "good" / "exampleshire"
HOSTILE = (
    'Say "no" \\ [brackets] {braces} (round) <b>bold</b> & co; #quot; 50% | `code` %% end',
    "style x:y#z; classDef a:b#c; --> end subgraph",
    "ends with a backslash \\",
    "C:\\new\\N\\l <i>",
    "Käse £5 “quoted” ñ — 日本語",
)


def run(*words: str, plan: Path = GOOD, as_of: str = "2026-07-12") -> str:
    """Return what the command prints."""
    result = CliRunner().invoke(app, ["trace", *words, "--plan", str(plan), "--as-of", as_of])
    assert result.exit_code == 0, result.output
    return result.stdout


def reached(branches: list[dict[str, Any]]) -> set[str]:
    """Return the ids in some branches, at any depth."""
    return {branch["id"] for branch in branches} | {
        found for branch in branches for found in reached(branch["branches"])
    }


def traced(entry: str, *words: str) -> dict[str, Any]:
    """Return a trace as data."""
    told = json.loads(run(entry, "--format", "json", *words))
    assert told["version"] == 1
    return dict(told["plans"][0])


def test_from_a_milestone_up_to_the_finding_and_the_measure() -> None:
    found = traced("ot-backlog-cleared")
    up = reached(found["comes_from"])
    assert {"ot-external", "timeliness", "waits-for-assessment", "cqc-2025"} <= up
    assert {"assessing-needs", "working-with-people"} <= up
    assert {"ot-waiting", "reviews-done"} <= up, "the measures beside the work"
    assert "review-calls" not in up, "other work of the priority is no part of this thread"
    assert "waiting-list-report" in reached(found["leads_to"])
    assert found["stands"] == "in progress, At risk, due spring 2027"


def test_from_a_finding_down_to_the_proof() -> None:
    found = traced("waits-for-assessment")
    down = reached(found["leads_to"])
    assert {"timeliness", "ot-external", "ot-backlog-cleared", "ot-waiting", "waiting-list-report"} <= down
    assert "workforce" not in down
    assert {"cqc-2025", "assessing-needs"} <= reached(found["comes_from"])


def test_from_a_measure_to_the_work_beside_it() -> None:
    assert {"timeliness", "waits-for-assessment", "ot-external"} <= reached(traced("ot-waiting")["comes_from"])


@pytest.mark.parametrize("entry", ["assessing-needs", "working-with-people"])
def test_a_quality_statement_and_a_theme_are_entries_too(entry: str) -> None:
    assert {"waits-for-assessment", "timeliness", "ot-backlog-cleared"} <= reached(traced(entry)["leads_to"])


def test_owners_and_bodies_are_told_where_the_trace_begins_and_lead_no_further() -> None:
    assert "ot-external" in reached(traced("head-of-ot")["linked_to"])
    found = traced("ot-external")
    assert {"head-of-ot", "nhs-exampleshire"} <= reached(found["linked_to"])
    assert not any(branch["branches"] for branch in found["linked_to"])
    assert "head-of-ot" not in reached(found["comes_from"]) | reached(found["leads_to"])


def test_every_entry_of_a_plan_can_be_traced() -> None:
    ids = [placed.entry.id for placed in entries_of(_plan())]
    assert len(ids) > 80
    graph = graph_of(_plan(), load_vintage("la-2026-04"), date(2026, 7, 12))
    for entry in ids:
        walked = trace(graph, entry)
        keys = [branch.node.key for branch in walked.branches if not branch.told_above and branch not in walked.beside]
        assert len(keys) == len(set(keys)), "a thing is told in full once"


def _plan() -> Plan:
    plan = load_plan(Location(GOOD, "exampleshire")).plan
    assert plan
    return plan


def test_updates_after_the_day_are_not_told() -> None:
    assert "spring 2027" not in run("ot-backlog-cleared", as_of="2026-04-29")
    assert "spring 2027" in run("ot-backlog-cleared", as_of="2026-04-30")


def test_an_audience_is_told_less() -> None:
    assert "valuation" in run("buy-building", "--audience", "confidential")
    result = CliRunner().invoke(app, ["trace", "buy-building", "--plan", str(GOOD)])
    assert result.exit_code == 2
    assert "buy-building" not in run("care-provision")


BROKEN = """\
plan: {id: anyshire, council: {name: Anyshire Council}, framework: la-2026-04}
assessments:
  - {id: old, kind: pilot, framework: la-2023-pilot}
  - {id: new, kind: comprehensive, framework: la-2023-12, supersedes: old}
findings:
  - {id: lost, assessment: new, kind: mixed, title: Lost, text: Lost.}
  - {id: taken-up, assessment: new, kind: mixed, title: Taken up, text: Taken up.}
  - {id: said, assessment: new, kind: mixed, title: Said, text: Said., response: We did.}
  - {id: praised, assessment: new, kind: strength, title: Praised, text: Praised.}
  - {id: replaced, assessment: old, kind: mixed, title: Replaced, text: Replaced.}
priorities:
  - {id: whole, title: Whole, findings: [taken-up], actions: [{id: work, title: Work}]}
  - {id: bare, title: Bare}
  - {id: elsewhere, title: Elsewhere, findings: [taken-up], delivered_by: {programme: Another}}
measures:
  - {id: counted, title: Counted, unit: people, priorities: [whole, elsewhere]}
  - {id: part, title: Part, unit: people, part_of: counted}
  - {id: adrift, title: Adrift, unit: people}
evidence:
  - {id: shown, title: Shown}
  - {id: tied, title: Tied, about: [work]}
  - {id: loose, title: Loose}
updates: [{on: 2026-05-01, about: work, status: complete, evidence: [shown]}]
"""


def test_orphans(tmp_path: Path) -> None:
    file = tmp_path / "anyshire" / "plan.yaml"
    file.parent.mkdir()
    file.write_text(BROKEN, encoding="utf-8")
    found = json.loads(run("--orphans", "--format", "json", plan=file.parent))["plans"][0]["orphans"]
    assert {group["lack"]: [entry["id"] for entry in group["entries"]] for group in found} == {
        "Findings that no priority answers": ["lost"],
        "Priorities that answer no finding": ["bare"],
        "Priorities without a measure": ["bare"],
        "Priorities without work": ["bare"],
        "Measures of no priority": ["adrift"],
        "Evidence that proves nothing": ["loose"],
    }
    text = run("--orphans", plan=file.parent)
    assert "Findings that no priority answers (1)\n- Lost (lost)\n" in text


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a plan whose titles are full of letters that diagrams read as their own."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    work = [{"id": f"w{place}", "title": title} for place, title in enumerate(HOSTILE)]
    data = {
        "plan": {"id": "hostile", "council": {"name": "Anyshire Council"}, "framework": "la-2026-04"},
        "priorities": [{"id": "top", "title": HOSTILE[0], "actions": work}],
    }
    (folder / "plan.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return folder


def test_mermaid_gives_every_title_back(hostile: Path) -> None:
    text = run("top", "--format", "mermaid", plan=hostile)
    lines = text.splitlines()
    assert lines[0] == "flowchart LR"
    labels = []
    for line in lines[1:]:
        assert re.fullmatch(r'  n\d+(\(\["[^"`\\|{}()]*"\]\)|\["[^"`\\|{}()]*"\]| -->\|"[a-z ]+"\| n\d+)', line), line
        label = re.search(r'\["(.*)"\]', line)
        if label:
            parts = label[1].split("<br/>")
            assert not any(set("<>&:") & set(part) for part in parts)
            assert not any(";" in re.sub(r"#\d+;", "", part) for part in parts), "Mermaid ends a line at one"
            labels.append(unescape(re.sub(r"#(\d+);", r"&#\1;", parts[1])))
    assert labels == [HOSTILE[0], *HOSTILE]


@needs("dot")
def test_graphviz_gives_every_title_back(hostile: Path) -> None:
    text = run("top", "--format", "dot", plan=hostile)
    drawn = programs.run("dot", "-Tsvg", input=text, text=True, encoding="utf-8")
    assert drawn.stderr == ""
    shown = [unescape(found) for found in re.findall(r"<text[^>]*>(.*?)</text>", drawn.stdout)]
    for title in HOSTILE:
        assert " ".join(title.split()) in {" ".join(each.replace("\xa0", " ").split()) for each in shown}


def test_a_tree_fits_and_says_each_thing_once() -> None:
    text = run("assessing-needs")
    assert max(map(len, text.splitlines())) <= 100
    assert text.count("(milestone ot-external-live)") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["ot-backlog-claered"],
            ['has the id or title "ot-backlog-claered"', '"Backlog cleared" (ot-backlog-cleared)?'],
        ),
        (["update 1"], ['has the id or title "update 1"']),
        ([], ["name one entry, or ask for --orphans"]),
        (["timeliness", "--orphans"], ["name one entry, or ask for --orphans"]),
        (["--orphans", "--format", "dot"], ["no diagram of them"]),
    ],
)
def test_messages(words: list[str], said: list[str]) -> None:
    result = CliRunner().invoke(app, ["trace", *words, "--plan", str(GOOD)])
    assert result.exit_code == 2
    assert all(part in result.stderr for part in said), result.stderr


def test_an_id_in_several_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, ["trace", "assessing-needs", "--as-of", "2026-06-01"])
    assert result.exit_code == 0
    for council in ("Bath & North East Somerset Council\n\n", "Leicestershire County Council\n\n"):
        assert council in result.stdout
    refused = CliRunner().invoke(app, ["trace", "assessing-needs", "--format", "mermaid"])
    assert refused.exit_code == 2
    assert "choose with --plan: bathnes, leicestershire, nottingham" in refused.stderr


def test_every_field_of_the_data_is_documented() -> None:
    words = set(re.findall(r"\w+", (ROOT / "docs" / "reference" / "trace-json.md").read_text(encoding="utf-8")))

    def names(node: Any) -> set[str]:
        if isinstance(node, dict):
            return set(node) | {name for value in node.values() for name in names(value)}
        return {name for value in node for name in names(value)} if isinstance(node, list) else set()

    assert names(traced("timeliness")) | names(json.loads(run("--orphans", "--format", "json"))) <= words
