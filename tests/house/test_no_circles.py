"""No two modules need each other, not even for their types: each can be read, and changed, by itself."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.places import SOURCE


def module_name(file: Path) -> str:
    """Return the name by which a file is imported."""
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imported(file: Path, modules: set[str]) -> set[str]:
    """Return the modules of this project that a file imports: at its top, in a function, or for its types alone."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (names & modules) or {str(node.module)} & modules
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & modules
    return found - {module_name(file), "cqcplan"}


def test_no_module_imports_itself_by_way_of_others() -> None:
    files = {module_name(file): file for file in SOURCE.rglob("*.py")}
    arrows = {name: imported(file, set(files)) for name, file in files.items()}
    assert sum(map(len, arrows.values())) > len(files), "hardly any arrow was found"
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))
