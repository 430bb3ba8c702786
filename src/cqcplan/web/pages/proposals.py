"""What was sent for approval: the list, one of them beside the plan as it is, and what is said to it."""

from collections.abc import Mapping
from dataclasses import replace

from cqcplan.editing.changes import Change
from cqcplan.files.commit_state import CannotCommitError
from cqcplan.model.dates import day_words
from cqcplan.web import begun, proposing
from cqcplan.web.begun import Begun
from cqcplan.web.forms import Form
from cqcplan.web.frame import Going, Page
from cqcplan.web.into_git import ALL, NO, YES, ForGit, author_of, git_of, post_shown
from cqcplan.web.preview import CHANGED, known, may_be_seen, press, preview, stands, wrong_with
from cqcplan.web.proposing import Proposal
from cqcplan.web.saving import Saved, write
from cqcplan.web.shelf import Book, Shelf
from cqcplan.web.trial import Handing

SENT, RETURNED, DROPPED, ACCEPTED = "sent", "returned", "dropped", "accepted"
"""What has just been done, as an address says it."""
NEEDED = "needed"


def listed(book: Book, asked: Mapping[str, str]) -> Page | None:
    """List what waits for approval, and what was returned."""
    if proposing.proposals_of(book) is None:
        return None
    me = author_of(book)
    found = [(each, _called(book, each)) for each in proposing.every(book) if may_be_seen(book, each)]
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


class ShownOtherwiseError(Exception):
    """It would come to something else than whoever says yes has seen."""


def _accept(shelf: Shelf, book: Book, found: Proposal, form: Mapping[str, str]) -> Page | Going | None:
    git = git_of(book)
    if git is None:
        raise CannotCommitError("none", "the plan is in no git repository")
    git.refuse(book.location.path, book.name)
    choice = form.get("git") if form.get("git") in (ALL, NO) else YES
    done: list[Saved] = []

    def instead(at: Book, changes: list[Change], told: list[str], how: ForGit) -> Saved:
        if stands(shelf.book(book.name), changes, told, how) != form.get("shown", ""):
            raise ShownOtherwiseError
        how = how._replace(choice=choice or YES, author=found.by, approver=author_of(book))
        done.append(write(replace(at, instead=None), changes, told, how))
        return done[0]

    what = known(book, found)
    if what is None:
        return None
    over = what.form.over(what.by_sender, found.form, **found.about)
    filled_in = what.filled_in._replace(form=over.form)
    try:
        made = press(what.form, Handing(shelf, found.readers, instead), book.name, filled_in, "anyway")
    except ShownOtherwiseError:
        return _page(shelf.book(book.name), found, errors=(("accept", CHANGED),), status=409)
    if not done:
        wrong = tuple(("accept", each) for each in wrong_with(made))
        return _page(shelf.book(book.name), found, errors=wrong, status=422)
    try:
        proposing.drop(book, found)
    except CannotCommitError as error:
        book.served.tell(f"proposal {found.kept.id} is accepted, and could not be taken away: {error.message}")
    return Going(book.to.page("proposals", did=ACCEPTED, git=done[0].in_git), is_done=True)


def _page(
    book: Book, found: Proposal, did: str = "", *, errors: tuple[tuple[str, str], ...] = (), status: int = 200,
    word: str = "",
) -> Page | None:  # fmt: skip
    seen, what = preview(book, found), known(book, found)
    if seen is None or what is None or not may_be_seen(book, found):
        return None
    unsaved = what.filled_in
    entry = book.entries.get(found.about.get("entry", ""))
    given = {
        "one": found, "seen": seen, "by": post_shown(book, found.by),
        "returned_by": post_shown(book, found.returned_by), "called": begun.called(book, unsaved),
        "title": book.title_of(entry) if entry else "", "entry": entry.entry.id if entry else "",
        "on": day_words(found.on), "did": did,
        "is_mine": found.by == author_of(book), "me": author_of(book),
        "errors": errors, "word": word, "address": book.to.page(unsaved.address),
        "carried": {**unsaved.lasting, "again": found.kept.id, "go": "check"},
    }  # fmt: skip
    return Page("proposal", given, status)


def _called(book: Book, found: Proposal) -> Begun | None:
    what = known(book, found)
    return begun.called(book, what.filled_in) if what else None


FORMS = (Form("proposals", listed), Form("proposals/{proposal}", shown, answered, "return", can_propose=False))
"""The pages of what is sent for approval."""
