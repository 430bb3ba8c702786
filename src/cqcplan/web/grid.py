"""The month's figures as a grid: every measure that counts still, and a box for its new figure; saved in one press."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cqcplan.editing.changes import Change
from cqcplan.model.dates import day_words
from cqcplan.model.delivery import Measure, Priority
from cqcplan.papers.amounts import amount_of
from cqcplan.recording.mistakes import NotRecordedError
from cqcplan.recording.updates import Said, recorded
from cqcplan.timeline.doubts import figures_of
from cqcplan.timeline.live import live_measures
from cqcplan.web.into_git import ForGit
from cqcplan.web.saving import Saved, doubts_about, read_shown, write
from cqcplan.web.shelf import Book, Shelf

VALUE, TEXT, KEEP, SHOWN = "value-", "text-", "keep-", "shown-"
"""How the fields of a form begin that go with one measure: its id follows."""
_LONGEST = 160
"""Characters of a title or a unit that a form carries."""


class Typed(NamedTuple):
    """What was typed of one measure."""

    value: str
    text: str
    kept: str
    """The figure that was said to be right, as it was typed then: another is asked about again."""
    shown: str
    """The measure as it was shown."""


@dataclass(frozen=True)
class Wrong:
    """What keeps one figure from being saved."""

    mistakes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    was: str | None = None
    """What the measure stood at when the page was opened, where that has changed since."""


@dataclass(frozen=True)
class Judged:
    """What came of a press: it is saved, or what is wrong with it."""

    saved: Saved | None = None
    wrong: Mapping[str, Wrong] = field(default_factory=dict)
    """By measure."""


def typed_of(form: Mapping[str, str]) -> dict[str, Typed]:
    """Return what was typed in the boxes that are not blank, by measure."""
    ids = dict.fromkeys(name.removeprefix(VALUE) for name in form if name.startswith(VALUE))
    found = {
        each: Typed(*(form.get(f"{begins}{each}", "").strip() for begins in (VALUE, TEXT, KEEP, SHOWN))) for each in ids
    }
    return {each: typed for each, typed in found.items() if typed.value or typed.text}


def shown_in_grid(measure: Measure) -> str:
    """Return a measure as the grid shows it, for the form to carry."""
    said = [("title", measure.title), ("unit", measure.unit), ("last", last_of(measure))]
    return json.dumps([[name, text[:_LONGEST]] for name, text in said], ensure_ascii=False)


def last_of(measure: Measure) -> str:
    """Say the last figure of a measure and its date; nothing where it has none."""
    every = figures_of(measure)
    return f"{amount_of(measure, every[-1])}, {every[-1].on}" if every else ""


def was_shown(text: str, name: str) -> str:
    """Return what a form carried of a measure: its ``title``, ``unit`` or ``last`` figure."""
    return dict(read_shown(text)).get(name, "")


def measures_by_priority(book: Book) -> list[tuple[Priority | None, list[Measure]]]:
    """Return the measures that count still, under the first of their priorities; those of none come last."""
    state = book.occasion.state
    left = {each.id: each for each in live_measures(state)}
    found: list[tuple[Priority | None, list[Measure]]] = []
    for standing in state.priorities:
        own = [each for each in left.values() if standing.priority.id in each.priorities]
        for each in own:
            del left[each.id]
        if own:
            found.append((standing.priority, own))
    return [*found, (None, list(left.values()))] if left else found


def mine(book: Book) -> frozenset[str]:
    """Return the priorities that whoever sits there leads, or has work in."""
    return frozenset(_mine(book)) if book.me else frozenset()


def _mine(book: Book) -> Iterator[str]:
    for standing in book.occasion.state.priorities:
        one = standing.priority
        if book.me in (one.lead, one.sponsor, *(item.owner for item in standing.items)):
            yield one.id


def save_figures(shelf: Shelf, plan: str, typed: Mapping[str, Typed], day: date, git: str = "") -> Judged:
    """Record every figure that was typed in one write, or none.

    Args:
        shelf: what opens the plan.
        plan: its name.
        typed: what was typed, by measure.
        day: the date of the figures.
        git: what the form says of git.

    Raises:
        CannotShowError: the plan can no longer be read.
        NotRecordedError: the plan as a whole would not be sound.
        OSError: it cannot be written; nothing is.
    """
    with shelf.held(plan) as book:
        changes: list[Change] = []
        told: list[str] = []
        wrong: dict[str, Wrong] = {}
        for entry_id, each in typed.items():
            try:
                made, said = _recorded(book, entry_id, each, day)
            except _NotYetError as error:
                wrong[entry_id] = error.wrong
            else:
                changes += made
                told += said
        if wrong:
            return Judged(wrong=wrong)
        return Judged(write(book, changes, told, ForGit(f"Figures of {day_words(day)}", git, tuple(typed))))


class _NotYetError(Exception):
    """A figure is not to be saved as it is."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__()
        self.wrong = wrong


def _recorded(book: Book, entry_id: str, typed: Typed, day: date) -> tuple[list[Change], list[str]]:
    placed = book.entries.get(entry_id)
    if placed is None or not isinstance(placed.entry, Measure) or shown_in_grid(placed.entry) != typed.shown:
        raise _NotYetError(Wrong(was=was_shown(typed.shown, "last")))
    try:
        changes, told = recorded(
            book.plan, placed, Said(value=typed.value or None, text=typed.text or None), day, book.day
        )
    except NotRecordedError as error:
        raise _NotYetError(Wrong(tuple(each.message for each in error.mistakes))) from error
    doubts = doubts_about(book, entry_id, changes)
    if doubts and typed.kept != typed.value:
        raise _NotYetError(Wrong(doubts=tuple(each.words for each in doubts)))
    return changes, told
