"""What is still to be decided, and the dates to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cqcplan.model.dates import When
from cqcplan.model.governance import Meeting, Resolution
from cqcplan.papers.occasion import MEETING_AHEAD, Occasion

AheadKind = Literal[
    "meeting", "report", "consultation-closes", "consultation-outcome", "work", "promise", "edition-published",
    "edition-starts",
]  # fmt: skip
"""What a date to come is the date of, in the order in which those of one day are told."""
_ORDER: tuple[AheadKind, ...] = (
    "meeting", "report", "consultation-closes", "work", "consultation-outcome", "promise", "edition-published",
    "edition-starts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToDecide:
    """What a meeting to come is asked to decide."""

    meeting: Meeting
    what: Resolution


@dataclass(frozen=True, slots=True)
class Coming:
    """A date to come."""

    kind: AheadKind
    on: When
    entry: Any
    """The plan's own."""


def decisions(occasion: Occasion) -> list[ToDecide]:
    """Return the recommendations of meetings to come, the next first."""
    coming = [item for item in occasion.plan.meetings if item.on.latest >= occasion.as_of]
    coming.sort(key=lambda item: (item.on.latest, item.id))
    return [ToDecide(meeting, asked) for meeting in coming for asked in meeting.recommendations]


def other_dates(occasion: Occasion) -> list[Coming]:
    """Return the meetings but the paper's own, the consultations and the editions of the self-assessment to come."""
    return sorted(_other_dates(occasion), key=_place)


def dates(occasion: Occasion) -> list[Coming]:
    """Return what has a date in the next four months."""
    last = occasion.as_of + MEETING_AHEAD
    found = [item for item in _other_dates(occasion) if item.on.latest <= last]
    found += _own_dates(occasion, last)
    return sorted(found, key=_place)


def _place(item: Coming) -> tuple[date, int, str]:
    return item.on.latest, _ORDER.index(item.kind), item.entry.title or ""


def _other_dates(occasion: Occasion) -> Iterator[Coming]:
    day = occasion.as_of
    this = occasion.meeting.id if occasion.meeting else None
    for meeting in occasion.plan.meetings:
        if day < meeting.on.latest <= day + MEETING_AHEAD and meeting.id != this:
            yield Coming("meeting", meeting.on, meeting)
    for item in occasion.plan.consultations:
        if item.closes.latest >= day:
            yield Coming("consultation-closes", item.closes, item)
        if item.outcome_due and item.outcome_due.latest >= day:
            yield Coming("consultation-outcome", item.outcome_due, item)
    for edition in occasion.plan.self_assessments:
        if edition.began and edition.began.earliest > day:
            yield Coming("edition-starts", edition.began, edition)
        if edition.published and edition.published.earliest > day:
            yield Coming("edition-published", edition.published, edition)


def _own_dates(occasion: Occasion, last: date) -> Iterator[Coming]:
    day = occasion.as_of
    if occasion.meeting and occasion.meeting.on.latest > day:
        yield Coming("meeting", occasion.meeting.on, occasion.meeting)
    for report in occasion.plan.submissions:
        if report.due and not report.submitted and day <= report.due.latest <= last:
            yield Coming("report", report.due, report)
    for promise in occasion.plan.commitments:
        if promise.due and not promise.met and day <= promise.due.latest <= last:
            yield Coming("promise", promise.due, promise)
    for item in occasion.state.items:
        if item.due and not item.is_done and day <= item.due.latest <= last:
            yield Coming("work", item.due, item.entry)
