"""Write a whole folder of files as one change: all of them are there, or those that were."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from cqcplan.files.write_file import prepare, real, sync_folder
from cqcplan.files.write_files import settle, write_files


class OtherFilesError(Exception):
    """The folder holds files that are none of those to be written."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder of their own, in the place of an earlier set.

    A folder that is not there yet appears with all that is in it.

    Raises:
        OtherFilesError: the folder holds other files than these; hidden ones do not count.
        UnfinishedError: an earlier set was being written, and nobody can tell how far it came.
        OSError: as the system gives it; the old files are then as they were.
    """
    if not folder.is_dir():
        _write_new(real(folder), contents)
        return
    with _held(folder):
        settle(folder)
        others = sorted(path.name for path in folder.iterdir() if path.name not in contents and path.name[0] != ".")
        if others:
            raise OtherFilesError(others)
        write_files(folder, {folder / name: content for name, content in contents.items()})


def _write_new(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make the folder under a hidden name, and give it its own when all is in it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(folder)
    made = folder.with_name(f".{folder.name[:60]}.{token_hex(8)}.tmp")
    made.mkdir()
    with _held(made):
        try:
            for name, content in contents.items():
                with prepare(made / name, content) as new:
                    os.replace(new.path, new.target)  # noqa: PTH105 - the one step that counts, by its own name
            sync_folder(made)
            made.rename(folder)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    sync_folder(folder.parent)


def _clear_leftovers(folder: Path) -> None:
    """Clear away the folders that killed writers were making under a hidden name."""
    pattern = re.compile(rf"\.{re.escape(folder.name[:60])}\.[0-9a-f]{{16}}\.tmp")
    for left in folder.parent.iterdir():
        if pattern.fullmatch(left.name):
            with suppress(OSError), _held(left, patient=False):
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _held(folder: Path, *, patient: bool = True) -> Iterator[None]:
    """Keep other writers of a folder waiting, or, not patient, fail where there is one."""
    if os.name == "nt":
        yield
        return
    import fcntl  # noqa: PLC0415 - not on every system

    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
        except BlockingIOError:
            raise
        except OSError:
            if not patient:
                raise  # a file system without locks
        yield
    finally:
        os.close(opened)
