"""Write several files as one change: whatever happens, all of them are new or none is."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cqcplan.files.beside import Beside, clear_leftovers, name_beside
from cqcplan.files.unfinished import NAME, VERSION, recorded
from cqcplan.files.write_file import (
    NoRoomError,
    overwrite,
    prepare,
    put_in_place,
    real,
    renamed,
    sync_folder,
)


class NotInPlaceError(OSError):
    """The change is decided and on the disk, but some of it could not be put in its place."""


def write_files(folder: Path, contents: Mapping[Path, bytes | None], *, is_held: bool = False) -> None:
    """Write files in a folder and the folders in it, which are made where they are not there; take away those of None.

    All the new content is brought to the disk first, beside the files. Then the record of the change is written: from
    that moment it is made, whoever is stopped, and before that it is not. The caller sees to it that nobody else
    writes there, and has called ``settle``.

    Args:
        folder: the folder.
        contents: the new content of each file; each is asked for once, when it is written.
        is_held: whether nobody clears away what is new there, because the caller holds the folder itself: then no file
            is kept open until the last is written, and there may be any number of them.

    Raises:
        NotInPlaceError: where the system fails after that moment. ``settle`` does what is left.
        OSError: as the system gives it; everything is as it was.
    """
    made: list[Path] = []
    news: list[Beside] = []
    change = _Change(folder)
    try:
        wanted: dict[Path, Beside] = {}
        gone: list[Path] = []
        for path, content in contents.items():
            if content is None:
                gone.append(path)
                continue
            _make_folder(path.parent, made)
            wanted[path] = new = prepare(path, content)
            news.append(new)
            if is_held:
                new.release()
        _sync_folders(news)
        change.make(wanted, gone)
    except BaseException:
        if change.take_back(news):
            for new in news:
                new.discard()
            for parent in reversed(made):
                with suppress(OSError):
                    parent.rmdir()
        raise
    finally:
        for new in news:
            new.release()


class _Change:
    """A change, and how far it has come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_begun = False
        """Whether a file may be half written in place: then there is no way but on."""

    def make(self, news: Mapping[Path, Beside], gone: Sequence[Path] = ()) -> None:
        """Decide on it, and put it in place."""
        if not news and len(gone) == 1:
            gone[0].unlink(missing_ok=True)
            sync_folder(gone[0].parent)
            return
        if len(news) == 1 and not gone:
            # one file in one step needs no record; that it is mounted by itself is seen only now
            (one,) = news.values()
            if renamed(one.path, one.target):
                sync_folder(one.target.parent)
                return
        if news or gone:
            self._record(news, gone)
            try:
                self._put_in_place(list(news.values()), gone)
            except OSError as error:
                raise NotInPlaceError(error.errno, error.strerror, error.filename) from error

    def _record(self, news: Mapping[Path, Beside], gone: Sequence[Path]) -> None:
        """Write down what is to be put where: from here on the change is made."""
        tokens: dict[Path, str | None] = {path: new.token for path, new in news.items()} | dict.fromkeys(gone)
        names = {Path(os.path.relpath(path, self.folder)).as_posix(): token for path, token in tokens.items()}
        said = json.dumps({"version": VERSION, "files": names})
        with prepare(self.folder / NAME, said.encode()) as record:
            os.replace(record.path, record.target)  # noqa: PTH105 - the one step that counts, by its own name
            sync_folder(self.folder)

    def _put_in_place(self, news: Sequence[Beside], gone: Sequence[Path]) -> None:
        for new in news:
            if renamed(new.path, new.target):
                continue
            begun, self.is_begun = self.is_begun, True
            try:
                overwrite(new.target, new.path.read_bytes())
            except NoRoomError:
                self.is_begun = begun
                raise
            new.path.unlink()
        if gone:
            self.is_begun = True
        for path in gone:
            path.unlink(missing_ok=True)
            sync_folder(path.parent)
        _sync_folders(news)
        (self.folder / NAME).unlink()

    def take_back(self, news: Iterable[Beside]) -> bool:
        """Take back a change of which nothing is in place yet; false where something is."""
        if self.is_begun or not all(new.path.is_file() for new in news):
            return False
        try:
            (self.folder / NAME).unlink(missing_ok=True)
        except OSError:
            return False
        return True


def settle(folder: Path, among: Iterable[Path] = (), *, is_held: bool = False) -> None:
    """Put in place what a stopped writer had decided, and clear away what it had not.

    Args:
        folder: the folder that was changed.
        among: folders in it where leftovers may be.
        is_held: whether the caller holds the folder itself.

    Raises:
        UnfinishedError: where the record cannot be read.
        OSError: as the system gives it; the record stands.
    """
    files = recorded(folder)
    for path, token in files.items():
        if token is None:
            path.unlink(missing_ok=True)
            continue
        target = real(path)
        new = name_beside(target, token)
        if new.is_file():
            put_in_place(new, target)
    for parent in {real(path).parent for path in files}:
        sync_folder(parent)
    if files:
        (folder / NAME).unlink(missing_ok=True)
        sync_folder(folder)
    for parent in {folder, *among}:
        clear_leftovers(parent, is_held=is_held)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note the ones that were not there."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        made.append(path)
        sync_folder(path.parent)


def _sync_folders(news: Iterable[Beside]) -> None:
    for folder in {new.target.parent for new in news}:
        sync_folder(folder)
