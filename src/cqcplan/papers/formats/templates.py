"""Markdown and HTML: blocks set by the Jinja templates."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from traceback import walk_tb
from typing import Any, get_args

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

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
from cqcplan.papers.formats.plain import printable
from cqcplan.problems.nearest import did_you_mean

_PACKAGE = Path(__file__).parent.parent.parent
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


def template_folders() -> list[Path]:
    """Return where the templates are: in the installed package, or beside the source tree."""
    return [folder for folder in (_PACKAGE / "templates", _PACKAGE.parent.parent / "templates") if folder.is_dir()]


def template_text(name: str, own: Sequence[Path] = ()) -> str:
    """Return a template as it is written."""
    return next(path for folder in [*own, *template_folders()] if (path := folder / name).is_file()).read_text(
        encoding="utf-8"
    )


class TemplateProblemError(Exception):
    """A template, most likely a council's own, could not be used."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.help = "mend the template, or leave it out: the one that comes with cqcplan is then used"


class _Missing(StrictUndefined):
    """What a template names and a paper does not have: using it in any way is a mistake with a message."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_obj is missing:
            return f'there is nothing called "{name}" here'
        owner = type(self._undefined_obj)
        what = owner.__name__.lower()
        known = [field.name for field in fields(owner)] if is_dataclass(owner) else []
        help_ = did_you_mean(name, known) or (f"it has {', '.join(known)}" if known else "")
        return f'a {what} has no "{name}"' + (f"; {help_}" if help_ else "")


def render(paper: Paper, output_format: str, own: Sequence[Path] = ()) -> str:
    """Return a paper as text, with LF line ends and one at the end.

    Args:
        paper: the paper.
        output_format: ``markdown`` or ``html``.
        own: folders of a council's own templates, which win by name.

    Raises:
        TemplateProblemError: a template has a mistake in it.
    """
    template = "paper.html.j2" if output_format == "html" else "paper.md.j2"
    try:
        text = environment(own).get_template(template).render(paper=paper)
    except TemplateSyntaxError as error:
        where = error.filename or error.name or template
        raise TemplateProblemError(_as_typed(where), error.lineno, f"{error.message}") from error
    except TemplateNotFound as error:
        raise TemplateProblemError(template, None, f'there is no template "{error.name}"') from error
    except (TemplateError, AttributeError, KeyError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        file, line = _where(error)
        raise TemplateProblemError(_as_typed(file or template), line, str(error)) from error
    if output_format == "markdown":
        text = re.sub(r"\n{3,}", "\n\n", text)
    return printable(text).strip("\n") + "\n"


def _as_typed(path: str) -> str:
    """Return a template's path as messages show paths."""
    return Path(path).as_posix()


def _where(error: BaseException) -> tuple[str | None, int | None]:
    """Find the innermost template and line that an error came from."""
    found: tuple[str | None, int | None] = None, None
    for frame, line in walk_tb(error.__traceback__):
        if frame.f_code.co_filename.endswith((".j2", ".css")):
            found = frame.f_code.co_filename, line
    return found


def render_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks on their own as Markdown."""
    template = environment().from_string(
        '{% import "blocks.md.j2" as blocks %}{% for block in every %}{{ blocks.block(block) }}\n{% endfor %}'
    )
    return re.sub(r"\n{3,}", "\n\n", template.render(every=blocks)).strip("\n") + "\n"


class _Sandbox(ImmutableSandboxedEnvironment):
    """Lets templates read the fields of blocks at once, and asks the sandbox about everything else."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr in _FIELDS.get(type(obj), ()) or super().is_safe_attribute(obj, attr, value)


def environment(own: Sequence[Path] = ()) -> Environment:
    """Return the Jinja environment: HTML escaped by itself, Markdown by its own filters, nothing undefined let by.

    It is a sandbox, because a council may bring templates of its own: they get at the paper and nothing behind it.
    """
    made = _Sandbox(
        loader=FileSystemLoader([*own, *template_folders()]),
        autoescape=select_autoescape(["html.j2", "html"]),
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters["kind"] = _kind
    made.filters["paragraphs"] = split_paragraphs
    made.filters["md"] = markdown_text
    made.filters["cell"] = markdown_cell
    made.filters["svg"] = _svg
    return made


def _svg(chart: Chart) -> str:
    from cqcplan.papers.charts.draw import svg  # noqa: PLC0415 - only a page with charts in it needs them drawn

    return svg(chart)


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
