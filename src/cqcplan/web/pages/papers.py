"""Papers: which there are, what one says, and the files of it."""

from collections.abc import Mapping
from typing import NamedTuple

from cqcplan.model.governance import Meeting
from cqcplan.papers.formats.unavailable import CannotWriteError
from cqcplan.papers.formats.write import Format
from cqcplan.papers.occasion import meeting_before
from cqcplan.papers.proof.contents import UnreadableError
from cqcplan.papers.proof.prove import Leak, search_of
from cqcplan.web.frame import Page
from cqcplan.web.paper_asked import (
    Asked,
    NotMadeError,
    Order,
    StyleMistakesError,
    asked_in,
    order_of,
    readers_of,
    usual_style,
)
from cqcplan.web.policy import with_styles_of
from cqcplan.web.shelf import Book

FORMATS: dict[str, tuple[Format, str]] = {
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("pdf", "application/pdf"),
    "html": ("html", "text/html; charset=utf-8"),
    "md": ("markdown", "text/markdown; charset=utf-8"),
}
"""The ending of a paper's address, the format, and what a browser is told that it is."""


class File(NamedTuple):
    """A paper as a file."""

    name: str
    kind: str
    content: bytes
    policy: str = ""
    """What a browser may do with it, where it shows it itself."""


class Searched(NamedTuple):
    """What a search of one file found."""

    why_not: str
    """``missing`` or ``unreadable`` where it could not be searched, else nothing."""
    leaks: tuple[Leak, ...] = ()


def papers(book: Book, asked: Mapping[str, str]) -> Page:
    """Show which papers there are, and the files of the one that was chosen."""
    try:
        kinds = usual_style(book).papers
        chosen = asked_in(asked)
        order, wrong = _ordered(book, chosen) if chosen.kind in kinds else (None, None)
        searched = _search(order) if order and asked.get("prove") else {}
    except StyleMistakesError as error:
        return style_mistakes(error)
    before = _before(order) if order else None
    return Page(
        "papers",
        {
            "kinds": [(name, form.about, form.audience) for name, form in kinds.items()],
            "chosen": chosen,
            "order": order,
            "query": {"meeting": chosen.meeting, "period": chosen.period, "for": chosen.readers},
            "wrong": wrong is not None,
            "messages": [(wrong.field, f"{str(wrong)[:1].upper()}{str(wrong)[1:]}")] if wrong else [],
            "asked_again": [wrong.field] if wrong else [],
            "before": before,
            "searched": searched,
            "search": search_of(order.hidden) if order and searched else None,
            "to_write": order.paper.to_write if order and searched else (),
            "readers": readers_of(book),
            "meetings": _meetings(book),
            "periods": [period.id for period in book.plan.periods],
            "body": book.occasion.body,
        },
        422 if wrong else 200,
    )


def paper(book: Book, kind: str, ending: str, asked: Mapping[str, str]) -> File | Page | None:
    """Return one paper as a file, as ``cqcplan report`` makes it with the same choices; nothing where there is none."""
    if ending not in FORMATS:
        return None
    form, told = FORMATS[ending]
    try:
        if kind not in usual_style(book).papers:
            return None
        order = order_of(book, asked_in(asked, kind))
        content = order.written(form)
    except StyleMistakesError as error:
        return style_mistakes(error)
    except NotMadeError:
        return papers(book, {**asked, "kind": kind})
    except (CannotWriteError, ImportError) as error:
        why, help_ = (str(error), error.help) if isinstance(error, CannotWriteError) else ("", "")
        return Page("no-format", {"why": why, "help": help_ or f"pip install 'cqcplan[{ending}]'", "kind": kind}, 501)
    return File(order.file_name(ending), told, content, with_styles_of(content) if ending == "html" else "")


def style_mistakes(error: StyleMistakesError) -> Page:
    """Show what is wrong with a house style."""
    told = [(f"{one.file}:{one.place.line}: {one.message}", one.help or "") for one in error.problems]
    return Page("own-mistake", {"what": "style", "told": told or [(str(error), error.help)]}, 409)


def _ordered(book: Book, chosen: Asked) -> tuple[Order | None, NotMadeError | None]:
    try:
        return order_of(book, chosen), None
    except NotMadeError as error:
        return None, error


def _search(order: Order) -> dict[str, Searched]:
    """Make every file of a paper and search it, as ``report --prove`` does."""
    found: dict[str, Searched] = {}
    for ending, (form, _) in FORMATS.items():
        try:
            found[ending] = Searched("", tuple(order.leaks_in(order.written(form), form)))
        except (CannotWriteError, ImportError):
            found[ending] = Searched("missing")
        except UnreadableError:
            found[ending] = Searched("unreadable")
    return found


def _before(order: Order) -> Meeting | None:
    """Return the last meeting of the same body that had a paper."""
    plan, meeting = order.occasion.plan, order.occasion.meeting
    return meeting_before(plan, meeting) if meeting else None


def _meetings(book: Book) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the meetings by body, the latest first, as a person chooses among them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(book.plan.meetings, key=lambda each: each.on.latest, reverse=True):
        found.setdefault(book.occasion.body(one.body), []).append((one.id, str(one.on)))
    return list(found.items())
