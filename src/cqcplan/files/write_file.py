"""Write a file so that, whatever happens, either the old or the new one is there."""

import os
import re
import secrets
from contextlib import suppress
from errno import EACCES
from pathlib import Path
from stat import S_IMODE


def write_file(path: Path, content: bytes) -> None:
    """Write a file in one step: into a temporary file beside it, to the disk, then over the old one by renaming.

    Permissions are kept, and owner and group where the system allows it. Where the path is a
    link, what it points at is replaced and the link stays. A killed writer leaves at most a hidden file that
    ``leftovers`` finds.

    Raises:
        OSError: as the system gives it; the old file is then as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        before = target.stat()
    except FileNotFoundError:
        before = None
    if before and not os.access(target, os.W_OK):
        # renaming would replace a file that is marked read-only
        raise PermissionError(EACCES, "it may only be read", str(path))
    # made by hand, not by tempfile, so that a new file has the permissions that new files have
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            if before:
                _keep_owner(temporary, before)
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def leftovers(path: Path) -> list[Path]:
    """Return the temporary files that killed writers of a file have left beside it."""
    target = Path(os.path.realpath(path))
    pattern = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{16}}\.tmp")
    return sorted(other for other in target.parent.iterdir() if pattern.fullmatch(other.name))


def _keep_owner(temporary: Path, before: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give a file away
            os.chown(temporary, before.st_uid, before.st_gid)
    temporary.chmod(S_IMODE(before.st_mode))


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk too, where folders can be synced (not on Windows)."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
