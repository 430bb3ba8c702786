"""A plan at a glance, and the list of plans."""

from collections.abc import Mapping
from itertools import chain

from cqcplan.papers.blocks import Block, Table
from cqcplan.papers.captions import without_repeats
from cqcplan.papers.status.screen import StatusAsked, screen
from cqcplan.papers.status.screen_blocks import blocks as screen_blocks
from cqcplan.web.begun import unsaved
from cqcplan.web.frame import Page
from cqcplan.web.linked import linked
from cqcplan.web.pages import update
from cqcplan.web.pages.answers import rating_charts
from cqcplan.web.shelf import Book, CannotShowError, Heading, Shelf

_SECTIONS = ("standing-in-brief", "overall-in-brief", "next-dates", "measures-moved", "due-against-done")
_YOURS = 5
"""How many of somebody's own things are listed before all others."""


def overview(book: Book, _: Mapping[str, str]) -> Page:
    """Show the rating, how the work stands, and the dates ahead."""
    writer = book.writer
    written = [(name, writer.write(name)) for name in _SECTIONS]
    drawn = {"standing-in-brief": rating_charts(writer)[-1:]}
    parts = [
        (
            section.title,
            linked(book, [*without_repeats(section.title, section.blocks), *chain(*drawn.get(name, ()))], top=3),
        )
        for name, section in written
        if section.blocks
    ]
    counts = next((block for block in _screen(book) if isinstance(block, Table)), None)
    first = [] if book.served.read_only or book.served.folder else update.yours(book, _YOURS)
    table = linked(book, [counts]) if counts else []
    return Page("overview", {"parts": parts, "counts": table, "yours": first, "begun": unsaved(book)})


def _screen(book: Book) -> list[Block]:
    shown = screen(book.occasion, StatusAsked())
    return list(screen_blocks(shown)) if shown.counts else []


def plans(shelf: Shelf) -> Page:
    """List the plans that are served."""
    found: list[tuple[str, Heading | None, CannotShowError | None]] = []
    for name, _ in shelf.served.plans:
        try:
            found.append((name, shelf.heading(name), None))
        except CannotShowError as error:
            found.append((name, None, error))
    return Page("plans", {"found": found})
