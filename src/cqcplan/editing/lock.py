"""One writer at a time in a plan."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cqcplan.editing.changes import CannotEditError

NAME = ".cqcplan.lock"
"""A hidden file, so that nothing takes it for part of the plan; it is there only while a command writes."""
PATIENCE = 30.0
"""Seconds to wait for another writer, who needs less than one."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of a plan's folder; it may be held twice by the same process.

    The system takes the lock from a process that dies, so a killed writer locks nobody out. What such a one had
    decided is put in place first, and what it had not is cleared away.

    Raises:
        CannotEditError: where another writer does not let go of it, or the folder cannot be written to.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only who writes needs it

    path = folder.resolve() / NAME
    lock = FileLock(path, is_singleton=True)
    try:
        lock.acquire(timeout=PATIENCE, poll_interval=0.01)
    except Timeout as error:
        raise CannotEditError(
            f"another command has been writing to {folder.as_posix()} for {PATIENCE:.0f} seconds", "try again later"
        ) from error
    except OSError as error:
        raise CannotEditError(
            f"{folder.as_posix()} cannot be written to: {error.strerror}", "check who may write in that folder"
        ) from error
    try:
        if lock.lock_counter == 1:
            _settle(folder)
        yield
    finally:
        if lock.lock_counter == 1:
            # taken away while it is held: whoever waits for the old one sees that it has no name, and makes a new one
            with suppress(OSError):
                path.unlink()
        lock.release()


def _settle(folder: Path) -> None:
    from cqcplan.files.discover import plan_folders  # noqa: PLC0415 - only who writes needs it
    from cqcplan.files.unfinished import UnfinishedError  # noqa: PLC0415
    from cqcplan.files.write_files import settle  # noqa: PLC0415

    try:
        settle(folder, plan_folders(folder))
    except UnfinishedError as error:
        raise CannotEditError(str(error), error.help) from error
    except OSError as error:
        raise CannotEditError(
            f"{folder.as_posix()} has a change that was not finished, and it cannot be now: {error.strerror}",
            "make room, or check who may write there, and try again",
        ) from error
