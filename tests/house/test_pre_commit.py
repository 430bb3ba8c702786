"""The hook that is shipped, run by the real pre-commit on a small repository."""

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.places import LOCKED, ROOT

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
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=600, env=LOCKED)


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


@pytest.mark.parametrize("change", ["a file taken away", "the settings alone"])
def test_the_hook_runs_at_every_commit(tmp_path: Path, change: str) -> None:
    """Run as a local hook, with the cqcplan that is installed here: what is tried is when it runs."""
    hook = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")[0] | {
        "language": "system",
        "entry": f"{shlex.quote(sys.executable)} -m cqcplan validate",  # a path may hold a space
    }
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [{"repo": "local", "hooks": [hook]}]}))
    plan = tmp_path / "plans" / "x"
    plan.mkdir(parents=True)
    (plan / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (plan / "bodies.yaml").write_text("bodies: [{id: panel, name: Panel, kind: scrutiny}]\n", encoding="utf-8")
    (plan / "meetings.yaml").write_text(
        "meetings: [{id: m, body: panel, on: 2026-06-15, title: P}]\n", encoding="utf-8"
    )
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "one")
    if change == "a file taken away":
        git(tmp_path, "rm", "--quiet", "plans/x/bodies.yaml")
    else:
        (tmp_path / "cqcplan.toml").write_text('fail_on = "wrong"\n', encoding="utf-8")
        git(tmp_path, "add", "cqcplan.toml")
    words = [sys.executable, "-m", "pre_commit", "run"]
    result = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 1, result.stdout + result.stderr
    assert ("PLAN202" if change == "a file taken away" else '"fail_on" cannot be') in result.stdout
