"""Plans as they stood at a revision of git: the right bytes, clear messages, and nothing touched."""

import os
import subprocess
from pathlib import Path

import pytest

from cqcplan.files.discover import Location, NotFoundError
from cqcplan.files.load import load_plan
from cqcplan.files.revisions import find_revision, load_at, revision_of

PLAN = "plan: {{id: anyshire, title: {title}, council: {{name: Anyshire Council}}, framework: la-2026-04}}\n"


def git(folder: Path, *words: str, day: str = "2026-01-01") -> str:
    """Run git with nothing of this machine's settings, on a day."""
    moment = f"{day}T12:00:00+0000"
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder),
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_COMMITTER_DATE": moment,
    }  # fmt: skip
    return subprocess.run(
        ["git", *words], cwd=folder, env=environment, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.strip()


def commit(folder: Path, day: str) -> str:
    """Commit everything on a day."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", f"The plan on {day}", day=day)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a folder of plans whose names are awkward, committed thrice."""
    top = tmp_path / "the council's päpers"
    folder = top / "plans" / "any shire é"
    folder.mkdir(parents=True)
    git(top, "init", "--quiet", "--initial-branch=main")
    (top / "README").write_text("Before the plan.\n")
    commit(top, "2026-01-05")
    (folder / "plan.yaml").write_text(PLAN.format(title="First"), encoding="utf-8")
    (folder / ".hidden.yaml").write_text("nonsense: [\n")
    (folder / "notes.txt").write_text("no plan\n")
    commit(top, "2026-02-01")
    git(top, "tag", "cabinet-2026-02")
    (folder / "plan.yaml").write_text(PLAN.format(title="Second"), encoding="utf-8")
    (folder / "a b").mkdir()
    (folder / "a b" / "rolés.yaml").write_text("roles: [{id: director, title: Director}]\n", encoding="utf-8")
    commit(top, "2026-03-02")
    return top


def place(repository: Path) -> Location:
    """Return where the plan lies."""
    folder = repository / "plans" / "any shire é"
    return Location(folder, folder.name)


def title_at(repository: Path, words: str) -> str:
    """Return the plan's title at a revision."""
    plan = load_at(place(repository), words).plan
    assert plan
    return plan.header.title


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("HEAD", "Second"),
        ("main", "Second"),
        ("HEAD~1", "First"),
        ("cabinet-2026-02", "First"),
        ("2026-02-01", "First"),
        ("1 March 2026", "First"),
        ("2026-03-02", "Second"),
        ("2027-01-01", "Second"),
    ],
)
def test_a_plan_as_it_stood(repository: Path, words: str, title: str) -> None:
    assert title_at(repository, words) == title
    found = load_at(place(repository), words)
    assert found.files[0].name == f"{words}:plans/any shire é/plan.yaml"
    assert len(found.files) == (2 if title == "Second" else 1), "hidden files and notes are no part of a plan"
    assert found.problems == []


def test_a_short_hash_does_and_a_tag_named_like_a_day_goes_before_the_day(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD~1")
    assert title_at(repository, first[:8]) == "First"
    git(repository, "tag", "2026-03-02", first)
    assert title_at(repository, "2026-03-02") == "First"


def test_what_is_not_committed_does_not_count_and_nothing_is_touched(repository: Path) -> None:
    plan = place(repository).path / "plan.yaml"
    plan.write_text(PLAN.format(title="Third"), encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
    assert title_at(repository, "HEAD") == "Second"
    assert revision_of(place(repository)) is not None
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*")} == before
    now = load_plan(place(repository)).plan
    assert now is not None
    assert now.header.title == "Third"


def test_a_name_is_no_pattern(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    for name in ("any*", "anyother"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.yaml").write_text(PLAN.format(title=name), encoding="utf-8")
    commit(tmp_path, "2026-02-01")
    (tmp_path / "anyother" / "plan.yaml").write_text(PLAN.format(title="Changed"), encoding="utf-8")
    commit(tmp_path, "2026-03-01")
    found = revision_of(Location(tmp_path / "any*", "any*"))
    assert found
    assert found.on.isoformat() == "2026-02-01"


def test_a_plan_that_is_the_whole_repository_and_a_plan_of_one_file(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "plan.yaml").write_text(PLAN.format(title="Whole"), encoding="utf-8")
    (tmp_path / "single plan.yaml").write_text("updates: []\n", encoding="utf-8")
    commit(tmp_path, "2026-02-01")
    whole = load_at(Location(tmp_path, "whole"), "HEAD")
    assert [file.name for file in whole.files] == ["HEAD:plan.yaml", "HEAD:single plan.yaml"]
    one = load_at(Location(tmp_path / "plan.yaml", "plan"), "HEAD")
    assert [file.name for file in one.files] == ["HEAD:plan.yaml"]


def test_mistakes_of_then_are_problems_with_their_place(repository: Path) -> None:
    (place(repository).path / "bad.yaml").write_text("updates: [{on: 2026-02-30, about: x}]\n")
    commit(repository, "2026-04-01")
    (place(repository).path / "bad.yaml").unlink()
    found = load_at(place(repository), "HEAD")
    assert found.plan is None
    assert [(problem.file, problem.place.line) for problem in found.problems] == [
        ("HEAD:plans/any shire é/bad.yaml", 1)
    ]


def test_a_link_is_not_followed(repository: Path) -> None:
    (place(repository).path / "link.yaml").symlink_to("plan.yaml")
    commit(repository, "2026-04-01")
    found = load_at(place(repository), "HEAD")
    assert [problem.message for problem in found.problems] == [
        "this cannot be opened: it is a link, and git keeps no more than where it led"
    ]


@pytest.mark.parametrize(
    ("words", "message", "help_"),
    [
        ("mian", 'git knows no revision "mian"', 'did you mean "main"?'),
        ("cabinet-2026-3", 'git knows no revision "cabinet-2026-3"', 'did you mean "cabinet-2026-02"?'),
        ("--all", 'git knows no revision "--all"', "write a branch, a tag"),
        ("HEAD~9", 'git knows no revision "HEAD~9"', "write a branch, a tag"),
        ("$(touch gone)", 'git knows no revision "$(touch gone)"', "write a branch, a tag"),
        ("HEAD:README", 'git knows no revision "HEAD:README"', "write a branch, a tag"),
        ("2025-12-31", "git has no commit from 31 December 2025 or before", "the first is of 2026-01-05"),
        ("HEAD~2", "any shire é was not in git at HEAD~2", "plans/any shire é had no plan file then"),
    ],
)
def test_messages(repository: Path, words: str, message: str, help_: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        load_at(place(repository), words)
    assert raised.value.message.startswith(message)
    assert (raised.value.help or "").startswith(help_)
    assert not (repository / "gone").exists()


def test_no_repository_no_commit_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "anyshire"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN.format(title="Alone"), encoding="utf-8")
    here = Location(folder, "anyshire")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(NotFoundError, match="anyshire is not in a git repository"):
        load_at(here, "HEAD")
    assert revision_of(here) is None
    git(folder, "init", "--quiet")
    with pytest.raises(NotFoundError, match="has no commit yet"):
        load_at(here, "HEAD")
    assert revision_of(here) is None
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotFoundError, match="git is not installed"):
        load_at(here, "HEAD")
    assert revision_of(here) is None


def test_the_revision_that_papers_name(repository: Path) -> None:
    last = git(repository, "rev-parse", "HEAD")
    found = revision_of(place(repository))
    assert found
    assert (found.short, found.on.isoformat(), found.changed) == (last[:10], "2026-03-02", False)

    (repository / "README").write_text("Something else.\n")
    commit(repository, "2026-05-01")
    assert revision_of(place(repository)) == found, "a commit that leaves the plan alone is not one of the plan"
    (place(repository).path / "notes.txt").write_text("still no plan\n")
    (place(repository).path / ".draft.yaml").write_text("still no plan\n")
    assert revision_of(place(repository)) == found

    (place(repository).path / "new.yaml").write_text("roles: []\n")
    edited = revision_of(place(repository))
    assert edited
    assert (edited.full, edited.changed) == (last, True)
    assert find_revision(place(repository), "HEAD").on.isoformat() == "2026-05-01"
