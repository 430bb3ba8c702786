"""The pages of a folder searched for what their readers may not have: each for what is withheld in any of the plans."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import NamedTuple
from urllib.parse import unquote

from starlette.applications import Starlette

from cqcplan.papers.nobodys import nobodys_plan
from cqcplan.papers.proof.blank import without_words
from cqcplan.papers.proof.contents import Passage, UnreadableError, contents_of
from cqcplan.papers.proof.figures import figures_printed
from cqcplan.papers.proof.prove import Search, search_of
from cqcplan.papers.proof.searched import Run, Searched
from cqcplan.papers.proof.secrets import Hidden, Known
from cqcplan.papers.proof.sought import Found, Page, Sought
from cqcplan.view.audience import places_of
from cqcplan.view.folded import letters_of
from cqcplan.view.view import View
from cqcplan.web import tables
from cqcplan.web.addresses import STYLE
from cqcplan.web.app import application
from cqcplan.web.folder import SITEMAP, File, Folder, NoPageError, asked
from cqcplan.web.guard import App
from cqcplan.web.served import Served
from cqcplan.web.shelf import Book, CannotShowError, Shelf

_IN_STYLE = "site"
"""A word of the style sheet, by which it is seen that it can be read back."""

_IN_SITEMAP = "sitemaps"
"""The same of the sitemap."""


class Proven(NamedTuple):
    """What the search of a folder came to."""

    found: dict[str, list[Found]]
    """What was found, by file."""
    searched: dict[str, tuple[int, Search]]
    """Of each plan with pages: how many files show it, and what is withheld in it."""
    unread: tuple[str, ...]
    """The plans that cannot be read, so that nobody knows what is withheld in them."""


class _Blank(Shelf):
    """Opens plans without their words: whatever stands on their pages is the tool's own."""

    _made: tuple[Book, Book] | None = None
    """The last one, with and without its words."""

    def book(self, name: str) -> Book:
        """Return a plan with every text taken out."""
        book = super().book(name)
        if self._made is None or self._made[0] is not book:
            self._made = book, replace(book, view=View(without_words(book.plan), book.day))
        return self._made[1]


def proven(folder: Folder, served: Served) -> Proven:
    """Search every file for what is withheld in any of the plans, those included that have no pages.

    Args:
        folder: the files.
        served: what they were made of.

    Raises:
        UnreadableError: a file cannot be read back, so nothing is proved.
    """
    shelf, sought = Shelf(served), Sought()
    shown, unread, of_all = dict[str, Search](), list[str](), list[str]()
    for name, _ in served.plans:
        try:
            book = shelf.book(name)
        except CannotShowError:
            if whole := shelf.whole(name):
                header = whole.header
                sought.add(name, Hidden(whole, nobodys_plan(header.id, header.council.name, header.framework)))
            else:
                unread.append(name)
            continue
        hidden = Hidden(book.whole, book.plan)
        sought.add(name, hidden)
        shown[name] = search_of(hidden)
        of_all += hidden.council, book.plan.header.title
    files: dict[str | None, list[File]] = {name: [] for name in (*shown, None)}
    for file in folder.files():
        files[_plan_of(file)].append(file)
    found: dict[str, list[Found]] = {}
    for name in shown:
        book = shelf.book(name)
        known = Known.of(book.plan, list(places_of(book.plan)))
        pages = _Pages(served, name, files[name], known, figures_printed(book.plan), book.plan.header.council.name)
        found |= pages.found_in(folder, sought)
    found |= _Pages(served, None, files[None], Known(of_all), frozenset(), of_all[0] if of_all else "").found_in(
        folder, sought
    )
    shared = len(files[None])
    return Proven(found, {name: (len(files[name]) + shared, shown[name]) for name in shown}, tuple(unread))


def _plan_of(file: File) -> str | None:
    """Return the plan that a file shows; nothing where it is about every plan."""
    steps = file.address.split("/")
    return unquote(steps[2]) if steps[1] == "plans" else None


@dataclass(frozen=True)
class _Pages:
    """The pages of one plan, or those about every plan, and what may stand on them; made only where it is asked for."""

    served: Served
    plan: str | None
    files: list[File]
    known: Known
    figures: frozenset[Run]
    council: str

    def found_in(self, folder: Folder, sought: Sought) -> dict[str, list[Found]]:
        """Search them; return what was found, by file."""
        found = {}
        for file in self.files:
            content = folder[file.name]
            try:
                searched = Searched.of((*contents_of(content, _kind(file)), *_names(file)))
            except UnreadableError as error:
                raise UnreadableError(f"{file.name}: {error}") from error
            if not searched.find_letters(letters_of(_readable(file, content) or self.council)):
                message = f"{file.name}: not even the council's name can be read back, so nothing can be proved"
                raise UnreadableError(message)
            alone = (cache(partial(_stock, self._alone, [file])), lambda: self._all_alone)
            page = Page(self.plan, self.known, self.figures, lambda: self._of_the_tool, alone)
            if leaks := list(sought.found_in(searched, page)):
                found[file.name] = leaks
        return found

    @cached_property
    def _shipped(self) -> Served:
        return replace(self.served, house=self.served.house._replace(own=()))

    @cached_property
    def _blank(self) -> Starlette:
        return application(self._shipped, _Blank(self._shipped))

    @cached_property
    def _alone(self) -> Starlette:
        if self.plan is None:
            return self._blank  # the list of all plans tells of each of them
        # as many plans as there are, for the way to the others, and each of them this one
        own = tuple(each for each in self.served.plans if each[0] == self.plan)
        return application(replace(self._shipped, plans=own * len(self.served.plans)))

    @cached_property
    def _of_the_tool(self) -> Searched:
        """What the tool itself says on these pages."""
        return _stock(self._blank, [each for each in self.files if _is_markup(each)])

    @cached_property
    def _all_alone(self) -> Searched:
        """What these pages say when no other plan is there, and no template of the council's own."""
        return _stock(self._alone, self.files)


def _stock(app: Starlette, files: Iterable[File]) -> Searched:
    return Searched.of(asyncio.run(_passages(app, files)))  # type: ignore[arg-type]


async def _passages(app: App, files: Iterable[File]) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for file in files:
        try:
            _, content = await asked(app, file.address)
        except NoPageError:
            continue  # one that only words lead to
        # not what the file is called: an address can be asked for that no page here leads to
        found += contents_of(content, _kind(file))
    # each passage once: a thousand pages have one frame
    return tuple({(one.text, one.is_shown): one for one in found}.values())


def _names(file: File) -> Iterator[Passage]:
    yield Passage("its name", file.name, is_shown=False)
    yield Passage("its address", unquote(file.address), is_shown=False)


def _kind(file: File) -> str:
    return "html" if _is_markup(file) else "markdown"


def _is_markup(file: File) -> bool:
    return file.kind != tables.CSV and file.address != STYLE


def _readable(file: File, content: bytes) -> str | None:
    """Return what stands in a file in any case, where that is not the council's name."""
    if file.address == STYLE:
        return _IN_STYLE
    if file == SITEMAP:
        return _IN_SITEMAP
    return content.decode("utf-8-sig").partition("\n")[0] if file.kind == tables.CSV else None
