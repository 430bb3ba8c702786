"""The hook that is shipped, run by the real pre-commit on a small repository."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.wheel
PLAN = "schema: 1\nplan: {id: x, council: {name: Exampleshire}, framework: la-2026-04}\n"


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=A Tester", "-c", "user.email=tester@example.org"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a git repository that holds this project as it stands."""
    folder = tmp_path_factory.mktemp("hooks") / "cqcplan"
    kept = shutil.ignore_patterns(".git", ".venv", "out", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")
    shutil.copytree(ROOT, folder, ignore=kept)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "as it stands")
    return folder


def run_hook(hooks: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    words = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "cqcplan-validate", "--all-files"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=600)


def test_a_sound_plan_passes_and_a_broken_one_does_not(hooks: Path, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "x.yaml").write_text(PLAN, encoding="utf-8")
    result = run_hook(hooks, tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Passed" in result.stdout
    (plans / "x.yaml").write_text(PLAN.replace("council", "cuoncil"), encoding="utf-8")
    result = run_hook(hooks, tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert 'did you mean "council"?' in result.stdout


def test_it_runs_where_a_commit_takes_a_file_away_or_changes_the_settings(hooks: Path, tmp_path: Path) -> None:
    plans = tmp_path / "plans" / "x"
    plans.mkdir(parents=True)
    (plans / "plan.yaml").write_text(f"{PLAN}meetings: [{{id: m, body: cab, on: 2026-06-01}}]\n", encoding="utf-8")
    (plans / "bodies.yaml").write_text("bodies: [{id: cab, name: Cabinet, kind: cabinet}]\n", encoding="utf-8")
    run_hook(hooks, tmp_path)
    git(tmp_path, "commit", "--quiet", "--message", "two files")
    git(tmp_path, "rm", "--quiet", "plans/x/bodies.yaml")
    words = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "cqcplan-validate"]
    result = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600)
    assert result.returncode == 1, result.stdout + result.stderr
    assert 'there is no body "cab"' in result.stdout
    git(tmp_path, "reset", "--quiet", "--hard")
    (tmp_path / "cqcplan.toml").write_text("selct = []\n", encoding="utf-8")
    git(tmp_path, "add", "cqcplan.toml")
    result = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600)
    assert 'did you mean "select"?' in result.stdout
