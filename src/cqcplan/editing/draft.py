"""The draft of an edit: every file it touches as it is and as it would be. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cqcplan.editing.changes import Change
from cqcplan.files.loaded import LoadedPlan


@dataclass(frozen=True, slots=True)
class FileDraft:
    """One file of an edit."""

    path: Path
    before: bytes | None
    """What is on disk; nothing where the file is new."""
    after: bytes

    def diff(self) -> str:
        """Return the change as a unified diff."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit that has been checked and can be stored."""

    folder: Path
    """Where the plan lives, and its lock."""
    files: tuple[FileDraft, ...]

    def diff(self) -> str:
        """Return the whole change as unified diffs."""
        return "".join(file.diff() for file in self.files)


def draft(loaded: LoadedPlan, changes: Sequence[Change]) -> Draft:
    """Work out what the files of a plan would be after some changes.

    Everything outside the changes stays byte for byte. The new texts are read again, compared with the data that is
    meant, and checked as a whole plan.

    Raises:
        CannotEditError: where a change cannot be made so, or the plan would have errors after it.
    """
    raise NotImplementedError
