"""What holds for every test."""

import os
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typer.testing
from hypothesis import settings

from tests.programs import is_ours

# a slow or busy machine is no mistake of cqcplan's: speed is counted elsewhere, in imports and passes
settings.register_profile("cqcplan", deadline=None)
settings.load_profile("cqcplan")


# every command is run for itself; tests/cli/test_result_cache.py keeps answers in a folder of its own
os.environ["CQCPLAN_NO_CACHE"] = "1"


@pytest.fixture(autouse=True, scope="session")
def _one_command_tree() -> Iterator[None]:
    """Build the tree of commands once in a process: to build it takes longer than most commands take to run."""
    patch = pytest.MonkeyPatch()
    patch.setattr("typer.testing._get_command", cache(typer.main.get_command))
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _no_program_that_nobody_asked_for() -> Iterator[None]:
    """Fail a test that starts a program past ``tests/programs.py``: it would fail where that is not installed."""
    start = subprocess.Popen.__init__

    def start_ours(self: Any, args: Any, *more: Any, **named: Any) -> None:
        command = args if isinstance(args, (str, bytes)) or not args else args[0]
        first = named.get("executable") or command
        if not is_ours(first):
            pytest.fail(f"{first!s} was started past tests/programs.py: say @needs(…) and programs.run(…)")
        start(self, args, *more, **named)

    patch = pytest.MonkeyPatch()
    patch.setattr(subprocess.Popen, "__init__", start_ours)
    yield
    patch.undo()
