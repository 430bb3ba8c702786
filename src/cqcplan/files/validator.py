"""What makes models of the plain data of a plan file; kept between runs.

pydantic works out of the classes how data is validated, which takes a seventh of the time in which a small plan is
checked. What it finds (its core schema) is data, but for the classes and functions that it names; so it is written down
with their names, and taken up again as long as pydantic, Python and the tool are the same.
"""

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pydantic_core
from pydantic import BaseModel
from pydantic_core import CoreSchema, SchemaError, SchemaValidator

from cqcplan.digest import digest
from cqcplan.files.kept import NEVER, marks_of_the_tool, read_entry, write_entry
from cqcplan.files.user_folder import CACHE, user_folder
from cqcplan.model.document import PlanFile

_TUPLE, _NAMED = "()", "named"
"""The keys of what is no data, each in a mapping of its own."""
_FOR_OTHERS = "metadata"
"""What the core schema holds for pydantic's other purposes."""


class NotDataError(Exception):
    """The core schema holds what has no name to be found again by."""


def validator_of(root: type[BaseModel]) -> SchemaValidator:
    """Return what validates a whole file; for a plan's file it is kept between runs."""
    return _of_plans() if root is PlanFile else _worked_out(root)


@cache
def _of_plans() -> SchemaValidator:
    folder = None if os.environ.get(NEVER) else user_folder(CACHE)
    if folder is None:
        return _worked_out(PlanFile)
    key = digest(repr((pydantic_core.__version__, marks_of_the_tool())).encode("utf-8", "surrogatepass"))
    path = folder / f"validator-{key}.json"
    kept = read_entry(path, made_again)
    if kept is not None:
        with suppress(SchemaError):
            return SchemaValidator(kept, {"title": PlanFile.__name__})
    made = _worked_out(PlanFile)
    _keep(path, PlanFile.__pydantic_core_schema__)
    return made


def _worked_out(root: type[BaseModel]) -> SchemaValidator:
    if not root.__pydantic_complete__:
        root.model_rebuild()
    return root.__pydantic_validator__  # type: ignore[return-value]


def _keep(path: Path, schema: CoreSchema) -> None:
    """Write a core schema down, where it can be; that it cannot is nobody's worry."""
    with suppress(OSError, NotDataError):
        write_entry(path, written_down(schema))


def written_down(piece: Any) -> Any:
    """Return a piece of a core schema as plain data.

    Raises:
        NotDataError: it holds a function that has no name to be found by.
    """
    if piece is None or isinstance(piece, (str, int, float)):
        return piece
    if isinstance(piece, dict):
        return {key: written_down(value) for key, value in piece.items() if key != _FOR_OTHERS}
    if isinstance(piece, list):
        return [written_down(value) for value in piece]
    if isinstance(piece, tuple):
        return {_TUPLE: [written_down(value) for value in piece]}
    name = [getattr(piece, "__module__", None) or "builtins", getattr(piece, "__qualname__", "")]
    with suppress(AttributeError):
        if _found(name) == piece:  # a method of a class is made anew each time it is asked for
            return {_NAMED: name}
    raise NotDataError(repr(piece))


def made_again(mapping: dict[str, Any]) -> Any:
    """Return what a mapping of a core schema that was written down stands for."""
    if len(mapping) == 1:
        if _NAMED in mapping:
            return _found(mapping[_NAMED])
        if _TUPLE in mapping:
            return tuple(mapping[_TUPLE])
    return mapping


def _found(name: list[str]) -> Any:
    """Return what has a name in a module that is there: nothing is imported for it.

    Raises:
        AttributeError: nothing has it.
    """
    found: Any = sys.modules.get(name[0])
    for step in name[1].split("."):
        found = getattr(found, step)
    return found
