"""What a proposal would come to, worked out on the plan as it is now; nothing is written."""

from collections.abc import Iterable
from typing import NamedTuple

from cqcplan.checks.run import check
from cqcplan.checks.settings import Settings
from cqcplan.framework.vintage import load_vintage
from cqcplan.papers.trace.node_words import NodeWords
from cqcplan.problems.problem import Problem
from cqcplan.recording.doubles import recorded_already
from cqcplan.recording.mistakes import NotRecordedError
from cqcplan.thread.graph import graph_of
from cqcplan.thread.walk import Branch, trace
from cqcplan.web.compared import Differs, Row, compared
from cqcplan.web.proposing import Proposal
from cqcplan.web.questions import day_of, said_of
from cqcplan.web.saving import Wanted, changes_of, doubts_about, drafted, read_shown, shown_of
from cqcplan.web.shelf import Book, as_read
from cqcplan.web.titles import in_titles


class Finding(NamedTuple):
    """What CQC found that an entry answers, and how it stands."""

    title: str
    address: str
    was: str
    now: str


class Checks(NamedTuple):
    """What a check of the plan finds, before and after."""

    before: int
    after: int
    new: tuple[str, ...]
    gone: tuple[str, ...]


class Preview(NamedTuple):
    """What a proposal would come to."""

    told: tuple[str, ...] = ()
    differs: tuple[Differs, ...] = ()
    changed: tuple[Row, ...] = ()
    """What is said otherwise of the entry than when it was sent."""
    doubts: tuple[str, ...] = ()
    twice: bool = False
    """Whether the same is recorded already."""
    findings: tuple[Finding, ...] = ()
    checks: Checks | None = None
    """Nothing for whom something of the plan is withheld."""
    wrong: tuple[str, ...] = ()
    """Why it cannot be recorded any more."""


def wanted_of(book: Book, proposal: Proposal) -> Wanted:
    """Return what is to be saved for a proposal, over the entry as it is now.

    Raises:
        NotRecordedError: the day that was given is none.
    """
    answers = proposal.answers
    shown = shown_of(book, proposal.entry)
    return Wanted(book.name, proposal.entry, said_of(answers), day_of(book, answers), shown, anyway=True)


def may_be_seen(book: Book, proposal: Proposal) -> bool:
    """Whether what a proposal would come to is for these readers: otherwise it is withheld from them, and so is it."""
    known = book.proposals_seen
    if proposal.kept.commit not in known:
        seen = preview(book, proposal, checked=False)
        known[proposal.kept.commit] = bool(seen.differs or seen.wrong)
    return known[proposal.kept.commit]


def preview(book: Book, proposal: Proposal, *, checked: bool = True) -> Preview:
    """Work out what a proposal would come to, and what a check of the whole plan finds then."""
    changed = tuple(_changed(proposal.answers.get("shown", ""), shown_of(book, proposal.entry)))
    try:
        changes, told = changes_of(book, wanted_of(book, proposal))
        loaded = drafted(book, changes).plan
    except NotRecordedError as error:
        return Preview(changed=changed, wrong=tuple(each.message for each in error.mistakes))
    after = as_read(book, loaded) if loaded else None
    if after is None:
        return Preview(changed=changed)
    return Preview(
        tuple(told),
        tuple(compared(book, after)),
        changed,
        tuple(each.words for each in doubts_about(book, proposal.entry, changes)),
        recorded_already(book.plan, changes) is not None,
        tuple(_findings(book, after, proposal.entry)),
        _checks(book, after) if checked and book.sees_all else None,
    )


def _changed(then: str, now: str) -> Iterable[Row]:
    was, stands = dict(read_shown(then)), dict(read_shown(now))
    for name in dict.fromkeys([*was, *stands]):
        if was.get(name) != stands.get(name):
            yield Row(name, *(((("", said[name]),) if name in said else ()) for said in (was, stands)))


def _findings(book: Book, after: Book, entry_id: str) -> Iterable[Finding]:
    was, now = _above(book, entry_id), _above(after, entry_id)
    for key, (title, stands) in now.items():
        yield Finding(title, book.to.entry(key) if key in book.entries else "", was.get(key, ("", ""))[1], stands)


def _above(book: Book, entry_id: str) -> dict[str, tuple[str, str]]:
    """Return the findings that an entry comes from: what each is called, and how it stands."""
    graph = graph_of(book.plan, load_vintage(book.plan.header.framework), book.day)
    if entry_id not in graph.nodes:
        return {}
    words = NodeWords(book.occasion)
    waiting: list[Branch] = list(trace(graph, entry_id).above)
    found: dict[str, tuple[str, str]] = {}
    while waiting:
        branch = waiting.pop(0)
        waiting += branch.branches
        if branch.node.kind == "finding":
            found[branch.node.key] = words.title(branch.node), words.stands(branch.node)
    return found


def _checks(book: Book, after: Book) -> Checks:
    was, now = (_said(each, check(each.loaded, Settings(as_of=book.day)).problems) for each in (book, after))
    return Checks(len(was), len(now), _left(now, was), _left(was, now))


def _said(book: Book, problems: Iterable[Problem]) -> list[str]:
    return [in_titles(book, problem.message) for problem in problems]


def _left(these: list[str], those: list[str]) -> tuple[str, ...]:
    """Return what is in one list and not in the other, as often as it is there more."""
    others = list(those)
    left = []
    for each in these:
        if each in others:
            others.remove(each)
        else:
            left.append(each)
    return tuple(left)
