"""The step of the action that validates, run by bash with a cqcplan that prints its words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.places import ROOT

BASH = None if sys.platform == "win32" else "bash"


def words_given(folder: Path, paths: str, fail_on: str = "error") -> list[str]:
    """Return the words that the step gives to cqcplan, for the inputs of a workflow."""
    steps = YAML(typ="safe").load(ROOT / "action.yml")["runs"]["steps"]
    script = next(step["run"] for step in steps if step["name"] == "Validate")
    command = folder / "cqcplan" / "bin" / "cqcplan"
    command.parent.mkdir(parents=True, exist_ok=True)
    command.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="utf-8")
    command.chmod(0o755)
    inputs = {"RUNNER_TEMP": str(folder), "PATHS": paths, "FAIL_ON": fail_on}
    assert BASH
    result = subprocess.run(
        [BASH, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],  # as GitHub runs it
        cwd=folder, env={**os.environ, **inputs}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return result.stdout.splitlines()


@pytest.mark.skipif(BASH is None or os.name == "nt", reason="needs bash")
@pytest.mark.parametrize(
    ("paths", "given"),
    [
        ("", []),
        ("plans/a plans/b", ["plans/a", "plans/b"]),
        ("plans/a\n  plans/b\n", ["plans/a", "plans/b"]),
        ("--no-config --config=x -o y", ["--no-config", "--config=x", "-o", "y"]),
        ("$(touch made) `touch made` \\n * ~", ["$(touch", "made)", "`touch", "made`", "\\n", "*", "~"]),
    ],
)
def test_the_paths_of_the_action_are_paths(tmp_path: Path, paths: str, given: list[str]) -> None:
    words = words_given(tmp_path, paths)
    assert words[0] == "validate"
    assert words[words.index("--") + 1 :] == given
    assert not (tmp_path / "made").exists()


@pytest.mark.skipif(BASH is None or os.name == "nt", reason="needs bash")
def test_the_level_of_the_action_is_no_option(tmp_path: Path) -> None:
    assert "--fail-on=--no-config" in words_given(tmp_path, "plans/a", "--no-config")
