"""Store a draft: under the plan's lock, over nothing that has changed since it was read."""

from pathlib import Path

from cqcplan.editing.draft import Draft, changed_meanwhile
from cqcplan.editing.lock import writing
from cqcplan.files.write_file import leftovers, write_file


def store(drafted: Draft) -> None:
    """Write every file of a draft, each in one step.

    All files are compared with what was read before the first is written. A process killed between two files leaves
    the first written and the second not.

    Raises:
        CannotEditError: where another writer holds the plan, or a file is no longer as it was read.
        OSError: where a file cannot be written.
    """
    with writing(drafted.folder):
        for file in drafted.files:
            if _content(file.path) != file.before:
                raise changed_meanwhile(file.path)
        for file in drafted.files:
            if file.before is None:
                file.path.parent.mkdir(parents=True, exist_ok=True)
            for stale in leftovers(file.path):
                stale.unlink(missing_ok=True)
            write_file(file.path, file.after)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
