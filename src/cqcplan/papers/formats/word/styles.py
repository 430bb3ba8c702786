"""The styles of a paper in Word: the council's own where its document has them, these where it has not."""

from dataclasses import dataclass
from typing import Literal

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

ACCENT, SOFT, LINE, WASH = "14406B", "44525F", "AAB4BD", "F1F4F6"
LANGUAGE = "en-GB"
INDENT, POINT, BULLET = 851, 510, 340
"""Twentieths of a point: from the margin to numbered words, and from there to the words of a point or a bullet."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style, as Word writes it."""

    name: str
    """As Word stores it: its own names in lower case, but for a few."""
    paragraph: str = ""
    """What the style says of the paragraph."""
    letters: str = ""
    """What it says of the letters."""
    kind: Literal["paragraph", "character", "table"] = "paragraph"
    conditions: str = ""
    """What a table's style says of its first row."""


def _spacing(before: int, after: int, line: int = 271) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def indent(left: int, hanging: int = 0) -> str:
    """Set a paragraph in from the margin, its first line less than the others."""
    return f'<w:ind w:left="{left}"' + (f' w:hanging="{hanging}"/>' if hanging else ' w:firstLine="0"/>')


def _letters(size: int, colour: str = "", *, bold: bool = False) -> str:
    """Write letters of a size in half points."""
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _heading(level: int, size: int, colour: str, before: int) -> Style:
    return Style(
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{_spacing(before, 120, 252)}<w:outlineLvl w:val="{level - 1}"/>',
        _letters(size, colour, bold=True),
    )


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
NORMAL = Style("Normal", _spacing(0, 140))
STYLES = (
    Style("Title", f"<w:keepNext/>{_spacing(60, 180, 240)}", _letters(38, bold=True)),
    Style("Subtitle", _spacing(0, 180), _letters(26, SOFT)),
    Style("Council Name", f"<w:keepNext/>{_spacing(0, 60)}", _letters(24, ACCENT, bold=True)),
    Style("Paper Detail", _spacing(40, 40, 252)),
    _heading(1, 30, "", 400),
    _heading(2, 26, ACCENT, 300),
    _heading(3, 24, "", 260),
    Style("TOC Heading", f"<w:keepNext/>{_spacing(360, 120)}", _letters(30, bold=True)),
    Style("toc 1", _spacing(0, 60)),
    Style(
        "Numbered Paragraph",
        f'<w:tabs><w:tab w:val="left" w:pos="{INDENT}"/></w:tabs>{_spacing(0, 140)}{indent(INDENT, INDENT)}',
    ),
    Style("Numbered Paragraph Continued", f"{_spacing(0, 140)}{indent(INDENT)}"),
    Style(
        "Lettered Point",
        f'<w:tabs><w:tab w:val="left" w:pos="{INDENT + POINT}"/></w:tabs>'
        f"{_spacing(0, 100)}{indent(INDENT + POINT, POINT)}",
    ),
    Style("Lettered Point Continued", f"{_spacing(0, 100)}{indent(INDENT + POINT)}"),
    Style("List Bullet", f"{_spacing(0, 80)}{indent(INDENT + BULLET, BULLET)}"),
    Style("caption", f"<w:keepNext/><w:keepLines/>{_spacing(240, 100, 252)}", _letters(21, bold=True)),
    Style("Table Words", _spacing(40, 40, 240), _letters(20)),
    Style("Paper Chart", _spacing(0, 200, 240)),
    Style(
        "Paper Note",
        f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{LINE}"/></w:pBdr>{_spacing(480, 0)}',
        _letters(20, SOFT),
    ),
    Style("footer", f"{_spacing(0, 0, 240)}", _letters(18, SOFT)),
    Style("Hyperlink", letters=f'<w:color w:val="{ACCENT}"/><w:u w:val="single"/>', kind="character"),
    Style(
        "Paper Head",
        kind="table",
        paragraph="<w:tblPr><w:tblBorders>"
        + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for side in _SIDES)
        + '</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr>",
        conditions='<w:tblStylePr w:type="firstCol"><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/></w:tcPr></w:tblStylePr>',
    ),
    Style(
        "Paper Table",
        kind="table",
        paragraph="<w:tblPr><w:tblBorders>"
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        '</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr>",
        conditions='<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{SOFT}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/></w:tcPr></w:tblStylePr>',
    ),
)
_DEFAULTS = (
    f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
    f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)


def own_styles(styles: _Element) -> dict[str, str]:
    """Replace every style of a document by ours, and return their ids by name."""
    for child in list(styles):
        styles.remove(child)
    styles.append(parse_xml(_DEFAULTS))
    styles.append(_element(NORMAL, ""))
    return missing_styles(styles)


def missing_styles(styles: _Element) -> dict[str, str]:
    """Add the styles that a document lacks, set its language, and return the ids of all by name."""
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    there = {_name(style): style for style in styles.iter(qn("w:style"))}
    normal = next(
        (
            style.get(qn("w:styleId"), "")
            for style in there.values()
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
        ),
        "",
    )
    ids = {"Normal": normal}
    for style in STYLES:
        found = there.get(style.name.lower())
        if found is None or found.get(qn("w:type")) != style.kind:
            found = _element(style, normal)
            styles.append(found)
        ids[style.name] = found.get(qn("w:styleId"), "")
    return ids


def numbered_styles(styles: _Element) -> frozenset[str]:
    """Return the names of ours that bring numbers or bullets of their own, themselves or from what they build on."""
    by_id = {style.get(qn("w:styleId"), ""): style for style in styles.iter(qn("w:style"))}
    return frozenset(
        style.name
        for style in STYLES
        for found in by_id.values()
        if _name(found) == style.name.lower() and _is_numbered(found, by_id)
    )


def _is_numbered(style: _Element, by_id: dict[str, _Element]) -> bool:
    seen: set[str] = set()
    here: _Element | None = style
    while here is not None:
        number = here.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None:
            return number.get(qn("w:val")) != "0"
        based = here.find(qn("w:basedOn"))
        base_id = "" if based is None else based.get(qn("w:val"), "")
        here = None if base_id in seen else by_id.get(base_id)
        seen.add(base_id)
    return False


def _name(style: _Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "").lower()


def _element(style: Style, normal: str) -> _Element:
    default = ' w:default="1"' if style is NORMAL else ""
    based = f'<w:basedOn w:val="{normal}"/>' if normal and style.kind == "paragraph" else ""
    said = style.paragraph if style.kind == "table" else f"<w:pPr>{style.paragraph}</w:pPr>" * bool(style.paragraph)
    letters = f"<w:rPr>{style.letters}</w:rPr>" * bool(style.letters)
    style_id = "".join(word[:1].upper() + word[1:] for word in style.name.split())
    made: _Element = parse_xml(
        f'<w:style {nsdecls("w")} w:type="{style.kind}"{default} w:styleId="{style_id}"><w:name w:val="{style.name}"/>'
        f"{based}<w:qFormat/>{said}{letters}{style.conditions}</w:style>"
    )
    return made
