"""A paper that is not for the public says so wherever such papers do, whatever its kind, its format and its readers."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader

from cqcplan.cli.audience import Audience
from cqcplan.cli.paper_choices import the_occasion
from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from cqcplan.model.document import Plan
from cqcplan.model.vocabulary import Visibility
from cqcplan.papers.blocks import Paper
from cqcplan.papers.formats.write import write_paper
from cqcplan.papers.paper import make_paper
from cqcplan.view.made_for import readers_of
from tests.exchange.round_trip import PLANS, fine, run
from tests.papers.example_papers import EXAMPLESHIRE, plain_style
from tests.places import ROOT
from tests.view.marked_plan import DAY

KINDS = sorted(plain_style().papers)
MARKINGS = {
    "internal": "NOT FOR PUBLICATION: internal",
    "exempt": "NOT FOR PUBLICATION: exempt under paragraphs 1, 3 and 5 of Part 1 of Schedule 12A to the Local "
    "Government Act 1972",
    "confidential": "NOT FOR PUBLICATION: confidential, with what is exempt under paragraphs 1, 3 and 5 of Part 1 of "
    "Schedule 12A to the Local Government Act 1972",
}


@cache
def plan() -> Plan:
    loaded = load_plan(Location(ROOT / "plans" / EXAMPLESHIRE, "exampleshire")).plan
    assert loaded
    return loaded


def made(kind: str, audience: Visibility) -> Paper:
    occasion = the_occasion(plan(), DAY, Audience(audience), period="Q1", meeting=None, form=plain_style().papers[kind])
    return make_paper(replace(occasion, readers=audience, made_from="Made with a test"), plain_style(), kind)


def markdown(content: bytes, marking: str) -> None:
    text = content.decode()
    assert text.startswith(f"**{marking}**" if marking else "# ")
    assert text.count(marking) == 2 or not marking


def html(content: bytes, marking: str) -> None:
    text = content.decode()
    title = re.search("<title>(.*)</title>", text)
    assert title
    assert (f"({marking})" in title[1]) == bool(marking)
    banners = re.findall('<p class="marking"[^>]*>(.*?)</p>', text)
    assert banners == ([marking] * 2 if marking else [])
    assert not marking or text.index('class="marking"') < text.index("<h1>")


def docx(content: bytes, marking: str) -> None:
    document = Document(BytesIO(content))
    section = document.sections[0]
    told = [[line.text for line in place.paragraphs] for place in (section.header, section.footer)]
    assert [marking in lines for lines in told] == [bool(marking)] * 2 or not marking
    assert (document.paragraphs[0].text == marking) == bool(marking)
    properties = document.core_properties
    assert (properties.category, f"({marking})" in properties.title) == (marking[:255], bool(marking)) or not marking
    assert properties.comments == "Made with a test"
    with ZipFile(BytesIO(content)) as archive:
        assert b"Made with" not in archive.read("word/document.xml")


def pdf(content: bytes, marking: str) -> None:
    reader = PdfReader(BytesIO(content))
    assert (f"({marking})" in str(reader.metadata and reader.metadata.title)) == bool(marking)
    for number, page in enumerate(reader.pages):
        text = " ".join(page.extract_text().split())
        assert text.count("NOT FOR PUBLICATION") >= (3 if marking and not number else 2 if marking else 0)
        assert marking in text
        assert "Made with" not in text


CHECKS: dict[str, Callable[[bytes, str], None]] = {"markdown": markdown, "html": html, "docx": docx, "pdf": pdf}


@pytest.mark.parametrize("audience", ["public", *MARKINGS])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_for_whom_it_is(kind: str, audience: Visibility) -> None:
    paper = made(kind, audience)
    marking = MARKINGS.get(audience, "")
    assert paper.marking == marking
    for name, check in CHECKS.items():
        # what stands in its sections says nothing of its readers, and takes long to set
        content = write_paper(replace(paper, sections=(), contents=False), name)  # type: ignore[arg-type]
        check(content, marking)
        assert readers_of(content) == audience
    if audience == "internal":
        assert all(fact.value != "An open public item" for fact in paper.facts)


@pytest.mark.parametrize("kind", ["progress", "board"])
def test_a_council_s_own_document_keeps_its_heads_and_is_marked(kind: str, tmp_path: Path) -> None:
    own = Document()
    own.sections[0].header.paragraphs[0].text = "The council's own head"
    own.sections[0].different_first_page_header_footer = True
    written = BytesIO()
    own.save(written)
    reference = tmp_path / "own.docx"
    reference.write_bytes(written.getvalue())
    content = write_paper(made(kind, "internal"), "docx", reference=reference)
    section = Document(BytesIO(content)).sections[0]
    marking = MARKINGS["internal"]
    assert [line.text for line in section.header.paragraphs] == [marking, "The council's own head"]
    for place in (section.first_page_header, section.first_page_footer, section.footer):
        assert marking in [line.text for line in place.paragraphs]


@pytest.mark.parametrize("ending", ["xlsx", "json", "ics"])
def test_no_table_or_calendar_replaces_one_for_other_readers(tmp_path: Path, ending: str) -> None:
    there = tmp_path / f"there.{ending}"
    words = (
        ["calendar", PLANS["exampleshire"]]
        if ending == "ics"
        else ["export", PLANS["exampleshire"], "--format", ending]
    )
    words += ["--as-of", "2026-07-12", "-o", there]
    fine(*words, "--audience", "internal")
    before = there.read_bytes()
    assert readers_of(before) == "internal"
    refused = run(*words)
    assert (refused.exit_code, there.read_bytes() == before) == (2, True)
    assert "is for internal readers, and this one is for the public" in refused.stderr
    fine(*words, "--audience", "internal")
