"""The shape of the house: arrows between folders run one way, and each kind of talk has its one room."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cqcplan.model.base import Record
from cqcplan.model.moments import Begins, Comes, Happens, Moment
from cqcplan.papers.template_files import all_templates, text_of
from tests.places import SOURCE
from tests.view.marked_plan import models_of

MAY_IMPORT: dict[str, set[str]] = {
    "problems": set(),
    "packed": set(),
    "yamltext": {"problems"},
    "framework": {"yamltext", "problems"},
    "metrics": {"yamltext"},
    "model": {"framework", "metrics", "problems"},
    "files": {"framework", "model", "typed", "yamltext", "problems"},
    "typed": {"framework", "metrics", "model", "problems"},
    "timeline": {"model", "typed"},
    "thread": {"model", "framework", "timeline"},
    "scoring": {"model", "framework", "timeline"},
    "config": {"problems"},
    "view": {"model", "timeline"},
    "checks": {
        "config", "files", "model", "framework", "metrics", "timeline", "scoring", "problems", "view", "yamltext",
    },
    "papers": {"packed", "timeline", "thread", "scoring", "model", "framework", "problems", "view"},
    "editing": {"checks", "files", "model", "problems", "timeline", "yamltext"},
    "exchange": {
        "editing", "files", "framework", "metrics", "model", "packed", "problems", "scoring", "timeline", "typed",
        "view",
    },
    "recording": {"checks", "editing", "framework", "metrics", "model", "timeline", "typed", "view"},
    "starter": {"checks", "editing", "files", "model", "problems"},
    "web": {
        "checks", "editing", "exchange", "files", "framework", "metrics", "model", "papers", "problems", "recording",
        "scoring", "thread", "timeline", "typed", "view",
    },
    "cli": {
        "checks", "config", "editing", "exchange", "files", "framework", "metrics", "model", "problems", "papers",
        "recording", "scoring", "starter", "thread",
        "timeline", "typed", "view", "web", "yamltext",
    },
}  # fmt: skip
"""Each folder of src/cqcplan, and the folders it may know of besides itself. Only __main__ knows of cli."""
ONLY_IN = {
    "typer": "cli", "rich": "cli", "jinja2": "papers", "docx": "papers", "typst": "papers", "filelock": "editing",
    "openpyxl": "exchange", "xlsxwriter": "exchange", "pyarrow": "exchange",
    "starlette": "web", "uvicorn": "cli",
}  # fmt: skip
"""Packages that one folder alone may import."""
TOP = {"__version__", "digest", "english"}
"""What stands at the top of src/cqcplan for every room; it imports no room itself."""
CLOCK = {
    "date.today", "datetime.now", "datetime.utcnow", "datetime.today", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", "time.strftime", "time.ctime",
}  # fmt: skip
OWN_VISIBILITY = {
    "exchange/intake.py",  # whom the import was told that new entries are for: it reads none of the plan
}
"""Files outside view/ that have a visibility of their own, each with its reason."""
FILES = sorted(SOURCE.rglob("*.py"))


def name_of(file: Path) -> str:
    """Return how a file is called in messages."""
    return f"src/cqcplan/{file.relative_to(SOURCE).as_posix()}"


def folder_of(file: Path) -> str:
    """Return the folder of src/cqcplan that a file stands in; nothing for those at the top."""
    parts = file.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else ""


@cache
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


def test_arrows() -> None:
    sinners = []
    for file in FILES:
        folder = folder_of(file)
        may = MAY_IMPORT[folder] | {folder} if folder else {"cli"} if file.name == "__main__.py" else set()
        for module, line in imports_of(file):
            parts = module.split(".")
            if parts[0] == "cqcplan" and len(parts) > 1 and parts[1] not in {*may, *TOP}:
                sinners.append(
                    f"{name_of(file)}:{line} breaks the arrow {folder or file.name} -> {parts[1]} ({module})"
                )
    assert sinners == []


def test_packages_that_one_folder_alone_may_import() -> None:
    sinners = [
        f"{name_of(file)}:{line} imports {module}: only {room} may"
        for file in FILES
        for module, line in imports_of(file)
        if (room := ONLY_IN.get(module.split(".")[0])) not in (None, folder_of(file))
    ]
    assert sinners == []


def test_only_the_command_line_talks_or_leaves() -> None:
    talk = {"print", "input", "exit", "quit", "sys.exit", "os._exit"}
    sinners = [
        f"{name_of(file)}:{line} uses {name}: only cli talks and leaves"
        for file in FILES
        if folder_of(file) != "cli"
        for name, line in (*uses(file), *imports_of(file))
        if name in talk
    ]
    assert sinners == []


def test_only_one_module_reads_the_clock() -> None:
    sinners = [
        f"{name_of(file)}:{line} reads the clock with {name}: only cli/clock.py may"
        for file in FILES
        if name_of(file) != "src/cqcplan/cli/clock.py"
        for name, line in (*uses(file), *imports_of(file))
        if ".".join(name.split(".")[-2:]) in CLOCK
    ]
    assert sinners == []


def test_the_clock_is_read_in_one_place() -> None:
    """Keeps the test above from passing because nothing matches."""
    assert "date.today" in {name for name, _ in uses(SOURCE / "cli" / "clock.py")}


def reads_visibility(file: Path) -> Iterator[int]:
    """Find the lines where a file asks an entry who may read it."""
    for node in ast.walk(tree_of(file)):
        match node:
            case ast.Attribute(attr="visibility", ctx=ast.Load()):
                yield node.lineno
            case ast.Subscript(slice=ast.Constant(value="visibility"), ctx=ast.Load()):
                yield node.lineno
            case (
                ast.Call(args=[*_, ast.Constant(value="visibility")])
                | ast.Call(args=[*_, ast.Constant(value="visibility"), _])
            ):
                yield node.lineno
            case ast.Compare(left=ast.Constant(value="visibility"), ops=[ast.In() | ast.NotIn()]):
                yield node.lineno


def test_only_the_view_reads_a_visibility() -> None:
    """Who may read what is worked out once, so that no paper, check or table can do it otherwise."""
    sinners = [
        f"{name_of(file)}:{line} reads a visibility: ask view/levels.py"
        for file in FILES
        if folder_of(file) != "view" and name_of(file).removeprefix("src/cqcplan/") not in OWN_VISIBILITY
        for line in reads_visibility(file)
    ]
    assert sinners == []
    assert {name for name in OWN_VISIBILITY if not any(reads_visibility(SOURCE / name))} == set(), "no longer needed"
    assert any(reads_visibility(SOURCE / "view" / "levels.py")), "so that this does not pass because nothing matches"


ARITHMETIC = ("view/", "timeline/", "scoring/", "checks/")
"""Where dates may be compared with the day: the door itself; what stood, and which assessment counted, on any day; and
rules, which ask whether the record can be right."""
_TAGS = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)


def known_by_date() -> set[str]:
    """Return the names of the fields whose date is gone from a view before its day, wherever they stand."""
    gone: set[str] = set()
    there: set[str] = set()
    for model in models_of(Record):
        for name, field in model.model_fields.items():
            for mark in field.metadata:
                if isinstance(mark, Moment):
                    # what happens only to some entries is an intention of the others
                    stays = isinstance(mark, Happens) and (mark.stays or bool(mark.where.__code__.co_names))
                    is_gone = isinstance(mark, Begins | Comes) and not stays
                    (gone if is_gone else there).add(name)
    return gone - there


def asks_again(text: str) -> bool:
    """Whether an expression compares such a date with the as-of day, which the view has done."""
    names = "|".join(sorted(known_by_date()))
    asked = rf"\.(?:{names})\.(?:earliest|latest)\s*[<>]=?\s*(?:\w+\.)?as_of\b"
    turned = rf"\bas_of\s*[<>]=?\s*[\w.]+\.(?:{names})\.(?:earliest|latest)"
    return bool(re.search(f"{asked}|{turned}", text))


def test_only_the_view_asks_what_had_happened_by_the_day() -> None:
    """Dates that are intended are late or ahead: that is arithmetic, and everybody's."""
    assert {"made_on", "met", "submitted", "raised"} <= known_by_date()
    assert asks_again("item.met.earliest <= occasion.as_of")
    assert not asks_again("item.due.latest < occasion.as_of")
    sinners = [
        name_of(file)
        for file in FILES
        if not file.relative_to(SOURCE).as_posix().startswith(ARITHMETIC)
        and any(asks_again(ast.unparse(node)) for node in ast.walk(tree_of(file)) if isinstance(node, ast.Compare))
    ]
    sinners += [item.name for item in all_templates() if any(map(asks_again, _TAGS.findall(text_of(item.path))))]
    assert sinners == []


def test_nothing_is_called_utils() -> None:
    vague = {"util", "utils", "common", "helper", "helpers", "misc"}
    found = [str(path) for path in SOURCE.rglob("*") if path.stem in vague]
    assert not found, "say in the name what is in it"
