"""Every command that shows a plan shows the public's, marks what is not, and never mixes officers with members."""

import json
import re
from pathlib import Path

import pytest

from cqcplan.model.vocabulary import Visibility
from cqcplan.view.levels import ORDER, READS
from tests.exchange.round_trip import run

PLAN = """\
schema: 1
plan: {id: p, council: {name: Made Up Council}, framework: la-2026-04}
roles: [{id: head, title: Head of Service}]
bodies: [{id: cabinet, name: Cabinet, kind: cabinet}]
meetings: [{id: closed, body: cabinet, on: 2026-07-01, title: A closed meeting, open: false}]
assessments:
  - {id: published, kind: comprehensive, framework: la-2026-04, published: 2025-01-10,
     printed: {overall_percent: 60, rating: requires-improvement}}
  - id: embargoed
    kind: comprehensive
    title: Zqconfidentialzq report under embargo
    framework: la-2026-04
    published: 2026-05-20
    visibility: confidential
    scores: {assessing-needs: 1, healthier-lives: 1, equity: 1, care-provision: 1, partnerships: 1, safe-systems: 1,
             safeguarding: 1, governance: 1, learning: 1}
priorities:
  - id: q
    title: Zqpubliczq homes
    quality_statements: [safeguarding]
    actions:
"""
GROUNDS = ", exempt: {paragraphs: [3], reason: Business, public_interest: Talks would fail.}"
LEVEL = re.compile(rf"(?i)zq({'|'.join(ORDER)})zq")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with work, an update and a risk of every level."""
    lines = [PLAN]
    for level in ORDER:
        said = f", visibility: {level}{GROUNDS if level == 'exempt' else ''}"
        lines.append(f"      - {{id: a-{level}, title: Zq{level}zq work, owner: head, due: 2026-06-20{said}}}\n")
    lines.append("updates:\n")
    for level in ORDER:
        said = f", visibility: {level}{GROUNDS if level == 'exempt' else ''}"
        lines.append(f"  - {{on: 2026-06-02, about: a-public, rag: red, reason: Zq{level}zq words{said}}}\n")
    file = tmp_path / "p" / "plan.yaml"
    file.parent.mkdir()
    file.write_text("".join(lines))
    return file.parent


def commands(plan: Path) -> dict[str, tuple[object, ...]]:
    """Return every command that shows a plan, in every format that is text."""
    on = ("--as-of", "2026-06-10")
    return {
        **{f"diff {form}": ("diff", "2026-05-01", "2026-06-10", "--plan", plan, "--format", form)
           for form in ("text", "markdown", "json")},
        **{f"status {form}": ("status", plan, *on, "--format", form) for form in ("table", "markdown", "json")},
        "email": ("status", plan, *on, "--email", "head"),
        **{f"trace {form}": ("trace", "q", "--plan", plan, *on, "--format", form)
           for form in ("tree", "mermaid", "dot", "json")},
        **{f"score {form}": ("score", plan, *on, "--format", form) for form in ("table", "markdown", "json", "csv")},
        "orphans": ("trace", "--orphans", "--plan", plan, *on),
        "calendar": ("calendar", plan, *on),
        "export": ("export", plan, *on, "--format", "json"),
        **{f"report {form}": ("report", plan, *on, "--format", form) for form in ("markdown", "html")},
    }  # fmt: skip


NAMES = list(commands(Path()))


@pytest.mark.parametrize("name", NAMES)
def test_the_public_unless_said_otherwise(plan: Path, name: str) -> None:
    result = run(*commands(plan)[name])
    assert result.exit_code == 0, result.output
    assert {level.lower() for level in LEVEL.findall(result.stdout)} <= {"public"}
    assert "not for the public" not in result.stdout
    if name.startswith("score"):
        assert "60" in result.stdout
        assert "embargo" not in result.stdout


@pytest.mark.parametrize("audience", ORDER[1:])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_for_the_public_is_marked(plan: Path, name: str, audience: Visibility) -> None:
    result = run(*commands(plan)[name], "--audience", audience)
    assert result.exit_code == 0, result.output
    assert {level.lower() for level in LEVEL.findall(result.stdout)} <= set(READS[audience])
    text = result.stdout
    if "json" in name or name == "export":
        assert json.loads(text)["audience"] == audience
    elif "csv" in name:
        assert all(line.endswith((",audience", f",{audience}")) for line in text.splitlines())
    elif name == "calendar":
        assert f"({audience}: not for the public)" in text.replace("\n ", "")
    elif name.startswith("report"):
        assert f"made for {audience} readers" in text
    else:
        assert f"For readers of what is {audience}: not for the public." in text.splitlines()[0]


def test_an_embargoed_assessment_is_in_force_for_those_who_may_know(plan: Path) -> None:
    public = run("score", plan, "--as-of", "2026-06-10", "--assessment", "embargoed")
    assert (public.exit_code, 'there is no assessment "embargoed"' in public.stderr) == (2, True)
    told = run("score", plan, "--as-of", "2026-06-10", "--audience", "confidential")
    assert "embargo" in told.stdout


def test_a_public_paper_for_a_closed_meeting_is_warned_of(plan: Path) -> None:
    words = ("report", plan, "--as-of", "2026-06-10", "--meeting", "closed")
    assert "warning: the public are excluded from closed (open: false)" in run(*words).stderr
    assert "warning" not in run(*words, "--audience", "exempt").stderr
    assert "warning" not in run(*words, "--part", "1").stderr
