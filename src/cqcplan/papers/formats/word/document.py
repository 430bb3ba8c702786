"""A paper as a Word document."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

from cqcplan.papers.blocks import Paper
from cqcplan.papers.formats.plain import one_line
from cqcplan.papers.formats.word.base import council_document, numbering, plain_document
from cqcplan.papers.formats.word.body import Body, run
from cqcplan.papers.formats.word.lists import Lists
from cqcplan.papers.formats.word.pages import ask_for_page_numbers, mark_pages, set_closely
from cqcplan.papers.formats.word.styles import LANGUAGE, missing_styles, numbered_styles, own_styles
from cqcplan.view.made_for import mark_for

LONGEST_PROPERTY = 255
"""Characters; Word has no room for more."""


def word_document(paper: Paper, reference: Path | None) -> bytes:
    """Return a paper as a Word document, in the council's own style or a plain one."""
    document = council_document(reference) if reference else plain_document()
    sheet = document.styles.element
    styles = missing_styles(sheet) if reference else own_styles(sheet)
    lists = Lists(numbering(document), own_bullets="List Bullet" in numbered_styles(sheet))
    page = document.element.body.find(qn("w:sectPr"))
    if paper.compact and not reference:
        set_closely(sheet, page)
    if paper.landscape:
        _lay_on_its_side(page)
    line = _line(page)
    body = Body(document, styles, lists, line).paper(paper)
    whole = parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>")
    for element in list(whole):
        page.addprevious(element)
    if page.find(qn("w:footerReference")) is None:
        _number_pages(document, styles["footer"], one_line(paper.council), line)
    if paper.contents:
        ask_for_page_numbers(document)
    properties = document.core_properties
    if paper.marking:
        mark_pages(document, one_line(paper.marking), styles)
    properties.title = one_line(paper.full_title)[:LONGEST_PROPERTY]
    properties.comments = one_line(paper.made_from)[:LONGEST_PROPERTY]
    properties.category = one_line(paper.marking)[:LONGEST_PROPERTY]
    properties.author = one_line(paper.council)[:LONGEST_PROPERTY]
    properties.subject = one_line(paper.subtitle or paper.title)[:LONGEST_PROPERTY]
    properties.language = LANGUAGE
    properties.keywords = mark_for(paper.readers)
    written = BytesIO()
    document.save(written)
    return _without_times(written)


def _lay_on_its_side(page: _Element) -> None:
    size = page.find(qn("w:pgSz"))
    if size is None:
        return
    width, height = size.get(qn("w:w"), "11906"), size.get(qn("w:h"), "16838")
    if int(width) < int(height):
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")


def _line(page: _Element) -> int:
    """Return the length of a line, in twentieths of a point."""
    size, margins = page.find(qn("w:pgSz")), page.find(qn("w:pgMar"))
    width = 11906 if size is None else int(size.get(qn("w:w"), "11906"))
    if margins is None:
        return width - 2 * 1440
    return width - sum(int(margins.get(qn(f"w:{side}"), "1440")) for side in ("left", "right"))


def _number_pages(document: WordDocument, style: str, council: str, line: int) -> None:
    """Give every page a footer: the council, and which page of how many."""
    part = document.sections[0].footer.part
    for child in list(part.element):
        part.element.remove(child)
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{line}"/></w:tabs>'
    pages = f"{run('Page ')}{_field('PAGE')}{run(' of ')}{_field('NUMPAGES')}"
    part.element.append(
        parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{tab}</w:pPr>'
            f"{run(council)}<w:r><w:tab/></w:r>{pages}</w:p>"
        )
    )


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{run("1")}</w:fldSimple>'


def _without_times(written: BytesIO) -> bytes:
    """Pack the same files anew with one fixed time, so that the same paper gives the same bytes."""
    packed = BytesIO()
    with ZipFile(written) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return packed.getvalue()
