"""An entry's id and place, and taking it out: what points at it, what stands in it, and the change itself."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from cqcplan.editing.changes import Change, MoveEntry, RemoveEntry, RenameEntry
from cqcplan.editing.removal import ids_within, updates_of
from cqcplan.model.base import Named
from cqcplan.model.delivery import Update
from cqcplan.model.entries import Placed, entries_of
from cqcplan.model.header import Header
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.recording.said import titled
from cqcplan.view.audience import places_of, pointers_of
from cqcplan.web.filling import NOTHING_NEW, FieldsChangedError, write_asked
from cqcplan.web.into_git import ForGit
from cqcplan.web.saving import Saved, write
from cqcplan.web.shelf import Book, Shelf

UNDER, AFTER, FIRST = "under", "after", "before"
"""How a place begins that somebody chooses: ``after:some-id``."""
POINTED_AT, NO_PLACE = "pointed-at", "no-place"
"""Mistakes that only pages know, by the words that their templates have for them."""


class Use(NamedTuple):
    """A place that points at an entry."""

    title: str
    """Of the entry that it stands in, or is about."""
    entry: str
    field: str
    on: str = ""
    """Of an update: its date."""


def uses_of(book: Book, ids: set[str]) -> list[Use]:
    """Return what points at some entries, as far as these readers may see it; not what stands in them."""
    return list(dict.fromkeys(_uses(book, ids)))


def _uses(book: Book, ids: set[str]) -> Iterator[Use]:
    for place in places_of(book.plan):
        around = [each.id for each in (*place.above, place.model) if isinstance(each, (Named, Header))]
        if ids & set(around):
            continue
        for name, value in pointers_of(place.model):
            held = [value] if isinstance(value, str) else value
            if not ids & {str(each).split(maxsplit=1)[0] for each in held}:
                continue
            about = place.model.about if isinstance(place.model, Update) else around[-1] if around else ""
            if about in book.entries:
                on = str(place.model.on) if isinstance(place.model, Update) else ""
                yield Use(book.title_of(book.entries[about]), about, name.rstrip("_").replace("_", " "), on)


def rename(shelf: Shelf, plan: str, entry: str, to: str, git: str = "") -> Saved:
    """Give an entry another id, wherever it is used, in every file.

    Raises:
        CannotShowError: the plan can no longer be read.
        FieldsChangedError: the entry is gone.
        NotRecordedError: it can have no such id.
        OSError: it cannot be written; nothing is.
    """
    with shelf.held(plan) as book:
        placed = _placed(book, entry)
        if to == entry:
            raise NotRecordedError([Mistake("id", NOTHING_NEW)])
        how = ForGit(f"Rename {book.title_of(placed)}", git, (to,))
        try:
            return write(book, [RenameEntry(entry, to)], [f"{entry} is now {to}"], how)
        except NotRecordedError as error:
            # what is wrong with it is found wherever it would be written, and said once
            said = dict.fromkeys(each._replace(field="id") for each in error.mistakes)
            raise NotRecordedError(list(said)) from error


class Goal(NamedTuple):
    """Where an entry may go."""

    place: str
    """As a form says it: ``after:some-id``."""
    how: str
    """:data:`UNDER`, :data:`AFTER` or :data:`FIRST`."""
    title: str


def goals_of(book: Book, placed: Placed) -> list[Goal]:
    """Return where an entry may go: among its like, and under another entry of the kind that it stands in."""
    above = placed.above[-1] if placed.above else None
    like = [
        each
        for each in book.entries.values()
        if type(each.entry) is type(placed.entry) and (each.above[-1] if each.above else None) is above
    ]
    at = next(number for number, each in enumerate(like) if each.entry.id == placed.entry.id)
    found = [Goal(f"{FIRST}:{like[0].entry.id}", FIRST, book.title_of(like[0]))] if at else []
    found += [
        Goal(f"{AFTER}:{each.entry.id}", AFTER, book.title_of(each))
        for number, each in enumerate(like)
        if number not in (at - 1, at)
    ]
    others = [each for each in book.entries.values() if above and type(each.entry) is type(above)]
    found += [
        Goal(f"{UNDER}:{each.entry.id}", UNDER, book.title_of(each)) for each in others if each.entry is not above
    ]
    return found


def move(shelf: Shelf, plan: str, entry: str, place: str, git: str = "", *, anyway: bool = False) -> Saved:
    """Take an entry, as it is written, to another place.

    Raises:
        CannotShowError: the plan can no longer be read.
        FieldsChangedError: the entry is gone.
        AskedFirstError: a check would find something.
        NotRecordedError: it cannot go there.
        OSError: it cannot be written; nothing is.
    """
    with shelf.held(plan) as book:
        placed = _placed(book, entry)
        if place not in (goal.place for goal in goals_of(book, placed)):
            raise NotRecordedError([Mistake("place", NO_PLACE)])
        how, _, other = place.partition(":")
        change = MoveEntry(entry, **{how: other})
        told = f"{titled(book.plan, entry)} {how} {titled(book.plan, other)}"
        in_git = ForGit(f"Move {book.title_of(placed)}", git, (entry,))
        return write_asked(book, [change], [told], in_git, anyway=anyway)


class Loss(NamedTuple):
    """What would go with an entry that is taken out, and what stands in the way of it."""

    inside: list[tuple[str, str]]
    """What stands in it: kind and title."""
    updates: list[Update]
    """What was recorded of it, and of what stands in it."""
    uses: list[Use]
    """What else points at any of it."""
    mark: str
    """By which it is known whether that has changed."""


def loss_of(book: Book, entry: str) -> Loss:
    """Return what would be lost, for readers from whom nothing is withheld."""
    ids = ids_within(book.loaded, entry)
    inside = [each for each in entries_of(book.whole) if each.entry.id in ids and each.entry.id != entry]
    updates = [each for each in book.whole.updates if each.about in ids]
    uses = [use for use in uses_of(book, ids) if not (use.on and use.entry in ids)]
    kept: Any = next(each.entry for each in entries_of(book.whole) if each.entry.id == entry)
    mark = sha256(repr((kept, updates, uses)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Loss([(each.kind, book.title_of(each)) for each in inside], updates, uses, mark)


def remove(shelf: Shelf, plan: str, entry: str, mark: str, git: str = "", *, anyway: bool = False) -> Saved:
    """Take an entry out with all that stands in it and was recorded of it.

    Raises:
        CannotShowError: the plan can no longer be read.
        FieldsChangedError: the entry is gone, or more or less would be lost than was shown.
        AskedFirstError: a check would find something.
        NotRecordedError: something points at it.
        OSError: it cannot be written; nothing is.
    """
    with shelf.held(plan) as book:
        placed = _placed(book, entry)
        loss = loss_of(book, entry)
        if not book.sees_all or loss.mark != mark:
            raise FieldsChangedError({})
        if loss.uses:
            raise NotRecordedError([Mistake("", POINTED_AT)])
        about = updates_of(book.loaded, entry)
        changes: list[Change] = [*(RemoveEntry("", place) for place in reversed(about)), RemoveEntry(entry)]
        told = f"{titled(book.plan, entry)} taken out{f', with {len(about)} updates' if about else ''}"
        how = ForGit(f"Take {book.title_of(placed)} out", git, (entry,))
        return write_asked(book, changes, [told], how, anyway=anyway)


def _placed(book: Book, entry: str) -> Placed:
    placed = book.entries.get(entry)
    if placed is None or isinstance(placed.entry, Header):
        raise FieldsChangedError(None)
    return placed
