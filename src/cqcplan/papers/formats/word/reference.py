"""A council's own Word document, cleaned: what it would bring from elsewhere, or tell of its past, stays behind.

A header may hold pictures that are fetched when the paper is opened, fields that ask another program or another
machine, and words that somebody struck out. The document may also name parts that it does not have: Word opens it.
"""

import posixpath
import re
from collections.abc import Set as AbstractSet
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_HARMLESS_FIELDS = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"}
"""Fields that ask nobody else."""
_HARMLESS_LINKS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_STRUCK_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "delText", "delInstrText")}
_PUT_IN = {f"{_W}{name}" for name in ("ins", "moveTo")}
_DROPPED = {
    f"{_W}{name}"
    for name in (
        "object", "control", "altChunk", "subDoc", "commentRangeStart", "commentRangeEnd", "commentReference",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "annotationRef",
    )
}  # fmt: skip
_ROUND_WORDS = {f"{_W}hyperlink", f"{_W}smartTag"}
_PICTURES = {f"{_W}drawing", f"{_W}pict"}
_HEADERS = ("/header", "/footer")
_WRITTEN = ("/officeDocument", "/styles", "/numbering")
"""Kinds of relationships to what else is kept of a document's XML."""
_IN_HEADERS = ("/image", "/hyperlink")
"""The only kinds of things that a header may bring along: no objects, controls or charts with data behind them."""
_DRAWN = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_ADDRESSES = {"src", "href", "althref"}
"""Names of attributes by which an old drawing fetches a picture without any relationship."""
_FETCHING_SVG = re.compile(rb"(?:href|url\(|@import)[\s=\"'(]*(?!#|data:)[\w\\/]", re.IGNORECASE)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def cleaned(raw: bytes) -> bytes:
    """Return a Word document without what leads out of it, and without its tracked changes.

    Raises:
        XMLSyntaxError: a part is not XML.
    """
    out = BytesIO()
    with ZipFile(BytesIO(raw)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        parts = {name: given.read(name) for name in given.namelist()}
        relationships = {_part_of(name): _Relationships(parts[name], name) for name in parts if name.endswith(".rels")}
        kinds = [kind for each in relationships.values() for kind in each.kinds]
        headers = {part for part, kind in kinds if kind.endswith(_HEADERS)}
        written = {part for part, kind in kinds if kind.endswith(_WRITTEN)} - headers
        fetching = {name for name in parts if name.endswith(".svg") and _FETCHING_SVG.search(parts[name])}
        for name, each in relationships.items():
            each.clean(parts.keys() - fetching, headers_own=name in headers)
            parts[each.name] = each.content
        for name, content in parts.items():
            if name in headers:
                kept = relationships[name].kept if name in relationships else set()
                content = _words(content, kept)  # noqa: PLW2901 - the same part, cleaned
            elif name in written:
                content = _without_changes(content)  # noqa: PLW2901
            made.writestr(name, content)
    return out.getvalue()


def _part_of(name: str) -> str:
    """Return the part whose relationships a ``.rels`` file holds."""
    folder, _, file = name.rpartition("/")
    return posixpath.join(folder.removesuffix("_rels"), file.removesuffix(".rels"))


class _Relationships:
    """What one part of a document leads to."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self.kept: set[str] = set()
        self._root = etree.fromstring(content, _PARSER)
        self._folder = posixpath.dirname(_part_of(name))

    @property
    def content(self) -> bytes:
        """The file that holds them."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Every part of the document that is led to, and as what."""
        return [(self._target(each), each.get("Type", "")) for each in self._all() if not _is_outside(each)]

    def clean(self, names: AbstractSet[str], *, headers_own: bool) -> None:
        """Drop those that lead out of the document, to a part that is not there, or to what no header needs."""
        for each in self._all():
            kind = each.get("Type", "")
            if _is_outside(each):
                is_fine = kind.endswith("/hyperlink") and bool(_HARMLESS_LINKS.match(each.get("Target", "")))
            else:
                is_fine = self._target(each) in names and (not headers_own or kind.endswith(_IN_HEADERS))
            if is_fine:
                self.kept.add(each.get("Id", ""))
            else:
                self._root.remove(each)

    def _all(self) -> list[etree._Element]:
        return [each for each in self._root if each.tag == f"{_RELATIONSHIPS}Relationship"]

    def _target(self, each: etree._Element) -> str:
        target = each.get("Target", "")
        if target.startswith("/"):
            return posixpath.normpath(target).lstrip("/")
        return posixpath.normpath(posixpath.join(self._folder, target))


def _is_outside(relationship: etree._Element) -> bool:
    return relationship.get("TargetMode", "").lower() == "external"


def _without_changes(content: bytes) -> bytes:
    """Return styles, lists or the text without what was changed by whom, and without addresses of drawings."""
    root = etree.fromstring(content, _PARSER)
    for each in list(root.iter(etree.Element)):
        if str(each.tag).startswith(_W) and str(each.tag).endswith("Change"):
            _drop(each)
        _drop_addresses(each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _drop_addresses(element: etree._Element) -> None:
    for name in list(element.attrib):
        space, word = etree.QName(name).namespace, etree.QName(name).localname
        if word.lower() in _ADDRESSES and (space or etree.QName(element).namespace) in _DRAWN:
            del element.attrib[name]


def _words(content: bytes, kept: set[str]) -> bytes:
    """Return a header or footer with what stands in it now, and no field or picture that asks somebody else."""
    root = etree.fromstring(content, _PARSER)
    for each in list(root.iter(etree.Element)):
        if each.getparent() is None:
            continue
        tag = str(each.tag)
        _drop_addresses(each)
        leads_away = any(value not in kept for name, value in each.attrib.items() if str(name).startswith(_R) and value)
        if tag in _STRUCK_OUT | _DROPPED or tag.endswith("Change"):
            _drop(each)
        elif tag in _PUT_IN or (tag in _ROUND_WORDS and leads_away) or _asks_others(each):
            _unwrap(each)
        elif leads_away:
            picture = next((up for up in each.iterancestors() if up.tag in _PICTURES), each)
            _drop(picture)
    _drop_fields(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _asks_others(element: etree._Element) -> bool:
    """Whether an element is a short field that is not a harmless one."""
    return element.tag == f"{_W}fldSimple" and _kind(element.get(f"{_W}instr", "")) not in _HARMLESS_FIELDS


def _drop_fields(root: etree._Element) -> None:
    """Take the marks of long fields out, but for those of harmless ones; what they last showed stays."""
    still_open: list[list[etree._Element]] = []
    for each in list(root.iter(f"{_W}fldChar", f"{_W}instrText")):
        if each.get(f"{_W}fldCharType") == "begin" or not still_open:
            still_open.append([])
        still_open[-1].append(each)
        if each.get(f"{_W}fldCharType") == "end":
            marks = still_open.pop()
            said = "".join(mark.text or "" for mark in marks if mark.tag == f"{_W}instrText")
            if _kind(said) not in _HARMLESS_FIELDS:
                _drop(*marks)
    for marks in still_open:
        _drop(*marks)


def _kind(instruction: str) -> str:
    words = instruction.split()
    return words[0].upper() if words else ""


def _drop(*elements: etree._Element) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place, child)
    parent.remove(element)
