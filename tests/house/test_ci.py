"""CI tries what a user has: each stage is run, whatever became of the one before, and the one that failed is named."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.places import ROOT

RUN = ROOT / ".ci" / "run"
STAGES = re.findall(r"^stage (.+)$", RUN.read_text(encoding="utf-8"), re.MULTILINE)
SCRIPTS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "scripts" / "ci").glob("*.sh")}
ALONE = {name for name, text in SCRIPTS.items() if text.startswith("#!")}


def stubbed(folder: Path, failing: str) -> subprocess.CompletedProcess[str]:
    """Run .ci/run with a script for each stage that only says its name, and one that fails."""
    (folder / ".ci").mkdir()
    (folder / "scripts" / "ci").mkdir(parents=True)
    shutil.copy(RUN, folder / ".ci" / "run")
    for name in ALONE:
        text = f'words="$(basename "$0" .sh) $*"\necho "ran $words"\n[ "${{words% }}" != "{failing}" ]\n'
        (folder / "scripts" / "ci" / f"{name}.sh").write_text(text, encoding="utf-8")
    return subprocess.run(
        ["bash", str(folder / ".ci" / "run")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_every_stage_is_run() -> None:
    assert {stage.split()[0] for stage in STAGES} == ALONE == {"bare", "full", "versions", "wheel"}
    assert {"versions lowest", "versions newest"} <= set(STAGES)


@pytest.mark.parametrize("failing", [*STAGES, "none"])
def test_a_stage_that_fails_fails_all_and_is_named(failing: str, tmp_path: Path) -> None:
    done = stubbed(tmp_path, failing)
    assert done.returncode == (failing != "none"), done.stderr
    for stage in STAGES:
        assert f"ran {stage}" in done.stdout
        assert re.search(rf"^{stage} +{'FAILED' if stage == failing else 'passed'} +\d+ s$", done.stdout, re.MULTILINE)


def test_the_suite_is_started_by_the_readmes_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("make demo", "make test"):
        assert command in readme
        assert re.search(rf'^in_bare "\$work" {command}$', SCRIPTS["bare"], re.MULTILINE)
    for name in ("full", "versions"):
        assert "make test" in SCRIPTS[name]
    assert [name for name, text in SCRIPTS.items() if "-m pytest" in text] == []
