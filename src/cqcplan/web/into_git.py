"""What was saved, put into git: when that is offered, what is asked first, and how it went."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cqcplan.files.commit_state import CannotCommitError
from cqcplan.files.commits import Commits, Wording, Written
from cqcplan.model.entries import title_of
from cqcplan.typed.entries import NotMeantError, entry_meant
from cqcplan.web.shelf import Book

DONE, LEFT = "done", "left"
"""It is in git; it was left out by choice. Otherwise a word says why it is not: that of :class:`CannotCommitError`."""
YES, ALL, NO = "yes", "all", "no"
"""What a form says: put it into git; with what else is in the files; leave it."""
ENTRY = "Plan-entry"
"""The line of a commit's message that names an entry that it is about."""


class MoreWouldGoInError(Exception):
    """The files hold something already that is in no commit, and it is asked about first."""


class ForGit(NamedTuple):
    """How what is saved is to go into git."""

    subject: str
    """What the commit is called."""
    choice: str = ""
    """What the form says of it."""
    entries: tuple[str, ...] = ()
    """What it is about, by id."""
    author: str | None = None
    """Who did it, where that is not whoever sits there."""
    approver: str | None = None
    """Who said yes to it."""


class Offer(NamedTuple):
    """What a page says of git before something is saved."""

    asks: bool
    """Whether it is a choice."""
    why_not: str = ""
    """Why it cannot be put into git now."""
    name: str | None = None
    """Under whose name it would be."""


def git_of(book: Book) -> Commits | None:
    """Return what puts a plan into git; nothing where that is not to be done, or cannot be for want of a repository."""
    served = book.served
    if served.git is None or served.commit == "never" or served.read_only:
        return None
    return served.git if served.git.is_offered(book.location.path, book.name) else None


def offer(book: Book) -> Offer | None:
    """Return what a page is to say of git before something is saved; nothing where git has no part in it."""
    git = git_of(book)
    if git is None:
        return None
    try:
        git.refuse(book.location.path, book.name)
    except CannotCommitError as error:
        return Offer(asks=False, why_not=error.why)
    return Offer(asks=book.served.commit == "ask", name=_name_shown(book))


def author_of(book: Book) -> str | None:
    """Return the post under whose name something is saved; as it was said where the plan has no such post."""
    if book.served.me is None:
        return None
    try:
        return title_of(entry_meant(book.whole, book.served.me, ("role",)).entry)
    except NotMeantError:
        return book.served.me


def post_shown(book: Book, name: str) -> str:
    """Return a post's name as it may be shown; nothing where it is one that these readers do not see."""
    is_withheld = any(role.title == name for role in book.whole.roles)
    return name if any(role.title == name for role in book.plan.roles) or not is_withheld else ""


def _name_shown(book: Book) -> str | None:
    """Return that name as it may be shown: a person's may have been given, whose post these readers do not see."""
    if book.me is not None:
        return title_of(book.entries[book.me].entry)
    return author_of(book) if author_of(book) == book.served.me else None


def ready_for(book: Book, change: Mapping[Path, Written], how: ForGit) -> str | None:
    """Say whether a change that is about to be written goes into git: nothing where it does, or a word why not.

    Raises:
        MoreWouldGoInError: it does, and something else with it.
    """
    git = git_of(book)
    if git is None:
        return ""
    if how.choice == NO or (book.served.commit == "ask" and how.choice not in (YES, ALL)):
        return LEFT
    try:
        has_more = git.has_more(book.location.path, book.name, change)
    except CannotCommitError as error:
        _tell(book, error)
        return error.why
    if has_more and how.choice != ALL:
        raise MoreWouldGoInError
    return None


def put(book: Book, change: Mapping[Path, Written], how: ForGit, told: tuple[str, ...] = ()) -> str:
    """Commit what was written; say how it went. The files stand whatever git says."""
    git = git_of(book)
    if git is None:
        return ""
    author = how.author or author_of(book)
    trailers = [f"{ENTRY}: {each}" for each in how.entries]
    trailers += [f"Approved-by: {how.approver}"] if how.approver else []
    body = "\n\n".join(["\n".join(f"Recorded {each}" for each in told), "\n".join(trailers)]).strip()
    try:
        made = git.commit(book.location.path, book.name, change, Wording(how.subject, body, author))
    except CannotCommitError as error:
        _tell(book, error)
        return error.why
    book.served.tell(f"committed {made[:10]}{f' as {author}' if author else ''}: {how.subject}")
    return DONE


def _tell(book: Book, error: CannotCommitError) -> None:
    book.served.tell(f"not committed: {error.message}{f' ({error.help})' if error.help else ''}")
