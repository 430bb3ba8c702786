"""A change of several files that was decided and is not yet in place everywhere: its writer works, or was killed.

While the record of it stands, what is beside a file and not the file itself is the plan. Readers go by that, the next
writer puts it in place. So a change is all there or not at all, wherever its writer was stopped.
"""

import os
from errno import ENAMETOOLONG
from pathlib import Path

NAME = ".cqcplan.change"
"""The record: hidden, at the top of the folder that is changed."""
LARGEST = 1 << 24
VERSION = 1


class UnfinishedError(Exception):
    """There is a record that cannot be read, so nobody knows which content counts."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.as_posix()} tells of an unfinished change, and cannot be read")
        self.path = path
        self.help = "see which of the files beside it are wanted, then delete it"


def unfinished(folder: Path) -> dict[Path, Path | None]:
    """Return what counts instead of each file that is not yet as decided: its new content, beside it, or nothing.

    Raises:
        UnfinishedError: where the record cannot be read.
    """
    tokens = recorded(folder)
    if not tokens:
        return {}
    from cqcplan.files.beside import name_beside  # noqa: PLC0415 - seldom needed

    found: dict[Path, Path | None] = {file: None for file, token in tokens.items() if token is None and file.exists()}
    for file, token in tokens.items():
        if token is not None and (new := name_beside(Path(os.path.realpath(file)), token)).is_file():
            found[file] = new
    return found


def recorded(folder: Path) -> dict[Path, str | None]:
    """Return the files of the change that is on record, and by what token the new content of each is known.

    A file without a token is taken away.

    Raises:
        UnfinishedError: where the record cannot be read.
    """
    path = folder / NAME
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            return {}  # no folder has such a name: writing will say so
        raise UnfinishedError(path) from error
    import json  # noqa: PLC0415 - seldom needed
    from pathlib import PurePosixPath  # noqa: PLC0415

    from cqcplan.files.beside import TOKEN  # noqa: PLC0415

    try:
        said = json.loads(raw)
        files = {str(name): None if token is None else str(token) for name, token in said["files"].items()}
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnfinishedError(path) from error
    # it may have come with a stranger's folder: it reaches no file outside
    inside = all(".." not in PurePosixPath(name).parts and not Path(name).is_absolute() for name in files)
    if (
        said.get("version") != VERSION
        or not inside
        or not all(TOKEN.fullmatch(token) for token in files.values() if token)
    ):
        raise UnfinishedError(path)
    return {folder / name: token for name, token in files.items()}
