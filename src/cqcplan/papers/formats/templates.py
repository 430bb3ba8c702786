"""Markdown and HTML: blocks set by the Jinja templates."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment, select_autoescape
from markupsafe import Markup

from cqcplan.papers.blocks import (
    Block,
    Bullets,
    Chart,
    Column,
    Fact,
    Heading,
    Link,
    Paper,
    Paragraph,
    Point,
    Points,
    Rated,
    Section,
    Table,
    split_paragraphs,
)
from cqcplan.papers.colours import LOOKS
from cqcplan.papers.emphasis import BOLD, PLAIN, runs, unmarked
from cqcplan.papers.formats.plain import printable
from cqcplan.papers.in_print import is_of_chart
from cqcplan.papers.template_files import LAYOUTS, Loader, TemplateProblemError, template_folders
from cqcplan.papers.templating import Sandbox, told

_KINDS = {
    Paragraph: "paragraph", Points: "points", Bullets: "bullets", Table: "table", Heading: "heading",
    Link: "link", Rated: "rated", str: "text", **dict.fromkeys(get_args(Chart), "chart"),
}  # fmt: skip


_FIELDS = {
    kind: frozenset(field.name for field in fields(kind))
    for kind in (*_KINDS, Paper, Section, Fact, Column, Point)
    if is_dataclass(kind)
}
"""What a template reads of each kind of block, thousands of times in a long paper."""


__all__ = [
    "TemplateProblemError",
    "environment",
    "markdown_cell",
    "markdown_text",
    "render",
    "render_blocks",
    "template_folders",
]


def render(paper: Paper, output_format: str, own: Sequence[Path] = ()) -> str:
    """Return a paper as text, with LF line ends and one at the end.

    Args:
        paper: the paper.
        output_format: ``markdown`` or ``html``.
        own: folders of a council's own templates, which win by name.

    Raises:
        TemplateProblemError: a template has a mistake in it.
    """
    template = f"{LAYOUTS}/{'paper.html.j2' if output_format == 'html' else 'paper.md.j2'}"
    with told(template):
        text = environment(own).get_template(template).render(paper=paper)
    if output_format == "markdown":
        text = re.sub(r"\n{3,}", "\n\n", text)
    # where a council's own layout sets no bold, the words stand without
    return printable(unmarked(text)).strip("\n") + "\n"


def render_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks on their own as Markdown."""
    template = environment().from_string(
        '{% import "blocks.md.j2" as blocks %}{% for block in every %}{{ blocks.block(block) }}\n{% endfor %}'
    )
    return re.sub(r"\n{3,}", "\n\n", template.render(every=blocks)).strip("\n") + "\n"


class _Sandbox(Sandbox):
    """Lets templates read the fields of blocks at once, and asks the sandbox about everything else."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr in _FIELDS.get(type(obj), ()) or super().is_safe_attribute(obj, attr, value)


class Trusted(_Sandbox):
    """Renders the tool's own templates, whatever folders a council has: it asks no leave for each field and call."""

    sandboxed = False
    getattr = Environment.getattr
    getitem = Environment.getitem


def environment(own: Sequence[Path] = (), kind: type[Sandbox] = _Sandbox) -> Environment:
    """Return the Jinja environment: HTML escaped by itself, Markdown by its own filters, nothing undefined let by.

    It is a sandbox, because a council may bring templates of its own: they get at the paper and nothing behind it.

    Args:
        own: folders whose templates win by name.
        kind: :class:`Trusted` where no template of a council's can be among them.
    """
    made = kind(loader=Loader(own), autoescape=select_autoescape(["html.j2", "html"]), finalize=_printed)
    made.globals["looks"] = LOOKS
    made.filters["kind"] = _kind
    made.filters["paragraphs"] = split_paragraphs
    made.filters["bold"] = _bold
    made.filters["md"] = markdown_text
    made.filters["cell"] = markdown_cell
    made.filters["svg"] = _svg
    made.filters["is_of_chart"] = _is_of_chart
    return made


def _printed(value: Any) -> Any:
    """Print nothing for nothing, so that ``{{ x if y }}`` does without an else."""
    return "" if value is None else value


def _svg(chart: Chart) -> str:
    from cqcplan.papers.charts.draw import svg  # noqa: PLC0415 - only a page with charts in it needs them drawn

    return svg(chart)


def _bold(text: str) -> Markup:
    """Set a text in HTML, with what is bold in it."""
    return Markup().join(Markup("<strong>{}</strong>").format(words) if said else words for words, said in runs(text))


def _is_of_chart(block: Block, before: Any = None) -> bool:
    return is_of_chart(before, block)


def _kind(value: Any) -> str:
    return _KINDS[type(value)]


_INLINE = re.compile(r"([\\`*\[\]<>~])|(?<![^\W_])(_)|(_)(?![^\W_])|(&)(?=#?\w+;)|(!)(?=\[)|(\|)")
_AT_START = re.compile(r"^( ?)(?:([#>+=-])|(\d{1,9})([.)])(?=\s|$))")
_AT_END = re.compile(r"(?<= )#(?=#* ?$)")


def markdown_text(text: str) -> str:
    """Write plain text as one line of Markdown that prints as the same text, wherever on a line it stands."""
    escaped = _INLINE.sub(lambda found: "\\" + found[0], re.sub(r"\s+", " ", text))
    escaped = _AT_START.sub(_escape_start, escaped)
    escaped = escaped.replace(BOLD, "**").replace(PLAIN, "**")
    return _AT_END.sub(r"\\#", escaped)


def _escape_start(found: re.Match[str]) -> str:
    space, sign, number, point = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{point}"


def markdown_cell(text: str) -> str:
    """Write plain text as one cell of a Markdown table."""
    return markdown_text(text.strip())
