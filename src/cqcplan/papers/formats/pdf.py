"""PDF by typst: tagged, to PDF/UA-1. The paper goes over as data; ``paper.typ`` only sets it."""

import importlib.util
import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cqcplan.papers.blocks import (
    Block,
    Bullets,
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
from cqcplan.papers.charts.draw import picture
from cqcplan.papers.colours import LOOKS
from cqcplan.papers.emphasis import beside, runs
from cqcplan.papers.formats.bounds import TooMuchError
from cqcplan.papers.formats.fonts import font_folder
from cqcplan.papers.formats.plain import one_line, printable
from cqcplan.papers.formats.typeset import TypesetError, typeset, typeset_own
from cqcplan.papers.formats.unavailable import extra_missing
from cqcplan.papers.formats.widths import layout as layout_of
from cqcplan.papers.template_files import LAYOUTS, Loader, TemplateProblemError
from cqcplan.papers.templating import Sandbox, told
from cqcplan.view.made_for import mark_for

LONGEST_PIECE = 40
"""Characters of running text without a place to break a line; more are broken anywhere."""
_NOT_IN_FONT = re.compile(r"the text `\"((?:[^\"\\]|\\.)+)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_BREAK_ANYWHERE = "\u200b"


def pdf(paper: Paper, own: Sequence[Path] = ()) -> bytes:
    """Return a paper as PDF.

    Characters that the fonts do not have, such as pictures and Chinese, print as their names in
    brackets: a paper with an empty box in it cannot be read aloud, and PDF/UA refuses it.

    Raises:
        CannotWriteError: the extra ``pdf`` is not installed.
        TemplateProblemError: a council's own ``paper.typ`` has a mistake in it.
    """
    fonts = font_folder()
    if fonts is None or importlib.util.find_spec("typst") is None:
        raise extra_missing("PDF", "pdf")
    # on the first line, so that a mistake in the template is told with its own line
    mark = f'#set document(keywords: ("{mark_for(paper.readers)}",));'
    layout = layout_text(own)
    set_it = typeset if layout == layout_text() else typeset_own
    data = json.dumps(_data(paper), ensure_ascii=False)
    while True:
        try:
            return set_it(mark + layout, data, fonts)
        except TypesetError as error:
            named = _named(error.diagnostic)
            if not named.keys() & set(map(ord, data)):
                raise TemplateProblemError("paper.typ", None, str(error)) from error
            data = data.translate(named)
        except TooMuchError as error:
            raise TemplateProblemError("paper.typ", None, str(error)) from error


def layout_text(own: Sequence[Path] = ()) -> str:
    """Return the layout in typst, put together where a council's own replaces blocks of the one that comes along."""
    name = f"{LAYOUTS}/paper.typ"
    made = Sandbox(
        loader=Loader(own), autoescape=False,
        # typst has these signs for itself: only {% ... %} is ours
        variable_start_string="{%=", variable_end_string="=%}", comment_start_string="{%#", comment_end_string="#%}",
    )  # fmt: skip
    with told(name):
        return made.get_template(name).render(looks=LOOKS)


def _named(diagnostic: str) -> dict[int, str]:
    """Return the names of the characters that typst could not show."""
    found: dict[int, str] = {}
    for cluster in _NOT_IN_FONT.findall(diagnostic):
        for character in _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), cluster):
            if not character.isascii():
                name = unicodedata.name(character, f"U+{ord(character):04X}")
                found[ord(character)] = f"[{name.lower()}]"
    return found


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "name": one_line(paper.full_title),
        "made_from": one_line(paper.made_from),
        "marking": _text(paper.marking),
        "author": one_line(paper.council),
        "council": _text(paper.council),
        "above": [_text(line) for line in paper.above],
        "title": _text(paper.title),
        "subtitle": _text(paper.subtitle or ""),
        "below": [_text(line) for line in paper.below],
        "facts": [{"name": _text(fact.name), "value": _text(fact.value)} for fact in paper.facts],
        "contents": paper.contents,
        "landscape": paper.landscape,
        "compact": paper.compact,
        "sections": [
            {
                "number": section.number,
                "title": _text(section.title),
                "blocks": [_block(block, paper) for block in section.blocks],
            }
            for section in paper.sections
        ],
        "footer": _text(paper.footer),
    }


def _block(block: Block, paper: Paper) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "number": block.number, "parts": _parts(block.text)}
        case Heading():
            return {"kind": "heading", "level": block.level, "number": block.number, "text": _text(block.text)}
        case Points():
            return {"kind": "points", "items": [_point(item) for item in block.items]}
        case Bullets():
            return {"kind": "bullets", "items": [_inline(item, LONGEST_PIECE) for item in block.items]}
        case Table():
            return _table(block, paper)
    return {
        "kind": "chart",
        "title": _text(block.title),
        "description": one_line(block.description),
        "svg": printable(picture(block).svg),
    }


def _point(item: Point) -> dict[str, Any]:
    return {"mark": item.mark, "title": _text(item.title or ""), "parts": _parts(item.text)}


def _table(table: Table, paper: Paper) -> dict[str, Any]:
    laid = layout_of(table, landscape=paper.landscape)
    return {
        "kind": "table",
        "caption": "" if table.repeats else _text(table.caption),
        "shares": laid.shares,
        "repeated": laid.repeated,
        "columns": [
            {"title": _text(column.title, room), "numeric": column.numeric}
            for column, room in zip(table.columns, laid.rooms, strict=True)
        ],
        "rows": [
            {
                "long": number in laid.long_rows,
                "cells": [_inline(cell, room) for cell, room in zip(row, laid.rooms, strict=True)],
            }
            for number, row in enumerate(table.rows)
        ],
    }


def _inline(value: Inline, room: int) -> dict[str, Any]:
    if isinstance(value, Link):
        # the white space between the link and what follows it is kept
        after = " " * value.after[:1].isspace() + _text(value.after, room)
        return {"text": _text(value.text, room), "url": value.url, "after": after, "address": one_line(value.address)}
    if isinstance(value, Rated):
        return {"word": _text(value.word, room), "letter": one_line(value.letter), "colour": value.colour}
    return {"runs": _runs(value, room)}


def _parts(text: str) -> list[list[dict[str, Any]]]:
    return [_runs(part, LONGEST_PIECE) for part in split_paragraphs(text)]


def _runs(text: str, room: int) -> list[dict[str, Any]]:
    """Part a text where bold words begin and end; the white space beside them is kept."""
    return [{"text": beside(words, _text(words, room)), "bold": said} for words, said in runs(text)]


def _text(text: str, room: int = LONGEST_PIECE) -> str:
    """Return text on one line, with places to break in whatever is longer than there is room for."""
    return re.sub(rf"[^\s/\u2013-]{{{room + 1},}}", lambda found: _BREAK_ANYWHERE.join(found[0]), one_line(text))
