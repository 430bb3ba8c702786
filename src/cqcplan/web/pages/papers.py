"""Papers: which there are, what one says, and the files of it."""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from cqcplan import __version__
from cqcplan.files.house_styles import StyleNotFoundError, load_style
from cqcplan.model.document import Plan
from cqcplan.model.house_style import HouseStyle
from cqcplan.papers.formats.unavailable import CannotWriteError
from cqcplan.papers.formats.write import Format, write_paper
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.paper import make_paper
from cqcplan.papers.taken import occasion_of
from cqcplan.papers.template_files import section_names, template_folders
from cqcplan.timeline.periods import PaperPeriod, parse_period
from cqcplan.web.frame import Page
from cqcplan.web.guard import POLICY
from cqcplan.web.shelf import Book

FORMATS: dict[str, tuple[Format, str]] = {
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("pdf", "application/pdf"),
    "html": ("html", "text/html; charset=utf-8"),
    "md": ("markdown", "text/markdown; charset=utf-8"),
}
"""The ending of a paper's address, the format, and what a browser is told that it is."""
_STYLES = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


class File(NamedTuple):
    """A paper as a file."""

    name: str
    kind: str
    content: bytes
    policy: str = ""
    """What a browser may do with it, where it shows it itself."""


def papers(book: Book, asked: Mapping[str, str]) -> Page:
    """Show which papers there are, and the files of the one that was chosen."""
    style = _plain()
    kind, typed = asked.get("kind", ""), asked.get("period", "").strip()
    wrong, about = "", None
    if kind in style.papers:
        try:
            about = _occasion(book, style, kind, typed)
        except ValueError as error:
            wrong = str(error)
    return Page(
        "papers",
        {
            "kinds": [(name, form.about) for name, form in style.papers.items()],
            "kind": kind if kind in style.papers else "",
            "typed": typed,
            "wrong": wrong,
            "about": about,
            "periods": [period.id for period in book.plan.periods],
            "body": book.occasion.body,
        },
        422 if wrong else 200,
    )


def paper(book: Book, kind: str, ending: str, asked: Mapping[str, str]) -> File | Page | None:
    """Return one paper as a file; nothing where there is none of the name.

    It is what ``cqcplan report`` makes with the same choices, but that its properties name no revision of the plan.
    """
    style = _plain()
    if kind not in style.papers or ending not in FORMATS:
        return None
    form, told = FORMATS[ending]
    typed = asked.get("period", "").strip()
    try:
        occasion = _occasion(book, style, kind, typed)
        own = occasion.bodies.get(occasion.meeting.body) if occasion.meeting else None
        theirs = _style(own.house_style) if own and own.house_style else None
        chosen = theirs if theirs and kind in theirs.papers else style
        content = write_paper(make_paper(occasion, chosen, kind), form)
    except ValueError:
        return papers(book, {"kind": kind, "period": typed})
    except (CannotWriteError, ImportError):
        return Page("no-format", {"ending": ending, "kind": kind}, 501)
    readers = "" if book.served.audience == "public" else f"-{book.served.audience}"
    name = f"{book.plan.header.id}-{kind}{readers}-{book.day.isoformat()}.{ending}"
    return File(name, told, content, _policy(content) if ending == "html" else "")


def _occasion(book: Book, style: HouseStyle, kind: str, typed: str) -> Occasion:
    """Put a paper's circumstances together.

    Raises:
        ValueError: the period is not understood, or has not begun.
    """

    def span(plan: Plan) -> PaperPeriod:
        found = parse_period(typed, plan, book.day)
        if found.first > book.day:
            raise ValueError(f"{found.in_words} has not begun")
        return found

    made = occasion_of(
        book.whole, book.day, book.served.audience, period=span if typed else None, form=style.papers[kind]
    )
    return replace(made, readers=book.served.audience, made_from=f"Made with cqcplan {__version__}")


def _plain() -> HouseStyle:
    found = _style("plain")
    if found is None:
        raise LookupError("the house style that comes with cqcplan is not there")
    return found


def _style(name: str) -> HouseStyle | None:
    """Return a style that comes with cqcplan; a council's own, which names a file, is for the command."""
    folders = [folder / "house-styles" for folder in template_folders()]
    try:
        return load_style(name, folders, section_names())[0]
    except StyleNotFoundError:
        return None


def _policy(content: bytes) -> str:
    """Allow the styles that stand in a paper, and no others."""
    allowed = [f"'sha256-{b64encode(sha256(style).digest()).decode()}'" for style in _STYLES.findall(content)]
    return POLICY.replace("style-src 'self'", f"style-src {' '.join(allowed)}")
