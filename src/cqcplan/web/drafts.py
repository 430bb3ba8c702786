"""What was typed and is not saved yet: kept apart from the plan, for its writer alone, until it is saved.

A form carries everything that was answered before; this is for when the form itself is lost: the browser was closed,
the session is over, the server was killed. Every plan, audience and post has a folder of its own, so that what was
shown to some readers comes back to no others, and one post's words to no other.
"""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cqcplan.files.discover import Location
from cqcplan.web.into_git import author_of
from cqcplan.web.served import Served
from cqcplan.web.shelf import Book

MOST = 200
"""How many are kept of one plan, audience and post; then the oldest go."""
LARGEST = 1 << 21
"""Bytes of one: the largest form, with every letter written as six."""
WAS = "was-"
"""How the names of the hidden fields begin that say what a box said when its form was opened."""
_ENDING = ".json"
_CARRIED = re.compile(rf"(?:shown|keep)\b|{WAS}|(?:at|go|checking|mark|git|again|priority|mine)$")
"""What a form has besides what somebody typed or chose."""
_OF_ONE_PRESS = ("go", "at", "git", "mark")


def words_in(form: Mapping[str, str]) -> dict[str, str]:
    """Return what a form says besides what it carries."""
    return {name: said for name, said in form.items() if said and not _CARRIED.match(name)}


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return what somebody typed or chose in a form, or cleared: what is otherwise than when it was opened."""
    said = {name: form[name] for name in form if not _CARRIED.match(name)}
    said |= {box: "" for name in form if name.startswith(WAS) and (box := name.removeprefix(WAS)) not in said}
    return {name: words for name, words in said.items() if words.strip() != form.get(WAS + name, "").strip()}


class Unsaved(NamedTuple):
    """A form that was sent and came to nothing yet."""

    address: str
    """Of the form, after that of its plan."""
    kind: str
    """What is done with it: see :mod:`cqcplan.web.forms`."""
    about: Mapping[str, str]
    """What the address names."""
    form: Mapping[str, str]

    @property
    def lasting(self) -> dict[str, str]:
        """The form without what goes with one press of a button."""
        return {name: said for name, said in self.form.items() if name not in _OF_ONE_PRESS}


def drafts_of(book: Book) -> "Drafts":
    """Return the unsaved words of whoever sits there."""
    # while the plan has mistakes, a post is known as it was said alone
    return Drafts(book.served, book.location, author_of(book) or "", book.served.me or "")


class Drafts:
    """The unsaved words of one plan, by the address of their form."""

    def __init__(self, served: Served, location: Location, *posts: str) -> None:
        of = f"{location.path.resolve()}\0{served.audience}\0"
        names = [sha256(f"{of}{post}".encode("utf-8", "surrogateescape")).hexdigest()[:32] for post in posts]
        state = served.state
        self._folders = [state / "drafts" / name for name in dict.fromkeys(names)] if state else []

    def keep(self, unsaved: Unsaved) -> None:
        """Keep a form; that it cannot be kept is no reason to refuse it."""
        data = {"address": unsaved.address, "kind": unsaved.kind, "about": dict(unsaved.about)}
        for folder in self._folders[:1]:
            with suppress(OSError):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                path = _path(folder, unsaved.address)
                new = path.with_suffix(f".{os.getpid()}.new")
                # it holds what the plan may hold, which not everybody on the machine may read
                with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as to:
                    json.dump(data | {"form": unsaved.lasting}, to, ensure_ascii=False)
                new.replace(path)
                _clear(folder)

    def kept(self, address: str) -> Unsaved | None:
        """Return what is kept of a form; nothing where there is none, or the file is damaged."""
        found = (_read(_path(folder, address)) for folder in self._folders)
        return next((each for each in found if each and each.address == address), None)

    def forget(self, address: str) -> None:
        """Keep no more of a form: it is saved, or not wanted."""
        for folder in self._folders:
            with suppress(OSError):
                _path(folder, address).unlink(missing_ok=True)

    def listed(self) -> list[Unsaved]:
        """Return all that is kept."""
        found = [each for folder in self._folders for path in _paths(folder) if (each := _read(path))]
        return list({each.address: each for each in sorted(found, key=lambda each: each.address)}.values())


def _paths(folder: Path) -> list[Path]:
    with suppress(OSError):
        return list(folder.glob(f"*{_ENDING}"))
    return []


def _path(folder: Path, address: str) -> Path:
    return folder / f"{sha256(address.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}{_ENDING}"


def _read(path: Path) -> Unsaved | None:
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(LARGEST))
        about, form = ({str(name): str(said) for name, said in data[part].items()} for part in ("about", "form"))
        return Unsaved(str(data["address"]), str(data["kind"]), about, form)
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return None


def _clear(folder: Path) -> None:
    paths = _paths(folder)
    if len(paths) > MOST:
        for path in sorted(paths, key=lambda each: each.stat().st_mtime_ns)[:-MOST]:
            path.unlink(missing_ok=True)
