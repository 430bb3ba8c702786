"""A save goes into git where that is wanted and can be: one commit, the files written, nothing else with it."""

import os
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from cqcplan.files.commits import Commits
from cqcplan.web.guard import App
from tests.files.test_revisions import git
from tests.web.browser import Answer, ask, post, serving
from tests.web.test_update import PLAN, address, answer_all, carried, heading


@pytest.fixture(autouse=True)
def _no_settings_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


def plan_of(top: Path) -> Path:
    return top / "plans" / "p" / "plan.yaml"


def pages(top: Path, told: list[str] | None = None, **how: Any) -> App:
    tell = (told if told is not None else []).append
    given = {"me": "head", "commit": "ask", **how}
    return serving(top / "plans" / "p", git=Commits(), tell=tell, **given)


def checked(app: App, text: str = "Half are done.") -> Answer:
    page, _ = answer_all(app, "visits", text=text)
    return page


def save(app: App, text: str = "Half are done.", **more: str) -> Answer:
    return post(app, address("visits"), **carried(checked(app, text)), go="save", **more)


def after(app: App, answer: Answer) -> str:
    """Return what the page after a save says."""
    assert answer.status == 303, answer.text
    return unescape(ask(app, answer.headers["location"]).text)


def log(top: Path, form: str = "%an <%ae>|%cn <%ce>|%s") -> list[str]:
    return git(top, "log", f"--format={form}").splitlines()


def status(top: Path) -> list[str]:
    found = git(top, "-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=no")
    return [line.strip() for line in found.splitlines()]


def test_one_commit_under_the_name_of_the_post_and_nothing_else_with_it(top: Path) -> None:
    (top / "notes.txt").write_text("Staged.\n")
    (top / "new.txt").write_text("Staged too.\n")
    git(top, "add", ".")
    (top / "notes.txt").write_text("Not staged.\n")
    before = status(top)
    told: list[str] = []
    app = pages(top, told)
    assert "Yes, under the name Head of Service" in checked(app).text
    answer = save(app, git="yes")
    assert "It is kept in the plan's history (git)." in after(app, answer)
    assert log(top)[0] == (
        "Head of Service <office@example.org>|Improvement office <office@example.org>|Report on Visit every home"
    )
    assert git(top, "show", "--name-only", "--format=", "HEAD") == "plans/p/plan.yaml"
    assert git(top, "show", "HEAD:plans/p/plan.yaml") + "\n" == plan_of(top).read_text()
    body = git(top, "log", "-1", "--format=%b")
    assert body.startswith("Recorded of Visit every home (visits) on 15 June 2026")
    assert body.endswith("Plan-entry: visits")
    assert status(top) == before, "what is staged stays so, and nothing else is"
    assert git(top, "fsck", "--strict") == ""
    assert [each for each in told if each.startswith("committed ")]


@pytest.mark.parametrize(
    ("commit", "answer", "said"),
    [
        ("ask", "no", "as you chose"),
        ("ask", None, "as you chose"),
        ("ask", "--exec=touch ran", "as you chose"),
        ("always", None, "It is kept"),
        ("always", "no", "as you chose"),
        ("never", "yes", None),
    ],
)
def test_it_is_chosen(top: Path, commit: str, answer: str | None, said: str | None) -> None:
    app = pages(top, commit=commit)
    asks = 'name="git"' in checked(app).text
    assert asks == (commit == "ask")
    text = after(app, save(app, **({"git": answer} if answer else {})))
    assert said is None or said in text
    assert ("history (git)" in text) == (said is not None)
    assert "Half are done." in plan_of(top).read_text()
    assert len(log(top)) == (2 if said == "It is kept" else 1)
    assert status(top) == ([] if said == "It is kept" else ["M plans/p/plan.yaml"])


def staged(top: Path) -> None:
    git(top, "add", "plans")


def half_staged(top: Path) -> None:
    git(top, "add", "plans")
    plan_of(top).write_text(plan_of(top).read_text() + "# and this\n")


@pytest.mark.parametrize("stage", [lambda _: None, staged, half_staged])
def test_what_else_is_in_the_file_is_asked_about_first(top: Path, stage: Callable[[Path], None]) -> None:
    plan_of(top).write_text(PLAN.replace("Write it up", "Write it all up"))
    stage(top)
    before, in_index = plan_of(top).read_text(), git(top, "show", ":plans/p/plan.yaml")
    app = pages(top, commit="always")
    answer = save(app, "My own words.")
    assert (answer.status, heading(answer)) == (409, "Something else would go into the plan's history too")
    assert "Write it up" in answer.text
    assert "Write it all up" in answer.text
    assert plan_of(top).read_text() == before, "nothing is written"
    assert carried(answer)["text"] == "My own words."
    left = post(app, address("visits"), **carried(answer), git="no")
    assert "as you chose" in after(app, left)
    assert len(log(top)) == 1
    answer = save(app, "More words of mine.")
    assert "It is kept" in after(app, post(app, address("visits"), **carried(answer), git="all"))
    assert git(top, "show", "HEAD:plans/p/plan.yaml") + "\n" == plan_of(top).read_text()
    if stage is half_staged:
        assert git(top, "show", ":plans/p/plan.yaml") == in_index, "what was staged stays so"
    elif stage is not staged:
        assert status(top) == []


def test_what_else_is_in_the_file_is_shown_to_nobody_who_may_not_read_it(top: Path) -> None:
    plan_of(top).write_text(PLAN.replace("Zqsecret closure", "Zqsecret opening"))
    answer = save(pages(top), git="yes")
    assert answer.status == 409
    assert "zqsecret" not in answer.text.lower()
    assert "Something that these pages do not show" in answer.text
    answer = save(pages(top, audience="confidential"), git="yes")
    assert "Zqsecret opening" in answer.text


def merging(top: Path) -> None:
    (top / ".git" / "MERGE_HEAD").write_text(git(top, "rev-parse", "HEAD") + "\n")


def rebasing(top: Path) -> None:
    (top / ".git" / "rebase-merge").mkdir()


def detached(top: Path) -> None:
    git(top, "checkout", "--quiet", "--detach")


def hooked(top: Path) -> None:
    hook = top / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\ntouch "{top}/ran"\nexit 1\n')
    hook.chmod(0o755)


def hooked_elsewhere(top: Path) -> None:
    hooked(top)
    (top / ".git" / "hooks").rename(top / "our-hooks")
    git(top, "config", "core.hooksPath", "our-hooks")


def hooked_by_setting(top: Path) -> None:
    git(top, "config", "hook.x.command", f'touch "{top}/ran"')
    git(top, "config", "hook.x.event", "reference-transaction")


def nobody(top: Path) -> None:
    git(top, "config", "--unset", "user.email")


def signing(top: Path) -> None:
    git(top, "config", "commit.gpgSign", "true")


def filtered(top: Path) -> None:
    git(top, "config", "filter.x.clean", f'touch "{top}/ran"; cat')
    (top / ".git" / "info" / "attributes").write_text("*.yaml filter=x\n")


def ignored(top: Path) -> None:
    git(top, "rm", "--quiet", "--cached", "plans/p/plan.yaml")
    (top / ".gitignore").write_text("plans/\n")
    git(top, "add", ".gitignore")
    git(top, "commit", "--quiet", "--message", "No plan")


def unmerged(top: Path) -> None:
    blob = git(top, "rev-parse", "HEAD:plans/p/plan.yaml")
    lines = "".join(f"100644 {blob} {stage}\tplans/p/plan.yaml\n" for stage in (1, 2, 3))
    (top / "lines").write_text(f"0 {'0' * 40}\tplans/p/plan.yaml\n{lines}")
    import subprocess

    with (top / "lines").open() as listed:
        subprocess.run(["git", "update-index", "--index-info"], cwd=top, stdin=listed, check=True)
    (top / "lines").unlink()


def elsewhere(top: Path) -> None:
    outside = top.parent / "outside.yaml"
    plan_of(top).rename(outside)
    plan_of(top).symlink_to(outside)


def busy(top: Path) -> None:
    (top / ".git" / "index.lock").touch()


def unreadable(top: Path) -> None:
    (top / ".git" / "config").write_text("[nonsense\n")


STATES: dict[Callable[[Path], None], str] = {
    merging: "a merge or a rebase is under way",
    rebasing: "a merge or a rebase is under way",
    detached: "git is on no branch",
    hooked: "has a hook",
    hooked_elsewhere: "has a hook",
    hooked_by_setting: "has a hook",
    nobody: "git does not know who saves here",
    signing: "set to sign every save",
    filtered: "git is to change the plan's files",
    ignored: "told to pass over",
    unmerged: "a conflict in git",
    elsewhere: "not in the same repository",
    busy: "another program was at work",
    unreadable: "git does not read the repository",
}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_where_git_cannot_take_it_the_save_stands_and_it_is_said(top: Path, state: Callable[[Path], None]) -> None:
    state(top)
    kept = {
        path: path.read_bytes() for path in (top / ".git").rglob("*") if path.is_file() and "objects" not in path.parts
    }
    told: list[str] = []
    app = pages(top, told, commit="always")
    text = after(app, save(app))
    assert "It is not in the plan's history (git): " in text
    assert STATES[state] in text
    assert "Half are done." in plan_of(top).read_text()
    assert [each for each in told if each.startswith("not committed: ")], told
    assert not (top / "ran").exists(), "no program of the repository is run"
    now = {
        path: path.read_bytes() for path in (top / ".git").rglob("*") if path.is_file() and "objects" not in path.parts
    }
    assert now == kept, "what git keeps is as it was"


def test_what_stands_against_it_is_said_before_it_is_saved(top: Path) -> None:
    merging(top)
    page = checked(pages(top))
    assert 'name="git"' not in page.text
    assert "be kept in the plan's history (git): a merge or a rebase" in unescape(page.text)


def shallow(top: Path) -> Path:
    git(top, "commit", "--quiet", "--allow-empty", "--message", "More")
    git(top.parent, "clone", "--quiet", "--depth=1", top.as_uri(), "clone")
    for name, value in (("name", "Improvement office"), ("email", "office@example.org")):
        git(top.parent / "clone", "config", f"user.{name}", value)
    return top.parent / "clone"


def beside(top: Path) -> Path:
    git(top, "worktree", "add", "--quiet", "-b", "odd/é-branch", "../beside")
    return top.parent / "beside"


def with_carriage_returns(top: Path) -> Path:
    git(top, "config", "core.autocrlf", "true")
    plan_of(top).write_bytes(PLAN.replace("\n", "\r\n").encode())
    git(top, "add", ".")
    return top


def kept_with_carriage_returns(top: Path) -> Path:
    plan_of(top).write_bytes(PLAN.replace("\n", "\r\n").encode())
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "As on Windows")
    return top


def that_may_be_run(top: Path) -> Path:
    plan_of(top).chmod(0o755)
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "Executable")
    return top


def with_an_old_encoding(top: Path) -> Path:
    git(top, "config", "i18n.commitEncoding", "ISO-8859-1")
    git(top, "config", "i18n.logOutputEncoding", "ISO-8859-1")
    return top


def with_long_hashes(top: Path) -> Path:
    shutil.rmtree(top / ".git")
    git(top, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    git(top, "config", "user.name", "Improvement office")
    git(top, "config", "user.email", "office@example.org")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "The plan")
    return top


@pytest.mark.parametrize(
    "make",
    [
        with_an_old_encoding,
        shallow,
        beside,
        with_carriage_returns,
        kept_with_carriage_returns,
        that_may_be_run,
        with_long_hashes,
    ],
    ids=lambda make: make.__name__,
)
def test_repositories_of_every_kind(top: Path, make: Callable[[Path], Path]) -> None:
    found = make(top)
    app = pages(found, commit="always")
    answer = save(app, "Half are done, déjà.")
    assert "It is kept" in after(app, answer)
    assert log(found)[0].startswith("Head of Service <office@example.org>|")
    assert git(found, "-c", "i18n.logOutputEncoding=UTF-8", "log", "-1", "--format=%b").count("déjà") == 1
    assert git(found, "diff", "--name-only", "HEAD~1", "HEAD") == "plans/p/plan.yaml"
    assert git(found, "diff", "--numstat", "HEAD~1", "HEAD").split()[:2] != ["0", "0"]
    assert int(git(found, "diff", "--numstat", "HEAD~1", "HEAD").split()[1]) == 0, "lines are added and none changed"
    assert git(found, "diff", "--summary", "HEAD~1", "HEAD") == ""
    git(found, "update-index", "--refresh")
    assert status(found) == []
    taken = post(app, answer.headers["location"].partition("?")[0], **carried(ask(app, answer.headers["location"])))
    assert taken.status == 200
    assert git(found, "diff", "HEAD~2", "HEAD") == ""


def test_a_repository_without_a_commit(top: Path) -> None:
    shutil.rmtree(top / ".git")
    git(top, "init", "--quiet", "--initial-branch=main")
    git(top, "config", "user.name", "Improvement office")
    git(top, "config", "user.email", "office@example.org")
    app = pages(top, commit="always")
    answer = save(app)
    assert answer.status == 409
    assert "all of it would go in" in answer.text
    assert "It is kept" in after(app, post(app, address("visits"), **carried(answer), git="all"))
    assert git(top, "ls-tree", "-r", "--name-only", "HEAD") == "plans/p/plan.yaml"
    assert status(top) == []


def test_where_there_is_no_repository_nothing_is_asked(tmp_path: Path) -> None:
    folder = tmp_path / "plans" / "p"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(PLAN)
    app = pages(tmp_path, commit="always")
    assert "git" not in checked(app).text
    assert "history (git)" not in after(app, save(app))
    text = ask(pages(tmp_path, audience="confidential"), "/plans/p/history").text
    assert "the plan is in no git repository" in text
    assert "can be taken back" in text


def test_what_was_committed_is_taken_back_by_a_commit(top: Path) -> None:
    app = pages(top)
    answer = save(app, git="yes")
    page = ask(app, answer.headers["location"])
    (top / "notes.txt").write_text("Staged.\n")
    git(top, "add", "notes.txt")
    done = post(app, answer.headers["location"].partition("?")[0], **carried(page))
    assert (done.status, heading(done)) == (200, "Taken back")
    assert "It is kept in the plan's history (git)" in unescape(done.text)
    assert plan_of(top).read_text() == PLAN == git(top, "show", "HEAD:plans/p/plan.yaml") + "\n"
    assert log(top, "%an %s")[:2] == [
        "Head of Service Take back the report on Visit every home",
        "Head of Service Report on Visit every home",
    ]
    assert status(top) == ["M  notes.txt"]


def test_what_was_not_committed_is_taken_back_in_the_files_alone(top: Path) -> None:
    app = pages(top)
    answer = save(app, git="no")
    assert post(app, answer.headers["location"].partition("?")[0], **carried(ask(app, answer.headers["location"])))
    assert (len(log(top)), status(top)) == (1, [])


def test_what_cannot_be_taken_back_in_git_stays(top: Path) -> None:
    app = pages(top)
    answer = save(app, git="yes")
    page = ask(app, answer.headers["location"])
    merging(top)
    stays = post(app, answer.headers["location"].partition("?")[0], **carried(page))
    assert (stays.status, heading(stays)) == (409, "This cannot be done in git now")
    assert "a merge or a rebase is under way" in stays.text
    assert "Half are done." in plan_of(top).read_text()


@pytest.mark.parametrize(
    ("me", "author"),
    [
        ("Head of Service", "Head of Service"),
        ("head", "Head of Service"),
        ("A post <that> the plan\nhas not", "A post that the planhas not"),
        ("--author=x", "--author=x"),
        ("<>.,", "Improvement office"),
        (None, "Improvement office"),
    ],
)
def test_whose_name_it_is(top: Path, me: str | None, author: str) -> None:
    app = pages(top, me=me, commit="always")
    assert "It is kept" in after(app, save(app))
    assert log(top, "%an <%ae>")[0] == f"{author} <office@example.org>"


def test_a_holder_is_named_nowhere(top: Path) -> None:
    plan_of(top).write_text(PLAN.replace("title: Head of Service}", "title: Head of Service, holder: Zq Holder}"))
    git(top, "commit", "--quiet", "--all", "--message", "A holder")
    app = pages(top, me="Zq Holder", commit="always")
    assert "It is kept" in after(app, save(app))
    assert log(top, "%an")[0] == "Head of Service"


def test_a_title_of_several_lines_is_one_subject(top: Path) -> None:
    title = "--amend: one\\ntwo # \\u00a0[31m " + "long " * 30
    plan_of(top).write_text(PLAN.replace("title: Visit every home", f'title: "{title}"'))
    git(top, "commit", "--quiet", "--all", "--message", "A title")
    app = pages(top, commit="always")
    assert "It is kept" in after(app, save(app, "Words.\n\nPlan-entry: homes"))
    subject = log(top, "%s")[0]
    assert subject.startswith("Report on --amend: one two # [31m long")
    assert len(subject) <= 72


def test_the_history_is_for_those_who_may_read_all(top: Path) -> None:
    app = pages(top, commit="always")
    after(app, save(app))
    text = unescape(ask(pages(top, audience="confidential"), "/plans/p/history").text)
    assert "Report on Visit every home</a>" in text
    assert "Head of Service" in text
    assert "somebody with git" in text
    assert "Improvement office" not in text
    public = unescape(ask(app, "/plans/p/history").text)
    assert "Report on" not in public
    assert "those who may read all of the plan" in public


def test_a_plan_that_somebody_else_holds_loses_no_typed_word(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = pages(top)
    page = checked(app, "My own words.")
    monkeypatch.setattr("cqcplan.editing.lock.PATIENCE", 0.05)
    from filelock import FileLock

    with FileLock(top / "plans" / "p" / ".cqcplan.lock"):
        answer = post(app, address("visits"), **carried(page), go="save", git="yes")
    assert answer.status == 409
    assert "cannot be written to now" in answer.text
    assert "My own words." in answer.text


def test_reading_only_asks_nothing_of_git(top: Path) -> None:
    app = pages(top, read_only=True, commit="always")
    assert post(app, address("visits"), go="save", text="x", git="all").status == 403
    assert len(log(top)) == 1


def test_a_press_of_figures_is_one_commit_and_taken_back_by_one(top: Path) -> None:
    app = pages(top)
    page = ask(app, "/plans/p/figures")
    assert 'name="git"' in page.text
    form = dict(carried(page)) | {"value-waiting": "550", "on": "yesterday", "go": "save", "git": "yes"}
    answer = post(app, "/plans/p/figures", **form)
    assert "It is kept" in after(app, answer)
    assert log(top, "%an %s")[0] == "Head of Service Figures of 14 June 2026"
    assert git(top, "log", "-1", "--format=%b").endswith("Plan-entry: waiting")
    done = post(app, "/plans/p/figures/saved", **carried(ask(app, answer.headers["location"])))
    assert "It is kept" in unescape(done.text)
    assert log(top, "%s")[0] == "Take back the figures"
    assert (plan_of(top).read_text(), status(top)) == (PLAN, [])


def test_a_press_of_figures_and_a_new_entry_are_a_commit_each(top: Path) -> None:
    app = pages(top)
    grid = ask(app, "/plans/p/figures")
    assert (
        "Keep this save in the plan&#39;s history" in grid.text or "Keep this save in the plan's history" in grid.text
    )
    done = post(app, "/plans/p/figures", **carried(grid), **{"value-waiting": "590"}, on="today", go="save", git="yes")
    assert "It is kept in the plan" in after(app, done)
    assert "Figures of 15 June 2026" in git(top, "log", "-1", "--format=%s%n%b")
    assert "Plan-entry: waiting" in git(top, "log", "-1", "--format=%b")
    done = post(app, "/plans/p/new/risk", **{"field-title": "Too few vans"}, go="save", git="yes")
    assert done.status == 303
    assert "Add a risk" in git(top, "log", "-1", "--format=%s")
    new = {"field-title": "No vans", "was-field-title": "Too few vans"}
    done = post(app, "/plans/p/entries/too-few-vans/change", **new, go="save", git="no")
    assert "in the plan's files alone" in after(app, done)
    assert "Change Too few vans" not in git(top, "log", "-1", "--format=%s")
