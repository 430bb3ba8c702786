"""Write a file so that, whatever happens, either the old or the new one is there, open to whom it was."""

import os
from contextlib import suppress
from errno import EACCES, EBUSY, EINVAL, EOPNOTSUPP, EPERM, EROFS, EXDEV
from pathlib import Path
from stat import S_IMODE, S_ISREG

from cqcplan.files.beside import Beside, clear_leftovers
from cqcplan.files.unfinished import NAME as RECORD

NO_RENAMING = (EBUSY, EXDEV, EPERM, EACCES)
"""What the system says where a file cannot be replaced by another: it is mounted by itself, or its folder is shared."""
_NO_NEW_FILES = (EACCES, EPERM, EROFS)


def write_file(path: Path, content: bytes) -> None:
    """Write a file in one step: into a new file beside it, to the disk, then over the old one by renaming.

    Owner, permissions, access lists and other attributes are kept. Where the path is a link, what it points at is
    replaced and the link stays. A file that cannot be replaced without a loss (it has a second name, it is mounted
    by itself) is written in place, once the whole of the new one is on the disk beside it. A killed writer leaves at
    most a hidden file, which the next one clears away.

    Raises:
        OSError: as the system gives it; the old file is then as it was.
    """
    target = real(path)
    if not (target.parent / RECORD).exists():
        clear_leftovers(target.parent, target)
    try:
        new = prepare(path, content)
    except OSError as error:
        if error.errno not in _NO_NEW_FILES or not target.is_file() or not os.access(target, os.W_OK):
            raise
        # nothing may be put beside it, but it may be written to
        overwrite(target, content)
        return
    with new:
        put_in_place(new.path, new.target)
        sync_folder(new.target.parent)


def real(path: Path) -> Path:
    """Return the file that a path leads to, whether or not it is there."""
    return Path(os.path.realpath(path))


def prepare(path: Path, content: bytes) -> Beside:
    """Write the new content of a file beside it, to the disk, with all that the old one has.

    Raises:
        OSError: as the system gives it; nothing has changed.
    """
    target = real(path)
    before = status(target)
    if before and not S_ISREG(before.st_mode):
        raise OSError(EINVAL, "it is not an ordinary file", str(path))
    if before and not os.access(target, os.W_OK):
        # renaming would replace a file that is marked read-only
        raise PermissionError(EACCES, "it may only be read", str(path))
    # what is to replace a file that not everybody may read is closed until it has the same permissions
    new = Beside.make(target, 0o600 if before else 0o666)
    try:
        new.write(content)
        if before:
            _like(new.path, target, before)
        new.sync()
    except BaseException:
        new.discard()
        raise
    return new


def put_in_place(new: Path, target: Path) -> None:
    """Put a finished file in the place of another: by renaming, or where that would lose something by copying.

    Raises:
        OSError: as the system gives it; the new file is still there.
    """
    if not renamed(new, target):
        overwrite(target, new.read_bytes())
        new.unlink()


def renamed(new: Path, target: Path) -> bool:
    """Put a finished file in the place of another in one step; false where that cannot be done, or not without a loss.

    Raises:
        OSError: as the system gives it; nothing has changed.
    """
    if not can_stand_for(new, target):
        return False
    try:
        os.replace(new, target)  # noqa: PTH105 - the one step that counts, by its own name
    except OSError as error:
        if error.errno not in NO_RENAMING or not target.exists():
            raise
        return False
    return True


def can_stand_for(new: Path, target: Path) -> bool:
    """Whether a new file in the place of an old one loses nothing: no second name, no owner, no access list."""
    old, made = status(target), status(new)
    if old is None or made is None:
        return True
    kept = _attributes(target)
    same = (old.st_uid, old.st_gid, S_IMODE(old.st_mode)) == (made.st_uid, made.st_gid, S_IMODE(made.st_mode))
    return old.st_nlink == 1 and same and None not in kept.values() and kept == _attributes(new)


class NoRoomError(OSError):
    """There is no room for what is longer than before. The old content is still there."""


def overwrite(target: Path, content: bytes) -> None:
    """Write over a file in place.

    Raises:
        NoRoomError: there is no room; the old content is still there.
        OSError: as the system gives it.
    """
    opened = os.open(target, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        _make_room(opened, len(content))
        left = memoryview(content)
        while left:
            left = left[os.write(opened, left) :]
        os.ftruncate(opened, len(content))
        os.fsync(opened)
    finally:
        os.close(opened)


def _make_room(opened: int, wanted: int) -> None:
    size = os.fstat(opened).st_size
    if wanted <= size or not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(opened, size, wanted - size)
    except OSError as error:
        if error.errno not in (EINVAL, EOPNOTSUPP):
            os.ftruncate(opened, size)
            raise NoRoomError(error.errno, error.strerror) from error


def status(path: Path) -> os.stat_result | None:
    """Return what the system knows of a file, nothing where it is not there."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _like(new: Path, target: Path, before: os.stat_result) -> None:
    """Give a new file the owner, permissions and attributes of another, as far as the system allows it."""
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give a file away
            os.chown(new, before.st_uid, before.st_gid)
    new.chmod(S_IMODE(before.st_mode))
    wanted, given = _attributes(target), _attributes(new)
    for name in given.keys() - wanted.keys():
        with suppress(OSError):
            os.removexattr(new, name)
    for name, value in wanted.items():
        if value is not None and given.get(name) != value:
            with suppress(OSError):  # then it cannot stand for the other, and that is written in place
                os.setxattr(new, name, value)


def _attributes(path: Path) -> dict[str, bytes | None]:
    """Return the access list and other attributes of a file, where the system has such (Linux)."""
    return {name: _attribute(path, name) for name in _names(path)}


def _names(path: Path) -> list[str]:
    try:
        return os.listxattr(path) if hasattr(os, "listxattr") else []
    except OSError:
        return []  # a file system without any


def _attribute(path: Path, name: str) -> bytes | None:
    """Return one attribute; nothing where this user may not read it."""
    try:
        return os.getxattr(path, name)
    except OSError:
        return None


def sync_folder(folder: Path) -> None:
    """Bring new names to the disk too, where folders can be synced (not on Windows)."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
