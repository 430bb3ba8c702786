"""Pages that show what an answer of the command line, or a section of papers, says."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from cqcplan.model.dates import day_words
from cqcplan.papers.blocks import Bars, Block, Table
from cqcplan.papers.captions import without_repeats
from cqcplan.papers.diff.difference import Difference
from cqcplan.papers.in_print import is_of_chart
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.rating.answer import ScoreAsked, answer
from cqcplan.papers.sections import Writer
from cqcplan.papers.status.screen import StatusAsked, screen
from cqcplan.papers.status.screen_blocks import blocks as screen_blocks
from cqcplan.scoring.current import current_assessment, result_of
from cqcplan.timeline.changes import compare
from cqcplan.timeline.periods import PaperPeriod
from cqcplan.timeline.state import state_of
from cqcplan.typed.dates import read_date
from cqcplan.web.frame import Page
from cqcplan.web.linked import linked
from cqcplan.web.shelf import Book

DAYS = 30
SITE = "site"
"""The folder, among the templates, of what pages say and papers do not."""
_USUAL_SINCE = timedelta(days=91)
_OF_PAPERS = {
    "measures": ("measures",),
    "risks": ("risk-register",),
    "promises": ("promises", "submissions"),
}
"""The sections that each page is made of."""


def of_papers(name: str, book: Book) -> Page:
    """Show some sections of papers as a page."""
    writer = book.writer
    written = [section for each in _OF_PAPERS[name] if (section := writer.write(each)).blocks]
    parts = [
        (section.title, linked(book, without_repeats(section.title, section.blocks), top=3)) for section in written
    ]
    return Page("sections", {"name": name, "parts": parts})


def measures(book: Book, _: Mapping[str, str]) -> Page:
    """Show every measure, drawn and in tables."""
    return of_papers("measures", book)


def risks(book: Book, _: Mapping[str, str]) -> Page:
    """Show what could stop the plan."""
    return of_papers("risks", book)


def promises(book: Book, _: Mapping[str, str]) -> Page:
    """Show what was promised, and the returns that are due."""
    return of_papers("promises", book)


def accessibility(book: Book, _: Mapping[str, str]) -> Page:
    """Show the accessibility statement: a council's own words in the form that the regulations ask for."""
    section = book.writer.write("accessibility", SITE)
    return Page("accessibility", {"title": section.title, "shown": linked(book, section.blocks)})


def meetings(book: Book, _: Mapping[str, str]) -> Page:
    """Show the meetings, and what they received and decided."""
    listed = sorted(book.plan.meetings, key=lambda each: each.on.earliest)
    ahead = [each for each in listed if each.on.latest >= book.day]
    held = [each for each in reversed(listed) if each.on.latest < book.day]
    return Page("meetings", {"ahead": ahead, "held": held, "body": book.occasion.body})


def due(book: Book, asked: Mapping[str, str]) -> Page:
    """Show the screen of a morning: what is overdue, due, red or amber, off track or quiet."""
    typed = asked.get("days", "").strip()
    is_number = typed.isdecimal() and len(typed) < 5
    days = int(typed) if is_number else DAYS
    posts = {role.id: role.title for role in book.plan.roles}
    owner = asked.get("owner") if asked.get("owner") in posts else None
    found = screen(book.occasion, StatusAsked(days=min(days, 3660), owner=owner))
    shown = list(screen_blocks(found))[1:]  # without its heading: the page has one
    given = {
        "shown": linked(book, shown), "posts": posts, "owner": owner, "days": typed or days,
        "wrong": bool(typed) and not is_number, "unknown": bool(asked.get("owner")) and owner is None,
    }  # fmt: skip
    return Page("due", given, 422 if given["wrong"] else 200)


def changes(book: Book, asked: Mapping[str, str]) -> Page:
    """Show what changed since a day or a meeting."""
    wrong, since = "", book.day - _USUAL_SINCE
    typed = asked.get("since", "").strip()
    if typed:
        try:
            read = read_date(typed, today=book.day)
            since = read.earliest
            wrong = "" if read.is_day and since < book.day else "not before"
        except ValueError as error:
            wrong = str(error)
    difference = None if wrong else _difference(book, since)
    told = linked(book, difference.blocks[1:]) if difference else []
    held = sorted((each for each in book.plan.meetings if each.on.latest < book.day), key=lambda each: each.on.latest)
    return Page(
        "changes",
        {"shown": told, "since": day_words(since), "typed": typed, "wrong": wrong, "held": held[::-1][:12],
         "reported": list(_reported(book, difference)) if difference else [],
         "body": book.occasion.body},
        422 if wrong else 200,
    )  # fmt: skip


def _reported(book: Book, difference: Difference) -> Iterator[tuple[str, str, str]]:
    """Return what was reported on in words, the latest first: its name, its last day and its address."""
    latest = {each.about: each.on for each in sorted(difference.changes.reported, key=lambda each: each.on.latest)}
    for entry, on in sorted(latest.items(), key=lambda each: each[1].latest, reverse=True):
        if entry in book.entries:
            yield book.title_of(book.entries[entry]), str(on), book.to.entry(entry)


def _difference(book: Book, since: date) -> Difference:
    occasion = Occasion(book.plan, book.day, PaperPeriod("", since, book.day), None)
    found = compare(state_of(book.plan, since), book.view.state)
    return Difference(occasion, day_words(since), day_words(book.day), found, own=book.served.house.own)


def rating_charts(writer: Writer) -> list[tuple[Block, Block]]:
    """Return what is drawn of the rating in force, each chart with its table: the scores, then the overall figure."""
    every = writer.write("rating").blocks
    return [(chart, after) for chart, after in pairwise(every) if isinstance(chart, Bars) and is_of_chart(chart, after)]


def _with_charts(blocks: list[Block], charts: list[tuple[Block, Block]]) -> list[Block]:
    """Put each chart before its table where that stands among some blocks, else with it at their end."""
    shown = list(blocks)
    for chart, after in charts:
        place = next((at for at, block in enumerate(shown) if _same(block, after)), None)
        if place is None:
            shown += [chart, after]
        else:
            shown.insert(place, chart)
    return shown


def _same(block: Block, table: Block) -> bool:
    return isinstance(block, Table) and isinstance(table, Table) and block.caption == table.caption


def score(book: Book, asked: Mapping[str, str]) -> Page:
    """Show the rating in force and, where scores were chosen, what they would come to."""
    chosen = current_assessment(book.plan, book.day)
    if chosen is None:
        return Page("score", {"result": None})
    result = result_of(chosen)
    changed = {
        each.id: int(given)
        for each in result.statements
        if (given := asked.get(each.id, "")) in ("1", "2", "3", "4") and given != str(each.score)
    }
    found = answer(book.plan, result, ScoreAsked(as_of=book.day, changes=changed))
    own = book.served.house.own
    shown = found.blocks(own)[1:]  # without its heading: the page has one
    if not changed:
        shown = _with_charts(shown, rating_charts(book.writer))
    return Page(
        "score",
        {"result": result, "title": found.title, "shown": linked(book, shown), "changed": changed, "asked": asked},
    )
