"""The plain words of a paper in any format, in reading order, for comparing formats with one another.

Left out is what a format adds for finding one's way (contents, page numbers, a skip link) and what
Markdown does not have (the charts; the table after each has the same numbers).
"""

import re
import unicodedata
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from markdown_it import MarkdownIt

from tests import programs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VOID = {"meta", "br", "hr"}


class _Page(HTMLParser):
    """Reads the text of a page, without its head, contents, charts and skip link."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.skipped = 0
        self.letter: list[str] | None = None
        self.link: tuple[str, int] | None = None
        self.addresses: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.text.append(" ")
            return
        attributes = dict(attrs)
        if tag == "a":
            self.link = (attributes.get("href") or "", len(self.text))
        if (
            self.skipped
            or tag in {"head", "nav", "figure", "summary"}
            or attributes.get("class") in ("skip", "repeated")
        ):
            self.skipped += 1
        elif attributes.get("class") == "letter":
            self.letter = []
        elif tag not in {"span", "strong", "em", "a"}:
            self.text.append("\n")

    def _end_of_link(self, tag: str) -> None:
        """Put the address of a link where paper has it: at the end of its block, where it is not the words."""
        if tag == "a" and self.link:
            (address, start), self.link = self.link, None
            if not self.skipped and not address.startswith("#") and address != "".join(self.text[start:]):
                self.addresses.append(address)
        elif tag in {"li", "td", "th", "p"}:
            self.text += self.addresses
            self.addresses = []

    def handle_endtag(self, tag: str) -> None:
        self._end_of_link(tag)
        if self.skipped and tag not in VOID:
            self.skipped -= 1
        elif self.letter and tag == "span":
            # the letter stands before its word here, and in brackets after it elsewhere
            if self.text[-1] != "letter":
                self.text.append("letter")
            else:
                self.text[-1:] = []
                self.letter = None
        elif tag not in {"span", "strong", "em", "a"}:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if self.skipped:
            return
        if self.letter is None:
            self.text.append(data)
        elif not self.letter:
            self.letter.append(data)
        else:
            self.text[-1:] = [f"{data} ({self.letter[0]})", "letter"]


def of_html(page: str) -> str:
    """Return the text of an HTML paper."""
    return "".join(_Page(page).text)


def of_markdown(paper: str) -> str:
    """Return the text of a Markdown paper, its council first and its head without the titles of two columns."""
    reader = MarkdownIt("commonmark").enable("table")
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign] # an address is compared as it was given
    page = reader.render(paper)
    council = re.search(r"<p><strong>([^<]*)</strong></p>\n(?=<table>|<h2>)", page)
    assert council
    page = page[: council.start()] + page[council.end() :]
    page = page.replace("<tr>\n<th>Item</th>\n<th>Detail</th>\n</tr>", "", 1)
    return of_html(f"<p>{council[1]}</p>{page}")


def of_docx(document: bytes) -> str:
    """Return the text of a Word paper."""
    body = etree.fromstring(ZipFile(BytesIO(document)).read("word/document.xml"))
    lines: list[str] = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "").lower()
        if name.startswith("toc"):
            continue
        if paragraph.find(f".//{W}drawing") is not None:
            lines.pop()  # the chart's title
            continue
        pieces = [item.text or "" if item.tag == f"{W}t" else " " for item in paragraph.iter(f"{W}t", f"{W}tab")]
        lines.append("".join(pieces))
    return "\n".join(lines)


def of_pdf(document: bytes) -> str:
    """Return the text of a PDF in the order of its tags, as a screen reader has it: pdfinfo walks them."""
    # headings stand there twice, once in another encoding
    told = programs.run("pdfinfo", "-struct-text", "-", input=document).stdout.decode(errors="replace")
    lines: list[str] = []
    skipped: int | None = None
    caption = 0
    for line in told.splitlines():
        depth = len(line) - len(line.lstrip())
        if skipped is not None and depth > skipped:
            continue
        skipped = None
        said = line.strip()
        if re.match(r"(TOC|Figure)\b", said):
            skipped = depth
            del lines[caption if said.startswith("Figure") else -1 :]  # with its title
        elif said == "Caption":
            caption = len(lines)
        elif said.startswith('"'):
            lines.append(said[1:-1])
    return "\n".join(line for line in lines if line.strip() != "\u2022")


def letters(text: str) -> str:
    """Return the letters of a text in order, without the white space and marks that only lay it out."""
    return "".join(
        character for character in text if not character.isspace() and unicodedata.category(character) != "Cf"
    )
