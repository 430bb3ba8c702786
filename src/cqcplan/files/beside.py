"""New content of a file, in a hidden file beside it until it takes its place."""

import os
import re
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Self

TOKEN = re.compile("[0-9a-f]{16}")
_NAME = re.compile(r"\..*\.[0-9a-f]{16}\.tmp", re.DOTALL)
LONGEST = 100
"""How many bytes of the other's name go into that of the new file: with the rest it must not get too long itself."""


def name_beside(target: Path, token: str) -> Path:
    """Return where the new content of a file is until it takes its place."""
    start = os.fsencode(target.name)[:LONGEST].decode("utf-8", "ignore")
    return target.with_name(f".{start}.{token}.tmp")


class Beside:
    """A new file beside another. While it is held, no other process clears it away; leaving it discards it."""

    def __init__(self, target: Path, token: str, opened: int) -> None:
        self.target, self.token, self._opened = target, token, opened
        self.path = name_beside(target, token)

    @classmethod
    def make(cls, target: Path, mode: int) -> Self:
        """Make it, empty.

        Raises:
            OSError: as the system gives it.
        """
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        while True:
            token = token_hex(8)
            # by hand, not by tempfile: a new file has the permissions that new files have
            opened = os.open(name_beside(target, token), flags, mode)
            if _hold(opened):
                return cls(target, token, opened)
            os.close(opened)  # somebody cleared it away in between

    def write(self, content: bytes) -> None:
        """Write all of the content."""
        left = memoryview(content)
        while left:
            left = left[os.write(self._opened, left) :]

    def sync(self) -> None:
        """Bring it to the disk."""
        os.fsync(self._opened)
        if os.name == "nt":
            self._close()  # what is open cannot be renamed there

    def _close(self) -> None:
        if self._opened >= 0:
            os.close(self._opened)
            self._opened = -1

    def release(self) -> None:
        """Let go of it, and leave it where it is."""
        self._close()

    def discard(self) -> None:
        """Take it away, if it has not taken its place."""
        self._close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.discard()


def _hold(opened: int) -> bool:
    """Take the lock of a new file; false where it has lost its name before that."""
    if os.name == "nt":
        return True  # what is open cannot be taken away there
    import fcntl  # noqa: PLC0415 - not on every system

    with suppress(OSError):  # a file system without locks
        fcntl.flock(opened, fcntl.LOCK_EX)
    return os.fstat(opened).st_nlink > 0


def clear_leftovers(folder: Path, target: Path | None = None, *, is_held: bool = False) -> None:
    """Clear away the new files whose writers are gone: all in a folder, or those beside one file.

    Whoever holds the folder itself is at work in it, and keeps no file open: then nothing is cleared away.

    Args:
        folder: where they are.
        target: the file that they are beside.
        is_held: whether the caller holds the folder.
    """
    start = None if target is None else name_beside(target, "").name.removesuffix(".tmp")
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return
    left = [
        name
        for name in names
        if _NAME.fullmatch(name) and (start is None or name[: -len("0123456789abcdef.tmp")] == start)
    ]
    if left and (is_held or not _is_held(folder)):
        for name in left:
            with suppress(OSError):
                _clear(folder / name)


def _is_held(folder: Path) -> bool:
    """Whether some process holds a folder."""
    if os.name == "nt":
        return False
    import fcntl  # noqa: PLC0415 - not on every system

    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # a file system without locks
    finally:
        os.close(opened)
    return False


def _clear(path: Path) -> None:
    """Take a new file away, unless somebody holds it."""
    if os.name == "nt":
        path.unlink()
        return
    import fcntl  # noqa: PLC0415 - not on every system

    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(opened)
