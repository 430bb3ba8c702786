"""The pages of a folder searched for what their readers may not have, as ``report --prove`` searches a paper."""

import asyncio
from dataclasses import replace

from cqcplan.papers.proof.blank import without_words
from cqcplan.papers.proof.contents import Passage, UnreadableError, contents_of
from cqcplan.papers.proof.prove import Leak, Proof
from cqcplan.papers.proof.secrets import Hidden
from cqcplan.view.view import View
from cqcplan.web import tables
from cqcplan.web.addresses import STYLE
from cqcplan.web.app import application
from cqcplan.web.folder import File, Folder, NoPageError, asked
from cqcplan.web.guard import App
from cqcplan.web.served import Served
from cqcplan.web.shelf import Book, Shelf

_IN_STYLE = "site"
"""A word of the style sheet, by which it is seen that it can be read back."""


class _Blank(Shelf):
    """Opens plans without their words: whatever stands on their pages is the tool's own."""

    def book(self, name: str) -> Book:
        """Return a plan with every text taken out."""
        book = super().book(name)
        return replace(book, view=View(without_words(book.plan), book.day))


def leaks_of(folder: Folder, served: Served, name: str) -> tuple[dict[str, list[Leak]], Hidden, int]:
    """Search the files that show a plan: its own pages, and those that are about every plan.

    Args:
        folder: the files.
        served: what they were made of.
        name: the plan's name.

    Returns:
        What was found, by file; what is withheld and was searched for; and how many files were searched.

    Raises:
        UnreadableError: a file cannot be read back, so nothing is proved.
    """
    book = Shelf(served).book(name)
    hidden = Hidden(book.whole, book.plan)
    own = book.to.page()
    files = [file for file in folder.files() if file.address.startswith(own) or not file.address.startswith("/plans/")]
    proof = Proof(hidden, lambda: asyncio.run(_stock(served, files)))
    found: dict[str, list[Leak]] = {}
    for file in files:
        content = folder[file.name]
        try:
            leaks = proof.leaks_in(content, "html" if _is_markup(file) else "markdown", _readable(file, content))
        except UnreadableError as error:
            message = f"{file.name}: {error}"
            raise UnreadableError(message) from error
        if leaks:
            found[file.name] = leaks
    return found, hidden, len(files)


async def _stock(served: Served, files: list[File]) -> tuple[Passage, ...]:
    """Return what stands on the same pages whatever the plan and the council's own templates say."""
    shipped = replace(served, house=served.house._replace(own=()))
    app: App = application(shipped, _Blank(shipped))  # type: ignore[assignment]
    found: list[Passage] = []
    for file in files:
        if _is_markup(file):
            try:
                _, content = await asked(app, file.address)
            except NoPageError:
                continue  # one that only words lead to
            found += contents_of(content, "html")
    # each passage once: a thousand pages have one frame
    return tuple({(one.text, one.is_shown): one for one in found}.values())


def _is_markup(file: File) -> bool:
    return file.kind != tables.CSV and file.address != STYLE


def _readable(file: File, content: bytes) -> str | None:
    """Return what stands in a file in any case, where that is not the council's name."""
    if file.address == STYLE:
        return _IN_STYLE
    return content.decode("utf-8-sig").partition("\n")[0] if file.kind == tables.CSV else None
