"""The pages that change a plan: what shows each form, what takes it, and how it is kept until it is saved."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from cqcplan.web import begun
from cqcplan.web.begun import Choices
from cqcplan.web.drafts import Drafts, Unsaved, drafts_of, typed
from cqcplan.web.frame import Page
from cqcplan.web.pages import figures, fill, parts, proposals, stand, update, whereabouts
from cqcplan.web.pages.papers import File
from cqcplan.web.pages.update import Going
from cqcplan.web.shelf import Book, CannotShowError, Shelf

Made = Page | Going | File | None
FORGET = "forget"
"""What a form says when it is to be thrown away."""


def _no_choices(_: Book, **__: str) -> Choices:
    return {}


class Form(NamedTuple):
    """One address that changes a plan."""

    address: str
    shows: Callable[..., Made]
    takes: Callable[..., Made] | None = None
    kind: str = ""
    """By what its unsaved words are told from others; nothing where it takes none."""
    choices: Callable[..., Choices] = _no_choices
    """Returns what its choices are called."""


FORMS = (
    Form("update", update.start),
    Form("figures", figures.figures, figures.entered, "figures"),
    Form("figures/saved", figures.saved, figures.taken_back),
    Form("new", fill.kinds),
    Form("new/{kind}", fill.new, fill.add, "new", fill.choices),
    Form("problems/{key}/let-stand", stand.ask, stand.take, "let-stand"),
    Form("saved", fill.saved, fill.taken_back),
    Form("entries/{entry}/change", fill.change, fill.changed, "change", fill.choices),
    Form("entries/{entry}/change/{listing}/{which}", parts.part, parts.taken, "change", parts.choices),
    Form("entries/{entry}/change/{listing}/{which}/remove", parts.ask_removal, parts.removed),
    Form("entries/{entry}/rename", whereabouts.ask_id, whereabouts.renamed),
    Form("entries/{entry}/move", whereabouts.ask_place, whereabouts.moved),
    Form("entries/{entry}/remove", whereabouts.ask_removal, whereabouts.removed),
    Form("entries/{entry}/update", update.first, update.step, "update", update.choices),
    Form("entries/{entry}/saved", update.saved, update.taken_back),
    Form("proposals", proposals.listed),
    Form("proposals/{proposal}", proposals.shown, proposals.answered, "return"),
)
"""A form that takes words has to take ``go=check`` as well: it shows what was typed, to go on with."""


def shown(form: Form, book: Book, query: Mapping[str, str], about: Mapping[str, str]) -> Made:
    """Show a form, or what somebody began on there before."""
    left = drafts_of(book).kept(_address(form, about)) if form.kind else None
    if left is None:
        return form.shows(book, query, **about)
    is_there = form.shows(book, {}, **about) is not None
    return begun.page(book, left, form.choices(book, **about) if is_there else {}, is_there=is_there)


def keep(form: Form, shelf: Shelf, plan: str, said: Mapping[str, str], about: Mapping[str, str]) -> None:
    """Keep what was sent before anything is done with it, in whatever state the plan is."""
    served = shelf.served
    location = served.place(plan)
    if location is None or served.read_only or not form.kind or said.get("go") == FORGET or not typed(said):
        return
    try:
        drafts = drafts_of(shelf.book(plan))
    except CannotShowError:
        drafts = Drafts(served, location, served.me or "")
    drafts.keep(Unsaved(_address(form, about), form.kind, about, said))


def taken(form: Form, shelf: Shelf, book: Book, said: Mapping[str, str], about: Mapping[str, str]) -> Made:
    """Take a form, and forget it where it is saved, or thrown away."""
    address = _address(form, about)
    if form.kind and said.get("go") == FORGET:
        drafts_of(book).forget(address)
        return Going(book.to.page(address))
    made = form.takes(shelf, book, said, **about) if form.takes else None
    if isinstance(made, Going) and made.is_done:
        drafts_of(book).forget(address)
    return made


def _address(form: Form, about: Mapping[str, str]) -> str:
    return form.address.format(**{name: quote(said, safe="") for name, said in about.items()})
