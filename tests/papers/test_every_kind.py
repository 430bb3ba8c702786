"""Every kind of paper, whatever the plan holds: headings go down one at a time, and hostile text comes out as text."""

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from cqcplan.model.document import Plan
from cqcplan.model.texts import text_fields
from cqcplan.papers.blocks import Heading, Paper
from cqcplan.papers.formats.write import Format, write_paper
from cqcplan.view.audience import for_audience
from cqcplan.view.levels import ORDER
from tests.papers.example_papers import EXAMPLESHIRE, made, plain_style
from tests.papers.words_of_formats import letters, of_docx, of_html, of_markdown, of_pdf
from tests.places import ROOT
from tests.programs import needs
from tests.view.marked_plan import DAY, marked, plan_of, walk

KINDS = tuple(plain_style().papers)
# short pieces: pdfinfo loses words that a narrow column may break
HOSTILE = "a | b `code` <b> alert() </td> {{ 7*7 }} {% raw %} **b** #let x = 1 </w:t>\nnext & &lt; \\| done"
CHARTED = ("progress", "appendix", "dhsc", "assurance-meeting", "performance", "region")
"""Kinds with many charts, slow to print; tests/papers/test_formats.py has every block of them in Word and PDF."""
READ: dict[Format, Callable[[bytes], str]] = {
    "html": lambda made: of_html(made.decode()),
    "markdown": lambda made: of_markdown(made.decode()),
    "docx": of_docx,
    "pdf": of_pdf,
}


def skips(paper: Paper) -> list[tuple[str, int]]:
    """Return the headings that stand more than one level below the one before."""
    found = []
    for section in paper.sections:
        levels = [2, *(block.level for block in section.blocks if isinstance(block, Heading))]
        found += [(section.title, after) for before, after in pairwise(levels) if after > before + 1]
    return found


@given(st.randoms(use_true_random=False), st.sampled_from((0.1, 0.5, 0.9)))
@settings(max_examples=6, deadline=None, phases=[Phase.generate])
def test_no_heading_skips_a_level(choose: Random, share: float) -> None:
    """A screen reader loses its way, and typst refuses to set the paper."""
    data = marked("alike")
    for item in walk(data):
        if isinstance(item, dict) and "visibility" in item:
            item.pop("exempt", None)
            item["visibility"] = "confidential" if choose.random() < share else "public"
    data["plan"]["visibility"] = "public"
    for audience in ORDER[::3]:
        plan = for_audience(plan_of(data), audience)
        assert {kind: found for kind in KINDS if (found := skips(made(kind, plan, "Q1", DAY)))} == {}


def with_text(model: BaseModel, text: str) -> Any:
    """Return a model with one text in every field that holds words."""
    said: dict[str, Any] = {}
    words = text_fields(type(model))
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            said[name] = with_text(value, text)
        elif isinstance(value, tuple) and value and all(isinstance(item, BaseModel) for item in value):
            said[name] = tuple(with_text(item, text) for item in value)
        elif name in words and name not in ("id", "url") and isinstance(value, str):
            said[name] = text
    return model.model_copy(update=said)


@cache
def hostile_plan() -> Plan:
    loaded = load_plan(Location(ROOT / "plans" / EXAMPLESHIRE, "exampleshire")).plan
    assert loaded
    plan: Plan = with_text(for_audience(loaded, "internal"), HOSTILE)
    return plan


@cache
def said(kind: str, output_format: Format) -> str:
    """Return the letters of a kind of paper about the hostile plan, as a format gives them back."""
    paper = made(kind, hostile_plan(), "Q1", date(2026, 6, 17))
    return letters(READ[output_format](write_paper(paper, output_format)))


SHORT = [kind for kind in KINDS if kind not in CHARTED]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_text_in_every_kind(kind: str) -> None:
    # what is said of several councils is their names and what they have done, and no more of a plan
    least = 5 if kind == "region" else 10
    assert said(kind, "html").count(letters(" ".join(HOSTILE.split()))) > least
    assert said(kind, "markdown") == said(kind, "html")


@pytest.mark.parametrize("kind", SHORT)
def test_hostile_text_is_text_in_word(kind: str) -> None:
    assert said(kind, "docx") == said(kind, "html")


@needs("pdfinfo")
@pytest.mark.parametrize("kind", SHORT)
def test_hostile_text_is_text_in_pdf(kind: str) -> None:
    assert said(kind, "pdf") == said(kind, "html")
