"""Pages in Word: the marking at heads and feet, their numbers in contents, and the closer setting for one sheet."""

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.section import _BaseHeaderFooter
from lxml.etree import _Element

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


_AFTER_UPDATE_FIELDS = tuple(
    f"w:{name}" for name in (
        "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang",
        "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions",
        "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    )
)  # fmt: skip
"""The settings that come, in Word's order, after the one that asks for fields to be filled in."""


def ask_for_page_numbers(document: WordDocument) -> None:
    """Let Word fill in its fields, the page numbers of the contents among them, when it opens the document."""
    settings = document.settings.element
    if settings.find(qn("w:updateFields")) is None:
        asked = parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>')
        settings.insert_element_before(asked, *_AFTER_UPDATE_FIELDS)


_SMALLER, _CLOSER = 0.78, 0.5


def set_closely(styles: _Element, page: _Element) -> None:
    """Set letters smaller, and lines and margins closer, as a PDF for one sheet is set."""
    for size in styles.iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), str(round(int(size.get(qn("w:val"), "22")) * _SMALLER)))
    for spacing in styles.iter(qn("w:spacing")):
        for side in (qn("w:before"), qn("w:after")):
            if spacing.get(side):
                spacing.set(side, str(round(int(spacing.get(side, "0")) * _CLOSER)))
    for margins in page.iter(qn("w:pgMar")):
        for side in ("top", "bottom"):
            margins.set(qn(f"w:{side}"), str(round(int(margins.get(qn(f"w:{side}"), "1134")) * _SMALLER)))
