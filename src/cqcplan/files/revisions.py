"""Plans as they stood at a revision of git, read without touching the work tree."""

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cqcplan.files.discover import Location, NotFoundError, in_reading_order, is_plan_file, plan_files
from cqcplan.files.git import Repository, UnreadableRepositoryError, ask, repository_of, try_to_ask
from cqcplan.files.load import join_files
from cqcplan.files.loaded import LoadedPlan
from cqcplan.files.read_file import cannot_open, read_bytes
from cqcplan.model.dates import When, parse_when
from cqcplan.model.document import PlanFile
from cqcplan.problems.nearest import did_you_mean
from cqcplan.yamltext.limits import MAX_BYTES

HASH_LENGTH = 10
"""How much of a hash is shown: always as much, because git's own short form grows with the repository."""
EXPECTED = "a branch, a tag, a hash, HEAD~3, or a day such as 2026-03-02"
DEEPEN = "git fetch --unshallow brings the rest (for actions/checkout, fetch-depth: 0)"
"""What to do about a shallow clone."""
_HASH = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")
_LINK = "120000"


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


class _Kept(NamedTuple):
    """One file as git keeps it."""

    mode: str
    blob: str


def revision_of(location: Location) -> Revision | None:
    """Return the last commit that changed a plan, and whether its files were edited since.

    Nothing where the plan is in no repository, was never committed, or git is not there:
    a paper then has no revision to name.

    Raises:
        UnreadableRepositoryError: where there may be one, and it cannot be told which.
    """
    try:
        repository = repository_of(location.path, location.name)
    except UnreadableRepositoryError:
        raise
    except NotFoundError:
        return None
    if repository is None or _commit(repository, "HEAD") is None:
        return None
    found = _last(repository, "HEAD", "--", _pathspec(repository))
    if found is None:
        return None
    if found.full in repository.shallow:
        raise UnreadableRepositoryError(
            f"this clone is shallow, so it cannot be told which commit last changed {location.name}", DEEPEN
        )
    return Revision(found.full, found.on, _is_changed(repository, found, location))


def find_revision(location: Location, words: str) -> Revision:
    """Find the commit meant by a branch, a tag, a hash, ``HEAD~3``, or a day.

    A day means the last commit made by its end (in UTC), unless a tag or branch bears that name.

    Raises:
        NotFoundError: where git is missing, the plan is in no repository, or there is no such commit.
    """
    return _find(_repository(location), location, words)


def _find(repository: Repository, location: Location, words: str) -> Revision:
    if not words.strip():
        raise NotFoundError("a revision of git has no empty name", f"write {EXPECTED}")
    if _commit(repository, "HEAD") is None:
        raise NotFoundError(f"the git repository of {location.name} has no commit yet", "commit the plan first")
    full = _commit(repository, words)
    if full is not None:
        found = _last(repository, full, "--")
        if found is not None:
            return found
    day = _day(words)
    if day is not None:
        found = _last(repository, f"--before={day.latest.isoformat()}T23:59:59+0000", "HEAD", "--")
        if found is not None:
            return found
        if repository.shallow:
            raise NotFoundError(f"this clone is shallow, and holds no commit from {day} or before", DEEPEN)
        raise NotFoundError(f"git has no commit from {day} or before", f"the first is of {_first_day(repository)}")
    names = ask(repository, "for-each-ref", "--count=5000", "--format=%(refname:short)")
    meant = did_you_mean(words, filter(None, names.decode("utf-8", "replace").split("\n")))
    if repository.shallow and not meant:
        raise NotFoundError(f'this clone is shallow, and holds no revision "{words}"', DEEPEN)
    raise NotFoundError(f'git knows no revision "{words}"', meant or f"write {EXPECTED}")


def load_at(location: Location, words: str) -> LoadedPlan:
    """Read a plan as it stood at a revision. Its files are named ``revision:path`` in messages.

    Mistakes in the plan are in its ``problems``, as with :func:`cqcplan.files.load.load_plan`.

    Raises:
        NotFoundError: where there is no such revision, or the plan was not in it.
    """
    repository = _repository(location)
    found = _find(repository, location, words)
    kept = _kept(repository, found)
    contents = _contents(repository, {path: each for path, each in kept.items() if each.mode != _LINK}, words)
    files, refused = [], []
    for path in in_reading_order([Path(name) for name in kept], Path(repository.inside)):
        shown = Path(f"{words}:{path.as_posix()}")
        raw = contents.get(PurePosixPath(path))
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


def _repository(location: Location) -> Repository:
    found = repository_of(location.path, location.name)
    if found is None:
        raise NotFoundError(
            f"{location.name} is not in a git repository, so there are no revisions of it",
            "compare two folders, or two dates of the plan as it is",
        )
    return found


def _commit(repository: Repository, words: str) -> str | None:
    if words.startswith("-") or "\0" in words:
        return None
    told = try_to_ask(repository, "rev-parse", "--verify", "--quiet", f"{words}^{{commit}}")
    said = told.stdout.strip()
    # git answers to ^HEAD with ^ and a hash
    return said.decode("ascii") if not told.returncode and _HASH.fullmatch(said) else None


def _last(repository: Repository, *words: str) -> Revision | None:
    """Return the last of some commits."""
    told = ask(repository, "rev-list", "--max-count=1", "--format=%cs", *words).decode("ascii").split()
    return Revision(told[1], date.fromisoformat(told[2])) if told else None


def _first_day(repository: Repository) -> str:
    told = ask(repository, "rev-list", "--format=%cs", "HEAD", "--").decode("ascii").split("\n")
    return min((line for line in told if line and not line.startswith("commit ")), default="none yet")


def _kept(repository: Repository, revision: Revision) -> dict[PurePosixPath, _Kept]:
    """Return the files of a plan at a revision: ordinary ones and links."""
    listed = ask(repository, "ls-tree", "-r", "-z", "--full-tree", revision.full, "--", _pathspec(repository))
    found: dict[PurePosixPath, _Kept] = {}
    for line in filter(None, listed.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, kind, blob = about.decode("ascii").split()
        path = PurePosixPath(os.fsdecode(name))
        if kind == "blob" and (path == repository.inside or is_plan_file(_within(repository, path))):
            found[path] = _Kept(mode, blob)
    return found


def _contents(repository: Repository, kept: dict[PurePosixPath, _Kept], words: str) -> dict[PurePosixPath, bytes]:
    """Return the bytes of files that git keeps; of those that are too large to be read, enough to show it."""
    every = "".join(f"{each.blob}\n" for each in kept.values()).encode("ascii")
    sizes: dict[PurePosixPath, int] = {}
    for path, line in zip(kept, ask(repository, "cat-file", "--batch-check", asked=every).splitlines(), strict=True):
        told = line.decode("ascii", "replace").split()
        if len(told) != 3:
            raise UnreadableRepositoryError(
                f"git has lost {path} as it was at {words}", "git fsck tells what else is lost; then clone anew"
            )
        sizes[path] = int(told[2])
    small = {path: each.blob for path, each in kept.items() if sizes[path] <= MAX_BYTES}
    answer = ask(repository, "cat-file", "--batch", asked="".join(f"{blob}\n" for blob in small.values()).encode())
    out: dict[PurePosixPath, bytes] = {path: bytes(MAX_BYTES + 1) for path in kept if path not in small}
    start = 0
    for path in small:
        start = answer.index(b"\n", start) + 1
        out[path] = answer[start : start + sizes[path]]
        start += sizes[path] + 1
    return out


def _is_changed(repository: Repository, revision: Revision, location: Location) -> bool:
    """Whether the plan's files are others than at a revision, but for the ends of their lines.

    git itself is not asked: to compare, it would run what a repository's settings name as filters.
    """
    folder = location.path.resolve()
    now, refused = plan_files(folder)
    kept = {_name(path): each for path, each in _kept(repository, revision).items()}
    if refused or {_name(PurePosixPath(path.relative_to(repository.top))) for path in now} != kept.keys():
        return True
    differing: list[tuple[bytes, _Kept]] = []
    for path in now:
        each = kept[_name(PurePosixPath(path.relative_to(repository.top)))]
        if path.is_symlink() != (each.mode == _LINK):
            return True
        content = os.fsencode(path.readlink()) if each.mode == _LINK else path.read_bytes()
        if blob_name(content, len(each.blob)) != each.blob:
            differing.append((content, each))
    if not differing:
        return False
    then = _contents(repository, {PurePosixPath(each.blob): each for _, each in differing}, revision.short)
    return any(
        with_line_feeds(content) != with_line_feeds(then[PurePosixPath(each.blob)]) for content, each in differing
    )


def _name(path: PurePosixPath) -> str:
    """Return a path as it is compared: some systems take an accent apart from its letter."""
    return unicodedata.normalize("NFC", path.as_posix())


def blob_name(content: bytes, length: int) -> str:
    """Return the hash by which git would keep some bytes."""
    made = hashlib.sha256() if length == 64 else hashlib.sha1(usedforsecurity=False)
    made.update(b"blob %d\0" % len(content))
    made.update(content)
    return made.hexdigest()


def with_line_feeds(content: bytes) -> bytes:
    """Return a text as git keeps it where it is told to see to line ends."""
    return content.replace(b"\r\n", b"\n")


def _within(repository: Repository, path: PurePosixPath) -> PurePosixPath:
    """Return a path of the repository as taken from the plan's folder."""
    return path.relative_to(repository.inside) if path.is_relative_to(repository.inside) else path


def _pathspec(repository: Repository) -> str:
    return repository.inside.as_posix()
