"""The month's figures: one page with a box for every measure, saved in one press and taken back in one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cqcplan.editing.changes import CannotEditError
from cqcplan.model.dates import day_words
from cqcplan.model.delivery import Measure, Priority
from cqcplan.papers.amounts import amount_of
from cqcplan.recording.mistakes import NotRecordedError
from cqcplan.web.frame import Going, Page
from cqcplan.web.grid import (
    KEEP,
    SHOWN,
    TEXT,
    VALUE,
    Typed,
    Wrong,
    last_of,
    measures_by_priority,
    mine,
    save_figures,
    shown_in_grid,
    typed_of,
    was_shown,
)
from cqcplan.web.into_git import ForGit, offer
from cqcplan.web.questions import day_of
from cqcplan.web.saving import can_take_back, take_back
from cqcplan.web.shelf import Book, Shelf
from cqcplan.web.taken_up import Over, rows_of, with_days

MOST = 200
"""How many measures one page takes: a form has a largest size."""
_NOTHING = "no-figure"
_OF_MEASURE = re.compile(f"^(?:{VALUE}|{TEXT}|{KEEP}|{SHOWN})")
_BLANK, _FINE = Typed("", "", "", ""), Wrong()


class Row(NamedTuple):
    """One measure of the grid."""

    measure: Measure
    last: str
    shown: str
    typed: Typed
    wrong: Wrong


class Chosen(NamedTuple):
    """Which measures are shown."""

    priority: str
    mine: bool


class Press(NamedTuple):
    """What was typed and chosen, and what is wrong with it."""

    chosen: Chosen
    typed: Mapping[str, Typed]
    on: str = ""
    wrong: Mapping[str, Wrong] = {}
    git: str = ""
    general: Sequence[tuple[str, str]] = ()
    """What is wrong with the date, or with all of it: the field and what is wrong."""


def figures(book: Book, asked: Mapping[str, str]) -> Page:
    """Show the grid."""
    return _grid(book, Press(_chosen(book, asked), {}))


def entered(shelf: Shelf, book: Book, form: Mapping[str, str]) -> Page | Going:
    """Take what was typed: save it, or show other measures beside it."""
    press = Press(_chosen(book, form), typed_of(form), form.get("on", "").strip(), git=form.get("git", ""))
    if form.get("go") == "anyway":
        press = press._replace(typed={each: said._replace(kept=said.value) for each, said in press.typed.items()})
    if form.get("go") in ("save", "anyway"):
        return _save(shelf, book, press)
    if press.typed or form.get("go") == "check":
        return _grid(book, press)
    return Going(book.to.page("figures", priority=press.chosen.priority, mine="yes" if press.chosen.mine else None))


def settled(book: Book, form: Mapping[str, str]) -> dict[str, str]:
    """Return figures with their day as it is meant today, and without the measures that nothing was said of."""
    said = typed_of(form).keys()
    kept = {name: each for name, each in form.items() if _OF_MEASURE.sub("", name) in (name, *said)}
    return with_days(kept | {"on": form.get("on", "").strip() or book.day.isoformat()}, ("on",), book.day)


def over(book: Book, form: Mapping[str, str]) -> Over:
    """Return figures as they would be given to the measures as they are now."""
    known = {each.id: each for each in book.plan.measures if each.id in typed_of(form)}
    was = {each.title: was_shown(form.get(f"{SHOWN}{each.id}", ""), "last") for each in known.values()}
    now = {each.title: last_of(each) for each in known.values()}
    asked_again = {name: said for name, said in form.items() if not name.startswith(KEEP)}
    shown = {f"{SHOWN}{each.id}": shown_in_grid(each) for each in known.values()}
    return Over(asked_again | shown, rows_of(was, now))


def _save(shelf: Shelf, book: Book, press: Press) -> Page | Going:
    try:
        day = day_of(book, {"on": press.on})
        if not press.typed:
            return _grid(book, press._replace(general=[("", _NOTHING)]))
        judged = save_figures(shelf, book.name, press.typed, day, press.git)
    except NotRecordedError as error:
        return _grid(book, press._replace(general=[(each.field, each.message) for each in error.mistakes]))
    except OSError as error:
        return _grid(book, press._replace(general=[("", f"it cannot be written: {error.strerror}")]))
    if judged.saved is None:
        return _grid(shelf.book(book.name), press._replace(wrong=judged.wrong))
    done = judged.saved
    return Going(book.to.page("figures/saved", on=day.isoformat(), mark=done.mark, git=done.in_git), is_done=True)


def saved(book: Book, asked: Mapping[str, str], *, taken: bool = False) -> Page:
    """Say what the plan now has of that day, and offer to take the press back."""
    mark = asked.get("mark", "")
    try:
        day = date.fromisoformat(asked.get("on", ""))
    except ValueError:
        day = book.day
    now = [
        (each.title, amount_of(each, seen), book.to.entry(each.id))
        for each in book.plan.measures
        for seen in each.observations
        if seen.on.is_day and seen.on.earliest == day
    ]
    mark = mark if can_take_back(book, mark) else ""
    return Page(
        "figures-saved",
        {"now": now, "on": day, "day_words": day_words, "mark": mark, "taken": taken, "in_git": asked.get("git", "")},
    )


def taken_back(shelf: Shelf, book: Book, form: Mapping[str, str]) -> Page:
    """Take the whole press back."""
    try:
        taken = take_back(book, form.get("mark", ""), ForGit("Take back the figures"))
    except (CannotEditError, OSError):
        taken = None
    if taken is None:
        return Page("too-late", {"back": book.to.page("figures")}, 409)
    shelf.served.tell(f"took back the last change of {book.name}")
    return saved(shelf.book(book.name), {"on": form.get("on", ""), "git": taken.in_git}, taken=True)


def _chosen(book: Book, asked: Mapping[str, str]) -> Chosen:
    known = {each.id for each in book.plan.priorities}
    priority = asked.get("priority", "")
    return Chosen(priority if priority in known else "", book.me is not None and asked.get("mine") == "yes")


def _grid(book: Book, press: Press) -> Page:
    own, every = mine(book), measures_by_priority(book)
    fitting = [(priority, [each for each in found if _fits(each, press.chosen, own)]) for priority, found in every]
    number = sum(len(found) for _, found in fitting)
    groups: list[tuple[Priority | None, list[Row]]] = []
    room, listed = MOST, set[str]()
    for (priority, found), (_, fit) in zip(every, fitting, strict=True):
        shown = {each.id for each in fit[:room]} | press.typed.keys()
        room = max(0, room - len(fit))
        rows = [_row(each, press) for each in found if each.id in shown]
        listed |= {row.measure.id for row in rows}
        if rows:
            groups.append((priority, rows))
    left = [each for each in book.plan.measures if each.id in press.typed and each.id not in listed]
    if left:  # its priority was finished since the page was opened
        groups.append((None, [_row(each, press) for each in left]))
        listed |= {each.id for each in left}
    given: dict[str, Any] = {
        "groups": groups, "press": press, "offer": offer(book), "number": number, "most": MOST,
        "gone": [(each, was_shown(said.shown, "title") or each, said) for each, said in press.typed.items()
                 if each not in listed],
        "errors": list(_errors(press, groups)),
        "asks": not press.general and all(each.doubts for each in press.wrong.values()),
        "priorities": [(one.id, one.title) for one, _ in every if one],
        "can_choose_mine": bool(own),
    }  # fmt: skip
    is_conflict = any(each.was is not None for each in press.wrong.values())
    return Page("figures", given, 409 if is_conflict else 422 if press.wrong or press.general else 200)


def _fits(measure: Measure, chosen: Chosen, own: frozenset[str]) -> bool:
    return (not chosen.priority or chosen.priority in measure.priorities) and (
        not chosen.mine or not own.isdisjoint(measure.priorities)
    )


def _row(measure: Measure, press: Press) -> Row:
    said = press.typed.get(measure.id, _BLANK)
    return Row(measure, last_of(measure), shown_in_grid(measure), said, press.wrong.get(measure.id, _FINE))


def _errors(press: Press, groups: list[tuple[Priority | None, list[Row]]]) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong for the top of the page: the field, whose it is, and what is wrong."""
    rows = [row for _, found in groups for row in found]
    first = f"{VALUE}{rows[0].measure.id}" if rows else "main"
    for name, message in press.general:
        yield name or first, "", message
    for row in rows:
        for message in (*row.wrong.mistakes, *row.wrong.doubts, *(["changed"] if row.wrong.was is not None else [])):
            yield f"{VALUE}{row.measure.id}", row.measure.title, message
