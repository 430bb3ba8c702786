"""Plans as they stood at a revision of git, read without touching the work tree.

git itself is asked, as a program of its own: never through a shell, and with nothing that writes.
"""

import os
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from cqcplan.files.discover import Location, NotFoundError, in_reading_order, is_plan_file
from cqcplan.files.load import join_files
from cqcplan.files.loaded import LoadedPlan
from cqcplan.files.read_file import cannot_open, read_bytes
from cqcplan.model.dates import When, parse_when
from cqcplan.model.document import PlanFile
from cqcplan.problems.nearest import did_you_mean

HASH_LENGTH = 10
"""How much of a hash is shown: always as much, because git's own short form grows with the repository."""
EXPECTED = "a branch, a tag, a hash, HEAD~3, or a day such as 2026-03-02"


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit."""

    full: str
    """The whole hash."""
    on: date
    """The day of the commit, as its committer's calendar had it."""
    changed: bool = False
    """Whether the plan's files in the work tree differ from it."""

    @property
    def short(self) -> str:
        """The hash as papers show it."""
        return self.full[:HASH_LENGTH]


@dataclass(frozen=True, slots=True)
class _Repository:
    """The repository that a plan lies in."""

    top: Path
    inside: PurePosixPath
    """The plan's path in it; ``.`` where the plan is the whole repository."""


def revision_of(location: Location) -> Revision | None:
    """Return the last commit that changed a plan, and whether its files were edited since.

    Nothing where the plan is in no repository, was never committed, or git is not there:
    a paper then has no revision to name.
    """
    try:
        repository = _repository(location)
        told = _git(repository, "log", "-1", "--format=%H %cs", "--", _pathspec(repository))
        if not told:
            return None
        edited = _git(
            repository, "status", "--porcelain", "-z", "--untracked-files=all", "--ignored", "--", _pathspec(repository)
        )
    except NotFoundError:
        return None
    full, day = told.decode("ascii").split()
    names = [PurePosixPath(os.fsdecode(entry[3:])) for entry in edited.split(b"\0") if len(entry) > 3]
    changed = any(name == repository.inside or is_plan_file(_within(repository, name)) for name in names)
    return Revision(full, date.fromisoformat(day), changed)


def find_revision(location: Location, words: str) -> Revision:
    """Find the commit meant by a branch, a tag, a hash, ``HEAD~3``, or a day.

    A day means the last commit made by its end (in UTC), unless a tag or branch bears that name.

    Raises:
        NotFoundError: where git is missing, the plan is in no repository, or there is no such commit.
    """
    repository = _repository(location)
    if _commit(repository, "HEAD") is None:
        raise NotFoundError(f"the git repository of {location.name} has no commit yet", "commit the plan first")
    full = _commit(repository, words)
    day = _day(words)
    if full is None and day is not None:
        latest = f"--before={day.latest.isoformat()}T23:59:59+0000"
        full = _git(repository, "rev-list", "-1", latest, "HEAD").decode("ascii").strip() or None
        if full is None:
            raise NotFoundError(f"git has no commit from {day} or before", f"the first is of {_first_day(repository)}")
    if full is None:
        names = _git(repository, "for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace").split("\n")
        raise NotFoundError(
            f'git knows no revision "{words}"', did_you_mean(words, filter(None, names)) or f"write {EXPECTED}"
        )
    told = _git(repository, "show", "--no-patch", "--format=%cs", full)
    return Revision(full, date.fromisoformat(told.decode("ascii").strip()))


def load_at(location: Location, words: str) -> LoadedPlan:
    """Read a plan as it stood at a revision. Its files are named ``revision:path`` in messages.

    Mistakes in the plan are in its ``problems``, as with :func:`cqcplan.files.load.load_plan`.

    Raises:
        NotFoundError: where there is no such revision, or the plan was not in it.
    """
    found = find_revision(location, words)
    repository = _repository(location)
    files, refused = [], []
    contents = _contents(repository, found)
    folder = Path(repository.inside)
    for path in in_reading_order([Path(name) for name in contents], folder):
        raw = contents[PurePosixPath(path)]
        shown = Path(f"{words}:{path.as_posix()}")
        if raw is None:
            refused.append(cannot_open(shown, "it is a link, and git keeps no more than where it led"))
        else:
            files.append(read_bytes(raw, shown, PlanFile))
    if not files and not refused:
        raise NotFoundError(
            f"{location.name} was not in git at {words} ({found.short})",
            f"{repository.inside} had no plan file then: choose a later revision",
        )
    return join_files(Location(Path(f"{words}:{repository.inside}"), location.name), files, refused)


def _day(words: str) -> When | None:
    try:
        found = parse_when(words)
    except ValueError:
        return None
    return found if found.is_day else None


def _repository(location: Location) -> _Repository:
    path = location.path.absolute()
    folder = path if path.is_dir() else path.parent
    told = _run(folder, "rev-parse", "--show-toplevel")
    if told.returncode:
        said = told.stderr.decode("utf-8", "replace").strip()
        if "dubious ownership" in said:
            raise NotFoundError(
                f"git will not read the repository of {location.name}: it belongs to somebody else",
                f"git config --global --add safe.directory {folder.as_posix()}",
            )
        raise NotFoundError(
            f"{location.name} is not in a git repository, so there are no revisions of it",
            "compare two folders, or two dates of the plan as it is",
        )
    top = Path(os.fsdecode(told.stdout.rstrip(b"\n"))).resolve()
    return _Repository(top, PurePosixPath(path.resolve().relative_to(top)))


def _commit(repository: _Repository, words: str) -> str | None:
    if words.startswith("-") or "\0" in words:
        return None
    told = _run(repository.top, "rev-parse", "--verify", "--quiet", f"{words}^{{commit}}")
    return None if told.returncode else told.stdout.decode("ascii").strip()


def _first_day(repository: _Repository) -> str:
    told = _git(repository, "log", "--format=%cs", "HEAD").decode("ascii").split()
    return min(told, default="none yet")


def _contents(repository: _Repository, revision: Revision) -> dict[PurePosixPath, bytes | None]:
    """Return the files of a plan at a revision: their bytes, or nothing for what is no ordinary file."""
    listed = _git(repository, "ls-tree", "-r", "-z", "--full-tree", revision.full, "--", _pathspec(repository))
    found: dict[PurePosixPath, str | None] = {}
    for line in listed.split(b"\0"):
        if not line:
            continue
        about, _, name = line.partition(b"\t")
        mode, _, object_name = about.decode("ascii").split()
        path = PurePosixPath(os.fsdecode(name))
        if path == repository.inside or is_plan_file(_within(repository, path)):
            found[path] = object_name if mode.startswith("100") else None
    asked = "".join(f"{name}\n" for name in found.values() if name)
    answer = _git(repository, "cat-file", "--batch", asked=asked.encode("ascii"))
    out: dict[PurePosixPath, bytes | None] = {}
    start = 0
    for path, kept in found.items():
        if kept is None:
            out[path] = None
            continue
        head_end = answer.index(b"\n", start)
        size = int(answer[start:head_end].split()[-1])
        out[path] = answer[head_end + 1 : head_end + 1 + size]
        start = head_end + size + 2
    return out


def _within(repository: _Repository, path: PurePosixPath) -> PurePosixPath:
    """Return a path of the repository as taken from the plan's folder."""
    return path.relative_to(repository.inside) if path.is_relative_to(repository.inside) else path


def _pathspec(repository: _Repository) -> str:
    return repository.inside.as_posix()


def _git(repository: _Repository, *words: str, asked: bytes = b"") -> bytes:
    told = _run(repository.top, *words, asked=asked)
    if told.returncode:
        said = told.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotFoundError(f"git {words[0]} failed: {said[-1] if said else told.returncode}")
    return told.stdout


def _run(folder: Path, *words: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # paths are names, not patterns; nothing is locked or refreshed; no program of the repository's own is started
    command = ["git", "--literal-pathspecs", "--no-optional-locks", "-c", "core.fsmonitor=false", *words]
    try:
        return subprocess.run(  # noqa: S603 - a list of words, no shell
            command, cwd=folder, input=asked, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"}
        )
    except FileNotFoundError as error:
        raise NotFoundError(
            "git is not installed, so no earlier revision can be read", "install git, or compare two folders"
        ) from error
