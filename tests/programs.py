"""Programs that are no part of Python: what a test needs, and how it is started, goes through here and nowhere else.

Where one is not installed, the tests that need it are skipped, and say so. ``scripts/install-ci-tools.sh`` installs
them all; with ``CQCPLAN_EVERY_PROGRAM=1``, as in CI, one that is missing is a failure.
"""

import importlib.util
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.places import ROOT

COMMANDS = {
    "chromium": ("chromium", "google-chrome", "chromium-browser"),
    "soffice": ("soffice",),
    "pdfinfo": ("pdfinfo",),
    "pdftotext": ("pdftotext",),
    "dot": ("dot",),
    "khal": ("khal",),
    "node": ("node",),
}
"""What each is called on one system or another."""
BY_NPM = {
    "axe-core": ROOT / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js",
    "yaml-language-server": ROOT
    / ".venv"
    / "language-server"
    / "node_modules"
    / "yaml-language-server"
    / "bin"
    / "yaml-language-server",
}
"""Where ``scripts/install-ci-tools.sh`` puts what comes from npm; git passes over the folder."""
BY_PIP = ("playwright",)
"""What comes from PyPI and is no part of the test extra, because it brings programs of its own."""
MUST_BE_THERE = "CQCPLAN_EVERY_PROGRAM"


@cache
def found(name: str) -> Path | None:
    """Return where a program is, or nothing where it is not installed."""
    if name in BY_NPM:
        return BY_NPM[name] if BY_NPM[name].is_file() else None
    if name in BY_PIP:
        package = importlib.util.find_spec(name)
        return Path(package.origin).parent if package and package.origin else None
    path = next((path for command in COMMANDS[name] if (path := shutil.which(command))), None)
    return Path(path) if path else None


def path_of(name: str) -> str:
    """Return where a program is; a test that asks for one without needing it has a mistake."""
    path = found(name)
    if path is None:
        raise LookupError(f"a test asked for {name} without @needs({name!r}), and it is not installed")
    return str(path)


def needs(*names: str) -> pytest.MarkDecorator:
    """Skip a test where a program is not installed; where every program must be there, let it run and fail."""
    missing = [name for name in names if found(name) is None]
    must = bool(os.environ.get(MUST_BE_THERE))
    return pytest.mark.skipif(
        bool(missing) and not must,
        reason=f"{' and '.join(missing)} not installed here: scripts/install-ci-tools.sh installs it",
    )


def run(name: str, *words: str, **how: Any) -> "subprocess.CompletedProcess[Any]":
    """Run a program to its end, with what it prints kept; it must end well."""
    return subprocess.run([path_of(name), *words], check=True, capture_output=True, **how)


def is_ours(command: object) -> bool:
    """Whether a command is Python, git, a shell, or a program that was found here."""
    name = os.path.realpath(str(command))
    known = {os.path.realpath(path) for each in COMMANDS if (path := found(each))}
    if name in known:
        return True
    if any(path and Path(name).is_relative_to(os.path.realpath(path)) for path in map(found, BY_PIP)):
        return True
    stem = Path(str(command)).stem
    return stem.startswith("python") or stem in ("git", "cqcplan", "sh", "bash", "env")
