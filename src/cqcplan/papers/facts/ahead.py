"""What is still to be decided, and the dates to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cqcplan.model.dates import When
from cqcplan.model.governance import Meeting, Resolution
from cqcplan.papers.setting import MEETING_AHEAD, Setting

Kind = Literal[
    "meeting", "report", "consultation-closes", "consultation-outcome", "work", "promise", "edition-published",
    "edition-starts",
]  # fmt: skip
"""What a date to come is the date of, in the order in which those of one day are told."""
_ORDER: tuple[Kind, ...] = (
    "meeting", "report", "consultation-closes", "work", "consultation-outcome", "promise", "edition-published",
    "edition-starts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a meeting to come is asked to decide."""

    meeting: Meeting
    what: Resolution


@dataclass(frozen=True, slots=True)
class Coming:
    """A date to come."""

    kind: Kind
    on: When
    entry: Any
    """The plan's own."""


def decisions(setting: Setting) -> list[Asked]:
    """Return the recommendations of meetings to come, the next first."""
    coming = [item for item in setting.plan.meetings if item.on.latest >= setting.as_of]
    coming.sort(key=lambda item: (item.on.latest, item.id))
    return [Asked(meeting, asked) for meeting in coming for asked in meeting.recommendations]


def other_dates(setting: Setting) -> list[Coming]:
    """Return the meetings but the paper's own, the consultations and the editions of the self-assessment to come."""
    return sorted(_other_dates(setting), key=_place)


def dates(setting: Setting) -> list[Coming]:
    """Return what has a date in the next four months."""
    last = setting.as_of + MEETING_AHEAD
    found = [item for item in _other_dates(setting) if item.on.latest <= last]
    found += _own_dates(setting, last)
    return sorted(found, key=_place)


def _place(item: Coming) -> tuple[date, int, str]:
    return item.on.latest, _ORDER.index(item.kind), item.entry.title or ""


def _other_dates(setting: Setting) -> Iterator[Coming]:
    day = setting.as_of
    this = setting.meeting.id if setting.meeting else None
    for meeting in setting.plan.meetings:
        if day < meeting.on.latest <= day + MEETING_AHEAD and meeting.id != this:
            yield Coming("meeting", meeting.on, meeting)
    for item in setting.plan.consultations:
        if item.closes.latest >= day:
            yield Coming("consultation-closes", item.closes, item)
        if item.outcome_due and item.outcome_due.latest >= day:
            yield Coming("consultation-outcome", item.outcome_due, item)
    for edition in setting.plan.self_assessments:
        if edition.began and edition.began.earliest > day:
            yield Coming("edition-starts", edition.began, edition)
        if edition.published and edition.published.earliest > day:
            yield Coming("edition-published", edition.published, edition)


def _own_dates(setting: Setting, last: date) -> Iterator[Coming]:
    day = setting.as_of
    if setting.meeting and setting.meeting.on.latest > day:
        yield Coming("meeting", setting.meeting.on, setting.meeting)
    for report in setting.plan.submissions:
        if report.due and not report.submitted and day <= report.due.latest <= last:
            yield Coming("report", report.due, report)
    for promise in setting.plan.commitments:
        if promise.due and not promise.met and day <= promise.due.latest <= last:
            yield Coming("promise", promise.due, promise)
    for item in setting.state.items:
        if item.due and not item.is_done and day <= item.due.latest <= last:
            yield Coming("work", item.due, item.entry)
