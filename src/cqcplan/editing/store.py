"""Store a draft: under the plan's lock, over nothing that has changed since it was read."""

from pathlib import Path

from cqcplan.editing.draft import Draft, changed_meanwhile
from cqcplan.editing.lock import writing
from cqcplan.files.write_files import write_files


def store(drafted: Draft) -> None:
    """Write every file of a draft as one change: all of them are written, or none is.

    All files are compared with what was read before the first is written.

    Raises:
        CannotEditError: where another writer holds the plan, or a file is no longer as it was read.
        NotInPlaceError: where the change is made, but the system fails before it is in its place everywhere.
        OSError: where a file cannot be written; nothing is.
    """
    with writing(drafted.folder):
        for file in drafted.files:
            if _content(file.path) != file.before:
                raise changed_meanwhile(file.path)
        write_files(drafted.folder, {file.path: file.after for file in drafted.files})


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
