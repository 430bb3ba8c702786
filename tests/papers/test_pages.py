"""How many pages papers take: no more than their readers read."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from cqcplan.model.document import Plan
from cqcplan.papers.blocks import Paper
from cqcplan.papers.formats.write import write_paper
from cqcplan.papers.in_print import in_print, is_of_chart
from cqcplan.view.audience import for_audience
from tests import programs
from tests.papers.example_papers import EXAMPLESHIRE, made
from tests.places import ROOT
from tests.programs import needs
from tests.view.marked_plan import DAY

BUDGET = {"progress": (3, 10), "board": (2, 6), "brief": (1, 1)}


@cache
def of_six() -> Plan:
    """Return the made-up council's plan with its three priorities doubled, their work and updates with them."""
    loaded = load_plan(Location(ROOT / "plans" / EXAMPLESHIRE, "exampleshire")).plan
    assert loaded
    plan = for_audience(loaded, "internal")
    ids = {item.id for priority in plan.priorities for item in (priority, *priority.actions)}
    ids |= {item.id for priority in plan.priorities for action in priority.actions for item in action.milestones}

    def again(entry: Any) -> Any:
        changed: dict[str, Any] = {"id": f"{entry.id}-again"}
        for below in ("actions", "milestones"):
            if hasattr(entry, below):
                changed[below] = tuple(again(item) for item in getattr(entry, below))
        return entry.model_copy(update=changed)

    told = [item.model_copy(update={"about": f"{item.about}-again"}) for item in plan.updates if item.about in ids]
    six = (*plan.priorities, *(again(item) for item in plan.priorities))
    return plan.model_copy(update={"priorities": six, "updates": (*plan.updates, *told)})


def paper(kind: str) -> Paper:
    return made(kind, of_six(), "Q1", DAY)


@pytest.mark.parametrize("kind", BUDGET)
def test_a_kind_keeps_to_its_pages(kind: str) -> None:
    assert len(of_six().priorities) == 6
    pages = PdfReader(BytesIO(write_paper(paper(kind), "pdf"))).pages
    least, most = BUDGET[kind]
    assert least <= len(pages) <= most
    for number, page in enumerate(pages[:-1], 1):
        lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        assert len(lines) > 12, f"page {number} is left mostly white"
        titles = {section.title for section in paper(kind).sections}
        body = [line for line in lines if "Page " not in line and line != paper(kind).council]
        assert not any(body[-1].endswith(title) for title in titles), f"a heading alone at the foot of page {number}"


@pytest.mark.office
@needs("soffice")
def test_the_brief_is_one_page_in_word(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(write_paper(paper("brief"), "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    programs.run("soffice", profile, *words, str(tmp_path / "brief.docx"), timeout=120)
    assert len(PdfReader(tmp_path / "brief.pdf").pages) == 1


def test_in_print_a_chart_or_its_table_and_on_a_screen_the_table_folds() -> None:
    whole = paper("appendix")
    pairs = [
        (before, after)
        for section in whole.sections
        for before, after in zip(section.blocks, section.blocks[1:], strict=False)
        if is_of_chart(before, after)
    ]
    assert len(pairs) > 3
    printed = in_print(whole)
    assert printed.sections[-1].blocks == tuple(table for _, table in pairs), "all of them, in their order, at the end"
    left = [block for section in printed.sections[:-1] for block in section.blocks]
    assert not [table for _, table in pairs if table in left]
    html = write_paper(whole, "html").decode()
    assert html.count('<details class="figures"><summary>The figures as a table</summary>') == len(pairs)
