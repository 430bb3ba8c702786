"""What the models say of themselves: docstrings of classes, of fields and of types, read from the source.

Python keeps no docstring of a field or a type, so the source is read when it is asked for, never at start-up.
"""

import ast
import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from pydantic import BaseModel

from cqcplan.model import assessments, base, delivery, document, governance, header, papers, vocabulary

MODULES: tuple[ModuleType, ...] = (vocabulary, base, header, delivery, governance, assessments, papers, document)
"""Every module that a plan file's models and types stand in."""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What stands in the source of one field."""

    doc: str | None
    types: tuple[str, ...]
    """The names in its annotation, in order: ``Lifecycle``."""


def model_doc(model: type[BaseModel]) -> str:
    """Return what a model's docstring says, in Markdown."""
    return _markdown(inspect.getdoc(model) or "")


def field_doc(model: type[BaseModel], field: str) -> str | None:
    """Return the docstring that follows a field, in the model or in one it inherits from."""
    for owner in model.__mro__:
        words = _fields().get((owner.__name__, field))
        if words:
            return words.doc
    return None


def type_doc(model: type[BaseModel], field: str) -> str | None:
    """Return the docstring of the type that a field is made of."""
    for owner in model.__mro__:
        words = _fields().get((owner.__name__, field))
        if words:
            return next((_types()[name] for name in words.types if name in _types()), None)
    return None


@cache
def _fields() -> dict[tuple[str, str], FieldWords]:
    found = {}
    for module in MODULES:
        for node in _tree(module).body:
            if isinstance(node, ast.ClassDef):
                for statement, doc in _with_docs(node.body):
                    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                        types = tuple(part.id for part in ast.walk(statement.annotation) if isinstance(part, ast.Name))
                        found[node.name, statement.target.id] = FieldWords(doc, types)
    return found


@cache
def _types() -> dict[str, str]:
    return {
        target.id: doc
        for module in MODULES
        for statement, doc in _with_docs(_tree(module).body)
        if doc and isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def _with_docs(body: Sequence[ast.stmt]) -> Iterator[tuple[ast.stmt, str | None]]:
    """Pair each statement with the text that stands right after it."""
    for place, statement in enumerate(body):
        after = body[place + 1] if place + 1 < len(body) else None
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
            yield statement, _markdown(inspect.cleandoc(after.value.value))
        else:
            yield statement, None


def _markdown(text: str) -> str:
    """Write reStructuredText's code marks and roles as Markdown, on one line to a paragraph."""
    text = re.sub(r":\w+:`([^`]+)`", r"`\1`", text).replace("``", "`")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
