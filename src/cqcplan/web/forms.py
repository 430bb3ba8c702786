"""The pages that change a plan: what shows each form, what takes it, and how it is kept until it is saved.

What is sent for approval is a form too: it is taken as if it were to be saved, and what would be written is not.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from cqcplan.editing.changes import Change
from cqcplan.web import begun
from cqcplan.web.begun import Choices
from cqcplan.web.drafts import Drafts, Unsaved, drafts_of, typed
from cqcplan.web.frame import Going, Page
from cqcplan.web.into_git import ForGit
from cqcplan.web.pages import figures, fill, parts, stand, update, whereabouts
from cqcplan.web.pages.papers import File
from cqcplan.web.proposing import send, take_away_own
from cqcplan.web.saving import Saved, drafted
from cqcplan.web.shelf import Book, CannotShowError, Shelf
from cqcplan.web.taken_up import Over
from cqcplan.web.trial import Trial

Made = Page | Going | File | None
FORGET = "forget"
"""What a form says when it is to be thrown away."""
_NAMED = re.compile(r"{(\w+)}")
PROPOSE = "propose"
"""How what a form says begins when it is to be sent for approval; as for saving, ``anyway`` goes past a question."""


def _no_choices(_: Book, **__: str) -> Choices:
    return {}


def _as_it_was(_: Book, form: Mapping[str, str], **__: str) -> Over:
    return Over(dict(form))


def _settled(_: Book, form: Mapping[str, str], **__: str) -> dict[str, str]:
    return dict(form)


class Form(NamedTuple):
    """One address that changes a plan."""

    address: str
    shows: Callable[..., Made]
    takes: Callable[..., Made] | None = None
    kind: str = ""
    """By what its unsaved words are told from others; nothing where it takes none."""
    choices: Callable[..., Choices] = _no_choices
    """Returns what its choices are called."""
    settled: Callable[..., dict[str, str]] = _settled
    """Returns a form as it is sent for approval: days that are told by today's are told by the calendar."""
    over: Callable[..., Over] = _as_it_was
    """Returns a form that was filled in earlier as it would be filled in over the plan as it is now."""
    can_propose: bool = True


FORMS = (
    Form("update", update.start),
    Form(
        "figures", figures.figures, figures.entered, "figures", settled=figures.settled, over=figures.over,
    ),
    Form("figures/saved", figures.saved, figures.taken_back),
    Form("new", fill.kinds),
    Form("new/{kind}", fill.new, fill.add, "new", fill.choices, fill.settled),
    Form("problems/{key}/let-stand", stand.ask, stand.take, "let-stand", settled=stand.settled),
    Form("saved", fill.saved, fill.taken_back),
    Form("entries/{entry}/change", fill.change, fill.changed, "change", fill.choices, fill.settled, fill.over),
    Form(
        "entries/{entry}/change/{listing}/{which}", parts.part, parts.taken, "change", parts.choices, parts.settled,
    ),
    Form("entries/{entry}/change/{listing}/{which}/remove", parts.ask_removal, parts.removed),
    Form("entries/{entry}/rename", whereabouts.ask_id, whereabouts.renamed),
    Form("entries/{entry}/move", whereabouts.ask_place, whereabouts.moved),
    Form("entries/{entry}/remove", whereabouts.ask_removal, whereabouts.removed),
    Form(
        "entries/{entry}/update", update.first, update.step, "update", update.choices, update.settled, update.over,
    ),
    Form("entries/{entry}/saved", update.saved, update.taken_back),
)  # fmt: skip
"""A form that takes words has to take ``go=check`` as well: it shows what was typed, to go on with."""


def form_of(kind: str, about: Mapping[str, str]) -> Form | None:
    """Return the form of a kind, where its address names just that."""
    names = {*about}
    found = (each for each in FORMS if each.kind and each.kind == kind)
    return next((each for each in found if {*_NAMED.findall(each.address)} == names), None)


def shown(form: Form, book: Book, query: Mapping[str, str], about: Mapping[str, str]) -> Made:
    """Show a form, or what somebody began on there before."""
    left = drafts_of(book).kept(address_of(form, about)) if form.kind else None
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
    drafts.keep(Unsaved(address_of(form, about), form.kind, about, said))


def taken(form: Form, shelf: Shelf, book: Book, said: Mapping[str, str], about: Mapping[str, str]) -> Made:
    """Take a form, and forget it where it is saved, sent for approval or thrown away."""
    address = address_of(form, about)
    if form.kind and said.get("go") == FORGET:
        drafts_of(book).forget(address)
        return Going(book.to.page(address))
    is_sent = form.can_propose and form.kind and said.get("go", "").startswith(PROPOSE)
    made = _sent(form, book, said, about) if is_sent else form.takes(shelf, book, said, **about) if form.takes else None
    again = said.get("again", "")
    if isinstance(made, Going) and made.is_done:
        drafts_of(book).forget(address)
        if again:
            take_away_own(shelf.book(book.name), again)
    if again and isinstance(made, Page):
        made.given["again"] = again
    return made


def _sent(form: Form, book: Book, said: Mapping[str, str], about: Mapping[str, str]) -> Made:
    sent: list[str] = []

    def instead(at: Book, changes: list[Change], told: list[str], how: ForGit) -> Saved:
        drafted(at, changes)  # what could not be saved is not sent
        filled_in = Unsaved(address_of(form, about), form.kind, about, form.settled(book, said, **about))
        sent.append(send(book, filled_in, how.subject))
        return Saved("", (), tuple(told))

    trial = Trial(book, instead)
    press = "anyway" if said.get("go", "").endswith("anyway") else "save"
    made = form.takes(trial, trial.book(book.name), {**said, "go": press}, **about) if form.takes else None
    return Going(book.to.page(f"proposals/{sent[0]}", did="sent"), is_done=True) if sent else made


def address_of(form: Form, about: Mapping[str, str]) -> str:
    """Return the address of a form, after that of its plan."""
    return form.address.format(**{name: quote(said, safe="") for name, said in about.items()})
