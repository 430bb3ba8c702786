"""The feed of changes: what happened to each entry, by the dates of the plan, for programs that follow a site."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from cqcplan.model.base import Named, Span
from cqcplan.model.dates import NOT_STATED, When
from cqcplan.model.entries import Placed
from cqcplan.model.header import Header
from cqcplan.model.moments import Begins, Comes
from cqcplan.papers.emphasis import unmarked
from cqcplan.papers.formats.plain import words_of
from cqcplan.web.entry_facts import Answers
from cqcplan.web.frame import Page
from cqcplan.web.shelf import Book

MOST = 100
"""How many changes a feed holds, the newest first: who follows it has seen the others."""
_OURS = UUID("b06b4f8e-8d0c-5a43-9d3e-5f6a4f0d7c11")
"""What ids of feeds are made in: it never changes, or readers would be shown everything anew."""


class Change(NamedTuple):
    """One thing that happened to an entry."""

    id: str
    entry: str
    title: str
    kind: str
    what: str
    """The field whose date it is; nothing where it was told by an update, a figure or an event."""
    on: str
    day: date
    told: tuple[tuple[str, str], ...]
    """What is said of it: the names of fields and their words."""


def feed(book: Book) -> Page:
    """Show what happened, the newest first."""
    answers = Answers(book)
    every = [each for placed in book.entries.values() for each in _of_entry(book, answers, placed)]
    newest = sorted(every, key=lambda each: (-each.day.toordinal(), each.id))[:MOST]
    about = f"{book.plan.header.id} {book.served.audience}"
    return Page("feed", {"changes": newest, "id": uuid5(_OURS, about), "day": newest[0].day if newest else book.day})


def _of_entry(book: Book, answers: Answers, placed: Placed) -> Iterator[Change]:
    entry = placed.entry
    title = book.title_of(placed)
    counted: Counter[tuple[str, str]] = Counter()

    def change(what: str, when: When, told: tuple[tuple[str, str], ...]) -> Change:
        # a correction keeps its id, and what comes later on one day has the next
        counted[what, when.words] += 1
        name = f"{book.plan.header.id} {entry.id} {what} {when.words} {counted[what, when.words]}"
        return Change(str(uuid5(_OURS, name)), entry.id, title, placed.kind, what, when.words, when.earliest, told)

    for told in reversed(answers.story(entry.id)):
        if told.when != NOT_STATED:
            facts = ((fact.name, " ".join(unmarked(words_of(part)) for part in fact.said)) for fact in told.facts)
            yield change("", told.when, tuple(facts))
    for name, when in _moments(entry):
        if when.earliest <= book.day:
            yield change(name, when, ())


def _moments(entry: Named | Header) -> Iterator[tuple[str, When]]:
    """Return the dates of an entry that made something known."""
    for name, info in type(entry).model_fields.items():
        if any(isinstance(mark, (Begins, Comes)) for mark in info.metadata):
            held = getattr(entry, name)
            # a date is a tuple of its own
            for when in held if isinstance(held, tuple) and not isinstance(held, When) else (held,):
                first = when.from_ if isinstance(when, Span) else when
                if isinstance(first, When) and first != NOT_STATED:
                    yield name, first
