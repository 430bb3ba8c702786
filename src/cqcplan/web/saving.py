"""Saving what was said: under the plan's lock, over nothing that changed since it was shown, and taken back."""

import json
import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cqcplan.checks.catalogue import READER_FAMILIES, rules
from cqcplan.editing.changes import CannotEditError, Change
from cqcplan.editing.draft import Draft, draft
from cqcplan.editing.lock import writing
from cqcplan.editing.store import store
from cqcplan.editing.undo import NAME as UNDO
from cqcplan.editing.undo import keep, last_change, undo
from cqcplan.files.commits import Written
from cqcplan.files.load import folder_of
from cqcplan.model.delivery import Measure
from cqcplan.model.entries import Placed
from cqcplan.problems.problem import Problem, Severity
from cqcplan.recording.doubles import recorded_already
from cqcplan.recording.kept import kept
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.recording.sources import sourced
from cqcplan.recording.updates import Said, doubted, recorded, refuse_meaningless
from cqcplan.timeline.doubts import Doubt
from cqcplan.view.suppress import Withheld, figure_of
from cqcplan.web.entry_facts import LATE, Answers, words_of
from cqcplan.web.into_git import ForGit, git_of, put, ready_for
from cqcplan.web.shelf import Book, Shelf

Shown = list[list[str]]
"""An entry as it was shown: what is said of it, field by field, in words."""


class Conflict(Exception):  # noqa: N818 - no error: somebody else was first
    """The entry is no longer as it was shown."""

    def __init__(self, now: str) -> None:
        super().__init__("the entry has changed since it was shown")
        self.now = now
        """As it is shown now; nothing where it is gone."""


class AlreadyThereError(Exception):
    """The same is recorded already."""


class DoubtfulError(Exception):
    """A figure may well be wrong, and is asked about first."""

    def __init__(self, doubts: list[Doubt]) -> None:
        super().__init__("; ".join(doubt.words for doubt in doubts))
        self.doubts = doubts


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to be saved."""

    plan: str
    entry: str
    said: Said
    day: date
    shown: str
    """The entry as it was shown when the first question was asked."""
    anyway: bool = False
    """Whether it is saved though the same is recorded already."""
    how: ForGit | None = None
    """How it is to go into git."""


class Saved(NamedTuple):
    """What was saved."""

    mark: str
    """By what it can be taken back: see :func:`take_back`."""
    files: tuple[Path, ...]
    told: tuple[str, ...]
    in_git: str = ""
    """How it went with git: see :mod:`cqcplan.web.into_git`; nothing where git has no part in it."""


class TakenBack(NamedTuple):
    """What was taken back."""

    in_git: str = ""
    """How it went with git; nothing where it was not there."""


def shown_of(book: Book, entry_id: str) -> str:
    """Return an entry as it is shown, for the form that is filled in about it."""
    answers = Answers(book)
    facts = [*answers.standing(entry_id), *answers.facts(entry_id)]
    story = answers.story(entry_id)
    shown = [[fact.name, words_of(fact)] for fact in facts if fact.name != LATE]
    if story:
        shown.append(["last said", "; ".join([story[0].on, *map(words_of, story[0].facts)])])
    return json.dumps(shown, ensure_ascii=False)


def read_shown(text: str) -> Shown:
    """Read back what a form carried; nothing where it is not what we gave."""
    try:
        read = json.loads(text)
        return [[str(name), str(said)] for name, said in read]
    except (ValueError, TypeError):
        return []


def save(shelf: Shelf, wanted: Wanted) -> Saved:
    """Record what happened to an entry.

    Raises:
        CannotShowError: the plan can no longer be read.
        Conflict: the entry is no longer as it was shown.
        AlreadyThereError: the same is recorded already.
        DoubtfulError: a figure is to be asked about.
        NotRecordedError: it is not understood, or cannot be recorded.
        OSError: it cannot be written; nothing is.
    """
    with shelf.held(wanted.plan) as book:
        changes, told = changes_of(book, wanted)
        return write(book, changes, told, wanted.how)


def changes_of(book: Book, wanted: Wanted) -> tuple[list[Change], list[str]]:
    """Return the changes that record what happened to an entry, and what they are in sentences.

    Raises:
        Conflict, AlreadyThereError, DoubtfulError, NotRecordedError: as :func:`save` does.
    """
    placed = book.entries.get(wanted.entry)
    now = shown_of(book, wanted.entry) if placed else ""
    if placed is None:
        raise Conflict(now)
    if now != wanted.shown:
        raise AlreadyThereError if _is_there(book, placed, wanted) else Conflict(now)
    refuse_meaningless(placed, wanted.said)
    changes, told = recorded(book.plan, placed, wanted.said, wanted.day, book.day)
    if not wanted.anyway:
        if recorded_already(book.plan, changes):
            raise AlreadyThereError
        if doubts := doubts_about(book, wanted.entry, changes):
            raise DoubtfulError(doubts)
    return changes, told


def mistakes(error: NotRecordedError | OSError) -> tuple[Mistake, ...]:
    """Return what keeps something from being saved."""
    if isinstance(error, NotRecordedError):
        return error.mistakes
    return (Mistake("", f"it cannot be written: {error.strerror}"),)


def drafted(book: Book, changes: list[Change]) -> Draft:
    """Work out what changes would come to; nothing is written.

    Raises:
        NotRecordedError: they cannot be made.
    """
    made, _ = kept(book.whole, sourced(book.whole, changes)[0])
    try:
        return draft(book.loaded, made)
    except CannotEditError as error:
        raise NotRecordedError(_told(book, error)) from error


def _is_there(book: Book, placed: Placed, wanted: Wanted) -> bool:
    """Whether what has changed is what is wanted: it was saved, and the answer was lost on its way."""
    try:
        changes, _ = recorded(book.plan, placed, wanted.said, wanted.day, book.day)
    except NotRecordedError:
        return False
    return not wanted.anyway and bool(recorded_already(book.plan, changes))


def doubts_about(book: Book, about: str, changes: list[Change]) -> list[Doubt]:
    """Return every reason to ask about a figure, held against those that whoever sits there may know."""
    plan = book.plan.model_copy(update={"measures": tuple(map(_with_figures_known, book.plan.measures))})
    return doubted(plan, about, changes, book.day)


def _with_figures_known(measure: Measure) -> Measure:
    known = tuple(each for each in measure.observations if not isinstance(figure_of(each), Withheld))
    first = measure.baseline if measure.baseline and not isinstance(figure_of(measure.baseline), Withheld) else None
    return measure.model_copy(update={"observations": known, "baseline": first})


def write(
    book: Book, changes: list[Change], told: list[str], how: ForGit | None = None, made: Draft | None = None
) -> Saved:
    """Write changes, which can be taken back: the one door through which every page saves, under the plan's lock.

    Args:
        book: the plan as it is under the lock.
        changes: what is to be changed.
        told: what that is, in sentences.
        how: how it is to go into git.
        made: what the changes come to, where that has been worked out under this lock.

    Raises:
        MoreWouldGoInError: something else would go into git with it, which is asked about first.
        NotRecordedError: the plan would not be sound, or withheld words would be opened to more readers.
        OSError: it cannot be written; nothing is.
    """
    how = how or ForGit("Change the plan")
    if book.instead:
        done: Saved = book.instead(book, changes, told, how)
        return done
    made = made or drafted(book, changes)
    change = {file.path: Written(file.before, file.after) for file in made.files}
    in_git = ready_for(book, change, how)
    try:
        store(made)
    except CannotEditError as error:
        raise NotRecordedError(_told(book, error)) from error
    keep(made, "; ".join(told))
    for each in told:
        book.served.tell(f"recorded {each}")
    for file in made.files:
        book.served.tell(f"wrote {file.path.as_posix()}")
    if in_git is None:
        in_git = put(book, change, how, tuple(told))
    return Saved(_mark(folder_of(book.location)), tuple(file.path for file in made.files), tuple(told), in_git)


def _told(book: Book, error: CannotEditError) -> list[Mistake]:
    """Say why; what a check of the whole plan says is only for whom nothing of it is withheld."""
    if not error.problems:
        return [Mistake("", error.message, error.help)]
    reading = {rule.code for rule in rules(READER_FAMILIES)}
    # what keeps one file from being a plan's can only be what was typed: the plan was sound before
    told = [each for each in error.problems if book.sees_all or each.code in reading]
    found = [
        Mistake(field_of(each), f"{each.message}: {each.help}" if each.help else each.message, each.help)
        for each in told
    ]
    return found or [Mistake("", "the plan's own checks refuse this", None)]


def field_of(problem: Problem) -> str:
    """Return the field whose value a problem points at, where its line tells."""
    line, column = problem.line_text or "", problem.place.column - 1
    found = re.search(r"([a-z_]+):\s*$", line[:column]) or re.match(r"([a-z_]+):", line[column:])
    return found[1] if found else ""


def found_after(book: Book, made: Draft) -> list[Problem]:
    """Return what a check of the plan would find after some changes and does not find now; worst first."""
    known = {(each.code, each.entry, each.message) for each in book.checked.problems}
    every = book.check_of(made.plan).problems if made.plan else []
    return [
        each
        for each in every
        if each.severity is not Severity.INFO and (each.code, each.entry, each.message) not in known
    ]


def _mark(folder: Path) -> str:
    try:
        return sha256((folder / UNDO).read_bytes()).hexdigest()
    except OSError:
        return ""


def can_take_back(book: Book, mark: str) -> bool:
    """Whether the last change of a plan is the one that is meant."""
    return bool(mark) and _mark(folder_of(book.location)) == mark


def take_back(book: Book, mark: str, how: ForGit | None = None) -> TakenBack | None:
    """Take a change back, where it is still the last one; in git too, where it is there.

    Raises:
        CannotCommitError: it is in git, where nothing can be taken back now; nothing is.
        CannotEditError: a file has changed since.
        OSError: a file cannot be written.
    """
    folder = folder_of(book.location)
    with writing(folder):
        if not can_take_back(book, mark):
            return None
        _, files = last_change(folder)
        change = {file.path: Written(_content(file.path), file.before) for file in files}
        git = git_of(book)
        is_there = git is not None and git.has(book.location.path, book.name, change)
        if git and is_there:
            git.refuse(book.location.path, book.name)
        undo(folder)
        return TakenBack(put(book, change, how or ForGit("Take back the last change")) if is_there else "")


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
