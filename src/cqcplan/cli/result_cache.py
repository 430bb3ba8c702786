"""Answers of ``cqcplan validate`` that are kept: where nothing has changed that went into one, it is given again.

What goes into an answer is all kept with it: the words typed and where, the day where a rule asks for it, where the
settings file was looked for and found, which plans the words named, and the bytes of every file read.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from cqcplan.cli import streams
from cqcplan.digest import digest, digest_of
from cqcplan.files.kept import NEVER, marks_of_the_tool, read_entry, write_entry
from cqcplan.files.user_folder import CACHE, user_folder

NO_CACHE = "--no-cache"
_SEEN = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LINES", "GITHUB_STEP_SUMMARY", "CQCPLAN_DEBUG", "HOME")
"""The variables that what is said may depend on."""


class Inputs(NamedTuple):
    """What an answer was made of, besides the words typed."""

    day: str | None
    """The day that rules asked for, where nobody typed one."""
    settings_looked_for: bool
    settings: str | None
    """The settings file that was found or named."""
    words: tuple[str | None, ...]
    """What names plans; nothing stands for all of them."""
    plans: dict[str, dict[str, str]]
    """By the path of each plan: its files, each with the digest of its bytes."""
    others: dict[str, str | None]
    """The other files read, each with the digest of its bytes."""


class _Going:
    """The command that is under way."""

    key: Path | None = None
    inputs: Inputs | None = None


def recall(words: Sequence[str]) -> None:
    """Give the kept answer again and leave, where all that went into it is the same; else hear what is said now."""
    if NO_CACHE in words or os.environ.get(NEVER) or "_CQCPLAN_COMPLETE" in os.environ:
        return
    folder = user_folder(CACHE)
    if folder is None or not streams.listen():
        return
    path = folder / f"{_key(words)}.json"
    entry = read_entry(path)
    if entry is not None and _is_current(entry):
        _say_again(entry)
    _Going.key, _Going.inputs = path, None


def made_of(inputs: Inputs) -> None:
    """Say what the answer that is being given was made of, so that it may be kept."""
    _Going.inputs = inputs


def keep(code: int) -> None:
    """Keep the answer that was given, where it may be and can be; that it cannot be is nobody's worry."""
    path, inputs, said = _Going.key, _Going.inputs, streams.heard.said if streams.heard else None
    if path is None or inputs is None or said is None:
        return
    if any(known is None or digest_of(other) != known for other, known in inputs.others.items()):
        return  # one of them changed meanwhile
    entry = {
        **inputs._asdict(),
        "code": code,
        "said": [[number, data.decode("latin-1")] for number, data in said],
    }
    with suppress(OSError):
        write_entry(path, entry)


def _key(words: Sequence[str]) -> str:
    seen = [os.environ.get(name) for name in _SEEN]
    streams = [stream.isatty() for stream in (sys.stdout, sys.stderr)]
    size = list(os.get_terminal_size(1)) if streams[0] else None
    return digest(
        repr((list(words), str(Path.cwd()), seen, streams, size, marks_of_the_tool())).encode("utf-8", "surrogatepass")
    )


def _is_current(entry: dict[str, Any]) -> bool:
    """Whether all that went into an answer is still the same."""
    inputs = Inputs(*(entry[name] for name in Inputs._fields))
    if any(digest_of(path) != known for path, known in inputs.others.items()):
        return False
    if any(digest_of(path) != known for files in inputs.plans.values() for path, known in files.items()):
        return False
    if inputs.day is not None:
        from cqcplan.cli.clock import today

        if today().isoformat() != inputs.day:
            return False
    return _same_settings(inputs) and _same_plans(inputs)


def _same_settings(inputs: Inputs) -> bool:
    if not inputs.settings_looked_for:
        return True
    from cqcplan.config.find import RefusedError, find_config

    try:
        found = find_config(Path.cwd())
    except RefusedError:
        return False
    return (found and str(found)) == inputs.settings


def _same_plans(inputs: Inputs) -> bool:
    from cqcplan.files.discover import NotFoundError, locate, plan_files
    from cqcplan.files.unfinished import NAME

    try:
        found = {str(place.path): place.path for word in inputs.words for place in locate(word)}
    except NotFoundError:
        return False
    if list(found) != list(inputs.plans):
        return False
    for name, path in found.items():
        files, refused = plan_files(path)
        if refused or [str(file) for file in files] != list(inputs.plans[name]):
            return False
        folder = path if path.is_dir() else path.parent
        if (folder / NAME).exists():  # a change of several files is under way
            return False
    return True


def _say_again(entry: dict[str, Any]) -> NoReturn:
    for number, text in entry["said"]:
        stream = sys.stdout if number == 1 else sys.stderr
        stream.buffer.write(text.encode("latin-1"))
        stream.buffer.flush()
    streams.finish(int(entry["code"]))
