"""The work of one period: what was finished and begun, which dates moved, what is overdue, what is next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cqcplan.model.dates import When, month_end
from cqcplan.model.governance import Commitment, Submission
from cqcplan.papers.setting import Setting
from cqcplan.timeline.changes import Changes, Slipped, changes_between
from cqcplan.timeline.periods import Span
from cqcplan.timeline.state import Item


@dataclass(frozen=True, slots=True)
class Overdue:
    """Work, a promise or a report to government whose last day has passed."""

    id: str
    due: When
    title: str
    work: Item | None = None
    promise: Commitment | None = None
    report: Submission | None = None


def changes(setting: Setting) -> Changes:
    """Return what happened in the days that a paper to no meeting tells."""
    return changes_between(setting.plan, setting.told_since, setting.until)


def first_day(setting: Setting) -> date:
    """Return the first of these days."""
    return setting.told_since + timedelta(days=1)


def finished(setting: Setting) -> list[Item]:
    """Return the actions and milestones that were finished."""
    return [item for item in changes(setting).completed if isinstance(item, Item)]


def begun(setting: Setting) -> tuple[Item, ...]:
    """Return the actions and milestones that were begun."""
    return changes(setting).started


def moved(setting: Setting) -> list[Slipped]:
    """Return the dates that were moved."""
    return [slip for slip in changes(setting).moved if slip.move.before is not None]


def overdue(setting: Setting) -> list[Overdue]:
    """Return what is overdue, the longest first."""
    return sorted(_overdue(setting), key=lambda item: (item.due.latest, item.title))


def _overdue(setting: Setting) -> Iterator[Overdue]:
    for item in setting.state.items:
        if item.due and item.overdue(setting.until):
            yield Overdue(item.entry.id, item.due, item.entry.title, work=item)
    for promise in setting.plan.commitments:
        if promise.due and promise.due.latest < setting.until and not promise.met:
            yield Overdue(promise.id, promise.due, promise.title, promise=promise)
    for report in setting.plan.submissions:
        if report.due and report.due.latest < setting.until and not report.submitted:
            yield Overdue(report.id, report.due, report.title, report=report)


def ahead(setting: Setting) -> list[Item]:
    """Return the open work with a date up to the end of the next period, by date."""
    last = end_of_next(setting)
    found = [
        (item.due, item)
        for item in setting.state.items
        if item.due and not item.is_done and item.due.earliest <= last and not item.overdue(setting.until)
    ]
    return [item for _, item in sorted(found, key=lambda pair: (pair[0].latest, pair[0].earliest))]


def end_of_next(setting: Setting) -> date:
    """Return the last day of the period after the paper's, of the same length."""
    return _end_of_next(setting.span)


def _end_of_next(span: Span) -> date:
    after = span.last + timedelta(days=1)
    if span.first.day == after.day == 1:
        months = (after.year - span.first.year) * 12 + after.month - span.first.month
        past = after.month - 1 + months - 1
        return month_end(after.year + past // 12, past % 12 + 1)
    return span.last + (after - span.first)
