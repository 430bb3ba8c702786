"""Saving what was asked for: into a file, or into whatever else a path can name."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from cqcplan.cli.streams import put
from cqcplan.cli.talk import fail, flush, say, write

if TYPE_CHECKING:
    from cqcplan.cli.audience import Audience

STDOUT = Path("-")
"""How stdout is named by custom, where a file could be."""
BASELINE = "a baseline"


def save(
    path: Path,
    content: bytes,
    said: str | None = "",
    *,
    over: tuple[str, ...] = (),
    sources: tuple[Path | None, Path | None] | None = None,
    readers: "Audience | None" = None,
) -> None:
    """Write what was asked for and say where it is; stop where it cannot be written, or something would be lost.

    Args:
        path: a file; ``-`` for stdout; or a device, a pipe or ``/dev/fd/63``, which are written to and never replaced.
        content: all of it.
        said: what is said after its name; nothing says nothing at all.
        over: what it may be written over, that nothing else may be.
        sources: the folder of templates and the Word document in use, where they are not those of the settings.
        readers: whom it is for, where it shows a plan: it is never written over what was made for others.
    """
    if path == STDOUT:
        write(content)
        return
    with _told(path):
        if not _is_stream(path, lambda number: put(number, content)):
            must_not_lose(path, over, sources)
            if readers:
                keep_other_readers(path, readers)
            from cqcplan.files.write_file import write_file

            write_file(path, content)
    if said is not None:
        say(f"wrote {path.as_posix()}{said}")
    if readers and readers.value != "public" and readers.value not in path.name.lower():
        say(f"note: its name does not say that it is for {readers.value} readers")


def save_all(
    folder: Path,
    contents: Mapping[str, bytes],
    sources: tuple[Path | None, Path | None] | None = None,
    *,
    readers: "Audience | None" = None,
    listed: bool = False,
) -> None:
    """Write a set of files into a folder, all of them or none.

    Args:
        folder: where to.
        contents: the files by name.
        sources: the folder of templates and the Word document in use, where they are not those of the settings.
        readers: whom they are for.
        listed: whether they are listed there, so that another time those that are no longer made go.
    """
    from cqcplan.files.unfinished import UnfinishedError
    from cqcplan.files.write_folder import OtherFilesError, write_folder

    sources = sources or _by_settings()  # read once for all of them
    for name in contents:
        must_not_lose(folder / name, (), sources)
        if readers:
            keep_other_readers(folder / name, readers)
    with _told(folder):
        try:
            write_folder(folder, contents, listed=listed)
        except OtherFilesError as error:
            fail(
                f"{folder.as_posix()} holds other files, which would be mixed with these: {error}",
                "name a folder that is empty, or not there yet",
            )
        except UnfinishedError as error:
            fail(str(error), error.help)


def keep_other_readers(path: Path, readers: "Audience") -> None:
    """Stop where a file was made for other readers than what is to take its place."""
    from cqcplan.view.made_for import readers_of

    try:
        there = readers_of(path.read_bytes()) if path.is_file() else None
    except OSError:
        return  # saving will say so
    if there and there != readers.value:
        said = {one: "the public" if one == "public" else f"{one} readers" for one in (there, readers.value)}
        fail(
            f"{path.as_posix()} is for {said[there]}, and this one is for {said[readers.value]}",
            "choose another name, so that neither is taken for the other",
        )


def add(path: Path, content: bytes) -> None:
    """Write something at the end of a file; stop where it cannot be written."""
    with _told(path):
        must_not_lose(path)
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        try:
            put(opened, content)
        finally:
            os.close(opened)


def is_file(path: Path) -> bool:
    """Whether an ordinary file is there; stop where that cannot be told."""
    with _told(path):
        return path.is_file()


def must_not_lose(
    path: Path, over: tuple[str, ...] = (), sources: tuple[Path | None, Path | None] | None = None
) -> None:
    """Stop where writing there would lose or spoil what cqcplan reads."""
    from cqcplan.cli.never_over import what_is_lost

    templates, reference = sources or _by_settings()
    lost = what_is_lost(path, templates, reference)
    if lost and lost not in over:
        verb = "is" if path.exists() else "would be"
        fail(f"{path.as_posix()} {verb} {lost}: nothing is written over that", "choose another name")


def _by_settings() -> tuple[Path | None, Path | None]:
    """Return the templates and the Word document that the settings name; a command that uses them has its own word."""
    from cqcplan.cli.settings_file import found_here

    found = found_here()
    if found is None:
        return None, None
    from cqcplan.config.read import read_config

    chosen, mistakes = read_config(found)
    for mistake in mistakes:  # what it names would not be kept
        fail(str(mistake), mistake.help)
    return chosen.templates, chosen.reference


class _told:  # noqa: N801 - read as a word: with _told(path)
    """Says why something could not be written, and leaves."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        if isinstance(error, OSError):
            from cqcplan.cli.unwritten import what_to_do

            why, help_ = error.strerror or "the system refuses it", what_to_do(error, self.path)
            fail(f"{self.path.as_posix()} cannot be written: {why}", help_)


def _is_stream(path: Path, write_to: Callable[[int], None]) -> bool:
    """Write to what is no ordinary file, and never replace it; false where it is one, or nothing."""
    try:
        number = _own_stream(path)
        if number is not None:
            flush()
            write_to(number)
            return True
        mode = path.stat().st_mode
        if S_ISREG(mode):
            return False
        if S_ISDIR(mode):
            raise IsADirectoryError(None, "it is a folder")
        opened = os.open(path, os.O_WRONLY)
        try:
            write_to(opened)
        finally:
            os.close(opened)
    except FileNotFoundError:
        return False
    except BrokenPipeError:
        pass  # its reader has what it wanted
    return True


def _own_stream(path: Path) -> int | None:
    """Return the number of one of this process's streams, where a path names one: /dev/stdout, /dev/fd/63."""
    place = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow the last link too
    for _ in range(40):
        folder, name = os.path.split(place)
        folder = os.path.realpath(folder)
        if name.isdecimal() and re.fullmatch(rf"/dev/fd|/proc/{os.getpid()}(/task/\d+)?/fd", folder):
            return int(name)
        if not os.path.islink(place):  # noqa: PTH114
            return None
        place = os.path.join(folder, os.readlink(place))  # noqa: PTH115, PTH118
    return None
