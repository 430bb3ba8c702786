"""A page of its own for every entry, and how one is found."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cqcplan.english import first_upper, plural_of, with_article
from cqcplan.model.entries import title_of
from cqcplan.papers.trace.node_words import NodeWords
from cqcplan.recording.kinds import KINDS
from cqcplan.recording.updates import TAKES
from cqcplan.thread.walk import Branch, trace
from cqcplan.typed.plain import folded
from cqcplan.typed.words_in import has_words
from cqcplan.web.entry_facts import UNTOLD, Answers
from cqcplan.web.frame import Page
from cqcplan.web.linked import linked
from cqcplan.web.pages.answers import SITE
from cqcplan.web.shelf import Book
from cqcplan.web.titles import short

_OF_PAPERS = "paragraph"
"""What stands in papers word for word and has no name of its own."""
MOST = 100
"""How many finds are listed."""
_NOT_SOUGHT = UNTOLD - {"id", "title", "name"}
_UNCOUNTED = ("evidence", "engagement")
"""Kinds that have no word for several."""


class Step(NamedTuple):
    """One thing on the thread, and what hangs on it."""

    words: str
    title: str
    kind: str
    stands: str
    address: str
    told_above: bool
    branches: tuple["Step", ...]


class Work(NamedTuple):
    """How much stands under a priority."""

    every: int
    done: int
    overdue: int


def entry(book: Book, entry_id: str) -> Page | None:
    """Show all that is known of an entry; nothing where there is none that may be seen."""
    placed = book.entries.get(entry_id)
    if placed is None:
        return None
    answers = Answers(book)
    writer = book.writer if placed.kind == "measure" else None
    drawn = linked(book, writer.write("measure", SITE, id=entry_id).blocks) if writer else []
    graph = book.graph
    words = NodeWords(book.occasion)
    found = trace(graph, entry_id) if entry_id in graph.nodes else None
    directions = [("above", found.above), ("below", found.below), ("beside", found.beside)] if found else []
    thread = [(name, tuple(_steps(book, words, branches))) for name, branches in directions if branches]
    return Page(
        "entry",
        {
            "placed": placed,
            "can_report": placed.kind in TAKES and not (book.served.read_only or book.served.folder),
            "can_change": not (book.served.read_only or book.served.folder),
            "below": [
                (kind.name, with_article(kind.name.replace("-", " "))) for kind in KINDS if kind.above == placed.kind
            ],
            "title": book.title_of(placed),
            "above": [(title_of(each), book.to.entry(each.id)) for each in placed.above],
            "standing": answers.standing(entry_id),
            "facts": answers.facts(entry_id),
            "story": answers.story(entry_id),
            "drawn": drawn,
            "work": _work(book, entry_id),
            "thread": thread,
            "inside": [
                (title_of(each.entry), book.to.entry(each.entry.id))
                for each in book.entries.values()
                if each.above and each.above[-1].id == entry_id
            ],
        },
    )


def _work(book: Book, entry_id: str) -> Work | None:
    """Count the actions and milestones under a priority; nothing for any other entry, and where it has none."""
    items = next((each.items for each in book.occasion.state.priorities if each.priority.id == entry_id), ())
    late = sum(item.overdue(book.day) for item in items)
    return Work(len(items), sum(item.is_done for item in items), late) if items else None


def _steps(book: Book, words: NodeWords, branches: "tuple[Branch, ...] | list[Branch]") -> Iterator[Step]:
    for branch in branches:
        node = branch.node
        if node.kind == "update":
            continue  # the story tells them
        yield Step(
            branch.words,
            words.title(node),
            node.kind,
            words.stands(node),
            book.to.entry(node.key) if node.key in book.entries else "",
            branch.told_above,
            tuple(_steps(book, words, branch.branches)),
        )


def everything(book: Book, _: Mapping[str, str]) -> Page:
    """List every entry by its kind, where nobody answers a search."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for placed in book.entries.values():
        if placed.kind == _OF_PAPERS:
            continue
        kinds.setdefault(placed.kind, []).append((book.title_of(placed), book.to.entry(placed.entry.id)))
    listed = [(_heading(kind, len(each)), sorted(each, key=_by_title)) for kind, each in kinds.items()]
    return Page("everything", {"kinds": listed})


def _heading(kind: str, number: int) -> str:
    named = kind if number == 1 or kind in _UNCOUNTED else plural_of(kind)
    return first_upper(f"{named} ({number})" if number > 1 else named)


def _by_title(listed: tuple[str, str]) -> tuple[str, str]:
    return folded(listed[0]), listed[1]


def search(book: Book, asked: Mapping[str, str]) -> Page:
    """Find entries by words that stand in them."""
    typed = asked.get("words", "").strip()[:200]
    every = book.entries.values() if folded(typed) else ()
    found = [placed for placed in every if has_words(placed.entry, typed, _NOT_SOUGHT)]
    listed = [(short(book.title_of(each)), each.kind, book.to.entry(each.entry.id)) for each in found[:MOST]]
    return Page("search", {"typed": typed, "found": listed, "number": len(found)})
