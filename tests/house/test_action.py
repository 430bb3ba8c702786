"""What the action hands to the command line: every word of its paths is a path."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.places import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the action runs in bash")
SAYS = f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n"


def words_of(folder: Path, paths: str, fail_on: str = "error") -> list[str]:
    """Run the step of the action that validates, with a command that says how it was called."""
    command = folder / "cqcplan" / "bin" / "cqcplan"
    command.parent.mkdir(parents=True)
    command.write_text(SAYS, encoding="utf-8")
    command.chmod(0o755)
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    (script,) = (step["run"] for step in steps if step["name"] == "Validate")
    environment = os.environ | {"RUNNER_TEMP": str(folder), "PATHS": paths, "FAIL_ON": fail_on}
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, list)
    return told


@pytest.mark.parametrize(
    ("paths", "meant"),
    [
        ("", []),
        ("plans/a plans/b", ["plans/a", "plans/b"]),
        (" plans/a\n  plans/b\t\n\n", ["plans/a", "plans/b"]),
        ("--no-config --write-baseline=x -h", ["--no-config", "--write-baseline=x", "-h"]),
        ("plans/* ~ $HOME `id` $(id) a;id", ["plans/*", "~", "$HOME", "`id`", "$(id)", "a;id"]),
        ("plans\\a 'plans/b' \"c\"", ["plans\\a", "'plans/b'", '"c"']),
    ],
)
def test_every_word_of_the_paths_is_a_path(paths: str, meant: list[str], tmp_path: Path) -> None:
    told = words_of(tmp_path, paths)
    assert told[told.index("--") + 1 :] == meant


def test_the_least_severity_is_one_word(tmp_path: Path) -> None:
    told = words_of(tmp_path, "plans/a", fail_on="info --no-config")
    assert told == ["validate", "--output-format", "github", "--fail-on=info --no-config", "--", "plans/a"]
