"""What to do about a file that the system does not take."""

from errno import EDQUOT, ENAMETOOLONG, ENOSPC, EROFS
from pathlib import Path


def what_to_do(error: OSError, path: Path) -> str:
    """Say what the user can do about it.

    Args:
        error: what the system said.
        path: what was to be written.
    """
    known = {
        ENOSPC: "make room on the disk",
        EDQUOT: "make room on the disk",
        ENAMETOOLONG: "choose a shorter name: most disks take up to 255 bytes",
        EROFS: "choose another place: nothing can be written to this disk",
    }
    if error.errno in known:
        return known[error.errno]
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return f"make the folder {path.parent.as_posix()} first"
    if isinstance(error, PermissionError):
        return "check who may write there"
    if isinstance(error, IsADirectoryError):
        return "name a file in it"
    return "choose another place"
