"""A council's own Word document, cleaned: what it would bring from elsewhere, or tell of its past, stays behind.

A header may hold pictures that are fetched when the paper is opened, fields that ask another program or another
machine, and words that somebody struck out. The document may also name parts that it does not have: Word opens it.
"""

import posixpath
import re
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
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def cleaned(raw: bytes) -> bytes:
    """Return a Word document without what leads out of it, and without its tracked changes.

    Raises:
        XMLSyntaxError: a part is not XML.
    """
    out = BytesIO()
    with ZipFile(BytesIO(raw)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        names = set(given.namelist())
        kept: dict[str, set[str]] = {}
        parts = {name: given.read(name) for name in given.namelist()}
        for name in [name for name in parts if name.endswith(".rels")]:
            parts[name], kept[_part_of(name)] = _relationships(parts[name], name, names)
        for name, content in parts.items():
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name):
                content = _words(content, kept.get(name, set()))  # noqa: PLW2901 - the same part, cleaned
            made.writestr(name, content)
    return out.getvalue()


def _part_of(name: str) -> str:
    """Return the part whose relationships a ``.rels`` file holds."""
    folder, _, file = name.rpartition("/")
    return posixpath.join(folder.removesuffix("_rels"), file.removesuffix(".rels"))


def _relationships(content: bytes, name: str, names: set[str]) -> tuple[bytes, set[str]]:
    """Drop relationships that lead out of the document, or to a part that is not there."""
    root = etree.fromstring(content, _PARSER)
    folder = posixpath.dirname(_part_of(name))
    kept = set()
    for each in list(root.iter(f"{_RELATIONSHIPS}Relationship")):
        target = each.get("Target", "")
        if each.get("TargetMode") == "External":
            is_fine = each.get("Type", "").endswith("/hyperlink") and bool(_HARMLESS_LINKS.match(target))
        else:
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            is_fine = part in names
        if is_fine:
            kept.add(each.get("Id", ""))
        else:
            root.remove(each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), kept


def _words(content: bytes, kept: set[str]) -> bytes:
    """Return a header or footer with what stands in it now, and no field or picture that asks somebody else."""
    root = etree.fromstring(content, _PARSER)
    for each in list(root.iter(etree.Element)):
        if each.getparent() is None:
            continue
        tag = str(each.tag)
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
