"""The last change of a plan by this tool, kept beside it so that it can be taken back byte for byte."""

import json
import os
from base64 import b64decode, b64encode
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cqcplan.editing.changes import CannotEditError
from cqcplan.editing.draft import Draft
from cqcplan.editing.lock import writing

NAME = ".cqcplan.undo"
"""Hidden, in the plan's folder; for one machine and never for git."""
VERSION = 1
LARGEST = 1 << 26


class Kept(NamedTuple):
    """One file of a change."""

    path: Path
    before: bytes | None
    """Nothing where the change made the file."""
    after: str
    """The SHA-256 of what the change left."""


def keep(drafted: Draft, said: str) -> None:
    """Keep what was there before a change that has just been made; a full disk loses this, not the change."""
    files = [
        {
            "path": Path(os.path.relpath(file.path, drafted.folder)).as_posix(),
            "before": None if file.before is None else b64encode(file.before).decode("ascii"),
            "after": sha256(file.after).hexdigest(),
        }
        for file in drafted.files
    ]
    from cqcplan.files.write_file import write_file  # noqa: PLC0415 - only who writes needs it

    record = json.dumps({"version": VERSION, "said": said, "files": files})
    with suppress(OSError):
        # it holds what the plan holds, which not everybody on the machine may read
        (drafted.folder / NAME).touch(mode=0o600)
        write_file(drafted.folder / NAME, record.encode("ascii"))


def last_change(folder: Path) -> tuple[str, list[Kept]]:
    """Return what the last change was, and its files.

    Raises:
        CannotEditError: where none is kept.
    """
    try:
        with (folder / NAME).open("rb") as file:
            data = json.loads(file.read(LARGEST))
        kept = [
            Kept(
                folder / PurePosixPath(each["path"].lstrip("/")),
                None if each["before"] is None else b64decode(each["before"]),
                each["after"],
            )
            for each in data["files"]
        ]
        said = str(data["said"])
    except FileNotFoundError as error:
        raise CannotEditError(
            "there is no change to take back", "undo takes back the last change that cqcplan made on this machine"
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotEditError(
            f"{(folder / NAME).as_posix()} cannot be read, so nothing is taken back", "take it back in the file by hand"
        ) from error
    if any(".." in each.path.relative_to(folder).parts or Path(each.path.name).suffix == "" for each in kept):
        raise CannotEditError(f"{(folder / NAME).as_posix()} names a file outside its folder", "delete it")
    return said, kept


def undo(folder: Path) -> tuple[str, list[Path]]:
    """Take back the last change, all of it or nothing; return what it was and the files.

    Raises:
        CannotEditError: where none is kept, or a file has changed since.
        OSError: where a file cannot be written.
    """
    from cqcplan.files.write_files import write_files  # noqa: PLC0415 - only who writes needs it

    with writing(folder):
        said, kept = last_change(folder)
        for each in kept:
            now = each.path.read_bytes() if each.path.exists() else None
            if now != each.before and (now is None or sha256(now).hexdigest() != each.after):
                raise CannotEditError(
                    f"{each.path.as_posix()} has changed since, so nothing is taken back",
                    "take it back in the file by hand, or with git",
                )
        write_files(folder, {each.path: each.before for each in kept})
        (folder / NAME).unlink(missing_ok=True)
    return said, [each.path for each in kept]
