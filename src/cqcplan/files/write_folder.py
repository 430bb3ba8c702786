"""Write a whole folder of files as one change: all of them are there, or those that were."""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from cqcplan.files.write_file import prepare, real, sync_folder
from cqcplan.files.write_files import settle, write_files

LIST = ".cqcplan.files"
"""What the list of a set is called: each file, and the checksum of what was written into it."""


class OtherFilesError(Exception):
    """The folder holds files that are none of those to be written."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))


def write_folder(folder: Path, contents: Mapping[str, bytes], *, listed: bool = False) -> None:
    """Write files into a folder of their own, in the place of an earlier set.

    A folder that is not there yet appears with all that is in it. A file that says the same as before is left as it is.

    Args:
        folder: the folder.
        contents: the files by name. Each is asked for when it is written, so that they need not all be in memory.
        listed: whether they are listed in a hidden file (``LIST``): what an earlier list names, is still as it was and
            is not among them any more is taken away, and is not one of the other files.

    Raises:
        OtherFilesError: the folder holds other files than these; hidden ones do not count.
        UnfinishedError: an earlier set was being written, and nobody can tell how far it came.
        OSError: as the system gives it; the old files are then as they were.
    """
    every = _Listed(contents) if listed else contents
    if not folder.is_dir():
        _write_new(real(folder), every)
        return
    with _held(folder):
        settle(folder, is_held=True)
        others = sorted(path.name for path in folder.iterdir() if path.name not in contents and path.name[0] != ".")
        gone = _gone(folder, others) if listed else []
        if len(gone) < len(others):
            raise OtherFilesError([name for name in others if name not in gone])
        write_files(folder, _Changed(folder, every, gone), is_held=True)


class _Listed(Mapping[str, bytes]):
    """A set of files, and the list of them."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents
        said = {"version": 1, "files": {name: _checksum(contents[name]) for name in sorted(contents)}}
        self._list = f"{json.dumps(said, indent=0)}\n".encode()

    def __getitem__(self, name: str) -> bytes:
        return self._list if name == LIST else self._contents[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._contents
        yield LIST

    def __len__(self) -> int:
        return len(self._contents) + 1


def _gone(folder: Path, names: list[str]) -> list[str]:
    """Return which of some files the list of an earlier set names, and nobody has changed since."""
    try:
        said = json.loads((folder / LIST).read_bytes())["files"]
        return [name for name in names if said.get(name) == _checksum((folder / name).read_bytes())]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []


def _checksum(content: bytes) -> str:
    return sha256(content).hexdigest()


class _Changed(Mapping[Path, bytes | None]):
    """The files that are not there yet as they are to be, one in memory at a time; and those to be taken away."""

    def __init__(self, folder: Path, contents: Mapping[str, bytes], gone: list[str]) -> None:
        self._contents = contents
        self._names = {folder / name: name for name in contents if _differs(folder / name, contents[name])}
        self._names |= {folder / name: name for name in gone}

    def __getitem__(self, path: Path) -> bytes | None:
        return self._contents.get(self._names[path])

    def __iter__(self) -> Iterator[Path]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except OSError:
        return True  # writing says what is the matter


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
