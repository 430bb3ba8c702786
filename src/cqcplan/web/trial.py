"""Plans in which a form is taken and nothing is written yet, and plans as whoever filled a form in sees them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from cqcplan.model.vocabulary import Visibility
from cqcplan.web.shelf import Book, CannotShowError, Shelf, as_read


def narrowed(book: Book, audience: Visibility) -> Book | None:
    """Return a plan as others see it, who may read no more; nothing where they may not see it."""
    if audience == book.served.audience:
        return book
    others = replace(book, served=replace(book.served, audience=audience))
    return as_read(others, book.loaded)


class Handing(Shelf):
    """The same plans as others see them, who may read no more, where what would be written is handed on."""

    def __init__(self, shelf: Shelf, audience: Visibility, instead: Callable[..., Any]) -> None:
        super().__init__(replace(shelf.served, audience=audience))
        self._shelf, self._instead = shelf, instead

    def book(self, name: str) -> Book:
        """Return a plan as it is on the disk now."""
        book = narrowed(self._shelf.book(name), self.served.audience)
        if book is None:
            raise CannotShowError("withheld")
        return replace(book, instead=self._instead)


class Trial(Shelf):
    """One plan as it is, to which nothing is written: it needs no lock."""

    def __init__(self, book: Book, instead: Callable[..., Any]) -> None:
        super().__init__(book.served)
        self._book = replace(book, instead=instead)

    def book(self, _: str) -> Book:
        """Return the plan."""
        return self._book

    @contextmanager
    def held(self, name: str) -> Iterator[Book]:
        """Return the plan."""
        yield self.book(name)
