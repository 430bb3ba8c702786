"""One commit of a few files, beside whatever somebody has staged: made of objects and one name, by no program but git.

git's own ``commit`` would run hooks, filters and signers that a repository names. Here the tree is put together in an
index of its own and the branch moves only if it is still where it was. The files themselves are never touched.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cqcplan.files.commit_state import (
    CannotCommitError,
    Held,
    Identity,
    held,
    refuse_where_none_can_be_made,
    repository_for,
)
from cqcplan.files.discover import Location, NotFoundError
from cqcplan.files.git import Repository, UnreadableRepositoryError, ask, said_by, try_to_ask
from cqcplan.files.loaded import LoadedPlan
from cqcplan.files.revisions import blob_name, load_at, with_line_feeds

LONGEST = 72
"""Characters of a subject."""
MOST = 50
"""How many commits are told of at once."""
TRIES = 4
PAUSE = 0.05
"""Seconds before git is asked again, where another git has just held a name or the index."""


class Written(NamedTuple):
    """One file of a change; nothing for one that is not there."""

    before: bytes | None
    after: bytes | None


class Wording(NamedTuple):
    """What a commit says."""

    subject: str
    body: str = ""
    author: str | None = None
    """Who did it, by post; otherwise whoever commits."""


class Save(NamedTuple):
    """One commit."""

    full: str
    on: date
    author: str
    message: str

    @property
    def subject(self) -> str:
        """What it is called."""
        return self.message.split("\n", 1)[0]


class Saves(NamedTuple):
    """The last commits of a plan."""

    found: tuple[Save, ...]
    is_cut: bool = False
    """Whether the clone is cut off at one of them."""
    more: bool = False
    """Whether there may be earlier ones."""


Change = Mapping[Path, Written]


class Commits:
    """Puts what was saved into git."""

    def is_offered(self, folder: Path, name: str) -> bool:
        """Whether a plan is in a repository at all."""
        try:
            repository_for(folder, name)
        except CannotCommitError as error:
            return error.why != "none"
        return True

    def refuse(self, folder: Path, name: str) -> None:
        """Make sure that a commit of a plan can be made now, as far as that can be told without its files.

        Raises:
            CannotCommitError: it cannot, and why.
        """
        with in_our_words():
            refuse_where_none_can_be_made(repository_for(folder, name))

    def has_more(self, folder: Path, name: str, change: Change) -> bool:
        """Whether files that are about to be written hold something already that is in no commit.

        Raises:
            CannotCommitError: no commit can be made.
        """
        with in_our_words():
            repository = repository_for(folder, name)
            refuse_where_none_can_be_made(repository)
            found = held(repository, _head(repository), change)
        return any(
            each.staged != each.head or not _is(each, each.head, change[file].before) for file, each in found.items()
        )

    def has(self, folder: Path, name: str, change: Change) -> bool:
        """Whether the last commit has files as they are before a change."""
        try:
            repository = repository_for(folder, name)
            found = held(repository, _head(repository), change)
            return all(_is(each, each.head, change[file].before) for file, each in found.items())
        except (CannotCommitError, UnreadableRepositoryError):
            return False

    def last(self, location: Location) -> LoadedPlan | None:
        """Return a plan as the last commit has it; nothing where it has none."""
        try:
            return load_at(location, "HEAD")
        except NotFoundError:
            return None

    def saves(self, folder: Path, name: str) -> "Saves":
        """Return the last commits of a plan, the newest first.

        Raises:
            CannotCommitError: it is in no repository that git reads.
        """
        with in_our_words():
            repository = repository_for(folder, name)
            if _head(repository) is None:
                return Saves(())
            told = ask(
                repository, "rev-list", f"--max-count={MOST}", "--format=%x00%H%x00%cs%x00%an%x00%B%x00", "HEAD", "--",
                repository.inside.as_posix(),
            )  # fmt: skip
        parts = [part.decode("utf-8", "replace") for part in told.split(b"\0")]
        every = zip(parts[1::5], parts[2::5], parts[3::5], parts[4::5], strict=False)
        found = tuple(Save(full, date.fromisoformat(day), who, message.strip()) for full, day, who, message in every)
        is_cut = any(each.full in repository.shallow for each in found)
        return Saves(found, is_cut=is_cut, more=len(found) == MOST)

    def commit(self, folder: Path, name: str, change: Change, wording: Wording) -> str:
        """Commit some files as they were just written, and nothing else; return the commit.

        What is staged stays so; of the files themselves, where it is what they held before.

        Raises:
            CannotCommitError: it is not made, and why.
        """
        with in_our_words():
            repository = repository_for(folder, name)
            identity = refuse_where_none_can_be_made(repository)
            for _ in range(TRIES):
                done = _try(repository, change, wording, identity)
                if done:
                    return done
                time.sleep(PAUSE)
        raise CannotCommitError("busy", "another git is at work in the repository", "wait for it, then use git")


@contextmanager
def in_our_words() -> Iterator[None]:
    """Say of a repository that cannot be read that no commit can be made.

    Raises:
        CannotCommitError: it cannot be read.
    """
    try:
        yield
    except UnreadableRepositoryError as error:
        raise CannotCommitError("failed", error.message, error.help) from error


def _head(repository: Repository) -> str | None:
    told = try_to_ask(repository, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return told.stdout.decode("ascii").strip() or None


def _is(each: Held, blob: str | None, content: bytes | None) -> bool:
    """Whether git has just this content as a blob."""
    if blob is None or content is None:
        return blob is None and content is None
    return blob_name(_kept(each, content), len(blob)) == blob


def _kept(each: Held, content: bytes) -> bytes:
    return with_line_feeds(content) if each.feeds else content


def _try(repository: Repository, change: Change, wording: Wording, identity: Identity) -> str | None:
    """Make the commit; nothing where somebody else's git was in the way."""
    head = _head(repository)
    found = held(repository, head, change)
    blobs = {file: _blob(repository, each, change[file].after) for file, each in found.items()}
    with TemporaryDirectory(prefix="cqcplan-") as own:
        variables = {"GIT_INDEX_FILE": str(Path(own, "index"))}
        must(repository, "read-tree", head or "--empty", variables=variables)
        asked = b"".join(_line(each, blobs[file]) for file, each in found.items())
        must(repository, "update-index", "-z", "--index-info", asked=asked, variables=variables)
        tree = must(repository, "write-tree", "--missing-ok", variables=variables)
    who = variables_of(identity, wording.author)
    parent = ["-p", head] if head else []
    message = message_of(wording)
    made = must(repository, "commit-tree", tree, *parent, asked=message, variables=who)
    # in this order: what is staged and in no commit yet is never taken back by a commit that follows
    change_staged = [(each, blobs[file]) for file, each in found.items() if _moves_along(each, change[file])]
    if not _stage(repository, change_staged):
        return None
    subject = message.decode("utf-8").split("\n", 1)[0]
    nothing = "0" * len(made)
    told = try_to_ask(
        repository, "update-ref", "--create-reflog", "-m", f"commit: {subject}", "HEAD", made, head or nothing,
        variables=who,
    )  # fmt: skip
    if told.returncode == 0:
        return made
    _stage(repository, [(each, each.staged) for each, _ in change_staged])
    return None


def _moves_along(each: Held, written: Written) -> bool:
    """Whether what is staged of a file is what was committed, or what was in it: the commit has it."""
    return each.staged == each.head or _is(each, each.staged, written.before)


def _stage(repository: Repository, files: list[tuple[Held, str | None]]) -> bool:
    if not files:
        return True
    asked = b"".join(_line(each, blob) for each, blob in files)
    return try_to_ask(repository, "update-index", "-z", "--index-info", asked=asked).returncode == 0


def _blob(repository: Repository, each: Held, content: bytes | None) -> str | None:
    if content is None:
        return None
    return must(repository, "hash-object", "-w", "--no-filters", "--stdin", asked=_kept(each, content))


def _line(each: Held, blob: str | None) -> bytes:
    """Return what an index is told of a file."""
    none = "0" * len(each.head or each.staged or "0" * 40)
    return f"{each.mode if blob else '0'} {blob or none}\t{each.path}\0".encode("utf-8", "surrogateescape")


def must(repository: Repository, *words: str, asked: bytes = b"", variables: Mapping[str, str] | None = None) -> str:
    """Return what git answers in one line.

    Raises:
        CannotCommitError: where it fails.
    """
    told = try_to_ask(repository, *words, asked=asked, variables=variables)
    if told.returncode:
        said = said_by(told).strip().splitlines()
        raise CannotCommitError("failed", f"git {words[0]} failed: {said[-1] if said else told.returncode}")
    return told.stdout.decode("ascii").strip()


def variables_of(identity: Identity, author: str | None) -> dict[str, str]:
    """Return what tells git who commits, and who did it."""
    name = _name(author) or identity.name
    return {
        "GIT_COMMITTER_NAME": identity.name, "GIT_COMMITTER_EMAIL": identity.email,
        "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": identity.email,
    }  # fmt: skip


def _name(text: str | None) -> str:
    """Return a name as git can keep it: in one line, without what ends one."""
    kept = "".join(letter for letter in text or "" if letter.isprintable() and letter not in "<>")
    return " ".join(kept.split()).strip(" .,:;\"'\\")


def message_of(wording: Wording) -> bytes:
    """Return the message of a commit: its subject in one line."""
    subject = " ".join("".join(letter if letter.isprintable() else " " for letter in wording.subject).split())
    if len(subject) > LONGEST:
        subject = subject[: LONGEST - 1].rstrip() + "…"
    body = "\n".join(line.rstrip() for line in wording.body.strip().splitlines())
    return f"{subject}\n\n{body}\n".replace("\0", "").rstrip().encode("utf-8", "replace") + b"\n"
