"""Lists in Word: bullets, and points that bring their own marks."""

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

from cqcplan.papers.formats.word.styles import BULLET, INDENT, POINT, indent

_LEFT = '<w:lvlJc w:val="left"/>'
_BULLET = '<w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>' + _LEFT
_UNMARKED = '<w:numFmt w:val="none"/><w:suff w:val="nothing"/><w:lvlText w:val=""/>' + _LEFT


class Lists:
    """The lists of one document.

    The marks of points (``a)``, ``(1)``) are text, as the paragraphs' numbers are: minutes
    and decisions cite them, so they must not change when a paragraph is put in or pasted
    elsewhere. Word is still told that each is a list, one without marks of its own, so
    that a screen reader says where it begins and how long it is.
    """

    def __init__(self, numbering: _Element, *, own_bullets: bool) -> None:
        self._numbering = numbering
        self._next = 1 + max((int(item.get(qn("w:numId"), "0")) for item in numbering.iter(qn("w:num"))), default=0)
        kinds = [int(item.get(qn("w:abstractNumId"), "0")) for item in numbering.iter(qn("w:abstractNum"))]
        self._unmarked = 1 + max(kinds, default=0)
        self._define(self._unmarked, _UNMARKED, POINT)
        self.bullets = ""
        """What a bulleted paragraph says of its list; nothing where the council's style says it."""
        if not own_bullets:
            self._define(self._unmarked + 1, _BULLET, BULLET)
            self.bullets = self._new(self._unmarked + 1)

    def new_points(self) -> str:
        """Begin a list of points, and return what each of its paragraphs says of it."""
        return self._new(self._unmarked)

    def _define(self, kind: int, level: str, hanging: int) -> None:
        place = len(list(self._numbering.iterchildren(qn("w:numPicBullet"), qn("w:abstractNum"))))
        definition = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{level}'
            f"<w:pPr>{indent(INDENT + hanging, hanging)}</w:pPr></w:lvl></w:abstractNum>"
        )
        self._numbering.insert(place, parse_xml(definition))

    def _new(self, kind: int) -> str:
        number, self._next = self._next, self._next + 1
        element = parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>')
        nums = list(self._numbering.iterchildren(qn("w:num")))
        if nums:
            nums[-1].addnext(element)
        else:
            kinds = list(self._numbering.iterchildren(qn("w:abstractNum")))
            kinds[-1].addnext(element)
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
