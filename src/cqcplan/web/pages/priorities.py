"""The priorities and their work, narrowed by an address that can be sent to somebody."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from cqcplan.english import in_text, with_article
from cqcplan.model.vocabulary import STATUS_WORDS
from cqcplan.timeline.agenda import answers_for
from cqcplan.timeline.state import Item
from cqcplan.web.frame import Page
from cqcplan.web.shelf import Book

SOON = timedelta(days=30)


def priorities(book: Book, asked: Mapping[str, str]) -> Page:
    """Show every priority with its work, or what of it fits."""
    occasion = book.occasion
    chosen = {name: asked[name] for name in ("owner", "confidence", "due", "statement", "done") if asked.get(name)}
    fits = _fits(book, chosen)
    found = []
    for state in occasion.state.priorities:
        items = [item for item in state.items if fits(item)]
        if items or not chosen:
            found.append((state, items))
    return Page(
        "priorities",
        {
            "found": found,
            "chosen": chosen,
            "number": sum(len(items) for _, items in found),
            "rated": occasion.rated,
            "role": occasion.role,
            "answers_for": answers_for,
            "words": STATUS_WORDS,
            "one": with_article(in_text(occasion.label)),
            "labels": occasion.labels,
            "day": book.day,
            "choices": {
                "owner": [(role.id, role.title) for role in book.plan.roles],
                "confidence": [(one.colour, one.word) for one in occasion.scheme.colours],
                "statement": [(each.id, each.name) for each in occasion.vintage.statements],
            },
        },
    )


def _fits(book: Book, chosen: Mapping[str, str]) -> Callable[[Item], bool]:
    day = book.day
    tests: dict[str, Callable[[Item, str], bool]] = {
        "owner": lambda item, wanted: answers_for(item) == wanted,
        "confidence": lambda item, wanted: item.rag == wanted,
        "due": lambda item, wanted: _is_due(item, wanted, day),
        "statement": lambda item, wanted: (
            wanted in (*item.action.quality_statements, *item.priority.quality_statements)
        ),
        "done": lambda item, wanted: item.is_done == (wanted == "yes"),
    }
    return lambda item: all(tests[name](item, wanted) for name, wanted in chosen.items())


def _is_due(item: Item, wanted: str, day: date) -> bool:
    match wanted:
        case "overdue":
            return item.overdue(day)
        case "soon":
            return item.due is not None and not item.is_done and day <= item.due.latest <= day + SOON
        case "none":
            return item.due is None and not item.is_done
    return True
