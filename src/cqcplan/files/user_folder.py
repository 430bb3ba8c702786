"""The user's own folders on this machine, where each platform has them."""

import os
import sys
from pathlib import Path
from typing import NamedTuple


class Purpose(NamedTuple):
    """What a folder is for, and so where it is."""

    named_by: str
    """The variable that names another one."""
    windows: str
    """In the user's local data."""
    mac: str
    """In the user's library."""
    variable: str
    """The one of the XDG base directories that it is in."""
    home: str
    """Where that is in the home folder, when the variable is not set."""


CACHE = Purpose("CQCPLAN_CACHE_DIR", "cache", "Caches", "XDG_CACHE_HOME", ".cache")
STATE = Purpose("CQCPLAN_STATE_DIR", "state", "Application Support", "XDG_STATE_HOME", ".local/state")


def user_folder(purpose: Purpose) -> Path | None:
    """Return a folder, which need not be there yet; nothing where the user has none."""
    named = os.environ.get(purpose.named_by)
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base, "cqcplan", purpose.windows) if base else None
    home = os.environ.get("HOME")
    if sys.platform == "darwin":
        return Path(home, "Library", purpose.mac, "cqcplan") if home else None
    base = os.environ.get(purpose.variable) or (home and f"{home}/{purpose.home}")
    return Path(base, "cqcplan") if base and base.startswith("/") else None
