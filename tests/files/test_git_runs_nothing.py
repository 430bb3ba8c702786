"""No setting of a repository that names a program has it run, wherever in a plan's folder the repository hides."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.files.commit_state import CannotCommitError
from cqcplan.files.commits import Commits, Wording, Written
from tests.files.test_revisions import commit, git

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the traps are scripts for sh")

PLAN = "schema: 1\nplan: {id: anyshire, title: T, council: {name: Anyshire Council}, framework: la-2026-04}\n"
COMMANDS = [
    "core.alternateRefsCommand", "core.askPass", "core.editor", "core.fsmonitor", "core.gitProxy", "core.pager",
    "core.sshCommand", "browser.b.cmd", "browser.b.path", "credential.helper", "credential.https://x.helper",
    "diff.external", "diff.x.command", "diff.x.textconv", "difftool.t.cmd", "difftool.t.path", "filter.x.clean",
    "filter.x.process", "filter.x.smudge", "gc.recentObjectsHook", "gpg.program", "gpg.openpgp.program",
    "gpg.ssh.defaultKeyCommand", "gpg.ssh.program", "gpg.x509.program", "guitool.g.cmd", "help.browser",
    "instaweb.browser", "instaweb.httpd", "interactive.diffFilter", "man.m.cmd", "man.m.path", "merge.x.driver",
    "mergetool.t.cmd", "mergetool.t.path", "pager.cat-file", "pager.diff", "pager.for-each-ref", "pager.log",
    "pager.ls-tree", "pager.rev-list", "pager.rev-parse", "pager.show", "pager.status", "rebase.exec",
    "remote.origin.receivepack", "remote.origin.uploadpack", "sendemail.ccCmd", "sendemail.headerCmd",
    "sendemail.sendmailCmd", "sendemail.smtpServer", "sendemail.toCmd", "sequence.editor", "trailer.t.cmd",
    "trailer.t.command", "uploadpack.packObjectsHook", "web.browser",
]  # fmt: skip
"""Every setting whose value is a program or a line for the shell."""
SHELL_MARKED = [
    *(f"alias.{name}" for name in ("cat-file", "diff", "for-each-ref", "log", "ls-tree", "rev-list", "rev-parse")),
    "alias.config", "alias.show", "alias.status", "credential.helper", "submodule.s.update",
]  # fmt: skip
"""Those that take a line for the shell after an exclamation mark."""
HOOKS = [
    "applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-applypatch", "post-checkout", "post-commit",
    "post-index-change", "post-merge", "post-receive", "post-rewrite", "post-update", "pre-applypatch", "pre-auto-gc",
    "pre-commit", "pre-merge-commit", "pre-push", "pre-rebase", "pre-receive", "prepare-commit-msg", "proc-receive",
    "push-to-checkout", "query-watchman", "reference-transaction", "sendemail-validate", "update",
]  # fmt: skip
CHOICES = {
    "core.bare": "false", "core.worktree": "{plan}", "diff.guitool": "t", "diff.tool": "t", "diff.x.cachetextconv":
    "false", "fetch.recurseSubmodules": "true", "filter.x.required": "true", "gc.auto": "1", "log.diffMerges": "on",
    "log.showSignature": "true", "man.viewer": "m", "merge.tool": "t", "protocol.allow": "always",
    "protocol.ext.allow": "always", "status.submoduleSummary": "true", "submodule.recurse": "true",
    "core.repositoryFormatVersion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
    "remote.origin.partialCloneFilter": "blob:none", "remote.origin.url": "ext::{traps}/remote.url",
    "remote.origin.vcs": "trap", "maintenance.auto": "true", "diff.submodule": "diff",
}  # fmt: skip
"""Settings that bring git to run a program that another names."""


@pytest.fixture
def traps(tmp_path: Path) -> Path:
    """Return a folder of programs that each write down that they ran."""
    folder = tmp_path / "traps"
    (folder / "hooks").mkdir(parents=True)
    names = [*COMMANDS, *SHELL_MARKED, *(f"hooks/{name}" for name in HOOKS), "remote.url"]
    for name in names:
        trap = folder / name.replace("https://", "")
        # a filter must give back what it is given; a remote that listened would keep git waiting for its answer
        does = "exit 1" if name.startswith("remote.") else "cat"
        trap.write_text(f'#!/bin/sh\necho "{name}" >> "{folder}/ran"\n{does}\n')
        trap.chmod(0o755)
    return folder


def ran(traps: Path) -> list[str]:
    """Return what ran, once each."""
    said = traps / "ran"
    return sorted(set(said.read_text().split("\n")) - {""}) if said.exists() else []


def set_traps(control: Path, traps: Path, plan: Path) -> None:
    """Write every setting that runs a program into a repository's own, half of them in a file that it includes."""
    settings = [(name, f"{traps}/{name.replace('https://', '')}") for name in COMMANDS]
    settings += [(name, f"!{traps}/{name}") for name in SHELL_MARKED]
    settings += [("core.hooksPath", f"{traps}/hooks"), ("init.templateDir", f"{traps}")]
    settings += [(name, value.format(plan=plan, traps=traps)) for name, value in CHOICES.items()]
    more = control / "more"
    for place, (name, value) in enumerate(settings):
        git(plan, "config", "--file", str(more if place % 2 else control / "config"), "--add", name, value)
    git(plan, "config", "--file", str(control / "config"), "include.path", str(more))
    (control / "info").mkdir(exist_ok=True)
    (control / "info" / "attributes").write_text("* filter=x diff=x merge=x\n")
    for name in HOOKS:
        hook = control / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_bytes((traps / "hooks" / name).read_bytes())
        hook.chmod(0o755)


def signed(folder: Path) -> None:
    """Put a commit with a signature on top."""
    said = git(folder, "cat-file", "commit", "HEAD").splitlines()
    place = said.index("")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----".splitlines()
    parent = [f"parent {git(folder, 'rev-parse', 'HEAD')}"]
    lines = [said[0], *parent, *(line for line in said[1:place] if not line.startswith("parent")), *signature]
    (folder / "commit").write_text("\n".join([*lines, "", "Signed", ""]))
    made = git(folder, "hash-object", "-t", "commit", "-w", "commit")
    (folder / "commit").unlink()
    git(folder, "update-ref", "HEAD", made)


def in_a_repository_above(top: Path) -> tuple[Path, Path]:
    """Put the plan into a folder of a repository."""
    plan = top / "plans" / "any"
    plan.mkdir(parents=True)
    git(top, "init", "--quiet")
    return plan, top / ".git"


def in_its_own(top: Path) -> tuple[Path, Path]:
    """Make the plan's folder a repository, inside another."""
    plan, _ = in_a_repository_above(top)
    git(plan, "init", "--quiet")
    return plan, plan / ".git"


def behind_a_file(top: Path) -> tuple[Path, Path]:
    """Put a .git file into the plan's folder that names the repository."""
    plan, _ = in_a_repository_above(top)
    git(plan, "init", "--quiet", "--separate-git-dir", str(top / "elsewhere"))
    return plan, top / "elsewhere"


def disguised(top: Path) -> tuple[Path, Path]:
    """Make files of the plan's folder a bare repository, in no other."""
    plan = top / "plans" / "any"
    plan.mkdir(parents=True)
    git(plan, "init", "--quiet", "--bare", ".")
    return plan, plan


def disguised_in_another(top: Path) -> tuple[Path, Path]:
    """Make files of the plan's folder a bare repository, as a clone of another may bring them."""
    found = disguised(top)
    git(top, "init", "--quiet")
    return found


@pytest.mark.parametrize("make", [in_a_repository_above, in_its_own, behind_a_file, disguised, disguised_in_another])
def test_no_program_is_run(
    make: Callable[[Path], tuple[Path, Path]], traps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path / "top"
    plan, control = make(top)
    bare = control == plan
    file = plan / "plan.yaml"
    if bare:
        git(plan, "config", "core.bare", "false")
        git(plan, "config", "core.worktree", str(plan))
    for title, day in (("First", "2026-02-01"), ("Second", "2026-03-01")):
        file.write_text(PLAN.replace("title: T", f"title: {title}"))
        git(plan, "add", "plan.yaml")
        git(plan, "commit", "--quiet", "--message", title, day=day)
    signed(plan)
    lost = git(plan, "rev-parse", f"HEAD~2:{'' if control != top / '.git' else 'plans/any/'}plan.yaml")
    (control / "objects" / lost[:2] / lost[2:]).unlink()
    file.write_text(PLAN.replace("title: T", "title: Third"))
    set_traps(control, traps, top if control == top / ".git" else plan)
    monkeypatch.chdir(top)
    monkeypatch.setenv("HOME", str(tmp_path))
    outputs = [CliRunner().invoke(app, words.split()) for words in (
        "validate", "report any --as-of 2026-06-01", "report any --as-of 2026-06-01 --since HEAD",
        "report any --as-of 2026-06-01 --since HEAD~2", "diff HEAD --plan any", "diff HEAD~2 --plan any",
        "diff HEAD~1 HEAD --plan any", "diff 2026-02-15 --git --plan any", "diff origin/main --plan any",
        "status any", "score any", "trace --plan any", "export any --format json",
    )]  # fmt: skip
    assert ran(traps) == []
    assert [result.exception for result in outputs if not isinstance(result.exception, (SystemExit, type(None)))] == []


@pytest.mark.parametrize("with_hooks", [True, False])
@pytest.mark.parametrize("make", [in_a_repository_above, in_its_own, behind_a_file])
def test_no_program_is_run_by_a_commit(
    make: Callable[[Path], tuple[Path, Path]], traps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    *, with_hooks: bool,
) -> None:  # fmt: skip
    top = tmp_path / "top"
    plan, control = make(top)
    file = plan / "plan.yaml"
    file.write_text(PLAN)
    commit(plan, "2026-02-01")
    set_traps(control, traps, top if control == top / ".git" else plan)
    git(plan, "config", "user.name", "Office")
    git(plan, "config", "user.email", "office@example.org")
    if not with_hooks:
        (control / "info" / "attributes").unlink()
        for name in HOOKS:
            (control / "hooks" / name).unlink()
        for config in (control / "config", control / "more"):
            lines = config.read_text().splitlines(keepends=True)
            config.write_text("".join(each for each in lines if "hookspath" not in each.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    commits, before = Commits(), file.read_bytes()
    file.write_text(PLAN.replace("title: T", "title: Later"))
    change = {file: Written(before, file.read_bytes())}
    if with_hooks:
        with pytest.raises(CannotCommitError, match="hook"):
            commits.commit(plan, "any", change, Wording("Later"))
    else:
        assert not commits.has_more(plan, "any", change)
        made = commits.commit(plan, "any", change, Wording("Later"))
        assert commits.saves(plan, "any").found[0].full == made
    assert ran(traps) == []


def test_the_traps_are_set(traps: Path, tmp_path: Path) -> None:
    """Keeps the test above from passing because nothing could run: git, asked as anybody would, runs them."""
    plan, control = in_a_repository_above(tmp_path / "top")
    (plan / "plan.yaml").write_text(PLAN)
    commit(tmp_path / "top", "2026-02-01")
    signed(plan)
    (plan / "plan.yaml").write_text(PLAN.replace("title: T", "title: Later"))
    set_traps(control, traps, tmp_path / "top")
    asked = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    asked |= {"GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_GLOBAL": os.devnull}
    for words in (["status"], ["log", "--show-signature"], ["add", "."]):
        done = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["git", *words], cwd=plan, env=asked, check=False, timeout=60, **done)  # type: ignore[call-overload]
    for kind in ("filter.", "gpg.", "core.fsmonitor"):
        assert any(name.startswith(kind) for name in ran(traps)), (kind, ran(traps))


def test_a_git_that_lies_where_one_is_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, _ = in_a_repository_above(tmp_path)
    (plan / "plan.yaml").write_text(PLAN)
    commit(tmp_path, "2026-02-01")
    fake = tmp_path / "git"
    fake.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    fake.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    said = CliRunner().invoke(app, ["report", "any", "--as-of", "2026-06-01"]).stdout
    assert "Plan revision" in said
    assert not (tmp_path / "ran").exists()
