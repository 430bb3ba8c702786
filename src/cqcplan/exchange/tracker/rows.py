"""What the tracker shows of a plan on a date: a row for each priority, action and milestone, and for each measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cqcplan.exchange.sheet_words import post_names, scheme_of, when_text
from cqcplan.exchange.table import Value
from cqcplan.exchange.worked_out import rag_word
from cqcplan.model.delivery import Action, Measure
from cqcplan.model.document import Plan
from cqcplan.model.vocabulary import STATUS_WORDS, Visibility
from cqcplan.timeline.figures import values_of
from cqcplan.timeline.state import Item, PriorityState, State, state_of

TRACKER, MEASURES = "Tracker", "Measures"
"""The sheets that come back."""
GIVEN = "_cqcplan"
"""The hidden sheet that keeps what the tracker gave."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet for people."""

    key: str
    title: str
    width: int
    """In characters."""
    says: str
    """What it is for, told beside it and on the first sheet."""
    typed: bool = False
    """Whether people may type in it."""
    blank: bool = False
    """Whether it goes out blank: what is typed is new, not a change of what stood there."""
    since_2: bool = False
    """Whether trackers of the first version have no such column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its id, what kind of entry it is, and what it shows, by column. Dates are written as in a plan."""

    id: str
    kind: str
    """``priority``, ``action``, ``milestone`` or ``measure``."""
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tracker:
    """A tracker as it goes out."""

    plan: Plan
    as_of: date
    audience: Visibility
    work: tuple[Row, ...]
    measures: tuple[Row, ...]
    part: str = ""
    """Whose part of the plan it is, where it is not all of it."""


NOT_FOR = {"priority": frozenset({"owner", "due", "due_reason"})}
"""Columns that mean nothing for a kind of row."""


def work_headings(plan: Plan) -> tuple[Heading, ...]:
    """Return the columns of the tracker sheet."""
    label, rag = plan.header.labels.priority, scheme_of(plan).name
    return (
        Heading("id", "Id", 20, "What the plan calls it. Leave it as it is; leave it blank in a new row."),
        Heading("kind", "Kind", 12, f"{label}, action or milestone."),
        Heading("under", "Under", 16, f"The id it stands under: an action's {label.lower()}, a milestone's action."),
        Heading("priority", label, 24, f"The {label.lower()} it belongs to."),
        Heading("title", "Title", 34, "What it is called.", typed=True),
        Heading("owner", "Owner", 20, "The post that answers for it. Choose from the list.", typed=True),
        Heading("first_due", "First due", 14, "The date first set. It is kept, however often the date moves."),
        Heading(
            "due", "Due now", 14, "The date in force, or a forecast: 30/04/2026, June 2026, autumn 2026.", typed=True
        ),
        Heading("due_reason", "Why the date moved", 22, "Fill it in when you change the date.", typed=True, blank=True),
        Heading("status", "Status", 13, "How far it has got. Choose from the list.", typed=True),
        Heading("rag", rag, 13, "How likely it is to be done on time. Choose from the list.", typed=True),
        Heading("reason", f"Reason for {rag}", 30, "Why it is amber or red.", typed=True),
        Heading("recovery", "Recovery", 30, "What will bring it back.", typed=True),
        Heading("told", "Last told", 38, "The last words on it, and their day. For reading.", since_2=True),
        Heading("text", "What happened", 38, "New words for members, printed in papers.", typed=True, blank=True),
    )


MEASURE_HEADINGS = (
    Heading("id", "Id", 24, "What the plan calls the measure. Leave it as it is."),
    Heading("title", "Measure", 50, "What is counted."),
    Heading("unit", "Unit", 12, "What it is counted in."),
    Heading("target", "Target", 24, "The value to reach, and by when."),
    Heading("latest", "Latest value", 13, "The latest value the plan has."),
    Heading("latest_on", "Latest on", 16, "The day that value is of."),
    Heading("value", "New value", 13, "The new figure.", typed=True, blank=True),
    Heading("on", "On", 14, "The day the new figure is of: 30/04/2026, or May 2026.", typed=True, blank=True),
    Heading("text", "What it shows", 44, "A sentence about the figure, for members.", typed=True, blank=True),
)


def tracker_of(plan: Plan, as_of: date, audience: Visibility) -> Tracker:
    """Return what the tracker of a plan shows.

    Args:
        plan: the plan as its audience may see it.
        as_of: the day for which the position is shown.
        audience: whom it is for.
    """
    state = state_of(plan, as_of)
    posts, told = post_names(plan), _told(plan, as_of)
    work = []
    for priority in state.priorities:
        work.append(_priority_row(state, priority, posts))
        work += [_item_row(state, item, posts) for item in priority.items]
    work = [Row(row.id, row.kind, {**row.values, "told": told.get(row.id, "")}) for row in work]
    measures = tuple(_measure_row(measure, as_of) for measure in plan.measures)
    return Tracker(plan, as_of, audience, tuple(work), measures)


def _told(plan: Plan, as_of: date) -> dict[str, str]:
    """Return the last words on each entry, with their day."""
    found: dict[str, str] = {}
    for update in sorted(plan.updates, key=lambda update: update.on.earliest):
        if update.text and update.on.earliest <= as_of:
            found[update.about] = f"{update.on}: {update.text}"
    return found


def _priority_row(state: State, standing: PriorityState, posts: Mapping[str, str]) -> Row:
    priority = standing.priority
    own = {
        "kind": state.plan.header.labels.priority,
        "priority": named_priority(priority.ref, priority.title),
        "title": priority.title,
        "owner": posts.get(priority.lead or "", ""),
    }
    return Row(priority.id, "priority", {"id": priority.id} | own | _position(state, standing))


def _item_row(state: State, item: Item, posts: Mapping[str, str]) -> Row:
    kind = "action" if isinstance(item.entry, Action) else "milestone"
    own = {
        "kind": kind.capitalize(),
        "under": item.priority.id if kind == "action" else item.action.id,
        "priority": named_priority(item.priority.ref, item.priority.title),
        "title": item.entry.title,
        "owner": posts.get(item.owner or "", ""),
        "first_due": when_text(item.entry.due),
        "due": when_text(item.due),
    }
    return Row(item.entry.id, kind, {"id": item.entry.id} | own | _position(state, item))


def _position(state: State, standing: PriorityState | Item) -> dict[str, str]:
    return {
        "status": STATUS_WORDS.get(standing.status or "", ""),
        "rag": rag_word(state, standing.rag) or "",
        "reason": standing.reason or "",
        "recovery": standing.recovery or "",
    }


def _measure_row(measure: Measure, as_of: date) -> Row:
    known = values_of(measure, as_of)
    target = measure.target
    values = {
        "id": measure.id,
        "title": measure.title,
        "unit": measure.unit,
        "target": f"{target.value} by {target.by.words.removeprefix('by ')}" if target else "",
        "latest": str(known[-1].value) if known else "",
        "latest_on": when_text(known[-1].on) if known else "",
    }
    return Row(measure.id, "measure", values)


def named_priority(ref: str | None, title: str) -> str:
    """Name a priority as people look for it: its number, then its title."""
    return f"{ref} {title}" if ref else title


def given_rows(tracker: Tracker) -> list[tuple[Value, ...]]:
    """Return what the hidden sheet keeps: which plan and day, then every value given, so that edits can be told."""
    head: list[tuple[Value, ...]] = [
        ("version", "1", "", ""),
        ("plan", tracker.plan.header.id, "", ""),
        ("as_of", tracker.as_of.isoformat(), "", ""),
        ("audience", tracker.audience, "", ""),
        ("sheet", "id", "column", "value"),
    ]
    work = [heading.key for heading in work_headings(tracker.plan) if not heading.blank and heading.key != "id"]
    measures = [heading.key for heading in MEASURE_HEADINGS if not heading.blank and heading.key != "id"]
    sheets = ((TRACKER, work, tracker.work), (MEASURES, measures, tracker.measures))
    return head + [
        (sheet, row.id, key, row.values.get(key, ""))
        for sheet, keys, rows in sheets
        for row in rows
        for key in sorted(keys)
    ]
