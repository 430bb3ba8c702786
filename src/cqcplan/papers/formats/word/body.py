"""The body of a paper in Word, as one piece of XML: much faster than one element at a time."""

from collections.abc import Iterable
from html import escape

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from cqcplan.papers.blocks import (
    Block,
    Bullets,
    Chart,
    Fact,
    Heading,
    Inline,
    Link,
    Paper,
    Paragraph,
    Point,
    Points,
    Rated,
    Table,
    split_paragraphs,
)
from cqcplan.papers.colours import LOOKS
from cqcplan.papers.emphasis import beside, runs
from cqcplan.papers.formats.plain import one_line
from cqcplan.papers.formats.widths import layout
from cqcplan.papers.formats.word.chart import chart_drawing
from cqcplan.papers.formats.word.lists import Lists
from cqcplan.papers.formats.word.styles import INDENT, indent, numbered_styles

WIDEST_CHART = 9638
"""Twentieths of a point, 17 cm: on a page on its side a chart stays as wide as on an upright one."""
_BADGES = {name: tuple(colour[1:].upper() for colour in (look.fill, look.letter)) for name, look in LOOKS.items()}
"""The ground and the letter of a delivery confidence."""
_TAB = "<w:r><w:tab/></w:r>"
_BREAK = "<w:r><w:br/></w:r>"
_BOLD = "<w:b/><w:bCs/>"
_SMALL = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
FACT_NAMES = 2835
"""Twentieths of a point, 5 cm: the column of names in the table at the head."""
_NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
"""Keeps a council's style from adding a number of its own to the printed one."""
_HANGING = {"Numbered Paragraph": indent(INDENT, INDENT), "Numbered Paragraph Continued": indent(INDENT)}
"""What goes with such a style's number, and is put back."""
_AFTER_TABLE = '<w:spacing w:before="240"/>'


class Body:
    """Writes the blocks of one paper into one document."""

    def __init__(self, document: WordDocument, styles: dict[str, str], lists: Lists, width: int) -> None:
        self.document = document
        self.styles = styles
        self.numbered = numbered_styles(document.styles.element) - {"List Bullet"}
        self.lists = lists
        self.width = width
        """The length of a line, in twentieths of a point."""
        self.charts = 0
        self.after_table = False

    def paper(self, paper: Paper) -> str:
        """Return a whole paper."""
        parts = [self._paragraph("Normal", run(one_line(paper.marking), _BOLD))] if paper.marking else []
        parts.append(self._lines("Council Name", [paper.council]))
        parts += [
            self._lines("Normal", paper.above),
            self._lines("Title", [paper.title]),
            self._lines("Subtitle", [paper.subtitle] if paper.subtitle else []),
            self._lines("Normal", paper.below),
        ]
        if paper.facts:
            parts.append(self._head(paper.facts))
        if paper.contents:
            parts.append(self._contents([_numbered(section.number, section.title) for section in paper.sections]))
        for number, section in enumerate(paper.sections, 1):
            words = run(_numbered(section.number, section.title))
            if paper.contents:
                words = (
                    f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>{words}'
                    f'<w:bookmarkEnd w:id="{number}"/>'
                )
            parts.append(self._paragraph("heading 1", words))
            parts += [self._block(block, paper) for block in section.blocks]
        if paper.marking:
            parts.append(self._paragraph("Normal", run(one_line(paper.marking), _BOLD)))
        parts.append(self._lines("Paper Note", [paper.footer]))
        return "".join(parts)

    def _block(self, block: Block, paper: Paper) -> str:
        if isinstance(block, Paragraph):
            return self._numbered_paragraph(block)
        if isinstance(block, Heading):
            # sections are Word's first level, what stands under them its second
            return self._paragraph(f"heading {block.level - 1}", run(_numbered(block.number, block.text)))
        if isinstance(block, Points):
            return self._points(block)
        if isinstance(block, Bullets):
            number = self.lists.bullets
            return "".join(self._paragraph("List Bullet", self._inline(item), number) for item in block.items)
        if isinstance(block, Table):
            return self._table(block, paper)
        return self._chart(block)

    def _lines(self, style: str, lines: Iterable[str]) -> str:
        return "".join(self._paragraph(style, run(one_line(line))) for line in lines)

    def _paragraph(self, style: str, words: str, number: str = "", rest: str = "") -> str:
        """Write a paragraph; ``number`` and ``rest`` are what it says besides its style, in Word's order."""
        if self.after_table and not rest and not style.startswith(("heading", "caption")):
            rest = _AFTER_TABLE
        self.after_table = False
        if style in self.numbered and not number:
            number, rest = _NO_NUMBER, rest + _HANGING.get(style, "")
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/>{number}{rest}</w:pPr>{words}</w:p>'

    def _head(self, facts: Iterable[Fact]) -> str:
        """Write the table at the head: a column of names that head their rows, and a column of what they are."""
        widths = [FACT_NAMES, self.width - FACT_NAMES]
        look = '<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        rows = []
        for fact in facts:
            words = (run(one_line(fact.name), _BOLD), run(one_line(fact.value)))
            parts = [self._paragraph("Paper Detail", said) for said in words]
            cells = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{part}</w:tc>'
                for width, part in zip(widths, parts, strict=True)
            )
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self.after_table = True
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.styles["Paper Head"]}"/>'
            f'<w:tblW w:w="{self.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}w:noVBand="1"/>'
            '<w:tblCaption w:val="About this paper"/></w:tblPr><w:tblGrid>'
            f"{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _contents(self, titles: list[str]) -> str:
        """Write a list of contents whose page numbers are fields.

        LibreOffice fills them in by itself, Word when it is asked to on opening. Until then none stands there: a page
        number that is not known is not guessed.
        """
        tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{self.width}"/></w:tabs>'
        entries = []
        for number, title in enumerate(titles, 1):
            asked = _instruction(f" PAGEREF {_bookmark(number)} \\h ")
            page = "".join((_field_part("begin"), asked, _field_part("separate"), _field_part("end")))
            entries.append(
                f'<w:hyperlink w:anchor="{_bookmark(number)}" w:history="1">{run(title)}{_TAB}{page}</w:hyperlink>'
            )
        heading = self._lines("TOC Heading", ["Contents"])
        return heading + "".join(self._paragraph("toc 1", entry, tab) for entry in entries)

    def _numbered_paragraph(self, block: Paragraph) -> str:
        parts = [spoken(part) for part in split_paragraphs(block.text)]
        if not block.number:
            return "".join(self._paragraph("Normal", part) for part in parts)
        first = self._paragraph("Numbered Paragraph", run(block.number) + _TAB + parts[0])
        return first + "".join(self._paragraph("Numbered Paragraph Continued", part) for part in parts[1:])

    def _points(self, block: Points) -> str:
        number = self.lists.new_points()
        return "".join(self._point(item, number) for item in block.items)

    def _point(self, item: Point, number: str) -> str:
        parts = [spoken(part) for part in split_paragraphs(item.text)]
        title = run(f"{one_line(item.title)}:", _BOLD) + run(" ") if item.title else ""
        first = self._paragraph("Lettered Point", run(item.mark) + _TAB + title + "".join(parts[:1]), number)
        return first + "".join(self._paragraph("Lettered Point Continued", part) for part in parts[1:])

    def _table(self, table: Table, paper: Paper) -> str:
        laid = layout(table, landscape=paper.landscape)
        caption = one_line(table.caption)
        titles = [one_line(column.title) for column in table.columns]
        widths = [share * self.width // 1000 for share in laid.shares]
        opening = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.styles["Paper Table"]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
            f'w:noVBand="1"/><w:tblCaption w:val="{escape(caption)}"/>'
            f'<w:tblDescription w:val="Columns: {escape("; ".join(titles))}"/></w:tblPr><w:tblGrid>'
        )
        parts = [opening] if table.repeats else [self._paragraph("caption", run(caption)), opening]
        parts += [f'<w:gridCol w:w="{width}"/>' for width in widths]
        header = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if laid.repeated else ""
        parts.append(f"</w:tblGrid><w:tr>{header}")
        starts = [
            self._cell_start(width, numeric=column.numeric) for width, column in zip(widths, table.columns, strict=True)
        ]
        parts += [f"{start}{run(title)}</w:p></w:tc>" for start, title in zip(starts, titles, strict=True)]
        parts.append("</w:tr>")
        for number, row in enumerate(table.rows):
            parts.append("<w:tr>" if number in laid.long_rows else "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
            parts += [f"{start}{self._inline(cell)}</w:p></w:tc>" for start, cell in zip(starts, row, strict=True)]
            parts.append("</w:tr>")
        parts.append("</w:tbl>")
        self.after_table = True
        return "".join(parts)

    def _cell_start(self, width: int, *, numeric: bool) -> str:
        side = '<w:jc w:val="right"/>' if numeric else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="{self.styles["Table Words"]}"/>{side}</w:pPr>'
        )

    def _chart(self, chart: Chart) -> str:
        self.charts += 1
        caption = self._paragraph("caption", run(one_line(chart.title)))
        return caption + self._paragraph(
            "Paper Chart", chart_drawing(chart, self.document, self.charts, min(self.width, WIDEST_CHART))
        )

    def _inline(self, value: Inline) -> str:
        if isinstance(value, Link):
            target = escape(self.document.part.relate_to(value.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            style = f'<w:rStyle w:val="{self.styles["Hyperlink"]}"/>'
            # the white space between the link and what follows it is kept
            after = " " * value.after[:1].isspace() + one_line(value.after)
            words = run(one_line(value.text), style)
            address = _BREAK + run(one_line(value.url), _SMALL) if value.address else ""
            return f'<w:hyperlink r:id="{target}" w:history="1">{words}</w:hyperlink>{run(after)}{address}'
        if isinstance(value, Rated):
            ground, letter = _BADGES[value.colour]
            badge = (
                f'<w:b/><w:bCs/><w:color w:val="{letter}"/>'
                '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
            )
            return run(f"{one_line(value.word)} ") + run(f"({one_line(value.letter)})", badge)
        return spoken(value)


def spoken(text: str) -> str:
    """Write a text on one line, with what is bold in it; the white space beside bold words is kept."""
    return "".join(run(beside(words, one_line(words)), _BOLD if said else "") for words, said in runs(text.strip()))


def run(text: str, letters: str = "") -> str:
    """Write plain text in one kind of letters."""
    if not text:
        return ""
    said = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field_part(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(said: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{escape(said, quote=False)}</w:instrText></w:r>'


def _numbered(number: str, title: str) -> str:
    return f"{number} {one_line(title)}" if number else one_line(title)


def _bookmark(number: int) -> str:
    return f"section{number}"
