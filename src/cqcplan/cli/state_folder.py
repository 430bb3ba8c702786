"""Where what is not yet saved is kept on this machine: the user's own folder, never the plan's."""

import os
import sys
from pathlib import Path

FOLDER = "CQCPLAN_STATE_DIR"
"""The variable that names another folder than the platform's."""


def state_folder() -> Path | None:
    """Return the folder, which need not be there yet; nothing where the user has none."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base, "cqcplan", "state") if base else None
    home = os.environ.get("HOME")
    if sys.platform == "darwin":
        return Path(home, "Library", "Application Support", "cqcplan") if home else None
    base = os.environ.get("XDG_STATE_HOME") or (home and f"{home}/.local/state")
    return Path(base, "cqcplan") if base and base.startswith("/") else None
