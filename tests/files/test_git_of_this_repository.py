"""git answers for the plan's own repository, whatever a hook, a clone, a disk or a person's settings do to it."""

import os
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.files.test_revisions import commit, git

PLAN = "schema: 1\nplan: {id: ex, title: T, council: {name: Anyshire Council}, framework: la-2026-04}\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository whose last commit is not about the plan, as the working folder."""
    top = tmp_path / "repo"
    (top / "plans" / "ex").mkdir(parents=True)
    git(top, "init", "--quiet", "--initial-branch=main")
    (top / "plans" / "ex" / "plan.yaml").write_text(PLAN)
    commit(top, "2026-05-01")
    (top / "README").write_text("Not about the plan.\n")
    commit(top, "2026-05-20")
    monkeypatch.chdir(top)
    return top


def said(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, result.output
    assert "bug in cqcplan" not in result.output
    return " ".join((result.stdout if code == 0 else result.stderr).split())


def revision() -> str:
    found = re.search(r"Plan revision (.*?)\. Made with", said("report", "ex", "--as-of", "2026-06-01"))
    return found[1] if found else ""


def test_a_hook_in_a_linked_work_tree_changes_nothing(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand = revision()
    assert by_hand.endswith("of 1 May 2026")
    git(repository, "worktree", "add", "-q", "../linked", "-b", "other")
    monkeypatch.chdir(repository.parent / "linked")
    set_by_a_hook = dict.fromkeys(("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"), "/nowhere")
    set_by_a_hook |= {"GIT_DIR": f"{repository}/.git/worktrees/linked", "GIT_WORK_TREE": "/"}
    for name, value in set_by_a_hook.items():
        monkeypatch.setenv(name, value)
        assert revision() == by_hand, name
        assert "Nothing changed." in said("diff", "HEAD", "--plan", "ex"), name


def test_a_lost_object_is_named(repository: Path) -> None:
    blob = git(repository, "rev-parse", "HEAD:plans/ex/plan.yaml")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    told = said("diff", "HEAD", "--plan", "ex", code=2)
    assert "git has lost plans/ex/plan.yaml as it was at HEAD" in told
    assert "git fsck" in told


def test_a_shallow_clone_is_not_taken_for_the_whole(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository.parent, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    monkeypatch.chdir(repository.parent / "shallow")
    assert revision() == ""
    for words in (["HEAD~1"], ["2026-05-02", "--git"]):
        told = said("diff", *words, "--plan", "ex", code=2)
        assert "this clone is shallow" in told
        assert "git fetch --unshallow" in told


@pytest.mark.parametrize(
    "words", ["^HEAD", "", " ", "--all", "-1", "README", "HEAD:README", "HEAD..HEAD", "@{-9}", "\n"]
)
def test_what_is_no_revision_is_refused_in_a_sentence(repository: Path, words: str) -> None:
    told = said("diff", "--plan", "ex", "--", words, code=2)
    assert told.startswith(("error: ", "Usage"))


def test_a_file_named_as_a_branch_is_no_trouble(repository: Path) -> None:
    (repository / "main").write_text("A file.\n")
    assert "Nothing changed." in said("diff", "main", "--git", "--plan", "ex")
    assert "main is one plan: name the other too" in said("diff", "main", "--plan", "ex", code=2)


def test_a_persons_settings_change_nothing(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = revision()
    (tmp_path / ".gitconfig").write_text(
        "[log]\nshowSignature = true\ndate = relative\n[color]\nui = always\n[core]\nabbrev = 4\nquotePath = true\n"
        "[format]\npretty = raw\n[status]\nshort = true\n"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    assert revision() == before
    assert "Nothing changed." in said("diff", "HEAD", "--plan", "ex")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_the_advice_about_a_strangers_repository_helps(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (repository, *repository.rglob("*")):
        shutil.chown(path, 65534)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    told = said("diff", "HEAD", "--plan", "ex", code=2)
    advice = re.search(r"safe\.directory (\S+)", told)
    assert advice
    assert Path(advice[1]) == repository
    (home / ".gitconfig").write_text(f"[safe]\n\tdirectory = {advice[1]}\n")
    assert "Nothing changed." in said("diff", "HEAD", "--plan", "ex")
