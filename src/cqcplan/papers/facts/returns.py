"""The council's quarterly return to government."""

from datetime import date, timedelta

from cqcplan.model.delivery import Update
from cqcplan.model.governance import Submission
from cqcplan.papers.facts import changes, measures, rating, updates
from cqcplan.papers.facts.changes import OfPriority
from cqcplan.papers.facts.measures import Followed
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.state import PriorityState

_OVERSEERS = ("cabinet", "scrutiny", "board", "leadership-team")
"""The kinds of body that oversee a plan within the council."""


def overseers(occasion: Occasion) -> list[str]:
    """Return the names of the bodies that oversee the plan within the council, in plan order."""
    return [item.name for item in occasion.plan.bodies if item.kind in _OVERSEERS]


def next_assessment(occasion: Occasion) -> date | None:
    """Return the day by which CQC usually assesses again, where the framework says so."""
    found = rating.clock(occasion)
    return found.due if found else None


def overall(occasion: Occasion) -> Update | None:
    """Return the newest update that rates the plan as a whole."""
    return occasion.state.overall


def _to_government(occasion: Occasion) -> list[Submission]:
    government = {item.id for item in occasion.plan.bodies if item.kind == "government"}
    return [item for item in occasion.plan.submissions if item.to in government]


def this(occasion: Occasion) -> Submission | None:
    """Return the return that the pack is: the period's own, or the next one due."""
    every = _to_government(occasion)
    own = next((item for item in every if item.id == occasion.period.submission), None)
    ahead = [
        (item.due.latest, place, item)
        for place, item in enumerate(every)
        if item.due and item.due.latest >= occasion.until and item.submitted is None
    ]
    return own or (min(ahead)[2] if ahead else None)


def last(occasion: Occasion) -> Submission | None:
    """Return the last return before the day whose position the pack gives."""
    now = this(occasion)
    sent = [
        (item.submitted.latest, item)
        for item in _to_government(occasion)
        if item.submitted and item.submitted.latest < occasion.until and item is not now
    ]
    return max(sent, key=lambda found: found[0])[1] if sent else None


def changes_since(occasion: Occasion) -> date | None:
    """Return the day after which changes are told: the one asked for, or that of the last return."""
    before = last(occasion)
    return (occasion.since or before.submitted.latest) if before and before.submitted else None


def told_after(occasion: Occasion) -> date:
    """Return the day after which work is told: that of the last return or, if sooner, the day before the period."""
    before_period = occasion.period.first - timedelta(days=1)
    return min(changes_since(occasion) or before_period, before_period)


def said(occasion: Occasion, state: PriorityState) -> list[Update]:
    """Return what was told of a priority and its work since then, in plan order."""
    return updates.told_after(occasion, state, told_after(occasion))


def moved(occasion: Occasion) -> dict[str, OfPriority]:
    """Return what changed in each priority and its work since then, by the priority's id."""
    changed = changes.after(occasion, told_after(occasion))
    return {found.priority.id: found for found in changes.by_priority(occasion, changed)} if changed else {}


def impact(occasion: Occasion, state: PriorityState) -> list[Followed]:
    """Return the measures of a priority that have a figure, in plan order."""
    return [item for item in measures.recorded(occasion) if state.priority.id in item.measure.priorities]


def without_figures(occasion: Occasion, state: PriorityState) -> list[str]:
    """Return the titles of its measures that have none."""
    counted = {item.measure.id for item in impact(occasion, state)}
    return [
        item.title for item in occasion.plan.measures if state.priority.id in item.priorities and item.id not in counted
    ]
