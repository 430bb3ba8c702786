"""New entries of every kind, and changes to those that are there: forms read off the models."""

from collections.abc import Mapping
from functools import partial

from cqcplan.editing.changes import CannotEditError
from cqcplan.english import with_article
from cqcplan.recording.kinds import KINDS, KindOf, kind_named, model_of
from cqcplan.recording.meant import as_meant
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.recording.new_entries import NewEntry, settle
from cqcplan.web.begun import Choices
from cqcplan.web.boxes import (
    EVERY,
    ID,
    UNDER,
    UNTIL,
    Box,
    boxes_around,
    boxes_of,
    dates_among,
    filled,
    first_value,
    in_words,
    typed_in,
)  # fmt: skip
from cqcplan.web.drafts import WAS
from cqcplan.web.drafts import typed as words_of
from cqcplan.web.filling import (
    NEEDED,
    AskedFirstError,
    Edit,
    FieldsChangedError,
    boxes_to_change,
    save_edit,
    save_new,
    values_now,
)
from cqcplan.web.frame import Going, Page
from cqcplan.web.into_git import ForGit
from cqcplan.web.pages.form_page import KEEP, form_in_conflict, form_page, of_entry, of_kind, was_in
from cqcplan.web.pages.parts import listed
from cqcplan.web.saving import can_take_back, mistakes, take_back
from cqcplan.web.shelf import Book, Shelf
from cqcplan.web.taken_up import Over, rows_of, with_days


def kinds(_: Book, __: Mapping[str, str]) -> Page:
    """Ask what is to be added."""
    return Page("kinds", {"kinds": [(kind.name, kind.name.replace("-", " "), kind.says) for kind in KINDS]})


def new(book: Book, asked: Mapping[str, str], kind: str) -> Page | None:
    """Show the form of a new entry."""
    found = kind_named(kind)
    if found is None:
        return None
    boxes = _all_boxes(book, found)
    values = {box.name: first_value(model_of(found.section), box) for box in boxes}
    under = asked.get(UNDER, "")
    values[UNDER] = under if under in book.entries else ""
    return form_page(book, of_kind(book, found), boxes, values, was=values)


def choices(book: Book, kind: str = "", entry: str = "") -> Choices:
    """Return what the choices of a form are called, of a new entry or of one that is there."""
    return {box.name: dict(box.choices) for box in _boxes_for(book, kind, entry)}


def settled(book: Book, form: Mapping[str, str], kind: str = "", entry: str = "") -> dict[str, str]:
    """Return a form with its dates as they are meant today."""
    return with_days(form, dates_among(_boxes_for(book, kind, entry)), book.day)


def over(book: Book, form: Mapping[str, str], entry: str) -> Over:
    """Return a change as it would be made to the entry as it is now: what was not touched stays as it is."""
    boxes = _boxes_for(book, "", entry)
    now, was, typed = values_now(book.entries[entry].entry, boxes), was_in(form, boxes), typed_in(form, boxes)
    made = dict(form)
    for box in boxes:
        made[box.name] = typed[box.name] if typed[box.name] != was[box.name] else now[box.name]
        made[(KEEP if box.away else WAS) + box.name] = "" if box.away and now[box.name] != "no" else now[box.name]
    said = {box.words: in_words(box, was[box.name]) or "" for box in boxes}
    return Over(made, rows_of(said, {box.words: in_words(box, now[box.name]) or "" for box in boxes}))


def _boxes_for(book: Book, kind: str, entry: str) -> list[Box]:
    found, placed = kind_named(kind), book.entries.get(entry)
    return _all_boxes(book, found) if found else boxes_to_change(book, placed.entry) if placed else []


def add(shelf: Shelf, book: Book, form: Mapping[str, str], kind: str) -> Page | Going | None:
    """Take the form of a new entry."""
    found = kind_named(kind)
    if found is None:
        return None
    model = model_of(found.section)
    boxes, git = _all_boxes(book, found), form.get("git", "")
    typed = typed_in(form, boxes)
    again = partial(form_page, book, of_kind(book, found), boxes, typed, was=was_in(form, boxes), git=git)
    if form.get("go") == "check":
        return again()
    wrong = [Mistake(box.name, NEEDED) for box in boxes if box.needed and not typed[box.name]]
    if found.name == "assessment":
        wrong = [each for each in wrong if each.field != "field-framework"]  # it follows from the date
    said = filled(boxes, typed)
    for box in boxes:
        if box.option and first_value(model, box):  # it is so unless somebody says no
            said[box.option.path] = None if typed[box.name] else "no"
    try:
        settle(found, said)
        if wrong:
            as_meant(book.plan, model, said, book.day)  # so that everything that is wrong is told at once
            return again(wrong=wrong)
        entry = NewEntry(
            found, said, typed.get(UNDER) or None, typed.get(ID) or None, form.get("go") == "anyway",
            typed.get(EVERY) or None, typed.get(UNTIL) or None,
        )  # fmt: skip
        done, ids = save_new(shelf, book.name, entry, git)
    except AskedFirstError as asked:
        return again(double=asked.double, findings=asked.found)
    except (NotRecordedError, OSError) as error:
        return again(wrong=[*wrong, *mistakes(error)])
    about = ids[0] if ids else typed.get(UNDER)
    return Going(book.to.page("saved", entry=about, kind=found.name, mark=done.mark, git=done.in_git), is_done=True)


def change(book: Book, asked: Mapping[str, str], entry: str) -> Page | None:
    """Show the form in which an entry can be changed, open at the field that the address names."""
    placed = book.entries.get(entry)
    if placed is None:
        return None
    boxes = boxes_to_change(book, placed.entry)
    now = values_now(placed.entry, boxes)
    return form_page(
        book, of_entry(book, placed), boxes, now, was=now, at=asked.get("at", ""), parts_of_it=listed(book, placed)
    )


def changed(shelf: Shelf, book: Book, form: Mapping[str, str], entry: str) -> Page | Going:
    """Take the form in which an entry was changed."""
    placed = book.entries.get(entry)
    if placed is None:
        return Page("gone", {"answers": words_of(form)}, 409)
    boxes, git = boxes_to_change(book, placed.entry), form.get("git", "")
    typed = typed_in(form, boxes)
    was = was_in(form, boxes)
    again = partial(
        form_page, book, of_entry(book, placed), boxes, typed, was=was, git=git, parts_of_it=listed(book, placed)
    )
    if form.get("go") == "check":
        return again()
    try:
        done = save_edit(shelf, book.name, Edit(entry, typed, was, form.get("go") == "anyway", git))
    except FieldsChangedError as error:
        if error.now is None:
            words = {box.name: typed[box.name] for box in boxes if not box.away}
            return Page("gone", {"answers": words}, 409)
        page = _conflict(shelf.book(book.name), entry, typed, was)
    except AskedFirstError as asked:
        page = again(findings=asked.found)
    except (NotRecordedError, OSError) as error:
        page = again(wrong=mistakes(error))
    else:
        return Going(book.to.page("saved", entry=entry, mark=done.mark, git=done.in_git), is_done=True)
    return page


def saved(book: Book, asked: Mapping[str, str], *, taken: bool = False) -> Page:
    """Say that it is saved, and offer to take it back."""
    placed, kind = book.entries.get(asked.get("entry", "")), kind_named(asked.get("kind", ""))
    mark = asked.get("mark", "")
    finding = asked.get("finding", "")
    forms = [book.to.entry(placed.entry.id, "change")] if placed else []
    forms += [book.to.page(f"new/{kind.name}")] if kind else []
    if placed and (part := asked.get("part", "").split("/"))[1:]:
        forms.append(book.to.entry(placed.entry.id, "change", *part))
    forms += [book.to.page(f"problems/{finding}/let-stand")] if finding else []
    given = {
        "done": forms,
        "mark": mark if can_take_back(book, mark) else "", "taken": taken, "in_git": asked.get("git", ""),
        "title": book.title_of(placed) if placed else "", "entry": placed.entry.id if placed else "",
        "again": (kind.name, with_article(kind.name.replace("-", " "))) if kind else None,
        "back": book.to.page("problems") if asked.get("back") == "problems" else "",
        "out": asked.get("out") == "yes", "of_part": bool(asked.get("part")),
        "under": placed.above[-1].id if placed and placed.above else "",
    }  # fmt: skip
    return Page("kept", given)


def taken_back(shelf: Shelf, book: Book, form: Mapping[str, str]) -> Page:
    """Take back what was saved."""
    try:
        taken = take_back(book, form.get("mark", ""), ForGit("Take back the last change"))
    except (CannotEditError, OSError):
        taken = None
    if taken is None:
        return Page("too-late", {"back": book.to.page()}, 409)
    shelf.served.tell(f"took back the last change of {book.name}")
    return saved(shelf.book(book.name), {"entry": form.get("entry", ""), "git": taken.in_git}, taken=True)


def _all_boxes(book: Book, kind: KindOf) -> list[Box]:
    model = model_of(kind.section)
    first, last = boxes_around(book, kind, model)
    return [*first, *boxes_of(book, model), *last]


def _conflict(book: Book, entry: str, typed: Mapping[str, str], was: Mapping[str, str]) -> Page:
    placed = book.entries[entry]
    boxes = boxes_to_change(book, placed.entry)
    return form_in_conflict(book, of_entry(book, placed), boxes, values_now(placed.entry, boxes), typed=typed, was=was)
