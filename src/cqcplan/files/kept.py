"""What is kept between runs: data (JSON under its own checksum) in the user's cache folder.

An entry that is damaged, or somebody else's, is no entry. Whoever keeps something names its file by all that it depends
on.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from cqcplan import __version__
from cqcplan.digest import digest

NEVER = "CQCPLAN_NO_CACHE"
"""The variable that says that nothing is to be kept or taken from what is."""
MOST = 400
"""How many entries are kept; then the oldest go."""


def marks_of_the_tool() -> object:
    """Return what changes when the tool, Python or a package changes."""
    package = Path(__file__).parents[1]
    marks: list[object] = [__version__, sys.version]
    for folder in sys.path:
        with suppress(OSError):
            marks.append((folder, os.stat(folder).st_mtime_ns))  # noqa: PTH116
    if not any(part in ("site-packages", "dist-packages") for part in package.parts):
        marks.append(max(_changed(str(package))))  # somebody is at work on it
    return marks


def _changed(folder: str) -> Iterator[int]:
    """Return when each file of a folder of Python changed."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _changed(entry.path)
            else:
                yield entry.stat(follow_symlinks=False).st_mtime_ns


def read_entry(path: Path, made: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """Return an entry that is whole and one's own; else nothing.

    Args:
        path: its file.
        made: makes of each of its mappings what it stands for; a ValueError or an AttributeError says that it cannot.
    """
    try:
        with path.open("rb") as file:
            if hasattr(os, "geteuid") and os.fstat(file.fileno()).st_uid != os.geteuid():
                return None
            sum_, _, text = file.read().partition(b"\n")
        if sum_.decode("ascii") != digest(text):
            return None
        import json  # noqa: PLC0415 - where nothing is kept there is nothing to read

        return json.loads(text, object_hook=made)
    except (OSError, ValueError, AttributeError):
        return None


def write_entry(path: Path, entry: object) -> None:
    """Put an entry in its place, all of it or nothing, and let the oldest go.

    Raises:
        OSError: where it cannot be put there.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    import json  # noqa: PLC0415 - as above

    text = json.dumps(entry).encode()
    new = path.with_name(f"{path.name}.{os.getpid()}")
    number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(digest(text).encode() + b"\n" + text)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    with os.scandir(path.parent) as found:
        kept = [(each.stat(follow_symlinks=False).st_mtime_ns, each.path) for each in found]
    for _, old in sorted(kept)[:-MOST]:
        os.unlink(old)  # noqa: PTH108
