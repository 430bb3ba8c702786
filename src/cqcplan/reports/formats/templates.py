"""Markdown and HTML: blocks set by the Jinja templates."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, select_autoescape

from cqcplan.reports.blocks import (
    Bars,
    Block,
    Bullets,
    Heading,
    Link,
    Paper,
    Paragraph,
    Points,
    Rated,
    Table,
    split_paragraphs,
)
from cqcplan.reports.charts.draw import svg
from cqcplan.reports.formats.plain import printable

_PACKAGE = Path(__file__).parent.parent.parent
_KINDS = {
    Paragraph: "paragraph", Points: "points", Bullets: "bullets", Table: "table", Heading: "heading",
    Bars: "bars", Link: "link", Rated: "rated", str: "text",
}  # fmt: skip


def template_folders() -> list[Path]:
    """Return where the templates are: in the installed package, or beside the source tree."""
    return [folder for folder in (_PACKAGE / "templates", _PACKAGE.parent.parent / "templates") if folder.is_dir()]


def template_text(name: str) -> str:
    """Return a template as it is written."""
    return next(path for folder in template_folders() if (path := folder / name).is_file()).read_text(encoding="utf-8")


def render(paper: Paper, output_format: str) -> str:
    """Return a paper as text, with LF line ends and one at the end."""
    template = "paper.html.j2" if output_format == "html" else "paper.md.j2"
    text = environment().get_template(template).render(paper=paper)
    if output_format == "markdown":
        text = re.sub(r"\n{3,}", "\n\n", text)
    return printable(text).strip("\n") + "\n"


def render_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks on their own as Markdown."""
    template = environment().from_string(
        '{% import "blocks.md.j2" as blocks %}{% for block in every %}{{ blocks.block(block) }}\n{% endfor %}'
    )
    return re.sub(r"\n{3,}", "\n\n", template.render(every=blocks)).strip("\n") + "\n"


def environment() -> Environment:
    """Return the Jinja environment: HTML escaped by itself, Markdown by its own filters, nothing undefined let by."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in template_folders()]),
        autoescape=select_autoescape(["html.j2", "html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters["kind"] = _kind
    made.filters["paragraphs"] = split_paragraphs
    made.filters["md"] = markdown_text
    made.filters["cell"] = markdown_cell
    made.filters["svg"] = svg
    return made


def _kind(value: Any) -> str:
    return _KINDS[type(value)]


_INLINE = re.compile(r"([\\`*\[\]<>~])|(?<![^\W_])(_)|(_)(?![^\W_])|(&)(?=#?\w+;)|(!)(?=\[)|(\|)")
_AT_START = re.compile(r"^( ?)(?:([#>+=-])|(\d{1,9})([.)])(?=\s|$))")
_AT_END = re.compile(r"(?<= )#(?=#* ?$)")


def markdown_text(text: str) -> str:
    """Write plain text as one line of Markdown that prints as the same text, wherever on a line it stands."""
    escaped = _INLINE.sub(lambda found: "\\" + found[0], re.sub(r"\s+", " ", text))
    escaped = _AT_START.sub(_escape_start, escaped)
    return _AT_END.sub(r"\\#", escaped)


def _escape_start(found: re.Match[str]) -> str:
    space, sign, number, point = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{point}"


def markdown_cell(text: str) -> str:
    """Write plain text as one cell of a Markdown table."""
    return markdown_text(text.strip()) or "None"
