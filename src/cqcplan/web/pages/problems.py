"""What a check of the plan finds, entry by entry."""

from collections.abc import Mapping

from cqcplan.model.entries import title_of
from cqcplan.web.frame import Page
from cqcplan.web.shelf import Book
from cqcplan.web.standing import Found, findings


def problems(book: Book, _: Mapping[str, str]) -> Page:
    """Show what is to be put right.

    Only to whom nothing of the plan is withheld: that something is wrong can tell of what they may not read.
    """
    if not book.sees_all:
        return Page("problems", {"groups": None, "number": 0, "waived": 0})
    found, waived = findings(book)
    groups: dict[str | None, list[Found]] = {}
    for each in found:
        entry = each.problem.entry
        groups.setdefault(entry if entry in book.entries else None, []).append(each)
    listed = [
        (title_of(book.entries[entry].entry) if entry else "", book.to.entry(entry) if entry else "", every)
        for entry, every in groups.items()
    ]
    can_change = not (book.served.read_only or book.served.folder)
    return Page("problems", {"groups": listed, "number": len(found), "waived": waived, "can_change": can_change})
