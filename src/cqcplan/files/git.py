"""git, asked so that it answers about one repository only and starts no program.

A plan may come from anybody, and with it a repository whose settings name programs: filters, hooks, viewers, ways to
fetch. So only commands are asked that read or write objects and names (never ``status``, ``diff``, ``log``, ``show``,
``add`` or ``commit``), nothing is fetched, and neither the user's settings nor the variables of a hook have a say in
what is answered, but where they are what is asked for.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cqcplan.files.discover import NotFoundError

SECONDS = 120
"""How long git may take over one answer: a large repository on a slow disk takes a few."""
_NOTHING = "/dev/null"
"""What git takes for no file, on Windows too."""
_SETTINGS = {
    # a folder that only looks like a repository is none
    "safe.bareRepository": "explicit",
    "core.fsmonitor": "",
    "core.hooksPath": _NOTHING,
    "core.alternateRefsCommand": "",
    "core.sshCommand": "",
    "core.askPass": "",
    "core.gitProxy": "",
    "credential.helper": "",
    "protocol.allow": "never",
    "log.showSignature": "false",
    # messages are written and read as UTF-8, whatever an old repository keeps
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
}
"""What holds over the settings of the repository. The commands asked use none of them: this is the second lock."""
_THEIRS = ("system", "global", "command")
"""Where a user and a machine's keeper write settings; a repository's own have no say in whether it is to be trusted."""
_NO_REPOSITORY = re.compile("not a git repository|cannot use bare repository|must be run in a work tree")
_DUBIOUS = re.compile(r"safe\.directory (?P<folder>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that something lies in."""

    top: Path
    inside: PurePosixPath
    """The path of that thing in it; ``.`` where it is the whole repository."""
    shallow: frozenset[str] = frozenset()
    """The commits at which a shallow clone is cut off: what came before them is not there."""
    trusted: tuple[str, ...] = ()
    """The folders that the user's settings let git read though they belong to somebody else."""


class UnreadableRepositoryError(NotFoundError):
    """There is a repository, and git cannot or will not say what was asked."""


def repository_of(path: Path, name: str) -> Repository | None:
    """Find the repository that a path lies in; nothing where there is none.

    Args:
        path: a plan's folder or file.
        name: what the user calls it.

    Raises:
        UnreadableRepositoryError: where it belongs to somebody else.
        NotFoundError: where git is not installed.
    """
    real = path.resolve()
    for folder in (real, *real.parents):
        if not _holds_git(folder):
            continue
        trusted: tuple[str, ...] = ()
        told = _top_of(folder, trusted)
        if told.returncode and "dubious ownership" in said_by(told):
            trusted = _trusted()
            told = _top_of(folder, trusted)
        if told.returncode:
            if found := _DUBIOUS.search(said_by(told)):
                raise UnreadableRepositoryError(
                    f"git will not read the repository of {name}: it belongs to somebody else",
                    f"git config --global --add safe.directory {found['folder']}",
                )
            if _NO_REPOSITORY.search(said_by(told)):
                continue  # as git does, look further up
            raise _failed(folder, f"git cannot read the repository of {name}", told)
        cut, _, top = told.stdout.partition(b"\n")
        # settings of a repository may put its work tree anywhere; then it is not the one of this folder
        if Path(os.fsdecode(top.removesuffix(b"\n"))).resolve() == folder:
            shallow = _cut_at(folder, trusted) if cut == b"true" else frozenset()
            return Repository(folder, PurePosixPath(real.relative_to(folder)), shallow, trusted)
    return None


def ask(repository: Repository, *words: str, asked: bytes = b"") -> bytes:
    """Return what git answers; it must be one of the commands that only read objects and names.

    Raises:
        UnreadableRepositoryError: where git fails.
    """
    told = try_to_ask(repository, *words, asked=asked)
    if told.returncode:
        raise _failed(repository.top, f"git {words[0]} failed", told)
    return told.stdout


def try_to_ask(
    repository: Repository,
    *words: str,
    asked: bytes = b"",
    settings: bool = False,
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Ask git what may have no answer.

    Args:
        repository: which.
        words: the command.
        asked: what it reads.
        settings: whether the user's own settings count: who they are, what git is to pass over.
        variables: more of its environment.
    """
    return _run(repository.top, repository.trusted, *words, asked=asked, settings=settings, variables=variables)


def setting_of(repository: Repository, name: str) -> list[str]:
    """Return the values of a setting, the user's first and the repository's last; what holds over them is left out."""
    told = try_to_ask(repository, "config", "--show-scope", "--null", "--get-all", name, settings=True)
    parts = [part.decode("utf-8", "replace") for part in told.stdout.split(b"\0")]
    return [value for scope, value in zip(parts[::2], parts[1::2], strict=False) if scope != "command"]


def _holds_git(folder: Path) -> bool:
    try:
        return (folder / ".git").exists()
    except OSError:
        return False


def _top_of(folder: Path, trusted: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    return _run(folder, trusted, "rev-parse", "--is-shallow-repository", "--show-toplevel")


def _cut_at(folder: Path, trusted: tuple[str, ...]) -> frozenset[str]:
    told = _run(folder, trusted, "rev-parse", "--git-path", "shallow")
    try:
        return frozenset((folder / os.fsdecode(told.stdout.removesuffix(b"\n"))).read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return frozenset()


def _trusted() -> tuple[str, ...]:
    """Return the folders that the user, or the machine's keeper, told git to read whoever owns them."""
    told = subprocess.run(  # noqa: S603 - a list of words, no shell
        [_program(), "--no-pager", "config", "--show-scope", "--null", "--get-all", "safe.directory"],
        stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=SECONDS, env=_environment(settings=True),
    )  # fmt: skip
    parts = [os.fsdecode(part) for part in told.stdout.split(b"\0")]
    return tuple(value for scope, value in zip(parts[::2], parts[1::2], strict=False) if scope in _THEIRS)


def _environment(*, settings: bool = False) -> dict[str, str]:
    """Return the environment without all that ties git to one repository or to somebody's ways.

    Args:
        settings: whether the user's own settings stay.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or (settings and name.startswith("GIT_CONFIG_"))
    }
    kept |= {
        "LC_ALL": "C",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
    }
    return kept if settings else kept | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": _NOTHING}


def _run(
    folder: Path,
    trusted: tuple[str, ...],
    *words: str,
    asked: bytes = b"",
    settings: bool = False,
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    # paths are names, not patterns; nothing above the folder is looked at
    held = [f"{name}={value}" for name, value in _SETTINGS.items()] + [f"safe.directory={one}" for one in trusted]
    command = [_program(), "--no-pager", "--literal-pathspecs", *(word for one in held for word in ("-c", one))]
    environment = (
        _environment(settings=settings) | {"GIT_CEILING_DIRECTORIES": str(folder.parent)} | {**(variables or {})}
    )
    try:
        return subprocess.run(  # noqa: S603 - a list of words, no shell
            [*command, *words],
            cwd=folder, input=asked, capture_output=True, check=False, timeout=SECONDS, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UnreadableRepositoryError(
            f"git {words[0]} gave no answer in {SECONDS} seconds", "try it by hand, and see what keeps it"
        ) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableRepositoryError(f"git cannot be asked: {why}") from error


def _program() -> str:
    """Return where git is: only in the folders of PATH, never in the folder that one happens to be in.

    Raises:
        NotFoundError: where it is not installed.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        program = Path(folder, name)
        if program.is_absolute() and program.is_file() and os.access(program, os.X_OK):
            return str(program)
    raise NotFoundError(
        "git is not installed, so no earlier revision can be read", "install git, or compare two folders"
    )


def _failed(folder: Path, what: str, told: subprocess.CompletedProcess[bytes]) -> UnreadableRepositoryError:
    said = said_by(told).strip().splitlines()
    return UnreadableRepositoryError(
        f"{what}: {said[-1].removeprefix('fatal: ') if said else f'exit code {told.returncode}'}",
        f"git -C {shlex.quote(folder.as_posix())} fsck tells what is wrong with it",
    )


def said_by(told: subprocess.CompletedProcess[bytes]) -> str:
    """Return what git said of itself, in its own words."""
    return told.stderr.decode("utf-8", "replace")
