"""What pages say of git: what else would go in, what stays, and every save of a plan, one by one."""

from collections.abc import Mapping

from cqcplan.files.commit_state import CannotCommitError
from cqcplan.files.commits import Save
from cqcplan.model.dates import day_words
from cqcplan.model.entries import title_of
from cqcplan.web.compared import compared
from cqcplan.web.drafts import typed
from cqcplan.web.frame import Page
from cqcplan.web.into_git import ENTRY
from cqcplan.web.shelf import Book, as_read


def more(book: Book, address: str, form: Mapping[str, str]) -> Page:
    """Ask whether what is in the files already, and in no commit, is to go into git with what is saved."""
    last = book.served.git.last(book.location) if book.served.git else None
    was = as_read(book, last) if last else None
    given = {
        "address": address,
        "form": {name: value for name, value in form.items() if name != "git"},
        "differs": compared(was, book) if was else [],
        "is_new": last is None,
    }
    return Page("more-for-git", given, 409)


def stays(why: str, address: str, form: Mapping[str, str]) -> Page:
    """Say why git does not take what was asked for; what was typed goes back to where it can be saved otherwise."""
    carried = {name: value for name, value in form.items() if name != "go"} if typed(form) else {}
    return Page("stays", {"why": why, "address": address, "carried": carried}, 409)


def history(book: Book, _: Mapping[str, str]) -> Page:
    """Show every save of a plan that git has.

    Only to whom nothing of the plan is withheld: when something was saved can tell of what they may not read.
    """
    if not book.sees_all:
        return Page("history", {"saves": None, "why": "withheld"})
    if book.served.git is None:
        return Page("history", {"saves": None, "why": "none"})
    try:
        saves = book.served.git.saves(book.location.path, book.name)
    except CannotCommitError as error:
        return Page("history", {"saves": None, "why": error.why})
    posts = {role.title for role in book.plan.roles}
    listed = [
        (day_words(each.on), each.subject, _about(book, each), each.author if each.author in posts else "")
        for each in saves.found
    ]
    return Page("history", {"saves": listed, "why": "", "is_cut": saves.is_cut, "more": saves.more})


def _about(book: Book, save: Save) -> list[tuple[str, str]]:
    """Return the entries that a commit names, as far as the plan has them still."""
    named = [line.removeprefix(f"{ENTRY}: ") for line in save.message.splitlines() if line.startswith(f"{ENTRY}: ")]
    return [(title_of(book.entries[each].entry), book.to.entry(each)) for each in named if each in book.entries]
