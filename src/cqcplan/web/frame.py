"""How a page is set: its template, in the frame that all pages share."""

from pathlib import Path
from typing import Any, NamedTuple

from cqcplan.model.dates import day_words
from cqcplan.papers.formats.templates import Trusted, environment
from cqcplan.papers.templating import Sandbox
from cqcplan.web.addresses import SCRIPT, STYLE
from cqcplan.web.served import Served
from cqcplan.web.shelf import Book

_TEMPLATES = Path(__file__).parent / "templates"
_SETS = environment([_TEMPLATES], Trusted)
"""One for every page: what was compiled is kept in it."""


class Page(NamedTuple):
    """What a page is made of."""

    template: str
    """The file among the templates, without its ending."""
    given: dict[str, Any]
    """What it is told."""
    status: int = 200


class Going(NamedTuple):
    """Where the browser is to go on to."""

    address: str
    is_done: bool = False
    """Whether what was sent is saved, or waits for somebody else: nothing of it is kept any longer."""


def set_page(page: Page, served: Served, book: Book | None = None) -> bytes:
    """Return a page as bytes."""
    shared: dict[str, Any] = {"served": served, "book": book, "style": STYLE, "script": SCRIPT, "again": ""}
    if book:
        shared |= {"to": book.to, "plan": book.plan, "as_at": day_words(book.day)}
    return _text(f"{page.template}.html.j2", **shared | page.given).encode("utf-8", "replace")


def style() -> bytes:
    """Return the style sheet: that of papers, and what pages have besides."""
    return _text("site.css.j2").encode()


def script() -> bytes:
    """Return the one script there is, which keeps what is typed in its tab."""
    return (_TEMPLATES / "words.js").read_bytes()


def _text(template: str, /, **given: Any) -> str:
    if isinstance(_SETS, Sandbox):
        _SETS.begin()
    return _SETS.get_template(template).render(**given)
