"""Word papers: structure that a screen reader needs, the council's own document as style, and LibreOffice."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import RGBColor, Twips
from pypdf import PdfReader

from cqcplan.papers.formats.unavailable import CannotWriteError
from cqcplan.papers.formats.write import write_paper
from tests import programs
from tests.papers.sample_paper import paper_with
from tests.papers.words_of_formats import letters, of_docx, of_html
from tests.programs import needs

WITHHELD = "Zebra"


def opened(made: bytes) -> WordDocument:
    return Document(BytesIO(made))


@pytest.fixture(scope="module")
def made() -> bytes:
    return write_paper(paper_with("Some words."), "docx")


def test_headings_lists_and_numbers_are_in_styles(made: bytes) -> None:
    document = opened(made)
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        assert paragraph.style
        by_style.setdefault(str(paragraph.style.name), []).append(paragraph.text)
    assert by_style["Title"] == ["Some words."]
    assert by_style["Heading 1"] == ["1. Some words.", "2. Last"]
    assert by_style["Heading 2"] == ["2 Some words."]
    assert by_style["Heading 3"] == ["Some words."]
    assert by_style["Numbered Paragraph"] == ["1.1\tSome words.", "2.1\tThe end."]
    assert [text.split("\t")[0] for text in by_style["Lettered Point"]] == ["a)", "b)", "(1)", "(2)"]
    assert len(by_style["List Bullet"]) == 3
    lists = [
        paragraph.paragraph_format.element.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph.style and paragraph.style.name == "Lettered Point"
    ]
    assert lists[0] == lists[1] != lists[2] == lists[3], "each list is one list"


def test_tables_repeat_their_titles_and_rows_stay_whole(made: bytes) -> None:
    table = opened(made).tables[1]
    rows = table._tbl.tr_lst
    assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    told = {str(item.tag): item.get(qn("w:val"), "") for item in table._tbl.tblPr}
    assert told[qn("w:tblCaption")] == "Some words."
    assert told[qn("w:tblDescription")] == "Columns: Some words.; Figure; Confidence"


def test_the_head_is_a_table_of_names_and_what_they_are(made: bytes) -> None:
    table = opened(made).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Meeting", "Some words."],
        ["Some words.", "Detail"],
    ]
    (look,) = table._tbl.iter(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("0", "1"), "names head their rows"


def test_contents_have_page_numbers_to_be_filled_in(made: bytes) -> None:
    files = ZipFile(BytesIO(made))
    body = files.read("word/document.xml").decode()
    marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', body)
    assert re.findall(r"> PAGEREF (\w+) ", body) == marks == ["section1", "section2"]
    assert "updateFields" in files.read("word/settings.xml").decode()
    without = ZipFile(BytesIO(write_paper(replace(paper_with("Some words."), contents=False), "docx")))
    assert "PAGEREF" not in without.read("word/document.xml").decode()
    assert "updateFields" not in without.read("word/settings.xml").decode(), "Word asks about fields only for them"


def test_the_address_of_a_link_stands_on_paper(made: bytes) -> None:
    assert opened(made).element.body.xml.count(">https://example.org/?a=1&amp;b=#x'%20]</w:t>") == 1


def test_properties_language_and_page_numbers(made: bytes) -> None:
    document = opened(made)
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Some words.", "Exampleshire Council")
    assert properties.language == "en-GB"
    assert properties.created is None
    assert properties.modified is None
    assert b'w:lang w:val="en-GB"' in ZipFile(BytesIO(made)).read("word/styles.xml")
    footer = document.sections[0].footer._element.xml
    assert re.findall(r'w:instr=" (\w+) "', footer) == ["PAGE", "NUMPAGES"]


def test_charts_are_drawings_with_words_and_a_picture(made: bytes) -> None:
    files = ZipFile(BytesIO(made))
    body = files.read("word/document.xml").decode()
    assert re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', body) == ["Some words."]
    assert "svgBlip" in body
    drawing = files.read("word/media/chart1.svg").decode()
    assert 'fill="#14406b"' in drawing
    assert any(name.endswith(".png") for name in files.namelist())


def test_the_picture_of_a_chart_has_its_words() -> None:
    def pictures(text: str) -> list[bytes]:
        files = ZipFile(BytesIO(write_paper(paper_with(text), "docx")))
        return [files.read(name) for name in files.namelist() if name.endswith(".png")]

    assert pictures("Oak") != pictures("Elm"), "only words differ, so a picture without words is the same"


def test_links_are_links(made: bytes) -> None:
    addresses = [link.address for paragraph in opened(made).paragraphs for link in paragraph.hyperlinks if link.address]
    assert addresses == ["https://example.org/?a=1&b=#x'%20]"]


def test_pages_on_their_side() -> None:
    section = opened(write_paper(paper_with("text", landscape=True), "docx")).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width or 0) > (section.page_height or 0) > 0


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a council's own document, whose text, author and comments must not come out again."""
    document = Document()
    document.add_heading(f"{WITHHELD} heading", 1)
    document.add_paragraph(f"{WITHHELD} text")
    document.core_properties.author = f"{WITHHELD} author"
    document.core_properties.keywords = WITHHELD
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x7A, 0x00, 0x3C)
    section = document.sections[0]
    section.left_margin = Twips(1757)
    section.header.paragraphs[0].text = "Exampleshire letterhead"
    section.footer.paragraphs[0].text = "Exampleshire footer"
    path = tmp_path_factory.mktemp("reference") / "council.docx"
    document.save(str(path))
    return path


def test_the_councils_own_document_gives_style_page_header_and_footer(reference: Path) -> None:
    made = write_paper(paper_with("Some words."), "docx", reference=reference)
    document = opened(made)
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "Exampleshire letterhead"
    assert section.footer.paragraphs[0].text == "Exampleshire footer"
    assert section.left_margin == Twips(1757)
    assert str(document.styles["Heading 1"].font.color.rgb) == "7A003C"
    assert document.styles["Numbered Paragraph"] is not None
    files = ZipFile(BytesIO(made))
    assert not [name for name in files.namelist() if WITHHELD.encode() in files.read(name)]
    assert letters(of_docx(made)) == letters(of_html(write_paper(paper_with("Some words."), "html").decode()))
    assert made == write_paper(paper_with("Some words."), "docx", reference=reference)


@pytest.mark.parametrize("content", [None, b"", b"not a document", b"PK\x05\x06" + b"\0" * 18])
def test_a_document_that_cannot_be_used_is_named(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "style.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CannotWriteError) as caught:
        write_paper(paper_with("text"), "docx", reference=path)
    assert "style.docx" in caught.value.message
    assert ".docx" in caught.value.help


@pytest.mark.office
@needs("soffice")
def test_libreoffice_opens_it_and_prints_every_number(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    programs.run("soffice", profile, *words, str(tmp_path / "paper.docx"), timeout=120)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(tmp_path / "paper.pdf").pages).split())
    for printed in ("1. Some words.", "1.1 Some words.", "a) Some words.", "(1) Some words.", "2.1 The end."):
        assert printed in text
    assert re.search(r"Contents 1\. Some words\. ?\.+ ?1 2\. Last ?\.+ ?[12] ", text), "the page numbers are filled in"
