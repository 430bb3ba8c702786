"""New entries of every kind, and changes to those that are there: forms read off the models."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from cqcplan.editing.changes import CannotEditError
from cqcplan.english import with_article
from cqcplan.model.entries import Placed
from cqcplan.problems.problem import Problem
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
    filled,
    first_value,
    in_order,
    typed_in,
)  # fmt: skip
from cqcplan.web.drafts import WAS
from cqcplan.web.drafts import typed as words_of
from cqcplan.web.filling import (
    AskedFirstError,
    Edit,
    FieldsChangedError,
    boxes_to_change,
    save_edit,
    save_new,
    values_now,
)
from cqcplan.web.frame import Page
from cqcplan.web.into_git import ForGit, offer
from cqcplan.web.pages.update import Going
from cqcplan.web.saving import can_take_back, take_back
from cqcplan.web.shelf import Book, Shelf

NEEDED = "needed-here"


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
    return _form(book, found, None, boxes, values, was=values)


def choices(book: Book, kind: str = "", entry: str = "") -> Choices:
    """Return what the choices of a form are called, of a new entry or of one that is there."""
    found, placed = kind_named(kind), book.entries.get(entry)
    boxes = _all_boxes(book, found) if found else boxes_to_change(book, placed.entry) if placed else []
    return {box.name: dict(box.choices) for box in boxes}


def add(shelf: Shelf, book: Book, form: Mapping[str, str], kind: str) -> Page | Going | None:
    """Take the form of a new entry."""
    found = kind_named(kind)
    if found is None:
        return None
    model = model_of(found.section)
    boxes, git = _all_boxes(book, found), form.get("git", "")
    typed = typed_in(form, boxes)
    again = partial(_form, book, found, None, boxes, typed, was=_was_in(form, boxes), git=git)
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
        return again(wrong=[*wrong, *_mistakes(error)])
    about = ids[0] if ids else typed.get(UNDER)
    return Going(book.to.page("saved", entry=about, kind=found.name, mark=done.mark, git=done.in_git), is_done=True)


def change(book: Book, asked: Mapping[str, str], entry: str) -> Page | None:
    """Show the form in which an entry can be changed, open at the field that the address names."""
    placed = book.entries.get(entry)
    if placed is None:
        return None
    boxes = boxes_to_change(book, placed.entry)
    now = values_now(placed.entry, boxes)
    return _form(book, None, placed, boxes, now, was=now, at=asked.get("at", ""))


def changed(shelf: Shelf, book: Book, form: Mapping[str, str], entry: str) -> Page | Going:
    """Take the form in which an entry was changed."""
    placed = book.entries.get(entry)
    if placed is None:
        return Page("gone", {"answers": words_of(form)}, 409)
    boxes, git = boxes_to_change(book, placed.entry), form.get("git", "")
    typed = typed_in(form, boxes)
    was = _was_in(form, boxes)
    again = partial(_form, book, None, placed, boxes, typed, was=was, git=git)
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
        page = again(wrong=_mistakes(error))
    else:
        return Going(book.to.page("saved", entry=entry, mark=done.mark, git=done.in_git), is_done=True)
    return page


def _was_in(form: Mapping[str, str], boxes: list[Box]) -> dict[str, str]:
    return {box.name: in_order(box, form.get(WAS + box.name, "")) for box in boxes}


def saved(book: Book, asked: Mapping[str, str], *, taken: bool = False) -> Page:
    """Say that it is saved, and offer to take it back."""
    placed, kind = book.entries.get(asked.get("entry", "")), kind_named(asked.get("kind", ""))
    mark = asked.get("mark", "")
    finding = asked.get("finding", "")
    forms = [book.to.entry(placed.entry.id, "change")] if placed else []
    forms += [book.to.page(f"new/{kind.name}")] if kind else []
    forms += [book.to.page(f"problems/{finding}/let-stand")] if finding else []
    given = {
        "done": forms,
        "mark": mark if can_take_back(book, mark) else "", "taken": taken, "in_git": asked.get("git", ""),
        "title": book.title_of(placed) if placed else "", "entry": placed.entry.id if placed else "",
        "again": (kind.name, with_article(kind.name.replace("-", " "))) if kind else None,
        "back": book.to.page("problems") if asked.get("back") == "problems" else "",
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
    """Show what changed meanwhile beside what was typed; what was not touched is as it is now."""
    placed = book.entries[entry]
    boxes = boxes_to_change(book, placed.entry)
    now = values_now(placed.entry, boxes)
    let_alone = {box.name for box in boxes if box.away and typed.get(box.name) != "yes"}
    mine = {name: said for name, said in typed.items() if said != was.get(name, "") and name not in let_alone}
    rows = [
        (box, *(_in_words(box, said) for said in (was.get(box.name, ""), now[box.name], mine.get(box.name))))
        for box in boxes
        if now[box.name] != was.get(box.name, "") or box.name in mine
    ]
    return _form(book, None, placed, boxes, {**now, **mine}, was=now, rows=rows)


def _in_words(box: Box, said: str | None) -> str | None:
    """Return what a box says, as its choices are called; None where nobody touched it."""
    called = dict(box.choices)
    return None if said is None else "; ".join(called.get(line, line) for line in said.splitlines() if line)


def _form(
    book: Book, kind: KindOf | None, placed: Placed | None, boxes: list[Box], values: Mapping[str, str], *,
    was: Mapping[str, str] | None = None, wrong: Sequence[Mistake] = (), double: str = "",
    findings: Sequence[Problem] = (), git: str = "", at: str = "", rows: Sequence[Any] = (),
) -> Page:  # fmt: skip
    placed_at = [(_box_of(boxes, each.field), each.message) for each in wrong]
    parts: dict[str, list[Box]] = {"": []}
    for box in boxes:
        parts.setdefault(box.part, []).append(box)
    last = [name for name in ("more", "about") if name in parts]
    order = [name for name in parts if name not in last] + last
    minded = {at, *(box.name for box, _ in placed_at if box)}
    used = {name for name in order if any(values.get(box.name) or box.name in minded for box in parts[name])}
    given = {
        "kind": kind.name.replace("-", " ") if kind else "", "says": kind.says if kind else "",
        "article": with_article(kind.name.replace("-", " ")) if kind else "",
        "action": book.to.entry(placed.entry.id, "change") if placed else book.to.page(f"new/{kind and kind.name}"),
        "title": book.title_of(placed) if placed else "", "placed": placed,
        "parts": [(name, parts[name]) for name in order], "used": used, "values": values,
        "was": {name: said for name, said in (was or {}).items() if said},
        "errors": {box.name: message for box, message in reversed(placed_at) if box},
        "general": [message for box, message in placed_at if box is None],
        "double": double, "findings": findings, "rows": rows, "prefix": WAS, "offer": offer(book), "git": git,
    }  # fmt: skip
    return Page("fill", given, 409 if rows else 422 if wrong or double or findings else 200)


def _box_of(boxes: list[Box], field: str) -> Box | None:
    """Return the box that a mistake is about: named by its own name, its option or its field."""
    for box in boxes:
        path = box.option.path if box.option else ()
        if field and field in (box.name, box.option and box.option.name):
            return box
        if field and path and field in (path[-1], path[0]):
            return box
    return None


def _mistakes(error: NotRecordedError | OSError) -> tuple[Mistake, ...]:
    if isinstance(error, NotRecordedError):
        return error.mistakes
    return (Mistake("", f"it cannot be written: {error.strerror}"),)
