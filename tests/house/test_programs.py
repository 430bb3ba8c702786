"""The suite runs on any machine: what is not installed is asked for in one place, and skipped with a word."""

import ast
import subprocess

import pytest

from tests import programs
from tests.places import ROOT

TESTS = sorted((ROOT / "tests").rglob("*.py"))
NAMES = {name for names in programs.COMMANDS.values() for name in names} - {"node"} | {"npm", "pdftoppm", "xvfb-run"}


def test_no_test_looks_for_a_program_by_itself() -> None:
    sinners = []
    for file in TESTS:
        if file.name in ("programs.py", "test_programs.py"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            first = node.elts[0] if isinstance(node, ast.List) and node.elts else None
            starts = isinstance(first, ast.Constant) and first.value in NAMES
            if starts or (isinstance(node, ast.Attribute) and node.attr == "which"):
                sinners.append(f"{file.relative_to(ROOT).as_posix()}: {ast.unparse(node)}")
    assert sinners == [], "say @needs(…) and start it with programs.run(…)"


def test_a_program_that_nobody_asked_for_fails_the_test_that_starts_it() -> None:
    with pytest.raises(pytest.fail.Exception, match="uname was started past"):
        subprocess.run(["uname"], check=False)


def test_a_program_that_is_not_there_is_skipped_with_a_clear_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(programs.COMMANDS, "no-such-program", ("no-such-program",))
    monkeypatch.delenv(programs.MUST_BE_THERE, raising=False)
    mark = programs.needs("no-such-program").mark
    assert mark.args == (True,)
    assert "no-such-program not installed here: scripts/install-ci-tools.sh" in mark.kwargs["reason"]
    monkeypatch.setenv(programs.MUST_BE_THERE, "1")
    assert programs.needs("no-such-program").mark.args == (False,)
    with pytest.raises(LookupError, match="without @needs"):
        programs.run("no-such-program")
