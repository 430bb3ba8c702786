"""Saving a new entry, or changes to the fields of one that is there: nothing of what others changed is undone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from cqcplan.checks.references.collect import collect
from cqcplan.editing.changes import Change
from cqcplan.english import with_article
from cqcplan.problems.problem import Problem
from cqcplan.recording.edits import edited
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.recording.new_entries import DoubleError, Filled, NewEntry, added
from cqcplan.web.boxes import Box, boxes_of, can_be_typed, filled, in_order, is_unprinted, value_of, with_unshown
from cqcplan.web.into_git import ForGit
from cqcplan.web.saving import Saved, drafted, found_after, write
from cqcplan.web.shelf import Book, Shelf

NOTHING_NEW, NEEDED, NOT_THESE_READERS, BOTH = "nothing-new", "needed-here", "not-these-readers", "both"
"""Mistakes that only pages know, by the words that their template has for them."""


class AskedFirstError(Exception):
    """It can be saved, and something is asked first."""

    def __init__(self, double: str, found: list[Problem]) -> None:
        super().__init__()
        self.double = double
        """That there is one like it already."""
        self.found = found
        """What a check of the plan would find then."""


class FieldsChangedError(Exception):
    """The entry is no longer as it was when its form was opened."""

    def __init__(self, now: dict[str, str] | None) -> None:
        super().__init__()
        self.now = now
        """What its boxes would say now; nothing where it is gone."""


@dataclass(frozen=True)
class Edit:
    """What somebody wants to change of an entry."""

    entry: str
    typed: Mapping[str, str]
    """By box."""
    was: Mapping[str, str]
    """What the boxes said when the form was opened."""
    anyway: bool = False
    git: str = ""
    """What the form says of git."""


def save_new(shelf: Shelf, plan: str, entry: NewEntry, git: str = "") -> tuple[Saved, list[str]]:
    """Add an entry; return the ids of what was added.

    Raises:
        CannotShowError: the plan can no longer be read.
        AskedFirstError: there is one like it, or a check would find something.
        NotRecordedError: it is not understood, or the plan would not be sound.
        OSError: it cannot be written; nothing is.
    """
    with shelf.held(plan) as book:
        taken, double = collect(book.loaded).definitions, ""
        try:
            found = added(entry, book.plan, taken, book.day)
        except DoubleError as error:
            double = error.mistakes[0].message
            found = added(replace(entry, anyway=True), book.plan, taken, book.day)
        changes: list[Change] = list(found.changes)
        how = ForGit(f"Add {with_article(entry.kind.name.replace('-', ' '))}", git, tuple(found.ids))
        return write_asked(book, changes, found.told, how, anyway=entry.anyway, double=double), found.ids


def save_edit(shelf: Shelf, plan: str, edit: Edit) -> Saved:
    """Change the fields of an entry that somebody changed in its form, and no others.

    Raises:
        CannotShowError: the plan can no longer be read.
        FieldsChangedError: the entry is no longer as it was.
        AskedFirstError: a check would find something.
        NotRecordedError: it is not understood, or the plan would not be sound.
        OSError: it cannot be written; nothing is.
    """
    with shelf.held(plan) as book:
        placed = book.entries.get(edit.entry)
        if placed is None:
            raise FieldsChangedError(None)
        boxes = boxes_to_change(book, placed.entry)
        now = values_now(placed.entry, boxes)
        if any(said != edit.was.get(name, "") for name, said in now.items()):
            raise FieldsChangedError(now)
        kept = kept_entry(book, edit.entry)
        said = asked(boxes, edit.typed, kept=kept, shown=placed.entry)
        changes, told = edited(kept, book.plan, said.typed, said.without, today=book.day, beside=said.beside)
        how = ForGit(f"Change {book.title_of(placed)}", edit.git, (edit.entry,))
        return write_asked(book, changes, [told], how, anyway=edit.anyway)


def boxes_to_change(book: Book, entry: Any) -> list[Box]:
    """Return the boxes in which an entry can be changed."""
    return with_unshown(can_be_typed(entry, boxes_of(book, type(entry))), kept_entry(book, entry.id), entry)


def values_now(entry: Any, boxes: list[Box]) -> dict[str, str]:
    """Return what an entry says, box by box."""
    return {box.name: in_order(box, value_of(entry, box) or "") for box in boxes}


def write_asked(
    book: Book, changes: list[Change], told: list[str], how: ForGit, *, anyway: bool, double: str = ""
) -> Saved:
    """Write changes, or ask first, where there is one like it already or a check of the plan would find something.

    For whom part of the plan is withheld nothing is checked, since what is found can tell of it.

    Raises:
        AskedFirstError: it is so, and not to be written anyway.
        As :func:`~cqcplan.web.saving.write` does.
    """
    made = drafted(book, changes) if book.sees_all and not anyway else None
    found = found_after(book, made) if made else []
    if found or (double and not anyway):
        raise AskedFirstError(double, found)
    return write(book, changes, told, how, made)


def kept_entry(book: Book, entry: str) -> Any:
    """Return an entry as it is kept, whoever may read what."""
    return book.kept_entries[entry]


def _refuse_unshown(boxes: list[Box], changed: list[Box]) -> None:
    """Refuse what these readers cannot mean of a field that holds something they are not shown."""
    for box in changed:
        if box.away and any(each.option == box.option for each in changed if each is not box):
            raise NotRecordedError([Mistake(box.name, BOTH)])
        if box.option and box.option.path == ("name_in_papers",) and any(each.away for each in boxes):
            # it would show them the name
            raise NotRecordedError([Mistake(box.option.name, NOT_THESE_READERS)])


class Asked(NamedTuple):
    """What a form asks to be changed."""

    typed: Filled
    """By field, as it is read."""
    without: list[str]
    """The fields to take away."""
    beside: dict[str, list[str]]
    """What stays in a list besides, because these readers do not see it."""


def asked(boxes: list[Box], said: Mapping[str, str], *, kept: Any, shown: Any) -> Asked:
    """Return what a form asks for: what it says otherwise than the entry or record does.

    Args:
        boxes: those of the entry or record.
        said: what is typed in them.
        kept: the entry or record as it is kept.
        shown: the same as it may be seen.

    Raises:
        NotRecordedError: nothing is said otherwise, or it would go over what these readers do not see.
    """
    now = values_now(shown, boxes)
    changed = [box for box in boxes if said.get(box.name, "") != now[box.name]]
    if not changed:
        raise NotRecordedError([Mistake("", NOTHING_NEW)])
    _refuse_unshown(boxes, changed)
    typed, without, beside = dict(said), list[str](), dict[str, list[str]]()
    for box in changed:
        option, hidden = box.option, _hidden(box, kept, shown)
        if option is None:
            continue
        if hidden is None:
            raise NotRecordedError([Mistake(option.name, NOT_THESE_READERS)])
        if hidden:
            beside[option.path[0]] = hidden
        elif box.away:
            without.append(option.name)
        elif not typed[box.name] and box.form == "flag":
            typed[box.name] = "no"
        elif not typed[box.name] and not box.statement:
            without.append(option.name)
    paths = {box.option.path: box.option for box in changed if box.option}
    # scores are one field, whichever of them was changed
    told = filled(
        [box for box in boxes if box in changed or (box.option and box.statement and box.option.path in paths)], typed
    )
    of_scores = {box.option.path for box in changed if box.option and box.statement}
    without += [paths[path].name for path in of_scores if path not in told]
    return Asked(told, without, beside)


def _hidden(box: Box, whole: Any, shown: Any) -> list[str] | None:
    """Return what of a list these readers do not see; None where they do not see that a field has something."""
    kept, seen = value_of(whole, box), value_of(shown, box)
    if kept == seen or is_unprinted(box):
        return []
    if box.form in ("several", "lines") and kept is not None:
        return [each for each in kept.splitlines() if each not in (seen or "").splitlines()]
    return None
