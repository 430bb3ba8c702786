"""What a check of the plan finds, entry by entry."""

from collections.abc import Mapping

from cqcplan.checks.run import check
from cqcplan.model.entries import title_of
from cqcplan.problems.problem import Problem
from cqcplan.web.frame import Page
from cqcplan.web.shelf import Book


def problems(book: Book, _: Mapping[str, str]) -> Page:
    """Show what is to be put right.

    Only to whom nothing of the plan is withheld: that something is wrong can tell of what they may not read.
    """
    if not book.sees_all:
        return Page("problems", {"groups": None, "number": 0, "waived": 0})
    found = check(book.loaded, book.served.house.checks._replace(as_of=book.day))
    groups: dict[str | None, list[Problem]] = {}
    for problem in found.problems:
        groups.setdefault(problem.entry if problem.entry in book.entries else None, []).append(problem)
    listed = [
        (title_of(book.entries[entry].entry) if entry else "", book.to.entry(entry) if entry else "", every)
        for entry, every in groups.items()
    ]
    return Page("problems", {"groups": listed, "number": len(found.problems), "waived": len(found.waived)})
