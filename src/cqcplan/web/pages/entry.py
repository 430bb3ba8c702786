"""A page of its own for every entry, and how one is found."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cqcplan.framework.vintage import load_vintage
from cqcplan.model.entries import Placed, title_of
from cqcplan.papers.trace.node_words import NodeWords
from cqcplan.recording.updates import TAKES
from cqcplan.thread.graph import graph_of
from cqcplan.thread.walk import Branch, trace
from cqcplan.typed.plain import folded
from cqcplan.web.entry_facts import UNTOLD, Answers
from cqcplan.web.frame import Page
from cqcplan.web.shelf import Book

MOST = 100
"""How many finds are listed."""


class Step(NamedTuple):
    """One thing on the thread, and what hangs on it."""

    words: str
    title: str
    kind: str
    stands: str
    address: str
    told_above: bool
    branches: tuple["Step", ...]


def entry(book: Book, entry_id: str) -> Page | None:
    """Show all that is known of an entry; nothing where there is none that may be seen."""
    placed = book.entries.get(entry_id)
    if placed is None:
        return None
    answers = Answers(book)
    graph = graph_of(book.plan, load_vintage(book.plan.header.framework), book.day)
    words = NodeWords(book.occasion)
    found = trace(graph, entry_id) if entry_id in graph.nodes else None
    directions = [("above", found.above), ("below", found.below), ("beside", found.beside)] if found else []
    thread = [(name, tuple(_steps(book, words, branches))) for name, branches in directions if branches]
    return Page(
        "entry",
        {
            "placed": placed,
            "can_report": placed.kind in TAKES and not (book.served.read_only or book.served.folder),
            "title": _title(book, placed),
            "above": [(title_of(each), book.to.entry(each.id)) for each in placed.above],
            "standing": answers.standing(entry_id),
            "facts": answers.facts(entry_id),
            "story": answers.story(entry_id),
            "thread": thread,
            "inside": [
                (title_of(each.entry), book.to.entry(each.entry.id))
                for each in book.entries.values()
                if each.above and each.above[-1].id == entry_id
            ],
        },
    )


def _title(book: Book, placed: Placed) -> str:
    return book.occasion.name_of(placed.entry.id) if placed.kind == "meeting" else title_of(placed.entry)


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


def search(book: Book, asked: Mapping[str, str]) -> Page:
    """Find entries by words that stand in them."""
    typed = asked.get("words", "").strip()[:200]
    wanted = folded(typed).split()
    found = [placed for placed in book.entries.values() if wanted and _has(placed.entry, wanted)]
    listed = [(_title(book, each), each.kind, book.to.entry(each.entry.id)) for each in found[:MOST]]
    return Page("search", {"typed": typed, "found": listed, "number": len(found)})


def _has(entry: Any, wanted: list[str]) -> bool:
    said = folded(" ".join(_texts(entry)))
    return all(word in said for word in wanted)


def _texts(entry: Any) -> Iterator[str]:
    """Return the texts of an entry, but for those of entries in it that have ids of their own."""
    if isinstance(entry, str):
        yield entry
    elif hasattr(type(entry), "model_fields"):
        for name in type(entry).model_fields:
            value = getattr(entry, name)
            if name in UNTOLD - {"id", "title", "name"}:
                continue
            if not (isinstance(value, tuple) and any(hasattr(item, "id") for item in value)):
                yield from _texts(value)
    elif isinstance(entry, (tuple, dict)):
        for value in entry.values() if isinstance(entry, dict) else entry:
            yield from _texts(value)
