"""The Markdown that a section's template writes, read into blocks.

Only what :mod:`docs/templates.md` names is Markdown here; everything else is text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cqcplan.papers.blocks import (
    Block,
    Bullets,
    Chart,
    Column,
    Heading,
    Inline,
    Link,
    Paragraph,
    Point,
    Rated,
    Section,
    Table,
    points,
)
from cqcplan.papers.emphasis import BOLD, PLAIN
from cqcplan.papers.printed import ALONE, BREAK, BULLET, MARK
from cqcplan.papers.table_columns import TableHead, Tables

NUMBERED = "{numbered}"
"""Ends a heading that is numbered as the paragraphs are. No text of a plan can write it: see ``_marker``."""
HEADINGS = (3, 4)
"""The levels of headings within a section: its title is of the second in every paper."""
_CHART = re.compile(rf"{MARK}chart (\d+){MARK}")
_LINE = re.compile(rf"{MARK}line (\d+) ([^{MARK}]*){MARK}")
_CELL_EDGE = re.compile(r"(?<!\\)(?:\\\\)*\|")


class Written(NamedTuple):
    """The line of a template that wrote a line."""

    template: str
    line: int


class MarkdownProblemError(Exception):
    """What a template wrote is not a section."""

    def __init__(self, message: str, place: Written | None) -> None:
        super().__init__(message)
        self.place = place
        """Of the template, as far as it is known."""


def _reader() -> MarkdownIt:
    made = MarkdownIt("zero").enable(
        ["table", "blockquote", "list", "heading", "newline", "escape", "emphasis", "link", "entity"]
    )
    made.normalizeLink = lambda url: url  # type: ignore[method-assign] # an address is printed as it was given
    made.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005 - the model has read it
    return made


_READER = _reader()


def read_section(name: str, markdown: str, charts: Sequence[Chart] = ()) -> Section:
    """Read a section.

    Args:
        name: of its template.
        markdown: what the template wrote.
        charts: the charts that it placed, by number.

    Raises:
        MarkdownProblemError: it has no title, or a table whose rows do not fit its head.
    """
    reading = _Reading(markdown, charts)
    blocks = list(reading.blocks(_READER.parse(reading.text)))
    first = blocks[0] if blocks else None
    if not isinstance(first, Heading) or first.level != 1:
        message = "a section begins with its title: a line that begins with # and a space"
        raise MarkdownProblemError(message, None)
    return Section(name, first.text, tuple(reading.settled(blocks[1:])))


def plain(markdown: str) -> str:
    """Return the words of one line of Markdown."""
    return _text(_READER.parseInline(markdown)[0])


class _Reading:
    def __init__(self, markdown: str, charts: Sequence[Chart]) -> None:
        lines = [line.replace(ALONE, "") for line in markdown.split("\n") if line != ALONE]
        self._from = [Written(found[2], int(found[1])) if (found := _LINE.search(line)) else None for line in lines]
        """What each line was written by, where that is known."""
        self._lines = [_LINE.sub("", line) for line in lines]
        self.text = "\n".join(self._lines)
        self._charts = charts
        self._has_title = False
        self._tables = Tables()

    def settled(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Give the tables the columns that they keep."""
        return self._tables.settled(blocks)

    def blocks(self, tokens: list[Token], *, numbered: bool = True) -> Iterator[Block]:
        """Read what stands beside each other.

        Args:
            tokens: of the reader.
            numbered: whether its paragraphs are to be numbered.
        """
        at, caption = 0, ""
        while at < len(tokens):
            token, end = tokens[at], _end(tokens, at)
            inside = tokens[at + 1 : end]
            following = tokens[end + 1].type if end + 1 < len(tokens) else ""
            at = end + 1
            if following == "table_open" and token.type == "paragraph_open" and _is_emphasis(inside[0]):
                caption = _text(inside[0])
            elif token.type == "table_open":
                yield from self._table(token, inside, caption)
                caption = ""
            elif token.type == "blockquote_open":
                yield from self.blocks(inside, numbered=False)
            elif token.type == "paragraph_open" and not _CHART.fullmatch(inside[0].content.strip()):
                yield from _paragraphs(_set(_kids(inside[0])), numbered=numbered)
            elif block := self._block(token, inside):
                yield block

    def _block(self, token: Token, inside: list[Token]) -> Block | None:
        """Read one block; nothing where it says nothing."""
        if token.type == "heading_open":
            return self._heading(token, inside[0])
        if token.type == "ordered_list_open":
            items = [point for item in _items(inside) if (point := _point(item))]
            return points(items, resolutions=token.markup == ")") if items else None
        if token.type == "bullet_list_open":
            lines = tuple(line for item in _items(inside) if (line := _first_inline(item)))
            return Bullets(lines) if lines else None
        chart = _CHART.fullmatch(inside[0].content.strip())
        return self._charts[int(chart[1])] if chart else None

    def _heading(self, opened: Token, inline: Token) -> Heading:
        level = len(opened.markup)
        is_title = level == 1 and not self._has_title
        self._has_title = True
        if level not in HEADINGS and not is_title:
            raise MarkdownProblemError(
                f'"{opened.markup} {_text(inline)}" is no heading in a section: after its title, a heading begins with '
                "### or, under one of those, ####",
                self._line(opened),
            )
        words = _text(inline)
        numbered = inline.content.endswith(f" {NUMBERED}")
        if numbered:
            words = words.removesuffix(NUMBERED).rstrip()
        return Heading(words, level=level, numbered=numbered)

    def _table(self, opened: Token, inside: list[Token], caption: str) -> Iterator[Table]:
        rows = [token for token in inside if token.type == "tr_open"]
        every = list(_rows(inside))
        heads = [_column(cell, heading) for cell, heading in zip(every[0], _heads(inside), strict=True)]
        if not caption:
            message = "a table has a caption: a line *between asterisks* above it, with a blank line between"
            raise MarkdownProblemError(message, self._line(opened))
        body = []
        for token, cells in zip(rows[1:], every[1:], strict=True):
            self._check_width(token, len(heads), caption)
            body.append(tuple(self._cell(token, cell, head) for cell, head in zip(cells, heads, strict=True)))
        if body:
            yield self._tables.made(caption, heads, body)

    def _check_width(self, row: Token, width: int, caption: str) -> None:
        line = self._lines[row.map[0]].strip() if row.map else ""
        cells = len(_CELL_EDGE.findall(line)) - line.startswith("|") - bool(re.search(r"(?<!\\)(?:\\\\)*\|$", line)) + 1
        if cells != width:
            raise MarkdownProblemError(
                f'a row of the table "{caption}" has {cells} cell{"" if cells == 1 else "s"}, '
                f"but its head has {width}: {line}",
                self._line(row),
            )

    def _cell(self, row: Token, cell: Token, head: TableHead) -> Inline:
        value = _inline(cell)
        if value != "":
            return value
        title, filler = head.column.title, head.column.filler
        if filler is None:
            raise MarkdownProblemError(
                f'a cell under "{title}" is empty: say in the column what stands where nothing is known, '
                f"as in | {title} *Not stated* |",
                self._line(row),
            )
        return filler

    def _line(self, token: Token) -> Written | None:
        place = token.map[0] if token.map else None
        return self._from[place] if place is not None else None


def _paragraphs(words: str, *, numbered: bool) -> Iterator[Paragraph | Bullets]:
    """Read a paragraph, and the lists that were typed or pasted into a text of it."""
    for is_list, parts in groupby(words.split("\n\n") if words else (), key=lambda part: part.startswith(BULLET)):
        if is_list:
            yield Bullets(tuple(part.removeprefix(BULLET) for part in parts))
        else:
            yield Paragraph("\n\n".join(parts), numbered=numbered)
            numbered = False  # what goes on after a list is one paragraph with what stands before it


def _is_emphasis(inline: Token) -> bool:
    kids = _kids(inline)
    return len(kids) > 1 and kids[0].type == "em_open" and _closing(kids, 0) == len(kids) - 1


def _column(cell: Token, heading: Token) -> TableHead:
    """Read a column's title and what it says after it of a cell with nothing in it.

    In italics: it is left blank, and a column of nothing else is left out. In bold: these words stand there, and the
    column stays. In both: it is left blank, and the column stays.
    """
    kids = _kids(cell)
    opened = next((place for place, kid in enumerate(kids) if kid.type in ("em_open", "strong_open")), None)
    filler = None if opened is None else _plain(kids[opened + 1 :]).strip()
    numeric = "right" in str(heading.attrGet("style") or "")
    marks = {kid.type for kid in kids[opened:]} if opened is not None else set()
    column = Column(_plain(kids[:opened]).strip(), numeric, filler)
    return TableHead(column, "strong_open" in marks, "em_open" in marks)


def _heads(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "th_open"]


def _end(tokens: list[Token], at: int) -> int:
    """Return the place where what opens at a place ends."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens)


def _items(tokens: list[Token]) -> Iterator[list[Token]]:
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        yield tokens[at + 1 : end]
        at = end + 1


def _rows(tokens: list[Token]) -> Iterator[list[Token]]:
    at = 0
    while at < len(tokens):
        if tokens[at].type == "tr_open":
            end = _end(tokens, at)
            yield [token for token in tokens[at + 1 : end] if token.type == "inline"]
            at = end
        at += 1


def _point(item: list[Token]) -> Point | None:
    inline = next((token for token in item if token.type == "inline"), None)
    kids = _kids(inline) if inline else []
    if kids and kids[0].type == "strong_open":
        close = _closing(kids, 0)
        title = _plain(kids[1:close]).removesuffix(":")
        return Point(_set(kids[close + 1 :]), title)
    text = _set(kids)
    return Point(text) if text else None


def _first_inline(item: list[Token]) -> Inline:
    inline = next((token for token in item if token.type == "inline"), None)
    found = _inline(inline) if inline else ""
    return _set(_kids(inline)) if inline and isinstance(found, str) else found


def _inline(token: Token) -> Inline:
    kids = _kids(token)
    if kids and kids[0].type == "link_open":
        close = _closing(kids, 0)
        url, words = str(kids[0].attrGet("href") or ""), _plain(kids[1:close])
        if url.startswith("rated:"):
            return Rated(words, str(kids[0].attrGet("title") or ""), url.removeprefix("rated:"))
        if url:
            return Link(words, url, _plain(kids[close + 1 :]))
    return _text(token)


def _closing(kids: Sequence[Token], at: int) -> int:
    depth = 0
    for place in range(at, len(kids)):
        depth += kids[place].nesting
        if depth == 0:
            return place
    return len(kids)


def _kids(token: Token) -> list[Token]:
    """Return what stands in a line, without the empty texts that the reader leaves beside emphasis."""
    return [kid for kid in token.children or () if kid.type != "text" or kid.content]


def _plain(kids: Sequence[Token]) -> str:
    words = "".join(" " if kid.type in ("softbreak", "hardbreak") else kid.content for kid in kids)
    return words.replace(BREAK, "\n\n")


def _set(kids: Sequence[Token]) -> str:
    """Return words with what is bold in them marked."""
    marks = {"strong_open": BOLD, "strong_close": PLAIN}
    return "".join(marks.get(kid.type) or _plain([kid]) for kid in kids).strip()


def _text(token: Token) -> str:
    return _plain(token.children or ()).strip()
