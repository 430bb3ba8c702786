"""What every template of a paper is rendered in: a sandbox with bounds, where each mistake is told with its place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from itertools import islice
from traceback import walk_tb
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from pydantic import BaseModel

from cqcplan.papers.compiled import Compiled
from cqcplan.papers.template_files import ENDINGS, SHIPPED, TemplateProblemError, canonical
from cqcplan.problems.nearest import did_you_mean

MOST_ROUNDS = 1_000_000
"""How often the loops of one template may go round in all: the longest paper needs some thousands."""
LONGEST = 20_000_000
"""The longest text that a template may put together, in characters."""


_FILLING = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs"})
"""What fills a text up to a length that is given."""
_FILLERS = ("center", "indent", "format", "filesizeformat", "wordwrap")
"""Filters that do the same."""
_BY_LOT = ("random", "lipsum")
"""What differs from one time to the next is in no paper."""


class Missing(StrictUndefined):
    """What a template names and there is not: using it in any way is a mistake with a message."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        owner = self._undefined_obj
        if owner is None:
            return f'there is nothing here that could have a "{name}": ask for it first, with {{% if ... %}}'
        if owner is missing:
            return self._undefined_hint or f'there is nothing called "{name}" here'
        known = names_of(owner)
        help_ = did_you_mean(name, known) or (f"it has {', '.join(known)}" if known else "")
        return f'{_called(owner)} has no "{name}"' + (f"; {help_}" if help_ else "")


def _called(owner: Any) -> str:
    if hasattr(owner, "names_there_are"):
        return str(owner)
    name = type(owner).__name__.lower()
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"


def names_of(owner: Any) -> list[str]:
    """Return what a template may ask a value for."""
    listed: Callable[[], list[str]] | None = getattr(owner, "names_there_are", None)
    if listed:
        return listed()
    kind = type(owner)
    if issubclass(kind, BaseModel):
        held = list(kind.model_fields)
    elif is_dataclass(kind):
        held = [field.name for field in fields(kind)]
    else:
        held = list(getattr(kind, "_fields", ()))
    made = (name for name in dir(kind) if isinstance(getattr(kind, name, None), property))
    return [name for name in dict.fromkeys([*held, *made]) if not name.startswith(("_", "model_"))]


@contextmanager
def told(template: str) -> Iterator[None]:
    """Tell every mistake of a template with its file and line.

    Raises:
        TemplateProblemError: there was one.
    """
    try:
        yield
    except TemplateSyntaxError as error:
        where = error.filename or error.name or template
        raise TemplateProblemError(where, error.lineno, str(error.message)) from error
    except TemplateNotFound as error:
        file, line = _where(error)
        message = f'there is no template "{error.name}"'
        raise TemplateProblemError(file or template, line, message) from error
    except RecursionError as error:
        file, line = _where(error)
        raise TemplateProblemError(file or template, line, "this goes round without end: it calls itself") from error
    except MemoryError as error:
        file, line = _where(error)
        message = "this takes more memory than a template may"
        raise TemplateProblemError(file or template, line, message) from error
    except (TemplateError, AttributeError, KeyError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        file, line = _where(error)
        raise TemplateProblemError(file or template, line, str(error) or type(error).__name__) from error


def _where(error: BaseException) -> tuple[str | None, int | None]:
    """Find the innermost template and line that an error came from."""
    found: tuple[str | None, int | None] = None, None
    for frame, line in walk_tb(error.__traceback__):
        if frame.f_code.co_filename.endswith(ENDINGS):
            found = frame.f_code.co_filename, line
    return found


class Sandbox(ImmutableSandboxedEnvironment):
    """Lets templates read values and call what they are given, and nothing else."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        module = type(self).__module__.rpartition(".")[2]
        kept = Compiled(f"{module}-{self.sandboxed:d}{options.get('variable_start_string') is None:d}")
        super().__init__(
            undefined=Missing, trim_blocks=True, lstrip_blocks=True, cache_size=-1, bytecode_cache=kept, **options
        )
        self.filters["_rounds"] = self._rounds
        for name in (*_FILLERS, *_BY_LOT):
            self.filters.pop(name, None)
            self.globals.pop(name, None)
        self._gone_round = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Count the rounds of loops, and let ``{{ x if y }}`` print nothing where there is no y."""
        made = super()._parse(source, name, filename)
        for node in made.find_all((nodes.For, nodes.CondExpr)):
            if isinstance(node, nodes.For):
                node.iter = nodes.Filter(node.iter, "_rounds", [], [], None, None, lineno=node.lineno)
            elif isinstance(node, nodes.CondExpr) and node.expr2 is None:
                node.expr2 = nodes.Const(None)
        made.set_environment(self)
        return made

    def begin(self) -> None:
        """Count from nought again."""
        self._gone_round = 0

    def _rounds(self, items: Iterable[Any]) -> Sequence[Any]:
        every = items if isinstance(items, (list, tuple)) else list(islice(items, MOST_ROUNDS + 1))
        self._gone_round += len(every)
        if self._gone_round > MOST_ROUNDS:
            message = f"the loops of this template go round more than {MOST_ROUNDS:,} times"
            raise TemplateRuntimeError(message)
        return every

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out a product or a power, where it is not too large."""
        if operator == "**" or (operator == "*" and _size(left) * _size(right) > LONGEST):
            raise TemplateRuntimeError("this would be too large")
        if operator == "%" and isinstance(left, str):
            _check_widths(left)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, called: Any, /, *values: Any, **named: Any) -> Any:
        """Call what a template may call; of texts, nothing that fills them up to any length."""
        if isinstance(getattr(called, "__self__", None), str) and called.__name__ in _FILLING:
            message = f"a template cannot use {called.__name__} of a text"
            raise TemplateRuntimeError(message)
        return super().call(context, called, *values, **named)

    def wrap_str_format(self, value: Any) -> Any:
        """Let a pattern be filled in, where it asks for no great width."""
        if isinstance(getattr(value, "__self__", None), str) and value.__name__ in ("format", "format_map"):
            _check_widths(value.__self__)
        return super().wrap_str_format(value)

    def join_path(self, template: str, parent: str) -> str:
        """Refuse a template that asks for itself, and say how to ask for the one it stands for."""
        if canonical(template) == canonical(parent):
            shipped = f"{SHIPPED}/{canonical(parent)}"
            message = f'this template asks for itself: for the one that comes with cqcplan say "{shipped}"'
            raise TemplateRuntimeError(message)
        return template


def _check_widths(pattern: str) -> None:
    if re.search(r"\d{4}", pattern):
        raise TemplateRuntimeError("this would be too wide")


def _size(value: Any) -> int:
    if isinstance(value, (str, list, tuple)):
        return len(value)
    return min(abs(value), LONGEST + 1) if isinstance(value, int) else 1
