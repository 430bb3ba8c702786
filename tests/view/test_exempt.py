"""Part 1 says that there is an exempt part without giving it away; part 2 holds that and no more."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.model.base import Entry
from cqcplan.model.document import Plan
from cqcplan.model.governance import Body, Meeting
from cqcplan.model.house_style import Numbering
from cqcplan.papers.blocks import Paper, Section
from cqcplan.papers.formats.write import write_paper
from cqcplan.papers.numbering import number_sections
from cqcplan.papers.part_two import part_two
from cqcplan.papers.sections import Writer
from cqcplan.view.audience import for_audience
from cqcplan.view.exempt import ExemptEntry, NoGroundsError, NothingExemptError, exempt_entries
from tests.papers.example_papers import exempt_occasion, made
from tests.view.marked_plan import DAY, models_of, plan_of

SAID = {"paragraphs": [3], "reason": "It is about a provider.", "public_interest": "Talks go on."}


def text_of(paper: Paper) -> str:
    """Print a paper."""
    return write_paper(paper, "markdown").decode().replace("\\", "")


def paper_of(plan: Plan) -> Paper:
    """Make the public paper."""
    shown = for_audience(plan)
    return made("progress", shown, "Q1", DAY)


def part_two_of(plan: Plan, day: date = DAY, meeting: str | None = None) -> str:
    """Print part 2."""
    return text_of(part_two(paper_of(plan), exempt_occasion(for_audience(plan), exempt_entries(plan, day, meeting))))


def notice(plan: Plan, *, is_executive: bool = False) -> Section:
    """Write the section of part 1 that says that there is a part 2."""
    occasion = exempt_occasion(for_audience(plan), exempt_entries(plan, DAY))
    if is_executive:
        cabinet = Body.model_validate({"id": "cabinet", "name": "Cabinet", "kind": "cabinet"})
        meeting = Meeting.model_validate({"id": "next", "body": "cabinet", "on": "2026-07-01"})
        shown = occasion.plan.model_copy(update={"bodies": (cabinet,), "meetings": (meeting,)})
        occasion = replace(occasion, plan=shown, meeting=meeting)
    return Writer(occasion).write("exempt")


def one_of_each(tmp_path: Path) -> Plan:
    """Return a plan with an exempt action in a public priority, and all that can hang on it."""
    milestone = {"id": "milestone-a", "title": "Milestone A", "due": "2026-09"}
    inner = {"id": "milestone-b", "title": "Milestone B", "visibility": "internal"}
    action = {"id": "action-a", "title": "Action A", "visibility": "exempt", "exempt": SAID}
    data: dict[str, Any] = {
        "priorities": [{"id": "open", "title": "Open", "actions": [action | {"milestones": [milestone, inner]}]}],
        "updates": [{"on": "2026-05-01", "about": "action-a", "text": "Update A"}],
        "risks": [
            {"id": "risk-a", "title": "Risk A", "visibility": "internal"},
            {"id": "risk-b", "title": "Risk B", "visibility": "confidential"},
            {"id": "risk-c", "title": "Risk C"},
            {"id": "risk-d", "title": "Risk D", "raised": "2026-12", "exempt": SAID},
        ],
        "evidence": [{"id": "proof", "title": "Proof", "about": ["action-a"]}],
    }
    return plan_of(data, tmp_path)


def test_part_two_holds_the_exempt_and_what_hangs_on_it(tmp_path: Path) -> None:
    text = part_two_of(one_of_each(tmp_path))
    for held in ("Action A", "Milestone A", "September 2026", "Update A", *(str(SAID[key]) for key in list(SAID)[1:])):
        assert held in text
    for other in ("Milestone B", "Risk A", "Risk B", "Risk C", "Risk D", "Proof"):
        assert other not in text
    assert "| Where it stands | Priority: Open; Action: Action A |" in text
    assert text.startswith("**NOT FOR PUBLICATION: exempt under paragraph")


def test_the_notice_gives_paragraphs_and_reasons_and_nothing_else(tmp_path: Path) -> None:
    plan = one_of_each(tmp_path)
    section = notice(plan)
    text = text_of(replace(paper_of(plan), sections=number_sections((section,), Numbering())))
    assert "paragraph 3 of Part 1 of Schedule 12A" in text
    assert "section 100A(4)" in text
    assert str(SAID["reason"]) in text
    for kept in ("Action A", "Milestone A", "Update A", str(SAID["public_interest"]), "action-a"):
        assert kept not in text


def test_the_executive_excludes_the_public_under_its_own_regulations(tmp_path: Path) -> None:
    section = notice(one_of_each(tmp_path), is_executive=True)
    assert "regulation 4(2)(b)" in repr(section)
    assert "100A" not in repr(section)


def test_an_exempt_entry_counts_from_its_day(tmp_path: Path) -> None:
    assert "Risk D" in part_two_of(one_of_each(tmp_path), date(2026, 12, 1))


@pytest.mark.parametrize(("meeting", "there"), [("panel-july", True), ("panel-may", False), (None, False)])
def test_a_paragraph_stands_in_its_own_papers(tmp_path: Path, meeting: str | None, *, there: bool) -> None:
    data: dict[str, Any] = {
        "bodies": [{"id": "panel", "name": "Panel", "kind": "scrutiny"}],
        "meetings": [
            {"id": "panel-may", "body": "panel", "on": "2026-05-10"},
            {"id": "panel-july", "body": "panel", "on": "2026-07-10"},
        ],
        "paragraphs": [
            {"id": "advice", "section": "legal", "text": "Advice", "meetings": ["panel-july"], "exempt": SAID},
        ],
    }
    assert bool(exempt_entries(plan_of(data, tmp_path), DAY, meeting)) is there


def test_nothing_exempt_means_no_part_two(tmp_path: Path) -> None:
    plan = plan_of({"risks": [{"id": "risk-a", "title": "Risk A", "visibility": "internal"}]}, tmp_path)
    assert exempt_entries(plan, DAY) == ()
    assert notice(plan).blocks == ()
    with pytest.raises(NothingExemptError, match="nothing in this plan is exempt"):
        part_two(paper_of(plan), exempt_occasion(plan, ()))


def test_missing_grounds_are_all_named(tmp_path: Path) -> None:
    risks = [{"id": f"risk-{letter}", "title": letter, "visibility": "exempt"} for letter in "ab"]
    with pytest.raises(NoGroundsError, match=r"exempt without grounds: risk-a, risk-b\. Give each"):
        exempt_entries(plan_of({"risks": risks}, tmp_path), DAY)


def test_every_kind_of_entry_can_be_exempt() -> None:
    plan = load_plan(locate("tests/fixtures/good/exampleshire")[0]).plan
    assert plan is not None
    entries = exempt_entries(plan, date(2027, 1, 1), "scrutiny-2026-06")
    kinds = {re.sub(" ", "", entry.kind).lower() for entry in entries} | {"priority"}
    assert {model.__name__.lower() for model in models_of(Entry)} - {"plan"} <= kinds
    assert all(isinstance(entry, ExemptEntry) for entry in entries)
