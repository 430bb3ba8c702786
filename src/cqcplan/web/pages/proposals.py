"""What was sent for approval: the list, one of them beside the plan as it is, and what is said to it."""

from collections.abc import Mapping
from dataclasses import replace

from cqcplan.files.commit_state import CannotCommitError
from cqcplan.model.dates import day_words
from cqcplan.model.entries import title_of
from cqcplan.recording.mistakes import NotRecordedError
from cqcplan.web import proposing
from cqcplan.web.frame import Page
from cqcplan.web.into_git import ALL, NO, YES, ForGit, author_of, git_of, post_shown
from cqcplan.web.pages.update import Going
from cqcplan.web.preview import may_be_seen, preview, wanted_of
from cqcplan.web.proposing import Proposal
from cqcplan.web.saving import Conflict, save, shown_of
from cqcplan.web.shelf import Book, Shelf

SENT, RETURNED, DROPPED, ACCEPTED = "sent", "returned", "dropped", "accepted"
"""What has just been done, as an address says it."""
NEEDED = "needed"


def listed(book: Book, asked: Mapping[str, str]) -> Page | None:
    """List what waits for approval, and what was returned."""
    if proposing.proposals_of(book) is None:
        return None
    me = author_of(book)
    found = [(each, _title(book, each)) for each in proposing.every(book) if may_be_seen(book, each)]
    rows = [(each, title, day_words(each.on), post_shown(book, each.by), each.by == me) for each, title in found]
    given = {
        "waiting": [row for row in rows if not row[0].word], "returned": [row for row in rows if row[0].word],
        "did": asked.get("did", ""), "git": asked.get("git", ""),
    }  # fmt: skip
    return Page("proposals", given)


def shown(book: Book, asked: Mapping[str, str], proposal: str) -> Page | None:
    """Show one beside the plan as it is."""
    found = proposing.find(book, proposal)
    return _page(book, found, asked.get("did", "")) if found else None


def answered(shelf: Shelf, book: Book, form: Mapping[str, str], proposal: str) -> Page | Going | None:
    """Accept a proposal, return it with a word, or take it away."""
    found = proposing.find(book, proposal)
    if found is None or not may_be_seen(book, found):
        return None
    is_mine = found.by == author_of(book)
    match form.get("go"):
        case "check":
            return _page(book, found, word=form.get("word", ""))
        case "accept" if not is_mine and not found.word:
            return _accept(shelf, book, found, form)
        case "return" if not is_mine and not found.word:
            return _return(book, found, form.get("word", "").strip())
        case "drop" if is_mine:
            proposing.drop(book, found)
            return Going(book.to.page("proposals", did=DROPPED), is_done=True)
    return _page(book, found, status=409)


def _return(book: Book, found: Proposal, word: str) -> Page | Going | None:
    if not word:
        return _page(book, found, errors=(("word", NEEDED),), status=422)
    proposing.send_back(book, found, word)
    return Going(book.to.page("proposals", did=RETURNED), is_done=True)


def _accept(shelf: Shelf, book: Book, found: Proposal, form: Mapping[str, str]) -> Page | Going | None:
    git = git_of(book)
    if git is None:
        raise CannotCommitError("none", "the plan is in no git repository")
    git.refuse(book.location.path, book.name)
    choice = form.get("git") if form.get("git") in (ALL, NO) else YES
    how = ForGit(f"Report on {_title(book, found)}", choice or YES, (found.entry,), found.by, author_of(book))
    try:
        # over the entry as whoever says yes has seen it: what has changed since is shown to them first
        wanted = replace(wanted_of(book, found), shown=form.get("shown", ""), how=how)
        done = save(shelf, wanted)
    except Conflict:
        return _page(shelf.book(book.name), found, errors=(("accept", "changed"),), status=409)
    except NotRecordedError as error:
        return _page(book, found, errors=tuple(("accept", each.message) for each in error.mistakes), status=422)
    except OSError as error:
        return _page(book, found, errors=(("accept", f"it cannot be written: {error.strerror}"),), status=409)
    try:
        proposing.drop(book, found)
    except CannotCommitError as error:
        book.served.tell(f"proposal {found.kept.id} is accepted, and could not be taken away: {error.message}")
    return Going(book.to.page("proposals", did=ACCEPTED, git=done.in_git), is_done=True)


def _page(
    book: Book,
    found: Proposal,
    did: str = "",
    *,
    errors: tuple[tuple[str, str], ...] = (),
    status: int = 200,
    word: str = "",
) -> Page | None:
    if found.entry not in book.entries or not may_be_seen(book, found):
        return None
    seen = preview(book, found)
    given = {
        "one": found, "seen": seen, "by": post_shown(book, found.by),
        "returned_by": post_shown(book, found.returned_by),
        "title": _title(book, found), "on": day_words(found.on), "did": did,
        "is_mine": found.by == author_of(book), "me": author_of(book), "shown": shown_of(book, found.entry),
        "errors": errors, "word": word, "again": {**found.answers, "again": found.kept.id, "go": "check"},
    }  # fmt: skip
    return Page("proposal", given, status)


def _title(book: Book, found: Proposal) -> str:
    placed = book.entries[found.entry]
    return book.occasion.name_of(found.entry) if placed.kind == "meeting" else title_of(placed.entry)
