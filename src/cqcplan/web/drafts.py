"""What was typed and is not saved yet: kept apart from the plan, for its writer alone, until it is saved.

A form carries everything that was answered before; this is for when the form itself is lost: the browser was closed,
the session is over, the server was killed. It has its own folder for each plan and audience, so that what was shown to
some readers comes back to no others.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote

from cqcplan.web.shelf import Book

MOST = 200
"""How many are kept of one plan; then the oldest go."""
LARGEST = 1 << 20
_ENDING = ".json"


class Drafts:
    """The unsaved words of one plan, by what they are about."""

    def __init__(self, book: Book) -> None:
        of = f"{book.location.path.resolve()}\0{book.served.audience}".encode("utf-8", "surrogateescape")
        state = book.served.state
        self._folder = state / "drafts" / sha256(of).hexdigest()[:32] if state else None

    def keep(self, about: str, answers: Mapping[str, str]) -> None:
        """Keep answers; that they cannot be kept is no reason to refuse them."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self._path(about)
            new = path.with_suffix(f".{os.getpid()}.new")
            # it holds what the plan may hold, which not everybody on the machine may read
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump(dict(answers), file)
            new.replace(path)
            self._clear()

    def kept(self, about: str) -> dict[str, str]:
        """Return the answers that are kept of something; none where there are none, or the file is damaged."""
        if self._folder is None:
            return {}
        try:
            with self._path(about).open("rb") as file:
                read = json.loads(file.read(LARGEST))
            return {str(name): str(value) for name, value in read.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def forget(self, about: str) -> None:
        """Keep no more of something: it is saved, or not wanted."""
        if self._folder is not None:
            with suppress(OSError):
                self._path(about).unlink(missing_ok=True)

    def listed(self) -> list[str]:
        """Return what there are unsaved words about."""
        return sorted(unquote(path.name.removesuffix(_ENDING)) for path in self._paths())

    def _paths(self) -> list[Path]:
        with suppress(OSError):
            return list(self._folder.glob(f"*{_ENDING}")) if self._folder else []
        return []

    def _path(self, about: str) -> Path:
        name = quote(about, safe="")
        short = name if len(name) < 120 else sha256(name.encode()).hexdigest()
        return (self._folder or Path()) / f"{short}{_ENDING}"

    def _clear(self) -> None:
        paths = self._paths()
        if len(paths) > MOST:
            for path in sorted(paths, key=lambda each: each.stat().st_mtime_ns)[:-MOST]:
                path.unlink(missing_ok=True)
