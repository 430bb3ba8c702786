"""Proposals: what somebody wants to be saved, each kept in git under a name of its own until somebody else says yes.

A proposal is a commit that holds one file, and ``refs/cqcplan/proposals/<id>`` that points at it. No file on the disk,
no branch and nothing that is staged changes with it.
"""

import re
from pathlib import Path
from typing import NamedTuple

from cqcplan.files.commit_state import Identity, identity_of, repository_for
from cqcplan.files.commits import Wording, in_our_words, message_of, must, variables_of
from cqcplan.files.git import Repository, ask, try_to_ask

REFS = "refs/cqcplan/proposals/"
FILE = "proposal.json"
LARGEST = 1 << 20
"""Bytes of one proposal: a form that pages take, several times over."""
MOST = 200
"""How many are read."""
_LENGTH = 12
"""Letters of an id: the beginning of the commit's name."""
IDS = re.compile(rf"[0-9a-f]{{{_LENGTH}}}")
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Kept(NamedTuple):
    """One proposal as git has it."""

    id: str
    commit: str
    content: bytes


class Proposals:
    """Keeps proposals beside a plan."""

    def place(self, folder: Path, name: str) -> str:
        """Return where in its repository a plan lies: a repository may have several.

        Raises:
            CannotCommitError: there is no repository that git reads.
        """
        return repository_for(folder, name).inside.as_posix()

    def keep(self, folder: Path, name: str, content: bytes, wording: Wording) -> str:
        """Keep a new one; return its id.

        Raises:
            CannotCommitError: it cannot be.
        """
        with in_our_words():
            repository = repository_for(folder, name)
            made = _commit(repository, content, wording, None)
            kept = made[:_LENGTH]
            must(repository, "update-ref", f"{REFS}{kept}", made, "0" * len(made))
        return kept

    def every(self, folder: Path, name: str) -> list[Kept]:
        """Return every one that can be read, the oldest first; none where there is no repository that git reads.

        Raises:
            CannotCommitError: there is no repository that git reads.
        """
        with in_our_words():
            repository = repository_for(folder, name)
            shown = "--format=%(refname) %(objectname)"
            listed = ask(repository, "for-each-ref", f"--count={MOST}", "--sort=creatordate", shown, REFS)
            lines = listed.decode("utf-8", "replace").splitlines()
            found = [
                (named.removeprefix(REFS), commit)
                for named, _, commit in (line.rpartition(" ") for line in lines)
                if IDS.fullmatch(named.removeprefix(REFS)) and _HASH.fullmatch(commit)
            ]
            return [kept for each in found if (kept := _read(repository, *each))]

    def change(self, folder: Path, name: str, kept: Kept, content: bytes, wording: Wording) -> None:
        """Put something else in the place of one, unless it has changed since it was read.

        Raises:
            CannotCommitError: it has, or it cannot be kept.
        """
        with in_our_words():
            repository = repository_for(folder, name)
            made = _commit(repository, content, wording, kept.commit)
            must(repository, "update-ref", f"{REFS}{kept.id}", made, kept.commit)

    def drop(self, folder: Path, name: str, kept: Kept) -> None:
        """Take one away, unless it has changed since it was read.

        Raises:
            CannotCommitError: it has.
        """
        with in_our_words():
            must(repository_for(folder, name), "update-ref", "-d", f"{REFS}{kept.id}", kept.commit)


def _commit(repository: Repository, content: bytes, wording: Wording, before: str | None) -> str:
    who: Identity = identity_of(repository)
    blob = must(repository, "hash-object", "-w", "--no-filters", "--stdin", asked=content)
    tree = must(repository, "mktree", "-z", asked=f"100644 blob {blob}\t{FILE}\0".encode())
    parent = ["-p", before] if before else []
    return must(
        repository, "commit-tree", tree, *parent, asked=message_of(wording), variables=variables_of(who, wording.author)
    )


def _read(repository: Repository, named: str, commit: str) -> Kept | None:
    """Read one; nothing where it is none of ours, or larger than any of ours can be."""
    asked = f"{commit}:{FILE}\n".encode()
    about = try_to_ask(repository, "cat-file", "--batch-check", asked=asked).stdout.decode("utf-8", "replace").split()
    if len(about) != 3 or about[1] != "blob" or not about[2].isdecimal() or int(about[2]) > LARGEST:
        return None
    return Kept(named, commit, ask(repository, "cat-file", "blob", about[0]))
