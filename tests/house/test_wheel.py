"""The wheel carries all it needs: installed bare, in an empty folder, every command works on a plan given by path."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.papers.example_papers import paper, words_for
from tests.places import LOCKED, ROOT

pytestmark = pytest.mark.wheel
BUILT = "CQCPLAN_WHEEL"


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment of its own, under a path with spaces.

    It is built first, unless ``CQCPLAN_WHEEL`` names one: a release tests the file that it will publish.
    """
    folder = tmp_path_factory.mktemp("a bare place")
    wheel = Path(os.environ.get(BUILT, ""))
    if BUILT not in os.environ:
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True, env=LOCKED)
        (wheel,) = folder.glob("cqcplan-*.whl")
    place = folder / "environment"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    install = [str(scripts / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", str(wheel)]
    subprocess.run(install, check=True, env=LOCKED)
    return scripts / "cqcplan"


def run(command: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(command), *words], cwd=folder, capture_output=True, check=False)


def test_every_command_works_in_an_empty_folder(command: Path, tmp_path: Path) -> None:
    plan = str(ROOT / "plans" / "nottingham")
    assert run(command, tmp_path, "--version").returncode == 0
    assert run(command, tmp_path, "validate", plan).returncode == 0
    assert b'"percent": 59' in run(command, tmp_path, "score", plan, "--format", "json").stdout
    for output_format in ("markdown", "html"):
        made = run(command, tmp_path, *words_for("nottingham-2024-02", output_format))
        assert made.stdout == paper("nottingham-2024-02", output_format).encode()
    assert list(tmp_path.iterdir()) == []


def test_no_plans_folder_is_said(command: Path, tmp_path: Path) -> None:
    for word in ("validate", "score", "report"):
        result = run(command, tmp_path, word)
        assert result.returncode == 2
        assert b"there is no plans folder here" in result.stderr
