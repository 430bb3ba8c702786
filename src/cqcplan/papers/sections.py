"""Sections: Jinja templates that write Markdown, read once into blocks.

The file's name is the section's name. A council's own folder comes before the templates that come with the tool, which
also answer under ``cqcplan/``, so that a section of the same name can include or extend the one it stands for.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateRuntimeError
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.nodes import Concat, Expr, TemplateData
from jinja2.runtime import Context
from markupsafe import Markup

from cqcplan.model.header import Term
from cqcplan.papers.blocks import Chart, Section
from cqcplan.papers.facts import Facts
from cqcplan.papers.filters import filters_of
from cqcplan.papers.glossary import terms_in
from cqcplan.papers.known_names import names_of
from cqcplan.papers.place_charts import chart_makers
from cqcplan.papers.printed import ALONE, MARK, printed
from cqcplan.papers.read_markdown import MarkdownProblemError, read_section
from cqcplan.papers.template_files import Loader, TemplateProblemError
from cqcplan.papers.templating import LONGEST, Sandbox, told

if TYPE_CHECKING:
    from cqcplan.papers.occasion import Occasion

SECTIONS, ANSWERS = "sections", "answers"
"""The folders, among the templates, of sections of papers and of what commands say."""
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ROW = re.compile(r"^\|", re.MULTILINE)
_VALUE_ALONE = re.compile(r"^(\{\{(?:(?!\}\}).)*\}\})$", re.MULTILINE | re.DOTALL)
_NOT_FOR_TEXT = ("safe", "escape", "e", "forceescape", "tojson", "xmlattr", "urlize", "pprint", "random", "striptags")
"""Filters of Jinja's that would write markup, or something else each time."""


class _Generator(CodeGenerator):
    """Writes what is fixed as what is worked out, and ``a ~ b`` so that text stays text beside Markdown."""

    def _output_child_to_const(self, node: Expr, frame: Any, finalize: Any) -> str:
        fixed = node.as_const(frame.eval_ctx)
        return str(fixed) if isinstance(node, TemplateData) else str(finalize.const(fixed))

    def visit_Concat(self, node: Concat, frame: Any) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.beside((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Sandbox(Sandbox):
    code_generator_class = _Generator
    intercepted_binops = Sandbox.intercepted_binops | {"+"}

    @staticmethod
    def beside(parts: Sequence[Any]) -> str:
        """Put values beside each other."""
        if any(isinstance(part, Markup) for part in parts):
            made: str = Markup().join(printed(part) for part in parts)
        else:
            made = "".join("" if part is None or part is False else str(part) for part in parts)
        if len(made) > LONGEST:
            raise TemplateRuntimeError("this text is too long")
        return made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Put texts beside each other with ``+`` as with ``~``."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.beside((left, right))
        return super().call_binop(context, operator, left, right)


class _Lines(Extension):
    """Marks lines for the reader.

    Each row of a table has its place put into it, so that a row with a missing cell can be told by it. A line that
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
            out.append(f"{source[at : row.start()]}{MARK}line {counted} {name}{MARK}")
            at = row.start()
        return _VALUE_ALONE.sub(rf"\1{ALONE}", "".join([*out, source[at:]]))


class _LaterError(Exception):
    """A section tells of the paper's other sections, which are not written yet."""


class Writer:
    """Writes the sections of one paper."""

    def __init__(self, occasion: "Occasion", own: Sequence[Path] = ()) -> None:
        self._occasion = occasion
        self._charts: list[Chart] = []
        self._written: list[Section] | None = None
        self._loader = Loader(own)

    def write_all(self, names: Sequence[str]) -> dict[str, Section]:
        """Write some sections; those that tell of the others last.

        Raises:
            TemplateProblemError: a template has a mistake in it.
        """
        made: dict[str, Section] = {}
        later = []
        for name in dict.fromkeys(names):
            try:
                made[name] = self.write(name)
            except _LaterError:
                later.append(name)
        self._written = list(made.values())
        for name in later:
            made[name] = self.write(name)
        return made

    def _terms_used(self) -> list[Term]:
        """Return the terms of the plan's glossary that the paper's other sections use, in the glossary's order."""
        if self._written is None:
            raise _LaterError
        return terms_in(self._written, self._occasion.plan.header.glossary, self._occasion.council)

    def write(self, name: str, folder: str = SECTIONS, **given: object) -> Section:
        """Write one section.

        Args:
            name: what its file is called.
            folder: where it stands among the templates.
            given: what it may name besides what every section may.

        Raises:
            TemplateProblemError: its template has a mistake in it.
        """
        file = f"{folder}/{name}.md.j2"
        environment = self.environment
        self._charts.clear()
        environment.begin()
        with told(file):
            text = environment.get_template(file).render(**given)
        try:
            return read_section(name, text, self._charts)
        except MarkdownProblemError as error:
            template, line = error.place or (file, None)
            raise TemplateProblemError(str(self._loader.path_of(template)), line, str(error)) from error

    @cached_property
    def environment(self) -> _Sandbox:
        """What its templates are rendered in."""
        made = _Sandbox(
            loader=self._loader,
            autoescape=True,
            finalize=printed,
            extensions=[_Lines],
        )
        for name in _NOT_FOR_TEXT:
            made.filters.pop(name, None)
        made.filters |= filters_of(self._occasion)
        every = {name: made.globals[name] for name in ("range", "namespace")}
        made.globals = {
            **names_of(self._occasion),
            **chart_makers(self._charts),
            "facts": Facts(self._occasion),
            **every,
        }
        made.globals["terms_used"] = self._terms_used
        return made
