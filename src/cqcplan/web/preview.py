"""What a proposal would come to, worked out on the plan as it is now; nothing is written."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from cqcplan.editing.changes import Change
from cqcplan.files.loaded import LoadedPlan
from cqcplan.papers.trace.node_words import NodeWords
from cqcplan.problems.problem import Problem
from cqcplan.thread.walk import Branch, trace
from cqcplan.web.compared import Differs, Row, compared
from cqcplan.web.drafts import Unsaved
from cqcplan.web.forms import Form, Made, address_of, form_of
from cqcplan.web.frame import Page
from cqcplan.web.grid import typed_of
from cqcplan.web.into_git import ForGit
from cqcplan.web.proposing import Proposal
from cqcplan.web.saving import Saved, drafted, shown_of
from cqcplan.web.shelf import Book, Shelf, as_read
from cqcplan.web.titles import in_titles
from cqcplan.web.trial import Trial, narrowed

GONE, CHANGED = "gone", "changed"
"""Why something cannot be recorded any more, by the words that the template has for it."""


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
    stands: str = ""
    """By what is known whether it would come to the same still."""


class Caught(NamedTuple):
    """What a form would write."""

    told: list[str]
    how: ForGit
    loaded: LoadedPlan | None


class Sent(NamedTuple):
    """A proposal with what is needed to take it."""

    form: Form
    filled_in: Unsaved
    by_sender: Book
    """The plan as whoever sent it sees it: what it would come to is what they would have saved."""


def known(book: Book, proposal: Proposal) -> Sent | None:
    """Return the form of a proposal; nothing where there is none, or what it is about is not for its readers."""
    form, by_sender = form_of(proposal.kind, proposal.about), narrowed(book, proposal.readers)
    if form is None or by_sender is None or not set(typed_of(proposal.form)) <= {*by_sender.entries}:
        return None
    if form.shows(by_sender, {}, **proposal.about) is None:
        return None
    filled_in = Unsaved(address_of(form, proposal.about), form.kind, proposal.about, proposal.form)
    return Sent(form, filled_in, by_sender)


def may_be_seen(book: Book, proposal: Proposal) -> bool:
    """Whether what a proposal would come to is for these readers: otherwise it is withheld from them, and so is it."""
    seen_already = book.proposals_seen
    if proposal.kept.commit not in seen_already:
        seen = preview(book, proposal, checked=False)
        seen_already[proposal.kept.commit] = seen is not None and bool(seen.differs or seen.wrong or book.sees_all)
    return seen_already[proposal.kept.commit]


def preview(book: Book, proposal: Proposal, *, checked: bool = True) -> Preview | None:
    """Work out what a proposal would come to, and what a check of the whole plan finds then."""
    found = known(book, proposal)
    if found is None:
        return None
    over = found.form.over(found.by_sender, proposal.form, **proposal.about)
    sent = found._replace(filled_in=found.filled_in._replace(form=over.form))
    caught = _tried(sent, "anyway")
    if not isinstance(caught, Caught):
        return Preview(changed=over.changed, wrong=wrong_with(caught))
    after = as_read(book, caught.loaded) if caught.loaded else None
    if after is None:
        return Preview(changed=over.changed)
    asks = _asked(_tried(sent, "save")) if checked else _NOTHING
    differs = tuple(compared(book, after))
    return Preview(
        tuple(caught.told),
        differs,
        over.changed,
        asks.doubts,
        asks.twice,
        tuple(_findings(book, after, caught.how.entries)),
        _checks(book, after) if checked and book.sees_all else None,
        stands=_stands(book, caught.told, caught.how, differs),
    )


def stands(book: Book, changes: list[Change], told: list[str], how: ForGit) -> str:
    """Return what is otherwise as soon as something is that somebody saw before they said yes."""
    loaded = drafted(book, changes).plan
    after = as_read(book, loaded) if loaded else None
    return _stands(book, told, how, tuple(compared(book, after)) if after else None)


def _stands(book: Book, told: list[str], how: ForGit, differs: tuple[Differs, ...] | None) -> str:
    shown = [shown_of(book, each) for each in how.entries if each in book.entries]
    return sha256(repr((told, shown, differs)).encode("utf-8", "replace")).hexdigest()


def _tried(sent: Sent, go: str) -> Caught | Made:
    """Take a form as if it were to be saved; return what would be written, or the page that says why not."""
    caught: list[Caught] = []

    def instead(at: Book, changes: list[Change], told: list[str], how: ForGit) -> Saved:
        caught.append(Caught(told, how, drafted(at, changes).plan))
        return Saved("", (), tuple(told))

    book = sent.by_sender
    made = press(sent.form, Trial(book, instead), book.name, sent.filled_in, go)
    return caught[0] if caught else made


def press(form: Form, shelf: Shelf, plan: str, filled_in: Unsaved, go: str) -> Made:
    """Press a button of a form that was filled in earlier."""
    said = {**filled_in.lasting, "go": go}
    return form.takes(shelf, shelf.book(plan), said, **filled_in.about) if form.takes else None


def wrong_with(made: Made) -> tuple[str, ...]:
    """Return what a page says that keeps a form from being saved, as its template has words for it."""
    if not isinstance(made, Page) or made.template == "gone":
        return (GONE,)
    errors = made.given.get("errors") or ()
    said = errors.values() if isinstance(errors, Mapping) else (each[-1] for each in errors)
    return tuple(dict.fromkeys([*said, *made.given.get("general", ())])) or (CHANGED,)


class _Asked(NamedTuple):
    """What would be asked before something is saved."""

    doubts: tuple[str, ...] = ()
    twice: bool = False


_NOTHING = _Asked()


def _asked(made: Caught | Made) -> _Asked:
    if not isinstance(made, Page):
        return _NOTHING
    given = made.given
    doubts = [*given.get("doubts", ()), *([given["double"]] if given.get("double") else [])]
    if given.get("asks"):  # of figures
        doubts += [f"{title}: {words}" for _, title, words in given["errors"]]
    return _Asked(tuple(doubts), bool(given.get("twice")))


def _findings(book: Book, after: Book, entries: Iterable[str]) -> Iterable[Finding]:
    was, now = dict[str, tuple[str, str]](), dict[str, tuple[str, str]]()
    for entry_id in entries:
        was |= _above(book, entry_id)
        now |= _above(after, entry_id)
    for key, (title, stands) in now.items():
        yield Finding(title, book.to.entry(key) if key in book.entries else "", was.get(key, ("", ""))[1], stands)


def _above(book: Book, entry_id: str) -> dict[str, tuple[str, str]]:
    """Return the findings that an entry comes from: what each is called, and how it stands."""
    if entry_id not in book.graph.nodes:
        return {}
    words = NodeWords(book.occasion)
    waiting: list[Branch] = list(trace(book.graph, entry_id).above)
    found: dict[str, tuple[str, str]] = {}
    while waiting:
        branch = waiting.pop(0)
        waiting += branch.branches
        if branch.node.kind == "finding":
            found[branch.node.key] = words.title(branch.node), words.stands(branch.node)
    return found


def _checks(book: Book, after: Book) -> Checks:
    was, now = (_said(each, each.checked.problems) for each in (book, after))
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
