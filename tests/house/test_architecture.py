"""The shape of the house: arrows between folders run one way, and each kind of talk has its one room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import SOURCE

MAY_IMPORT: dict[str, set[str]] = {
    "problems": set(),
    "yamltext": {"problems"},
    "framework": {"yamltext", "problems"},
    "model": {"framework"},
    "files": {"framework", "model", "yamltext", "problems"},
    "timeline": {"model"},
    "thread": {"model", "framework", "timeline"},
    "scoring": {"model", "framework", "timeline"},
    "config": {"problems"},
    "checks": {"config", "files", "model", "framework", "timeline", "scoring", "problems", "yamltext"},
    "reports": {"timeline", "thread", "scoring", "model", "framework", "problems"},
    "editing": {"checks", "files", "model", "problems", "timeline", "yamltext"},
    "exchange": {"editing", "files", "framework", "model", "problems", "reports", "scoring", "timeline"},
    "starter": {"checks", "editing", "files", "model", "problems"},
    "cli": {
        "checks", "config", "editing", "exchange", "files", "framework", "model", "problems", "reports", "scoring",
        "starter", "thread",
        "timeline", "yamltext",
    },
}  # fmt: skip
"""Each folder of src/cqcplan, and the folders it may know of besides itself. Only __main__ knows of cli."""
ONLY_IN = {
    "typer": "cli", "rich": "cli", "jinja2": "reports", "docx": "reports", "typst": "reports", "filelock": "editing",
    "openpyxl": "exchange", "xlsxwriter": "exchange", "pyarrow": "exchange",
}  # fmt: skip
"""Packages that one folder alone may import."""
CLOCK = {
    "date.today", "datetime.now", "datetime.utcnow", "datetime.today", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", "time.strftime", "time.ctime",
}  # fmt: skip
FILES = sorted(SOURCE.rglob("*.py"))
every_file = pytest.mark.parametrize("file", FILES, ids=[file.relative_to(SOURCE).as_posix() for file in FILES])


def name_of(file: Path) -> str:
    """Return how a file is called in messages."""
    return f"src/cqcplan/{file.relative_to(SOURCE).as_posix()}"


def folder_of(file: Path) -> str:
    """Return the folder of src/cqcplan that a file stands in; nothing for those at the top."""
    parts = file.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else ""


def tree_of(file: Path) -> ast.Module:
    """Read a file as Python."""
    return ast.parse(file.read_text(encoding="utf-8"))


def imports_of(file: Path) -> Iterator[tuple[str, int]]:
    """Find every module that a file imports, at its top or inside a function, and the line."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(file)}:{node.lineno} imports by a relative path: write it in full"
            module = node.module or ""
            # ``from cqcplan import x`` may mean the folder x
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and _dotted(node.func) in ("import_module", "importlib.import_module"):
            yield _as_text(node.args[0]), node.lineno


def _as_text(node: ast.expr) -> str:
    """Return the fixed words that a module's name begins with."""
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def uses(file: Path) -> Iterator[tuple[str, int]]:
    """Find every name and dotted name that a file uses, and the line."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, (ast.Name, ast.Attribute)):
            yield _dotted(node), node.lineno


def test_every_folder_has_its_arrows() -> None:
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders == set(MAY_IMPORT), "say in MAY_IMPORT what a new folder may import, and who may import it"
    assert len(FILES) > 50


def test_the_arrows_run_one_way() -> None:
    settled: set[str] = set()
    while ready := {folder for folder, may in MAY_IMPORT.items() if folder not in settled and may <= settled}:
        settled |= ready
    assert settled == set(MAY_IMPORT), "the arrows of these run in a circle"


@every_file
def test_arrows(file: Path) -> None:
    folder = folder_of(file)
    for module, line in imports_of(file):
        parts = module.split(".")
        if parts[0] != "cqcplan" or len(parts) < 2:
            continue
        target = parts[1]
        if target not in MAY_IMPORT:
            assert target == "__version__", f"{name_of(file)}:{line} imports {module}, which is not there"
            continue
        if folder:
            may = MAY_IMPORT[folder] | {folder}
            assert target in may, f"{name_of(file)}:{line} breaks the arrow {folder} -> {target} (imports {module})"
        else:
            assert (file.name, target) == ("__main__.py", "cli"), (
                f"{name_of(file)}:{line} breaks the arrow {file.name} -> {target} (imports {module})"
            )


@every_file
def test_packages_that_one_folder_alone_may_import(file: Path) -> None:
    for module, line in imports_of(file):
        room = ONLY_IN.get(module.split(".")[0])
        assert room in (None, folder_of(file)), f"{name_of(file)}:{line} imports {module}: only {room} may"


@every_file
def test_only_the_command_line_talks_or_leaves(file: Path) -> None:
    if folder_of(file) == "cli":
        return
    for name, line in uses(file):
        assert name not in ("print", "input", "exit", "quit", "sys.exit", "os._exit"), (
            f"{name_of(file)}:{line} uses {name}: only cli talks and leaves"
        )
    for module, line in imports_of(file):
        assert module != "sys.exit", f"{name_of(file)}:{line} imports {module}: only cli leaves"


@every_file
def test_only_one_module_reads_the_clock(file: Path) -> None:
    for name, line in uses(file):
        last_two = ".".join(name.split(".")[-2:])
        reads = last_two in CLOCK and name_of(file) != "src/cqcplan/cli/plans.py"
        assert not reads, f"{name_of(file)}:{line} reads the clock with {name}: only cli/plans.py may"
    for module, line in imports_of(file):
        assert module not in CLOCK, f"{name_of(file)}:{line} imports {module}: only cli/plans.py reads the clock"


def test_the_clock_is_read_in_one_place() -> None:
    """Keeps the test above from passing because nothing matches."""
    assert "date.today" in {name for name, _ in uses(SOURCE / "cli" / "plans.py")}


def test_nothing_is_called_utils() -> None:
    vague = {"util", "utils", "common", "helper", "helpers", "misc"}
    found = [str(path) for path in SOURCE.rglob("*") if path.stem in vague]
    assert not found, "say in the name what is in it"
