"""How the screen says things: when, how late, by whom, how far from the line."""

from datetime import date

from cqcplan.model.dates import When, day_words
from cqcplan.model.units import unit_of
from cqcplan.papers.amounts import amount, amount_of
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.status.screen import MEETING_KINDS, OffTrack, RedOrAmber
from cqcplan.timeline.agenda import Dated

KIND_WORDS = {
    "action": "Action",
    "milestone": "Milestone",
    "meeting": "Meeting",
    "paper": "Paper to be public by",
    "call-in": "Call-in ends",
    "effective": "Decision takes effect",
    "submission": "Submission",
    "commitment": "Promise",
    "risk-review": "Review of the risk",
    "self-assessment": "Self-assessment",
}
"""What stands before a title, where the title does not say it itself."""
_NOT_RECORDED = {
    "submission": "not recorded as sent",
    "commitment": "not recorded as kept",
    "risk-review": "no review recorded since",
    "self-assessment": "not recorded as published",
    "paper": "the plan has no address of it",
}
"""What is known of what should have happened by now: that the plan does not say it has."""


def what_words(dated: Dated) -> str:
    """Say what has a date: its kind and title."""
    kind = KIND_WORDS.get(dated.kind)
    return f"{kind}: {dated.title}" if kind else dated.title


def when_words(when: When, as_of: date) -> str:
    """Say a date and how far off its last day is: ``17 June 2026, in 16 days``."""
    left = (when.latest - as_of).days
    if left < 0:
        return f"{when}, {_days(-left)} late"
    return f"{when}, {'today' if left == 0 else 'tomorrow' if left == 1 else f'in {_days(left)}'}"


def dated_words(dated: Dated, as_of: date) -> str:
    """Say when something is; of what should have happened by now, how long ago and that the plan does not say so."""
    late = (as_of - dated.when.latest).days
    if late > 0 and dated.kind in _NOT_RECORDED:
        return f"{dated.when}, {_days(late)} ago; {_NOT_RECORDED[dated.kind]}"
    return when_words(dated.when, as_of)


def _days(number: int) -> str:
    return f"{number:,} day{'' if number == 1 else 's'}"


def quiet_words(heard: date, days: int) -> str:
    """Say when something was last said of work."""
    return f"{day_words(heard)}, {_days(days)} ago"


def under(occasion: Occasion, dated: Dated) -> str:
    """Say what something belongs to: its priority, or the body it is for."""
    if dated.item:
        return dated.item.priority.ref or dated.item.priority.id
    found = occasion.bodies.get(dated.body) if dated.body else None
    if dated.kind in MEETING_KINDS:
        return ""
    if found:
        return found.short_name or found.name
    return (occasion.role(dated.body) or "") if dated.body else ""


def reason_words(rating: RedOrAmber) -> str:
    """Say why work is red or amber and what will bring it back; that neither is recorded, where so."""
    why = rating.standing.reason or "No reason is recorded."
    return f"{why} Recovery: {rating.standing.recovery}" if rating.standing.recovery else why


def line_words(found: OffTrack) -> str:
    """Say how far a measure is from the straight line between its baseline and its target."""
    measure, where = found.measure, found.where
    target = measure.target
    if target is None:
        return ""
    unit = unit_of(measure.unit)
    value, line = unit.worked_out(where.value) if measure.cumulative else where.value, unit.worked_out(where.expected)
    by = target.by.words.removeprefix("by ")
    return (
        f"{amount(measure, value)} ({where.latest.on}); the straight line to "
        f"{amount_of(measure, target)} by {by} is at {amount(measure, line)} then"
    )
