"""Sections: Jinja templates that write Markdown, read once into blocks.

The file's name is the section's name. A council's own folder comes before the templates that come with the tool, which
also answer under ``cqcplan/``, so that a section of the same name can include or extend the one it stands for.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.nodes import Concat, CondExpr, Const
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from cqcplan.papers.blocks import Chart, Section
from cqcplan.papers.facts import Facts
from cqcplan.papers.filters import filters_of
from cqcplan.papers.formats.templates import TemplateProblemError
from cqcplan.papers.known_names import names_of
from cqcplan.papers.place_charts import chart_makers
from cqcplan.papers.printed import ALONE, MARK, printed
from cqcplan.papers.read_markdown import MarkdownProblemError, read_section
from cqcplan.papers.template_files import Loader
from cqcplan.problems.nearest import did_you_mean

if TYPE_CHECKING:
    from cqcplan.papers.setting import Setting

SECTIONS = "sections"
"""The folder of sections, among the templates."""
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ROW = re.compile(r"^\|", re.MULTILINE)
_VALUE_ALONE = re.compile(r"^(\{\{(?:(?!\}\}).)*\}\})$", re.MULTILINE | re.DOTALL)
_NOT_FOR_TEXT = ("safe", "escape", "e", "forceescape", "tojson", "xmlattr", "urlize", "pprint", "random", "striptags")
"""Filters of Jinja's that would write markup, or something else each time."""


class Writer:
    """Writes the sections of one paper."""

    def __init__(self, setting: "Setting", own: Sequence[Path] = ()) -> None:
        self._setting = setting
        self._charts: list[Chart] = []
        self._loader = Loader(own)
        self._environment: Environment | None = None

    def write(self, name: str) -> Section:
        """Write one section.

        Raises:
            TemplateProblemError: its template has a mistake in it.
        """
        file = f"{SECTIONS}/{name}.md.j2"
        if not self._loader.exists(file):
            from cqcplan.papers.parts.catalogue import PARTS  # noqa: PLC0415 - until every part is a template

            return PARTS[name](self._setting)  # type: ignore[index]
        environment = self._environment = self._environment or self._made()
        self._charts.clear()
        try:
            text = environment.get_template(file).render()
            return read_section(name, text, self._charts)
        except TemplateSyntaxError as error:
            where = error.filename or error.name or file
            raise TemplateProblemError(where, error.lineno, str(error.message)) from error
        except TemplateNotFound as error:
            at, line = _where(error)
            raise TemplateProblemError(at or file, line, f'there is no template "{error.name}"') from error
        except MarkdownProblemError as error:
            raise TemplateProblemError(self._loader.path_of(file), error.line, str(error)) from error
        except RecursionError as error:
            at, line = _where(error)
            raise TemplateProblemError(at or file, line, "this template calls itself without end") from error
        except (TemplateError, AttributeError, KeyError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            at, line = _where(error)
            raise TemplateProblemError(at or file, line, str(error)) from error

    def _made(self) -> Environment:
        made = _Sandbox(
            loader=self._loader,
            autoescape=True,
            finalize=printed,
            undefined=_Missing,
            extensions=[_Lines],
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
        )
        for name in _NOT_FOR_TEXT:
            made.filters.pop(name, None)
        made.filters |= filters_of(self._setting)
        made.globals = {**names_of(self._setting), **chart_makers(self._charts), "facts": Facts(self._setting)}
        made.globals |= {name: DEFAULT[name] for name in ("range", "namespace")}
        return made


DEFAULT: dict[str, Any] = {**Environment().globals}  # noqa: S701 - only its functions are taken


def _where(error: BaseException) -> tuple[str | None, int | None]:
    """Find the innermost template and line that an error came from."""
    found: tuple[str | None, int | None] = None, None
    for frame, line in walk_tb(error.__traceback__):
        if frame.f_code.co_filename.endswith(".j2"):
            found = frame.f_code.co_filename, line
    return found


class _Lines(Extension):
    """Marks lines for the reader.

    Each row of a table has its line put into it, so that a row with a missing cell can be told by its line. A line that
    is one value alone has a mark at its end, so that it vanishes where there is no value, as lines of tags do.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        spans = [found.span() for found in _TAGS.finditer(source)]
        counted = 1
        at = 0
        out = []
        for row in _ROW.finditer(source):
            if any(first < row.start() < last for first, last in spans):
                continue
            counted += source.count("\n", at, row.start())
            out.append(f"{source[at : row.start()]}{MARK}line {counted}{MARK}")
            at = row.start()
        return _VALUE_ALONE.sub(rf"\1{ALONE}", "".join([*out, source[at:]]))


class _Missing(StrictUndefined):
    """What a template names and there is not: using it in any way is a mistake with a message."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        owner = self._undefined_obj
        if owner is missing:
            return f'there is nothing called "{name}" here'
        if owner is None:
            return f'there is nothing here that could have a "{name}": ask for it first, with {{% if ... %}}'
        known = known_names(owner)
        help_ = did_you_mean(name, known) or (f"it has {', '.join(known)}" if known else "")
        return f'{_called(owner)} has no "{name}"' + (f"; {help_}" if help_ else "")


def _called(owner: Any) -> str:
    if isinstance(owner, Facts) or hasattr(owner, "names_there_are"):
        return str(owner)
    name = type(owner).__name__.lower()
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"


def known_names(owner: Any) -> list[str]:
    """Return what a template may ask a value for."""
    listed: Callable[[], list[str]] | None = getattr(owner, "names_there_are", None)
    if listed:
        return listed()
    kind = type(owner)
    fields = getattr(kind, "model_fields", None) or getattr(kind, "__dataclass_fields__", None) or {}
    made = (name for name in dir(kind) if isinstance(getattr(kind, name, None), property))
    return [name for name in dict.fromkeys([*fields, *made]) if not name.startswith(("_", "model_"))]


class _Generator(CodeGenerator):
    """Writes ``a ~ b`` so that what is text stays text beside what is Markdown already."""

    def visit_CondExpr(self, node: CondExpr, frame: Any) -> None:  # noqa: N802 - Jinja's name
        """Let ``{{ x if y }}`` print nothing where there is no y."""
        node.expr2 = node.expr2 or Const(None)
        super().visit_CondExpr(node, frame)

    def visit_Concat(self, node: Concat, frame: Any) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.beside((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Sandbox(ImmutableSandboxedEnvironment):
    code_generator_class = _Generator
    intercepted_binops = frozenset({"+"})

    @staticmethod
    def beside(parts: Sequence[Any]) -> str:
        """Put values beside each other."""
        if any(isinstance(part, Markup) for part in parts):
            return Markup().join(printed(part) for part in parts)
        return "".join("" if part is None or part is False else str(part) for part in parts)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and isinstance(left, (str, Markup)) and isinstance(right, (str, Markup)):
            return self.beside((left, right))
        return super().call_binop(context, operator, left, right)
