"""Two states of a plan beside each other, entry by entry, in the words that pages have for their readers."""

from typing import NamedTuple

from cqcplan.model.delivery import Update
from cqcplan.model.entries import Placed, title_of
from cqcplan.web.entry_facts import LATE, Answers, words_of
from cqcplan.web.shelf import Book

Said = tuple[tuple[str, str], ...]
"""What is said, each with the name of its field; nothing stands for no name."""


class Row(NamedTuple):
    """One thing that is said otherwise."""

    name: str
    was: Said
    now: Said


class Differs(NamedTuple):
    """One entry that is not the same."""

    id: str
    title: str
    kind: str
    address: str
    """Of its page; nothing where it is in the later state no more."""
    rows: tuple[Row, ...]


HAPPENED = "happened"
"""The name of a row that tells something that happened, with its date."""


def compared(was: Book | None, now: Book) -> list[Differs]:
    """Return the entries that two states of a plan do not show alike, in the order of the later one."""
    ids = dict.fromkeys([*now.entries, *(was.entries if was else ())])
    before, after = _Told(was), _Told(now)
    found = []
    for entry_id in ids:
        if before.all_of(entry_id) == after.all_of(entry_id):
            continue
        placed = now.entries.get(entry_id) or (was.entries.get(entry_id) if was else None)
        rows = tuple(_rows(before.of(entry_id), after.of(entry_id)))
        if placed and rows:
            address = now.to.entry(entry_id) if entry_id in now.entries else ""
            found.append(Differs(entry_id, _title(now, was, placed), placed.kind, address, rows))
    return found


def _title(now: Book, was: Book | None, placed: Placed) -> str:
    if placed.kind != "meeting":
        return title_of(placed.entry)
    book = now if placed.entry.id in now.entries or was is None else was
    return book.occasion.name_of(placed.entry.id)


class _Told:
    """What a state of a plan says of an entry."""

    def __init__(self, book: Book | None) -> None:
        self._book = book
        self._answers = Answers(book) if book else None
        self._updates: dict[str, list[Update]] = {}
        for update in book.plan.updates if book else ():
            self._updates.setdefault(update.about, []).append(update)

    def all_of(self, entry_id: str) -> object:
        """Return all that what is said of an entry is made of."""
        placed = self._book.entries.get(entry_id) if self._book else None
        return (placed and placed.entry, self._updates.get(entry_id))

    def of(self, entry_id: str) -> list[tuple[str, Said]]:
        """Return every thing that is said, by name; what happened, each for itself."""
        if self._book is None or self._answers is None or entry_id not in self._book.entries:
            return []
        placed = self._book.entries[entry_id]
        facts = [*self._answers.standing(entry_id), *self._answers.facts(entry_id)]
        said: list[tuple[str, Said]] = []
        if placed.kind != "meeting":
            said.append(("title", (("", title_of(placed.entry)),)))
        said += [(fact.name, (("", words_of(fact)),)) for fact in facts if fact.name != LATE]
        for told in reversed(self._answers.story(entry_id)):
            said.append((HAPPENED, (("", told.on), *((fact.name, words_of(fact)) for fact in told.facts))))
        return said


def _rows(was: list[tuple[str, Said]], now: list[tuple[str, Said]]) -> list[Row]:
    before, after = ({name: words for name, words in said if name != HAPPENED} for said in (was, now))
    names = dict.fromkeys([*before, *after])
    rows = [Row(name, before.get(name, ()), after.get(name, ())) for name in names]
    rows = [row for row in rows if row.was != row.now]
    gone, new = ([words for name, words in said if name == HAPPENED] for said in (was, now))
    for words in list(new):
        if words in gone:
            gone.remove(words)
            new.remove(words)
    return [*rows, *(Row(HAPPENED, words, ()) for words in gone), *(Row(HAPPENED, (), words) for words in new)]
