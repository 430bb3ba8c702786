"""What is sent for approval: kept in git as it was answered, and shown to whoever may read what it is about."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, get_args

from cqcplan.files.commit_state import CannotCommitError
from cqcplan.files.commits import Wording
from cqcplan.files.proposals import IDS, Kept, Proposals
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.levels import READS
from cqcplan.web.into_git import author_of
from cqcplan.web.shelf import Book

VERSION = 1


class Proposal(NamedTuple):
    """One thing that somebody wants to be saved."""

    kept: Kept
    entry: str
    """What it is about."""
    answers: Mapping[str, str]
    """The form as it was filled in."""
    by: str
    """The post of whoever sent it."""
    on: date
    word: str = ""
    """Why it was returned; nothing while it waits."""
    returned_by: str = ""


def proposals_of(book: Book) -> Proposals | None:
    """Return what keeps proposals; nothing where there can be none: see :attr:`Book.may_propose`."""
    return book.served.proposals if book.may_propose else None


def send(book: Book, entry: str, title: str, answers: Mapping[str, str]) -> str:
    """Keep answers for somebody else to say yes to; return the proposal's id.

    Raises:
        CannotCommitError: git does not take it.
    """
    proposals = _must_be_kept(book)
    by = author_of(book) or ""
    place = proposals.place(book.location.path, book.name)
    data = {
        "version": VERSION, "plan": place, "entry": entry, "answers": dict(answers), "by": by,
        "on": book.day.isoformat(), "readers": book.served.audience,
    }  # fmt: skip
    wording = Wording(f"Proposal: report on {title}", author=by)
    made = proposals.keep(book.location.path, book.name, _written(data), wording)
    book.served.tell(f"kept proposal {made} of {by}: report on {title}")
    return made


def send_back(book: Book, proposal: Proposal, word: str) -> None:
    """Return a proposal with a word.

    Raises:
        CannotCommitError: it has been changed meanwhile, or git does not take it.
    """
    proposals = _must_be_kept(book)
    by = author_of(book) or ""
    data = json.loads(proposal.kept.content) | {"word": word, "returned_by": by}
    wording = Wording(f"Return proposal {proposal.kept.id}", word, by)
    proposals.change(book.location.path, book.name, proposal.kept, _written(data), wording)
    book.served.tell(f"returned proposal {proposal.kept.id}")


def _must_be_kept(book: Book) -> Proposals:
    proposals = proposals_of(book)
    if proposals is None:
        raise CannotCommitError("none", "nothing can be sent for approval here")
    return proposals


def drop(book: Book, proposal: Proposal) -> None:
    """Take a proposal away.

    Raises:
        CannotCommitError: it has been changed meanwhile.
    """
    proposals = proposals_of(book)
    if proposals:
        proposals.drop(book.location.path, book.name, proposal.kept)
        book.served.tell(f"took away proposal {proposal.kept.id}")


def every(book: Book) -> list[Proposal]:
    """Return the proposals for a plan that its readers may see, the oldest first.

    Those are what is about an entry that they may read, written by somebody who could read no more than they can.

    Raises:
        CannotCommitError: git does not read the repository.
    """
    proposals = proposals_of(book)
    if proposals is None:
        return []
    place = proposals.place(book.location.path, book.name)
    found = (_read(book, place, kept) for kept in proposals.every(book.location.path, book.name))
    return [each for each in found if each]


def find(book: Book, proposal_id: str) -> Proposal | None:
    """Return one of them."""
    if not IDS.fullmatch(proposal_id):
        return None
    return next((each for each in every(book) if each.kept.id == proposal_id), None)


def _written(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "replace")


def _read(book: Book, place: str, kept: Kept) -> Proposal | None:
    """Read a proposal; whatever does not look like one of ours is none."""
    try:
        data = json.loads(kept.content)
        texts = [data.get(name, "") for name in ("entry", "by", "word", "returned_by")]
        answers = {str(name): said for name, said in data["answers"].items()}
        on, readers = date.fromisoformat(data["on"]), data["readers"]
        is_ours = data["version"] == VERSION and data["plan"] == place and readers in get_args(Visibility)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not is_ours or not all(isinstance(each, str) for each in (*texts, *answers.values())):
        return None
    entry, by, word, returned_by = texts
    if entry not in book.entries or not READS[readers] <= READS[book.served.audience] or not by:
        return None
    return Proposal(kept, entry, answers, by, on, word, returned_by)
