"""The work of one period: what was finished and begun, which dates moved, what is overdue, what is next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cqcplan.model.dates import When, month_end
from cqcplan.model.governance import Commitment, Submission
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.changes import Changes, Slipped, changes_between
from cqcplan.timeline.periods import PaperPeriod
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

    @property
    def is_late(self) -> bool:
        """Whether it is work: a report or a promise may be sent or kept, and only not recorded."""
        return self.work is not None


def changes(occasion: Occasion) -> Changes:
    """Return what happened in the days that a paper to no meeting tells."""
    return changes_between(occasion.plan, occasion.told_since, occasion.until)


def first_day(occasion: Occasion) -> date:
    """Return the first of these days."""
    return occasion.told_since + timedelta(days=1)


def finished(occasion: Occasion) -> list[Item]:
    """Return the actions and milestones that were finished."""
    return [item for item in changes(occasion).completed if isinstance(item, Item)]


def found_done(occasion: Occasion) -> list[Item]:
    """Return the actions and milestones that are done when the record of them begins, nobody knows since when."""
    return [item for item in changes(occasion).found_done if isinstance(item, Item)]


def begun(occasion: Occasion) -> tuple[Item, ...]:
    """Return the actions and milestones that were begun."""
    return changes(occasion).started


def moved(occasion: Occasion) -> list[Slipped]:
    """Return the dates that were moved."""
    return [slip for slip in changes(occasion).moved if slip.move.before is not None]


def overdue(occasion: Occasion) -> list[Overdue]:
    """Return what is overdue, the longest first."""
    return sorted(_overdue(occasion), key=lambda item: (item.due.latest, item.title))


def _overdue(occasion: Occasion) -> Iterator[Overdue]:
    for item in occasion.state.items:
        if item.due and item.overdue(occasion.until):
            yield Overdue(item.entry.id, item.due, item.entry.title, work=item)
    for promise in occasion.plan.commitments:
        if promise.due and promise.due.latest < occasion.until and not promise.met:
            yield Overdue(promise.id, promise.due, promise.title, promise=promise)
    for report in occasion.plan.submissions:
        if report.due and report.due.latest < occasion.until and not report.submitted:
            yield Overdue(report.id, report.due, report.title, report=report)


def ahead(occasion: Occasion) -> list[Item]:
    """Return the open work with a date up to the end of the next period, by date."""
    last = end_of_next(occasion)
    found = [
        (item.due, item)
        for item in occasion.state.items
        if item.due and not item.is_done and item.due.earliest <= last and not item.overdue(occasion.until)
    ]
    return [item for _, item in sorted(found, key=lambda pair: (pair[0].latest, pair[0].earliest))]


def end_of_next(occasion: Occasion) -> date:
    """Return the last day of the period after the paper's, of the same length."""
    return _end_of_next(occasion.period)


def _end_of_next(span: PaperPeriod) -> date:
    after = span.last + timedelta(days=1)
    if span.first.day == after.day == 1:
        months = (after.year - span.first.year) * 12 + after.month - span.first.month
        past = after.month - 1 + months - 1
        return month_end(after.year + past // 12, past % 12 + 1)
    return span.last + (after - span.first)
