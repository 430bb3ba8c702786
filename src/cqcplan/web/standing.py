"""Letting stand what a check of the plan finds: a waiver with its reason, written where the plan keeps waivers."""

from contextlib import suppress
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from cqcplan.checks.waivable import may_be_waived
from cqcplan.editing.changes import AddRemark, CannotEditError
from cqcplan.editing.draft import draft
from cqcplan.files.load import folder_of
from cqcplan.problems.problem import Problem
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.typed.dates import read_date
from cqcplan.web.into_git import ForGit
from cqcplan.web.put_right import put_right
from cqcplan.web.saving import Saved, write
from cqcplan.web.shelf import Book, Shelf
from cqcplan.web.titles import file_of, in_titles

NO_REASON, PAST, OTHER_WORDS, NO_ROOM = "no-reason", "past", "other-words", "no-room"
"""Mistakes that only pages know, by the words that their template has for them."""


class Found(NamedTuple):
    """One thing that a check finds."""

    problem: Problem
    key: str
    """By what it is known from one page to the next."""
    put_right: str
    """Where it is put right; nothing where that is in a file alone."""
    can_stand: bool
    """Whether a waiver may name its rule."""
    says: str
    """What is found, with the titles of entries."""
    file: str
    """Where, as seen from the folder of the plan."""


class GoneError(Exception):
    """It is no longer found."""


def findings(book: Book) -> tuple[list[Found], int]:
    """Return what a check of the plan finds, and how much more is let stand; for whom nothing is withheld."""
    return [_found(book, each) for each in book.checked.problems], len(book.checked.waived)


def _found(book: Book, problem: Problem) -> Found:
    # by its place in the plan: from which folder it is looked at makes no other of it
    said = "\0".join((problem.code, _place(book, problem.file), problem.entry or "", problem.message))
    key = sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    says, file = in_titles(book, problem.message), file_of(book, problem.file)
    return Found(problem, key, put_right(book, problem), may_be_waived(problem.code), says, file)


def _place(book: Book, file: str) -> str:
    folder = folder_of(book.location)
    path = next((each.path for each in book.loaded.files if each.name == file), None)
    return path.relative_to(folder).as_posix() if path and path.is_relative_to(folder) else file


class Standing(NamedTuple):
    """What somebody wants to let stand."""

    key: str
    reason: str
    until: str
    git: str
    """What the form says of git."""


def let_stand(shelf: Shelf, plan: str, wanted: Standing) -> Saved:
    """Write the waiver of a finding.

    Raises:
        CannotShowError: the plan can no longer be read.
        GoneError: it is no longer found.
        NotRecordedError: the reason or the date cannot be taken.
        OSError: it cannot be written; nothing is.
    """
    with shelf.held(plan) as book:
        found = next((each for each in findings(book)[0] if each.key == wanted.key and each.can_stand), None)
        if found is None:
            raise GoneError
        said = " ".join(wanted.reason.split())
        wrong = [] if said else [Mistake("reason", NO_REASON)]
        try:
            last = _last_day(book, wanted.until)
        except NotRecordedError as error:
            raise NotRecordedError([*wrong, *error.mistakes]) from error
        if wrong:
            raise NotRecordedError(wrong)
        change = _change(book, found.problem, said, last)
        told = f"that {found.problem.code} may stand in {found.problem.file}, line {found.problem.place.line}: {said}"
        entries = (found.problem.entry,) if found.problem.entry else ()
        return write(book, [change], [told], ForGit(f"Let {found.problem.code} stand", wanted.git, entries))


def _last_day(book: Book, until: str) -> date | None:
    if not until.strip():
        return None
    try:
        last = read_date(until, today=book.day).latest
    except ValueError as error:
        raise NotRecordedError([Mistake("until", str(error))]) from error
    if last < book.day:
        raise NotRecordedError([Mistake("until", PAST)])
    return last


def _change(book: Book, problem: Problem, reason: str, last: date | None) -> AddRemark:
    """Return the comment that is understood as it is meant: above the line or, where none fits there, beside it."""
    parted = " " if reason[-1] in ".!?" else ", "
    text = f"# cqcplan: ignore[{problem.code}] {reason}{f'{parted}until {last.isoformat()}' if last else ''}"
    file = next(each.path for each in book.loaded.files if each.name == problem.file)
    fits = False
    for beside in (False, True):
        change = AddRemark(file, problem.place.line, text, beside)
        with suppress(CannotEditError):
            after = draft(book.loaded, [change]).plan
            waived = book.check_of(after).waived if after else []
            fits = True
            if any(
                (each.problem.code, each.problem.message, each.reason, each.until)
                == (problem.code, problem.message, reason, last)
                for each in waived
            ):
                return change
    raise NotRecordedError([Mistake("reason", OTHER_WORDS if fits else NO_ROOM)])
