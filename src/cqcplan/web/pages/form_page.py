"""A form of boxes as a page: what is typed, what is wrong with it, and what changed meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cqcplan.english import with_article
from cqcplan.model.entries import Placed
from cqcplan.problems.problem import Problem
from cqcplan.recording.kinds import KindOf
from cqcplan.recording.mistakes import Mistake
from cqcplan.web.boxes import Box, in_order, in_words
from cqcplan.web.drafts import WAS
from cqcplan.web.frame import Page
from cqcplan.web.into_git import offer
from cqcplan.web.shelf import Book
from cqcplan.web.titles import in_titles

KEEP = "keep-"
"""How the names of the hidden fields begin that say that something stood in a box and was not shown."""


class About(NamedTuple):
    """What a form is about."""

    what: str
    """``new`` or ``change`` of an entry; ``new-part`` or ``change-part`` of one in its lists; ``part``, of a record."""
    action: str
    """The address that takes it."""
    called: str
    """A kind with its article, or what the list or record is called."""
    says: str = ""
    placed: Placed | None = None
    title: str = ""


def of_kind(book: Book, kind: KindOf) -> About:
    """Return what the form of a new entry is about."""
    words = with_article(kind.name.replace("-", " "))
    return About("new", book.to.page(f"new/{kind.name}"), words, kind.says)


def of_entry(book: Book, placed: Placed) -> About:
    """Return what the form of an entry is about."""
    return About("change", book.to.entry(placed.entry.id, "change"), "", "", placed, book.title_of(placed))


def was_in(form: Mapping[str, str], boxes: list[Box]) -> dict[str, str]:
    """Return what boxes said when a form was opened."""
    return {
        box.name: ("no" if form.get(KEEP + box.name) else "")
        if box.away
        else in_order(box, form.get(WAS + box.name, ""))
        for box in boxes
    }


def form_page(
    book: Book, about: About, boxes: list[Box], values: Mapping[str, str], *,
    was: Mapping[str, str] | None = None, wrong: Sequence[Mistake] = (), double: str = "",
    findings: Sequence[Problem] = (), git: str = "", at: str = "", rows: Sequence[Any] = (),
    parts_of_it: Sequence[Any] = (),
) -> Page:  # fmt: skip
    """Show a form.

    Args:
        book: the plan.
        about: what it is about.
        boxes: its boxes.
        values: what is typed in them.
        was: what they said when it was opened.
        wrong: what keeps it from being saved.
        double: that there is one like it.
        findings: what a check of the plan would find.
        git: what it says of git.
        at: the box that it is opened at.
        rows: what changed meanwhile.
        parts_of_it: the lists and records of the entry that have forms of their own.
    """
    placed_at = [(_box_of(boxes, each.field), each.message) for each in wrong]
    parts: dict[str, list[Box]] = {"": []}
    for box in boxes:
        parts.setdefault(box.part, []).append(box)
    last = [name for name in ("more", "about") if name in parts]
    order = [name for name in parts if name not in last] + last
    minded = {at, *(box.name for box, _ in placed_at if box)}
    used = {name for name in order if any(values.get(box.name) or box.name in minded for box in parts[name])}
    carried = {box.name for box in boxes if not box.away}
    told = [(in_titles(book, each.message), each.help) for each in findings]
    given = {
        "about": about, "placed": about.placed, "title": about.title,
        "parts": [(name, parts[name]) for name in order], "used": used, "values": values,
        "was": {name: said for name, said in (was or {}).items() if said and name in carried},
        "errors": {box.name: message for box, message in reversed(placed_at) if box},
        "general": [message for box, message in placed_at if box is None],
        "double": double, "findings": told, "rows": rows, "prefix": WAS, "keep": KEEP, "offer": offer(book),
        "git": git, "listings": parts_of_it,
    }  # fmt: skip
    return Page("fill", given, 409 if rows else 422 if wrong or double or findings else 200)


def form_in_conflict(
    book: Book, about: About, boxes: list[Box], now: Mapping[str, str], *, typed: Mapping[str, str],
    was: Mapping[str, str],
) -> Page:  # fmt: skip
    """Show what changed meanwhile beside what was typed; what was not touched is as it is now."""
    let_alone = {box.name for box in boxes if box.away and typed.get(box.name) != "yes"}
    mine = {name: said for name, said in typed.items() if said != was.get(name, "") and name not in let_alone}
    rows = [
        (box, *(in_words(box, said) for said in (was.get(box.name, ""), now[box.name], mine.get(box.name))))
        for box in boxes
        if now[box.name] != was.get(box.name, "") or box.name in mine
    ]
    return form_page(book, about, boxes, {**now, **mine}, was=now, rows=rows)


def _box_of(boxes: list[Box], field: str) -> Box | None:
    """Return the box that a mistake is about: named by its own name, its option or its field."""
    for box in boxes:
        path = box.option.path if box.option else ()
        if field and field in (box.name, box.option and box.option.name):
            return box
        if field and path and field in (path[-1], path[0]):
            return box
    return None
