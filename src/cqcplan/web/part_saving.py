"""Saving one record of an entry: changed, added or taken out, over nothing that others changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from cqcplan.editing.changes import AddEntry, Change, RemoveEntry
from cqcplan.model.entries import Placed
from cqcplan.recording.edits import Where, record_edited
from cqcplan.recording.meant import as_meant
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.recording.said import said_of, titled
from cqcplan.view.levels import levels_of, strictest
from cqcplan.web.boxes import Box, boxes_of, filled
from cqcplan.web.filling import (
    NEEDED,
    NOTHING_NEW,
    FieldsChangedError,
    asked,
    kept_entry,
    values_now,
    write_asked,
)
from cqcplan.web.into_git import ForGit
from cqcplan.web.parts import NEW, UPDATES, Listing, Part, boxes_of_part, listings_shown, parts_of, said_of_part
from cqcplan.web.saving import Saved
from cqcplan.web.shelf import Book, Shelf

TAKEN, NOT_ITS_OWN = "taken", "not-its-own"
"""Mistakes that only pages know, by the words that their template has for them."""

Was = Callable[[list[Box]], Mapping[str, str]]


@dataclass(frozen=True)
class PartEdit:
    """What somebody wants of one record."""

    entry: str
    listing: str
    which: str
    typed: Mapping[str, str]
    """By box."""
    was: Mapping[str, str]
    """What the boxes said when the form was opened."""
    key: str = ""
    """Of a new score: the quality statement."""
    anyway: bool = False
    git: str = ""


class Found(NamedTuple):
    """A record that is meant, in the plan as it is."""

    placed: Placed
    kept: Any
    listing: Listing
    part: Part | None
    """Nothing where it is to be added."""
    boxes: list[Box]


def found(book: Book, entry: str, listing: str, which: str, was: Was | None = None) -> Found | None:
    """Return a record by its address; nothing where there is none.

    Args:
        book: the plan as it is.
        entry: the entry that it stands in, or is about.
        listing: the list.
        which: its number or name there, or :data:`NEW`.
        was: says what boxes said when a form was opened: the record that says so is meant, wherever it stands now.
    """
    placed = book.entries.get(entry)
    listed = listings_shown(book, placed.entry, placed.kind) if placed else []
    one = next((each for each in listed if each.name == listing), None)
    if placed is None or one is None:
        return None
    kept = kept_entry(book, entry)
    parts = parts_of(book, placed.entry, kept, one)
    if which == NEW:
        cannot = one.name == UPDATES or (one.form == "one" and parts)
        return None if cannot else Found(placed, kept, one, None, boxes_of(book, one.model))
    known = [(each, boxes_of_part(book, each)) for each in parts if each.kept and (was or each.which == which)]
    there = next((each for each in known if each[0].which == which), None)
    if was and not (there and _is_as_it_was(*there, was)):
        same = [each for each in known if _is_as_it_was(*each, was)]
        there = same[0] if len(same) == 1 else there
    return Found(placed, kept, one, *there) if there else None


def save_part(shelf: Shelf, plan: str, edit: PartEdit) -> Saved:
    """Change the fields of a record that somebody changed in its form, and no others; or add one.

    Raises:
        CannotShowError: the plan can no longer be read.
        FieldsChangedError: the record is no longer as it was.
        AskedFirstError: a check would find something.
        NotRecordedError: it is not understood, or the plan would not be sound.
        OSError: it cannot be written; nothing is.
    """
    with shelf.held(plan) as book:
        one = _as_it_was(book, edit)
        changes, told = _added(book, one, edit) if one.part is None else _changed(book, one, one.part, edit)
        word = "Add to" if one.part is None else "Change"
        how = ForGit(f"{word} the {one.listing.words} of {book.title_of(one.placed)}", edit.git, (edit.entry,))
        return write_asked(book, changes, [_told(book, edit, one, told)], how, anyway=edit.anyway)


def remove_part(shelf: Shelf, plan: str, edit: PartEdit) -> Saved:
    """Take a record out.

    Raises:
        As :func:`save_part` does.
    """
    with shelf.held(plan) as book:
        one = _as_it_was(book, edit)
        if one.part is None:
            raise FieldsChangedError(None)
        change = _removed(edit.entry, one, one.part)
        how = ForGit(f"Take one of the {one.listing.words} of {book.title_of(one.placed)} out", edit.git, (edit.entry,))
        return write_asked(book, [change], [_told(book, edit, one, "taken out")], how, anyway=edit.anyway)


def _told(book: Book, edit: PartEdit, one: Found, words: str) -> str:
    said = one.part and (one.part.which if one.listing.form == "keyed" else said_of_part(book, one.part))
    which = f" ({said})" if said and one.listing.form != "one" else ""
    return f"{one.listing.words} of {titled(book.plan, edit.entry)}{which}: {words}"


def _as_it_was(book: Book, edit: PartEdit) -> Found:
    """Return the record that the form was opened for, wherever in its list it stands now."""
    one = found(book, edit.entry, edit.listing, edit.which, lambda _: edit.was)
    if one is None:
        raise FieldsChangedError(None)
    if one.part and not _is_as_it_was(one.part, one.boxes, lambda _: edit.was):
        raise FieldsChangedError(values_now(one.part.shown, one.boxes))
    return one


def _is_as_it_was(part: Part, boxes: list[Box], was: Was) -> bool:
    opened = was(boxes)
    return all(said == opened.get(name, "") for name, said in values_now(part.shown, boxes).items())


def _unit(one: Found) -> str:
    return str(getattr(one.kept, "unit", "") or "")


def _changed(book: Book, one: Found, part: Part, edit: PartEdit) -> tuple[list[Change], str]:
    said = asked(one.boxes, edit.typed, kept=part.kept, shown=part.shown)
    level = strictest(levels_of(part.kept))
    where = Where(edit.entry, part.inside, part.place, None if level == "public" else level)
    changes, told = record_edited(
        where, part.kept, book.plan, said.typed, said.without, today=book.day, unit=_unit(one), beside=said.beside
    )
    if one.listing.form == "keyed" and isinstance(one.kept.scores[part.which], int):
        changes = [_score(edit.entry, part.which, {"score": part.kept.score} | {c.field: c.value for c in changes})]  # type: ignore[union-attr]
    return changes, told


def _score(entry: str, statement: str, values: Mapping[str, Any]) -> Change:
    """Return the change that writes a score: as a figure where there is nothing else to it."""
    said = {name: value for name, value in values.items() if value is not None}
    return Where(entry, ("scores",)).replaced(statement, said["score"] if said.keys() == {"score"} else said)


def _added(book: Book, one: Found, edit: PartEdit) -> tuple[list[Change], str]:
    """Return what adds a record, at the end of its list."""
    values = as_meant(book.plan, one.listing.model, filled(one.boxes, edit.typed), book.day, _unit(one))
    if not values and not edit.key:
        raise NotRecordedError([Mistake("", NOTHING_NEW)])
    told, (*above, name) = said_of(book.plan, one.listing.model, values), one.listing.way
    if one.listing.form == "keyed":
        return [_new_score(one, edit, values)], f"{edit.key} {told}"
    if above and above[0] not in one.kept.model_fields_set:
        return [Where(edit.entry).replaced(above[0], {name: values if one.listing.form == "one" else [values]})], told
    if one.listing.form == "one":
        return [Where(edit.entry, tuple(above)).replaced(name, values)], told
    return [AddEntry(name, values, edit.entry, tuple(above))], told


def _new_score(one: Found, edit: PartEdit, values: Mapping[str, Any]) -> Change:
    if not edit.key or edit.key in one.kept.scores:
        raise NotRecordedError([Mistake("key", TAKEN if edit.key else NEEDED)])
    if not one.kept.scores:
        return Where(edit.entry).replaced("scores", {edit.key: dict(values)})
    return _score(edit.entry, edit.key, values)


def _removed(entry: str, one: Found, part: Part) -> Change:
    if part.place:
        return RemoveEntry("", part.place)
    *above, last = part.inside
    if one.listing.form == "list":
        return RemoveEntry(entry, item=part.inside)
    if one.listing.form == "keyed" and len(one.kept.scores) == 1:
        return Where(entry).replaced("scores", None)
    return Where(entry, tuple(above)).replaced(str(last), None)
