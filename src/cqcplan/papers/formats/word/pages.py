"""The marking at the head and foot of every page in Word, beside what a council's own document has there."""

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.section import _BaseHeaderFooter

from cqcplan.papers.formats.word.body import run


def mark_pages(document: WordDocument, marking: str, styles: dict[str, str]) -> None:
    """Put the marking first into every header and last into every footer, those of first and even pages too."""
    for place, style, is_head in _every(document, styles):
        paragraph = parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="center"/></w:pPr>'
            f"{run(marking, '<w:b/><w:bCs/>')}</w:p>"
        )
        is_new = place.is_linked_to_previous
        element = place.part.element  # made where there is none
        if is_new:
            for child in list(element):
                element.remove(child)
        if is_head:
            element.insert(0, paragraph)
        else:
            element.append(paragraph)


def _every(document: WordDocument, styles: dict[str, str]) -> Iterator[tuple[_BaseHeaderFooter, str, bool]]:
    section = document.sections[0]
    heads: list[_BaseHeaderFooter] = [section.header]
    feet: list[_BaseHeaderFooter] = [section.footer]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
        feet.append(section.first_page_footer)
    if document.settings.odd_and_even_pages_header_footer:
        heads.append(section.even_page_header)
        feet.append(section.even_page_footer)
    yield from ((place, styles["footer"], True) for place in heads)
    yield from ((place, styles["footer"], False) for place in feet)
