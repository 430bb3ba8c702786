"""The forms of single records of an entry: a figure, a decision, an update; and taking one out."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from cqcplan.framework.vintage import load_vintage
from cqcplan.model.entries import Placed
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.web.begun import Choices
from cqcplan.web.boxes import Box, dates_among, first_value, in_words, typed_in
from cqcplan.web.drafts import typed as words_of
from cqcplan.web.filling import NEEDED, AskedFirstError, FieldsChangedError, kept_entry, values_now
from cqcplan.web.frame import Going, Page
from cqcplan.web.into_git import offer
from cqcplan.web.pages.form_page import About, form_in_conflict, form_page, was_in
from cqcplan.web.part_saving import Found, PartEdit, found, remove_part, save_part
from cqcplan.web.parts import NEW, ONE, UPDATES, Listing, listings_shown, parts_of, said_of_part
from cqcplan.web.saving import mistakes
from cqcplan.web.shelf import Book, Shelf
from cqcplan.web.taken_up import with_days

KEY = "key"


class Line(NamedTuple):
    """One record, as the page of its entry lists it."""

    said: str
    change: str
    """The address of its form; nothing where it cannot be changed by these readers."""
    remove: str


class Listed(NamedTuple):
    """A list of records, as the page of its entry shows it."""

    words: str
    lines: list[Line]
    add: str
    """The address where one is added; nothing where that is not done here."""


def listed(book: Book, placed: Placed) -> list[Listed]:
    """Return the lists and records of an entry that have forms of their own."""
    entry, kept = placed.entry, kept_entry(book, placed.entry.id)
    return [_listed(book, entry.id, kept, each) for each in listings_shown(book, entry, placed.kind)]


def _listed(book: Book, entry: str, kept: object, listing: Listing) -> Listed:
    to = partial(book.to.entry, entry, "change", listing.name)
    names = _statements(book) if listing.form == "keyed" else {}
    lines = []
    for part in parts_of(book, book.entries[entry].entry, kept, listing):
        said = said_of_part(book, part)
        words = f"{names.get(part.which, part.which)}: {said}" if listing.form == "keyed" else said
        can = bool(part.kept)
        lines.append(Line(words, to(part.which) if can else "", to(part.which, "remove") if can else ""))
    is_there = listing.form == "one" and lines
    return Listed(listing.words, lines, "" if listing.name == UPDATES or is_there else to(NEW))


def _statements(book: Book) -> dict[str, str]:
    return {each.id: each.name for each in load_vintage(book.plan.header.framework).statements}


def part(book: Book, asked: Mapping[str, str], entry: str, listing: str, which: str) -> Page | None:
    """Show the form of a record, open at the field that the address names; or of one that is to be added."""
    one = found(book, entry, listing, which)
    if one is None:
        return None
    boxes = _boxes(book, one)
    now = _now(one, boxes)
    return form_page(book, _about(book, one, which), boxes, now, was=now, at=asked.get("at", ""))


def choices(book: Book, entry: str, listing: str, which: str) -> Choices:
    """Return what the choices of its form are called."""
    one = found(book, entry, listing, which)
    return {box.name: dict(box.choices) for box in _boxes(book, one)} if one else {}


def settled(book: Book, form: Mapping[str, str], entry: str, listing: str, which: str) -> dict[str, str]:
    """Return a form with its dates as they are meant today."""
    one = found(book, entry, listing, which, partial(was_in, form))
    return with_days(form, dates_among(_boxes(book, one)) if one else [], book.day)


def taken(shelf: Shelf, book: Book, form: Mapping[str, str], *, entry: str, listing: str, which: str) -> Page | Going:
    """Take the form of a record."""
    one = found(book, entry, listing, which, partial(was_in, form))
    if one is None:
        return Page("gone", {"answers": words_of(form)}, 409)
    boxes, git = _boxes(book, one), form.get("git", "")
    typed, was = typed_in(form, boxes), was_in(form, boxes)
    again = partial(form_page, book, _about(book, one, which), boxes, typed, was=was, git=git)
    if form.get("go") == "check":
        return again()
    edit = PartEdit(entry, listing, which, typed, was, typed.get(KEY, ""), form.get("go") == "anyway", git)
    wrong = [Mistake(box.name, NEEDED) for box in boxes if box.needed and not typed[box.name]]
    if wrong:
        return again(wrong=wrong)
    try:
        done = save_part(shelf, book.name, edit)
    except FieldsChangedError as error:
        page = _conflict(shelf.book(book.name), edit, error, form)
    except AskedFirstError as asked:
        page = again(findings=asked.found)
    except (NotRecordedError, OSError) as error:
        page = again(wrong=mistakes(error))
    else:
        part = f"{listing}/{which}"
        return Going(book.to.page("saved", entry=entry, part=part, mark=done.mark, git=done.in_git), is_done=True)
    return page


def _conflict(book: Book, edit: PartEdit, error: FieldsChangedError, form: Mapping[str, str]) -> Page:
    one = found(book, edit.entry, edit.listing, edit.which)
    if one is None or one.part is None or error.now is None:
        return Page("gone", {"answers": words_of(form)}, 409)
    now = values_now(one.part.shown, one.boxes)
    return form_in_conflict(
        book, _about(book, one, edit.which), one.boxes, now, typed=typed_in(form, one.boxes), was=edit.was
    )


def _about(book: Book, one: Found, which: str) -> About:
    what = "part" if one.listing.form == "one" else "new-part" if which == NEW else "change-part"
    action = book.to.entry(one.placed.entry.id, "change", one.listing.name, which)
    return About(what, action, one.listing.words, "", one.placed, book.title_of(one.placed))


def _boxes(book: Book, one: Found) -> list[Box]:
    if one.listing.form != "keyed" or one.part is not None:
        return one.boxes
    names = tuple((key, name) for key, name in _statements(book).items() if key not in one.kept.scores)
    return [Box(KEY, "quality statement", "choice", "", names, needed=True), *one.boxes]


def _now(one: Found, boxes: list[Box]) -> dict[str, str]:
    if one.part is None:
        return {box.name: first_value(one.listing.model, box) for box in boxes}
    return values_now(one.part.shown, boxes)


def ask_removal(book: Book, _: Mapping[str, str], entry: str, listing: str, which: str) -> Page | None:
    """Ask whether a record is to be taken out."""
    return _removal(book, entry, listing, which)


def removed(
    shelf: Shelf, book: Book, form: Mapping[str, str], *, entry: str, listing: str, which: str
) -> Page | Going | None:
    """Take a record out."""
    one = found(book, entry, listing, which, partial(was_in, form))
    if one is None or one.part is None:
        return Page("gone", {"answers": {}}, 409)
    was, git = was_in(form, one.boxes), form.get("git", "")
    edit = PartEdit(entry, listing, which, was, was, "", form.get("go") == "anyway", git)
    try:
        done = remove_part(shelf, book.name, edit)
    except FieldsChangedError:
        return _removal(shelf.book(book.name), entry, listing, which, has_changed=True)
    except AskedFirstError as asked:
        return _removal(book, entry, listing, which, findings=asked.found, git=git)
    except (NotRecordedError, OSError) as error:
        return _removal(book, entry, listing, which, wrong=[each.message for each in mistakes(error)], git=git)
    saved = book.to.page("saved", entry=entry, part=listing, out="yes", mark=done.mark, git=done.in_git)
    return Going(saved, is_done=True)


def _removal(
    book: Book, entry: str, listing: str, which: str, *, has_changed: bool = False,
    findings: object = (), wrong: object = (), git: str = "",
) -> Page | None:  # fmt: skip
    one = found(book, entry, listing, which)
    if one is None or one.part is None:
        return None
    now = values_now(one.part.shown, one.boxes)
    given = {
        "about": _about(book, one, which), "is_one": which == ONE, "title": book.title_of(one.placed),
        "said": [(box, words) for box in one.boxes if (words := in_words(box, now[box.name])) and not box.away],
        "was": {box.name: now[box.name] for box in one.boxes if now[box.name] and not box.away},
        "kept": [box.name for box in one.boxes if box.away], "findings": findings, "wrong": wrong,
        "has_changed": has_changed, "offer": offer(book), "git": git,
    }  # fmt: skip
    return Page("remove-part", given, 409 if has_changed else 422 if findings or wrong else 200)
