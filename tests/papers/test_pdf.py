"""The PDF as PDF/UA-1 asks for it, check by check. typst itself refuses a document that breaks the standard."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from cqcplan.papers.formats.write import write_paper
from tests.papers.sample_paper import paper_with


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(write_paper(paper_with("Some words."), "pdf")))


def elements(node: Any, found: list[Any] | None = None) -> list[Any]:
    """Return every element of the tree of tags, in reading order."""
    found = [] if found is None else found
    if isinstance(node, pikepdf.Array):
        for child in node:
            elements(child, found)
    elif isinstance(node, pikepdf.Dictionary) and ("/S" in node or "/K" in node):
        if "/S" in node:
            found.append(node)
        elements(node.get("/K"), found)
    return found


@pytest.fixture(scope="module")
def tags(pdf: pikepdf.Pdf) -> list[Any]:
    return elements(pdf.Root.StructTreeRoot)


def of(tags: list[Any], *names: str) -> list[Any]:
    return [tag for tag in tags if str(tag.S) in names]


def test_marked_with_a_language_a_title_and_the_standard(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Some words."
        assert metadata["dc:creator"] == ["Exampleshire Council"]
        assert metadata["pdfuaid:part"] == "1"
        assert "xmp:CreateDate" not in metadata, "the day would change the bytes"


def test_headings_go_down_one_at_a_time(tags: list[Any]) -> None:
    levels = [int(str(tag.S)[2]) for tag in of(tags, "/H1", "/H2", "/H3", "/H4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert set(levels) == {1, 2, 3, 4}
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_bookmarks_lead_to_every_section(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root[0].children] == ["1. Some words.", "2. Last"]


def test_tables_have_captions_and_column_headers(tags: list[Any]) -> None:
    assert len(of(tags, "/Table")) == 1
    assert [str(child.S) for child in of(tags, "/Table")[0].K] == ["/Caption", "/THead", "/TBody"]
    scopes = [attributes.get("/Scope") for tag in of(tags, "/TH") for attributes in tag.A if "/Scope" in attributes]
    assert scopes == ["/Column"] * 3


def test_pictures_have_words_and_links_and_lists_are_real(tags: list[Any]) -> None:
    figures = of(tags, "/Figure")
    assert [str(figure.Alt) for figure in figures] == ["Some words."]
    assert len(of(tags, "/Link")) >= 2 + 2
    # the head, two of points, one of bullets
    assert len(of(tags, "/L")) == 4
    assert len(of(tags, "/LI")) == len(of(tags, "/LBody")) == 2 + 2 + 2 + 3


def test_pages_are_tabbed_in_order_and_everything_is_tagged_or_left_out(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page:
            assert page.obj.get("/Tabs") == "/S"
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            depth += (name in {"BDC", "BMC"}) - (name == "EMC")
            assert depth or name not in {"Tj", "TJ", "Do", "f", "S", "B"}, f"{name} stands outside the tags"


def test_fonts_are_in_the_file(pdf: pikepdf.Pdf) -> None:
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontDescriptor" in item]
    assert fonts
    for font in fonts:
        assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        assert "Arimo" in str(font.BaseFont)
