"""Find the settings file, and never take one that cannot be read for one that is not there.

No reader of TOML is imported where no file can hold settings: most runs of ``validate`` have none.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

FILE = "cqcplan.toml"
PYPROJECT = "pyproject.toml"
OURS = ("tool", "cqcplan")
SECTION = ".".join(OURS)


def _nearly(word: bytes) -> re.Pattern[bytes]:
    """Return what finds a word, or that with one byte of it spoiled, left out, put in or exchanged."""
    ways = []
    for at in range(len(word)):
        before, here, after = re.escape(word[:at]), re.escape(word[at : at + 1]), re.escape(word[at + 1 :])
        exchanged = before + re.escape(word[at : at + 2][::-1]) + re.escape(word[at + 2 :])
        ways += [before + b".?" + after, before + b"." + here + after, exchanged]
    return re.compile(b"|".join(ways), re.DOTALL | re.IGNORECASE)


_WORD = b"cqcplan"
_ELSEWHERE = (
    rb"(?m)"
    rb'"[^"\n]*cqcplan[/\[][^"\n]*"|"[^"\n]*/cqcplan"|^(?:name|cqcplan)[ \t]*=[ \t]*"cqcplan[^"\n]*"'
)
"""The word where it is no setting: paths, what a project needs, its name and its command."""
_ESCAPES = (b"\\u", b"\\U", b"\\x")
"""How TOML writes a letter of a key by its number."""


class RefusedError(Exception):
    """What was found is not to be used: one sentence, and what to do."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_


def find_config(start: Path) -> Path | None:
    """Look for a settings file in a folder and those above it, up to the root of the git repository.

    A ``cqcplan.toml`` counts whatever it is, and a ``pyproject.toml`` where it has the section or may have it:
    reading it will say what is wrong.

    Raises:
        RefusedError: when it lies above and belongs to somebody else, or a folder lets nobody look.
    """
    for folder in _folders(start):
        for path in (folder / FILE, folder / PYPROJECT):
            if _is_there(path) and (path.name == FILE or _may_have_section(path)):
                _must_be_ours(path, start)
                _is_file(path)
                return path
    return None


def _folders(start: Path) -> Iterator[Path]:
    for folder in (start, *start.parents):
        yield folder
        if (folder / ".git").exists():
            return


def _is_there(path: Path) -> bool:
    """Whether anything has this name: a file, a folder, or a link to nothing."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        message = f"whether there is a {path.name} in {path.parent.as_posix()} cannot be told: {error.strerror}"
        raise RefusedError(message, _INSTEAD) from error
    return True


_INSTEAD = f"put a {FILE} of your own into this folder, or use --config or --no-config where there is one"


def _may_have_section(path: Path) -> bool:
    """Whether a ``pyproject.toml`` has settings for cqcplan, or may have and cannot be read, or nearly has."""
    if not _is_file(path):
        return True  # a folder, a link to nothing: reading it says so
    try:
        raw = path.read_bytes()
    except OSError:
        return True
    seen = _seen(raw)
    if not seen and not any(sign in raw for sign in _ESCAPES):
        return False
    from cqcplan.config.toml_text import NotTomlError, toml_of  # noqa: PLC0415 - most runs have no settings

    try:
        data, _ = toml_of(raw)
    except NotTomlError:
        return seen  # one that never names cqcplan is somebody else's to put right
    return has_section(data) or misnamed(data) is not None


def _is_file(path: Path) -> bool:
    """Whether this is a file or a link to one.

    Raises:
        RefusedError: when it is a pipe or a device, which might never end.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    if not (S_ISREG(mode) or S_ISDIR(mode)):
        message = f"{path.as_posix()} is not a file, so whether it holds settings cannot be told"
        raise RefusedError(message, "take it away, or name it with --config")
    return S_ISREG(mode)


def _seen(raw: bytes) -> bool:
    """Whether the word stands in a file, in any encoding that keeps the letters of ASCII, of whatever width."""
    word = _nearly(_WORD)
    return any(word.search(re.sub(_ELSEWHERE, b"", text)) for text in (raw, raw.replace(b"\0", b"")))


def has_section(data: Mapping[str, Any]) -> bool:
    """Whether a ``pyproject.toml`` has settings for cqcplan, of whatever form."""
    tool = data.get("tool")
    return isinstance(tool, dict) and "cqcplan" in tool


def misnamed(data: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the way to a table of a ``pyproject.toml`` that all but has the name of ours: ``[tool.cqplan]``."""
    near = _nearly(SECTION.encode())
    for way in _ways(data, depth=3):
        if way != OURS and (way == OURS[1:] or near.fullmatch(".".join(way).encode())):
            return way
    return None


def _ways(data: Mapping[str, Any], depth: int, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in data.items():
        way = (*before, key)
        yield way
        if depth > 1 and isinstance(value, dict):
            yield from _ways(value, depth - 1, way)


def _must_be_ours(path: Path, start: Path) -> None:
    """Refuse a file above that somebody else put there: it would choose templates, and those read the plan.

    Whoever owns the working folder could as well have put it there, and root may do anything.
    """
    if path.parent == start or not hasattr(os, "geteuid"):
        return
    trusted = {0, os.geteuid(), start.stat().st_uid}
    owners = {path.lstat().st_uid}  # of a link both: its own, and that of what it leads to
    with suppress(OSError):
        owners.add(path.stat().st_uid)
    if owners <= trusted:
        return
    message = f"{path.as_posix()} belongs to another user, so its settings are not used"
    raise RefusedError(message, _INSTEAD)
