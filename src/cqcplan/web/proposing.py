"""What is sent for approval: the form as it was filled in, kept in git until somebody else says yes."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, get_args

from cqcplan.files.commit_state import CannotCommitError
from cqcplan.files.commits import Wording
from cqcplan.files.proposals import IDS, Kept, Proposals
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.levels import READS
from cqcplan.web.drafts import Unsaved
from cqcplan.web.into_git import author_of
from cqcplan.web.shelf import Book

VERSION = 2
_OF_REPORTS = 1
"""The version that knew reports alone."""


class Proposal(NamedTuple):
    """One thing that somebody wants to be saved."""

    kept: Kept
    kind: str
    """Of the form: see :mod:`cqcplan.web.forms`."""
    about: Mapping[str, str]
    """What the form's address names."""
    form: Mapping[str, str]
    """The form as it was filled in."""
    by: str
    """The post of whoever sent it."""
    on: date
    readers: Visibility
    """What whoever sent it could read."""
    word: str = ""
    """Why it was returned; nothing while it waits."""
    returned_by: str = ""


def proposals_of(book: Book) -> Proposals | None:
    """Return what keeps proposals; nothing where there can be none: see :attr:`Book.may_propose`."""
    return book.served.proposals if book.may_propose else None


def send(book: Book, sent: Unsaved, subject: str) -> str:
    """Keep a form for somebody else to say yes to; return the proposal's id.

    Raises:
        CannotCommitError: git does not take it.
    """
    proposals = _must_be_kept(book)
    by = author_of(book) or ""
    place = proposals.place(book.location.path, book.name)
    data = {
        "version": VERSION, "plan": place, "kind": sent.kind, "about": dict(sent.about), "form": sent.lasting, "by": by,
        "on": book.day.isoformat(), "readers": book.served.audience,
    }  # fmt: skip
    what = f"{subject[:1].lower()}{subject[1:]}"
    wording = Wording(f"Proposal: {what}", author=by)
    made = proposals.keep(book.location.path, book.name, _written(data), wording)
    book.served.tell(f"kept proposal {made} of {by}: {what}")
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
    """Return the proposals for a plan by those who could read no more than its readers can, the oldest first.

    Raises:
        CannotCommitError: git does not read the repository.
    """
    proposals = proposals_of(book)
    if proposals is None:
        return []
    place = proposals.place(book.location.path, book.name)
    found = (_read(book, place, kept) for kept in proposals.every(book.location.path, book.name))
    return [each for each in found if each]


def take_away_own(book: Book, proposal_id: str) -> None:
    """Take a returned proposal away whose words were taken up again by whoever sent it."""
    found = find(book, proposal_id)
    if found and found.by == author_of(book):
        drop(book, found)


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
        if data["version"] == _OF_REPORTS:
            data |= {"version": VERSION, "kind": "update", "about": {"entry": data["entry"]}, "form": data["answers"]}
        texts = [data.get(name, "") for name in ("kind", "by", "word", "returned_by")]
        about, form = ({str(name): said for name, said in data[part].items()} for part in ("about", "form"))
        on, readers = date.fromisoformat(data["on"]), data["readers"]
        is_ours = data["version"] == VERSION and data["plan"] == place and readers in get_args(Visibility)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not is_ours or not all(isinstance(each, str) for each in (*texts, *about.values(), *form.values())):
        return None
    kind, by, word, returned_by = texts
    if not READS[readers] <= READS[book.served.audience] or not by:
        return None
    return Proposal(kept, kind, about, form, by, on, readers, word, returned_by)
