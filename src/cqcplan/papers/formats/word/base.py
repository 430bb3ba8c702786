"""The document that a paper is written into: the council's own without what it says, or a plain one."""

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError, _Element

from cqcplan.packed.package import DOCUMENT, LARGEST, MEGABYTE, NoPackageError, TooMuchError, check_package
from cqcplan.papers.formats.unavailable import CannotWriteError
from cqcplan.papers.formats.word.reference import cleaned

_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.NUMBERING,
}
"""What a document leads to that says how it looks. The rest belongs to its text: pictures, notes, comments, data."""
_NOT_KEPT_SETTINGS = (
    "attachedTemplate", "linkStyles", "mailMerge", "docVars", "documentProtection", "writeProtection", "trackRevisions",
    "revisionView", "footnotePr", "endnotePr", "rsids", "updateFields",
)  # fmt: skip
"""Settings that lead elsewhere, tell of the document's past or keep people from working in it."""
_SETTINGS = (
    f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
_PAGE = (
    f'<w:sectPr {nsdecls("w")}><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1247" w:bottom="1247" '
    'w:left="1247" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
"""A4, with margins of two centimetres and a little more at the sides."""


def plain_document() -> WordDocument:
    """Return an empty document on A4 paper, without styles of its own."""
    document = Document()
    part = document.part
    for name, relationship in list(part.rels.items()):
        if relationship.reltype not in _KEPT - {RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.FONT_TABLE}:
            part.rels.pop(name)
    _replace(document.settings.element, parse_xml(_SETTINGS))
    _replace(numbering(document), parse_xml(f"<w:numbering {nsdecls('w')}/>"))
    _replace(document.element.body, parse_xml(f"<w:body {nsdecls('w')}>{_PAGE}</w:body>"))
    _forget_history(document)
    return document


def _checked(path: Path) -> bytes:
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise TooMuchError(f"is larger than {LARGEST // MEGABYTE} MB, which is the limit")
    check_package(raw, DOCUMENT)
    return raw


def council_document(path: Path) -> WordDocument:
    """Open the council's own document and empty it: its styles, page, header and footer stay, its text goes.

    Raises:
        CannotWriteError: the file is not there, or not a Word document.
    """
    try:
        document = Document(BytesIO(cleaned(_checked(path))))
    except TooMuchError as error:
        raise CannotWriteError(
            f"{path.as_posix()} {error}",
            "take the text and pictures out of it: only its styles, header and footer count",
        ) from error
    except OSError as error:
        raise CannotWriteError(
            f"{path.as_posix()} is not there, or is not a file", "name the council's own Word document (.docx)"
        ) from error
    except (NoPackageError, PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise CannotWriteError(
            f"{path.as_posix()} is not a Word document that can be used",
            "open it in Word or LibreOffice and save it as .docx; a template (.dotx) or an older .doc will not do",
        ) from error
    body = document.element.body
    page = next(body.iter(qn("w:sectPr")), None)
    for child in list(body):
        body.remove(child)
    if page is None:
        page = parse_xml(_PAGE)
    body.append(page)
    used = {value for element in page.iter() for name, value in element.items() if name == qn("r:id")}
    for name, relationship in list(document.part.rels.items()):
        if relationship.reltype not in _KEPT and name not in used:
            document.part.rels.pop(name)
    settings = document.settings.element
    for setting in list(settings):
        if any(setting.tag == qn(f"w:{name}") for name in _NOT_KEPT_SETTINGS):
            settings.remove(setting)
    document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels.clear()
    _forget_history(document)
    return document


def numbering(document: WordDocument) -> _Element:
    """Return the definitions of a document's lists, made where there are none."""
    part = document.part
    try:
        found = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        empty = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        found = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, empty, part.package)
        part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
    assert isinstance(found, XmlPart)  # noqa: S101 - python-docx reads it as nothing else
    element: _Element = found.element
    return element


def _replace(element: _Element, by: _Element) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(by))


def _forget_history(document: WordDocument) -> None:
    """Drop who wrote the document and when, its thumbnail, and all else that is told of it as a file."""
    package = document.part.package
    for name, relationship in list(package.rels.items()):
        if relationship.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            package.rels.pop(name)
    properties = package.core_properties  # made, with the time of day in it, where there is none
    part = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    assert isinstance(part, XmlPart)  # noqa: S101 - as above
    for child in list(part.element):
        part.element.remove(child)
    properties.revision = 1
