"""Another id, another place, taken out: each page shows first what would change."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cqcplan.model.entries import Placed
from cqcplan.model.header import Header
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.recording.updates import TAKES
from cqcplan.web.filling import NEEDED, AskedFirstError, FieldsChangedError
from cqcplan.web.frame import Going, Page
from cqcplan.web.into_git import offer
from cqcplan.web.saving import Saved, mistakes
from cqcplan.web.shelf import Book, Shelf
from cqcplan.web.whereabouts import goals_of, loss_of, move, remove, rename, uses_of

CLOSED = frozenset({"action", "milestone", "priority"})
"""What is closed with an update where the council no longer does it."""


class _Said(NamedTuple):
    """What a form says, and what came of it."""

    typed: str = ""
    wrong: Sequence[Mistake] = ()
    findings: Sequence[Any] = ()
    git: str = ""
    has_changed: bool = False

    @property
    def status(self) -> int:
        return 409 if self.has_changed else 422 if self.wrong or self.findings else 200


def ask_id(book: Book, _: Mapping[str, str], entry: str) -> Page | None:
    """Ask for another id, beside all that uses the one there is."""
    placed = _placed(book, entry)
    return _id_page(book, placed, _Said(entry)) if placed else None


def renamed(shelf: Shelf, book: Book, form: Mapping[str, str], entry: str) -> Page | Going:
    """Take the other id."""
    placed, to, git = _placed(book, entry), form.get("id", "").strip(), form.get("git", "")
    if placed is None:
        return Page("gone", {"answers": {"id": to}}, 409)
    try:
        if not to:
            return _id_page(book, placed, _Said(to, [Mistake("id", NEEDED)], git=git))
        return _saved(book, rename(shelf, book.name, entry, to, git), to)
    except FieldsChangedError:
        return Page("gone", {"answers": {"id": to}}, 409)
    except (NotRecordedError, OSError) as error:
        return _id_page(book, placed, _Said(to, mistakes(error), git=git))


def _id_page(book: Book, placed: Placed, said: _Said) -> Page:
    given = {"uses": uses_of(book, {placed.entry.id}), "inside": ()}
    return Page("rename", _given(book, placed, said) | given, said.status)


def ask_place(book: Book, _: Mapping[str, str], entry: str) -> Page | None:
    """Ask where an entry is to go."""
    placed = _placed(book, entry)
    return _place_page(book, placed, _Said()) if placed else None


def moved(shelf: Shelf, book: Book, form: Mapping[str, str], entry: str) -> Page | Going:
    """Take it there."""
    placed, place, git = _placed(book, entry), form.get("place", ""), form.get("git", "")
    if placed is None:
        return Page("gone", {"answers": {}}, 409)
    try:
        return _saved(book, move(shelf, book.name, entry, place, git, anyway=form.get("go") == "anyway"), entry)
    except FieldsChangedError:
        return Page("gone", {"answers": {}}, 409)
    except AskedFirstError as asked:
        return _place_page(book, placed, _Said(place, findings=asked.found, git=git))
    except (NotRecordedError, OSError) as error:
        return _place_page(book, placed, _Said(place, mistakes(error), git=git))


def _place_page(book: Book, placed: Placed, said: _Said) -> Page:
    given = {"goals": goals_of(book, placed), "above": placed.above[-1] if placed.above else None}
    return Page("move", _given(book, placed, said) | given, said.status)


def ask_removal(book: Book, _: Mapping[str, str], entry: str) -> Page | None:
    """Say what would be lost, and what else can be done."""
    placed = _placed(book, entry)
    return _removal_page(book, placed, _Said()) if placed else None


def removed(shelf: Shelf, book: Book, form: Mapping[str, str], entry: str) -> Page | Going:
    """Take an entry out."""
    placed, git = _placed(book, entry), form.get("git", "")
    if placed is None:
        return Page("gone", {"answers": {}}, 409)
    if not book.sees_all:
        return _removal_page(book, placed, _Said(has_changed=True))
    anyway = form.get("go") == "anyway"
    try:
        return _saved(book, remove(shelf, book.name, entry, form.get("mark", ""), git, anyway=anyway), "")
    except FieldsChangedError as error:
        now = shelf.book(book.name)
        there = _placed(now, entry) if error.now is not None else None
        return (
            _removal_page(now, there, _Said(git=git, has_changed=True)) if there else Page("gone", {"answers": {}}, 409)
        )
    except AskedFirstError as asked:
        return _removal_page(book, placed, _Said(findings=asked.found, git=git))
    except (NotRecordedError, OSError) as error:
        return _removal_page(book, placed, _Said(wrong=mistakes(error), git=git))


def _removal_page(book: Book, placed: Placed, said: _Said) -> Page:
    loss = loss_of(book, placed.entry.id) if book.sees_all else None
    given = {
        "loss": loss, "closes": placed.kind in CLOSED, "reports": placed.kind in TAKES,
        "told": [(str(each.on), book.title_of(book.entries[each.about])) for each in (loss.updates if loss else ())
                 if each.about in book.entries],
    }  # fmt: skip
    return Page("remove", _given(book, placed, said) | given, said.status)


def _given(book: Book, placed: Placed, said: _Said) -> dict[str, Any]:
    return {"placed": placed, "title": book.title_of(placed), "said": said, "offer": offer(book), "git": said.git}


def _saved(book: Book, done: Saved, entry: str) -> Going:
    out = "" if entry else "yes"
    return Going(book.to.page("saved", entry=entry, out=out, mark=done.mark, git=done.in_git), is_done=True)


def _placed(book: Book, entry: str) -> Placed | None:
    placed = book.entries.get(entry)
    return None if placed is None or isinstance(placed.entry, Header) else placed
