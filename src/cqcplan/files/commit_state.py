"""Whether git can take a commit of some files now, and how it has them; no program of a repository is run for it."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cqcplan.files.discover import NotFoundError
from cqcplan.files.git import Repository, UnreadableRepositoryError, ask, repository_of, setting_of, try_to_ask

UNDER_WAY = {
    "MERGE_HEAD": "merge", "rebase-merge": "rebase", "rebase-apply": "rebase", "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert", "BISECT_LOG": "bisect", "sequencer": "cherry-pick or revert",
}  # fmt: skip
"""What git keeps while something is under way in which a commit would get lost, or end it."""
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "reference-transaction")
"""Programs of a repository that have a say in whether a commit is made."""
_CHANGE_CONTENT = ("filter", "working-tree-encoding", "ident")
"""Attributes by which git keeps something else than what is in the file."""
_ENDS = ("text", "eol")
_FILE = "100644"


class CannotCommitError(Exception):
    """No commit is made, and nothing that git keeps has changed."""

    def __init__(self, why: str, message: str, help_: str | None = None) -> None:
        super().__init__(message)
        self.why = why
        """``none``, ``unreadable``, ``elsewhere``, ``ignored``, ``detached``, ``under-way``, ``unmerged``,
        ``identity``, ``hook``, ``signing``, ``filter``, ``busy`` or ``failed``."""
        self.message = message
        self.help = help_


class Held(NamedTuple):
    """One file as git has it."""

    path: PurePosixPath
    """In the repository."""
    mode: str
    head: str | None
    """The blob of the last commit; nothing where it has none of the name."""
    staged: str | None
    """The blob that is staged."""
    feeds: bool
    """Whether git is to keep it with the line ends of Unix, whatever it has on the disk."""


class Identity(NamedTuple):
    """Who git says somebody is."""

    name: str
    email: str


def repository_for(folder: Path, name: str) -> Repository:
    """Return the repository of a plan.

    Raises:
        CannotCommitError: there is none, or git does not read it.
    """
    try:
        found = repository_of(folder, name)
    except UnreadableRepositoryError as error:
        raise CannotCommitError("unreadable", error.message, error.help) from error
    except NotFoundError as error:
        raise CannotCommitError("none", "git is not installed") from error
    if found is None:
        raise CannotCommitError("none", f"{name} is in no git repository")
    return found


def refuse_where_none_can_be_made(repository: Repository) -> Identity:
    """Return who commits.

    Raises:
        CannotCommitError: something of the repository, or of git's settings, stands against a commit.
    """
    if try_to_ask(repository, "symbolic-ref", "--quiet", "HEAD").returncode:
        raise CannotCommitError("detached", "git is on no branch, where a commit would be lost", "git switch BRANCH")
    names = list(UNDER_WAY)
    where = ask(repository, "rev-parse", *(word for name in names for word in ("--git-path", name))).splitlines()
    for name, path in zip(names, where, strict=True):
        if os.path.lexists(repository.top / os.fsdecode(path)):
            what = UNDER_WAY[name]
            raise CannotCommitError("under-way", f"a {what} is under way in git", "finish it, or give it up, with git")
    if hook := _hook(repository):
        raise CannotCommitError(
            "hook", f"the repository has a hook ({hook}) to ask before a commit, and cqcplan runs no program of one",
            "commit it with git, which asks the hook",
        )  # fmt: skip
    if (setting_of(repository, "commit.gpgSign") or ["false"])[-1].lower() in ("true", "yes", "on", "1", ""):
        raise CannotCommitError(
            "signing", "git is set to sign every commit, and cqcplan signs nothing", "commit it with git"
        )
    return identity_of(repository)


def _hook(repository: Repository) -> str | None:
    """Return a hook that would have a say."""
    set_folder = setting_of(repository, "core.hooksPath")
    if set_folder:
        folder = repository.top / Path(set_folder[-1]).expanduser()
    else:
        common = ask(repository, "rev-parse", "--git-common-dir").removesuffix(b"\n")
        folder = repository.top / os.fsdecode(common) / "hooks"
    found = next((name for name in HOOKS if os.access(folder / name, os.X_OK)), None)
    # newer versions of git take them from settings too
    told = try_to_ask(repository, "config", "--name-only", "--get-regexp", r"^hook\..*\.command$", settings=True)
    return found or (told.stdout.decode("utf-8", "replace").split("\n")[0] or None)


def identity_of(repository: Repository) -> Identity:
    """Return who commits, as git's settings have it.

    Raises:
        CannotCommitError: they do not say.
    """
    told = try_to_ask(
        repository, "-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT", settings=True
    )  # fmt: skip
    said = told.stdout.decode("utf-8", "replace").strip()
    name, opened, rest = said.partition(" <")
    if told.returncode or not opened or not name:
        raise CannotCommitError(
            "identity", "git does not know who commits here",
            'git config --global user.name "Improvement office"; git config --global user.email office@example.org',
        )  # fmt: skip
    return Identity(name, rest.rpartition("> ")[0])


def held(repository: Repository, head: str | None, files: Iterable[Path]) -> dict[Path, Held]:
    """Return how git has some files, which may be new to it.

    Raises:
        CannotCommitError: it does not have one as it is on the disk, or is told to pass over it.
    """
    inside = {file: _inside(repository, file) for file in files}
    words = [path.as_posix() for path in inside.values()]
    at_head = _listed(ask(repository, "ls-tree", "-z", "--full-tree", head, "--", *words)) if head else {}
    staged: dict[PurePosixPath, str] = {}
    for about, path in _lines(ask(repository, "ls-files", "--stage", "-z", "--", *words)):
        if about[2] != "0":
            raise CannotCommitError(
                "unmerged", f"{path} has a conflict in git that is not resolved", "resolve it first"
            )
        staged[path] = about[1]
    attributes = _attributes(repository, words)
    found: dict[Path, Held] = {}
    for file, path in inside.items():
        mode, blob = at_head.get(path, (_FILE, None))
        if mode not in (_FILE, "100755"):
            raise CannotCommitError("elsewhere", f"git keeps {path} as something else than a file")
        said = attributes.get(path, {})
        if odd := [name for name in _CHANGE_CONTENT if said.get(name) not in (None, "unspecified", "unset")]:
            raise CannotCommitError(
                "filter",
                f"git is to change {path} as it takes it ({odd[0]}), with a program perhaps",
                "commit it with git",
            )
        if blob is None and path not in staged and _is_ignored(repository, path):
            raise CannotCommitError("ignored", f"git is told to pass over {path}", "see git check-ignore -v")
        found[file] = Held(path, mode, blob, staged.get(path), _has_feeds(repository, blob, said))
    return found


def _inside(repository: Repository, file: Path) -> PurePosixPath:
    real = file.resolve()
    own = repository_for(real.parent, real.name) if real.is_relative_to(repository.top) else None
    if own is None or own.top != repository.top or ".git" in real.relative_to(repository.top).parts:
        raise CannotCommitError("elsewhere", f"{file.as_posix()} is not in the repository of the plan")
    return PurePosixPath(real.relative_to(repository.top).as_posix())


def _lines(listed: bytes) -> list[tuple[list[str], PurePosixPath]]:
    found = [line.partition(b"\t") for line in listed.split(b"\0") if line]
    return [(about.decode("ascii").split(), PurePosixPath(os.fsdecode(name))) for about, _, name in found]


def _listed(listed: bytes) -> dict[PurePosixPath, tuple[str, str | None]]:
    return {path: (about[0], about[2]) for about, path in _lines(listed)}


def _attributes(repository: Repository, words: list[str]) -> dict[PurePosixPath, dict[str, str]]:
    asked = "".join(f"{word}\0" for word in words)
    told = try_to_ask(
        repository, "check-attr", "-z", "--stdin", *_CHANGE_CONTENT, *_ENDS, asked=os.fsencode(asked), settings=True
    )
    parts = [os.fsdecode(part) for part in told.stdout.split(b"\0")]
    found: dict[PurePosixPath, dict[str, str]] = {}
    for path, name, value in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        found.setdefault(PurePosixPath(path), {})[name] = value
    return found


def _is_ignored(repository: Repository, path: PurePosixPath) -> bool:
    # it takes names as names anyway, and refuses to be told so
    words = ("--no-literal-pathspecs", "check-ignore", "--quiet", "--stdin", "-z")
    told = try_to_ask(repository, *words, asked=os.fsencode(f"./{path}\0"), settings=True)
    return told.returncode == 0


def _has_feeds(repository: Repository, blob: str | None, said: dict[str, str]) -> bool:
    """Whether git keeps a file with line feeds: as it does so far, or as it is told to where the file is new."""
    if blob is not None:
        return b"\r\n" not in ask(repository, "cat-file", "blob", blob)
    if said.get("text") == "unset":
        return False
    by_setting = (setting_of(repository, "core.autocrlf") or ["false"])[-1].lower() in ("true", "input")
    return by_setting or said.get("text") in ("set", "auto") or said.get("eol") in ("lf", "crlf")
