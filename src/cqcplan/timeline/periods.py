"""Reporting periods: from what was typed after ``--period`` to the days it covers."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cqcplan.model.dates import When, day_words, month_end, month_words, quarter_of, quarter_span
from cqcplan.model.document import Plan
from cqcplan.model.papers import Period

_QUARTER = re.compile(r"(?:q|qtr|quarter) ?([1-4])", re.IGNORECASE)
_TWO_DAYS = re.compile(r"\s*(.*?)\s*(?:\.\.|(?<=\d)\s+(?:to|until|-|\u2013)\s+)\s*(.*?)\s*", re.IGNORECASE)
"""From one day to another: ``2026-04-01..2026-06-30``, ``1 April 2026 to 30 June 2026``."""
EXPECTED = "Q1, 2026-27-Q1, 2026-05, 2026-27, 2026-04-01..2026-06-30, or the id of a period in the plan"


@dataclass(frozen=True, slots=True)
class PaperPeriod:
    """The days a paper is about, both included."""

    title: str
    """As papers print it: ``Quarter 1 2026/27``."""
    first: date
    last: date
    data_cutoff: When | None = None
    """The latest date of the figures, where the plan says."""
    meeting: str | None = None
    """The id of the meeting it feeds, where the plan says."""
    submission: str | None = None

    @property
    def in_words(self) -> str:
        """Title and months: ``Quarter 1 2026/27 (April to June 2026)``."""
        whole_months = self.first.day == 1 and self.last == month_end(self.last.year, self.last.month)
        days = f"{day_words(self.first)} to {day_words(self.last)}"
        if self.first == self.last or self.title == days:
            return self.title
        if not whole_months:
            return f"{self.title} ({days})"
        if self.last.replace(day=1) == self.first:
            return self.title
        first = month_words(self.first)
        if self.first.year == self.last.year:
            first = first.split()[0]
        return f"{self.title} ({first} to {month_words(self.last)})"


def parse_period(words: str | None, plan: Plan, as_of: date) -> PaperPeriod:
    """Find the period meant. Left out, it is the last financial quarter that is over.

    ``Q1`` alone is the latest Q1 that had begun on the as-of date. A period declared in
    the plan is found by id, by title, or by covering just the same days.

    Raises:
        ValueError: with one sentence, when it is no period.
    """
    if words is None:
        return last_whole(plan, as_of)
    words = words.strip()
    for declared in plan.periods:
        if words.lower() in (declared.id, declared.title.lower()):
            return _period_of(declared, declared.title)
    return _with_declared(_parse(words, as_of), plan)


def last_whole(plan: Plan, as_of: date, *, monthly: bool = False) -> PaperPeriod:
    """Return the last financial quarter, or the last month, that was over at the end of the as-of date."""
    tomorrow = as_of + timedelta(days=1)
    if monthly:
        last = tomorrow.replace(day=1) - timedelta(days=1)
        return _with_declared(PaperPeriod(month_words(last), last.replace(day=1), last), plan)
    year, quarter = quarter_of(tomorrow)
    year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return _with_declared(_quarter(year, quarter), plan)


def feeding(plan: Plan, meeting_id: str, as_of: date) -> PaperPeriod | None:
    """Return the plan's own period for a meeting, where it had begun by the as-of date."""
    for declared in plan.periods:
        if declared.meeting == meeting_id and declared.from_.earliest <= as_of:
            return _period_of(declared, declared.title)
    return None


def days_after(day: date, last: date) -> PaperPeriod:
    """Return the days after a day up to a later one."""
    first = day + timedelta(days=1)
    title = day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"
    return PaperPeriod(title, first, last)


def _with_declared(span: PaperPeriod, plan: Plan) -> PaperPeriod:
    """Add what the plan says of a period with just these days."""
    for declared in plan.periods:
        if (declared.from_.earliest, declared.to.latest) == (span.first, span.last):
            return _period_of(declared, span.title)
    return span


def _period_of(declared: Period, title: str) -> PaperPeriod:
    return PaperPeriod(
        title,
        declared.from_.earliest,
        declared.to.latest,
        declared.data_cutoff,
        declared.meeting,
        declared.submission,
    )


def _parse(words: str, as_of: date) -> PaperPeriod:
    if found := _QUARTER.fullmatch(words):
        quarter = int(found[1])
        year = as_of.year
        while quarter_span(year, quarter)[0] > as_of:
            year -= 1
        return _quarter(year, quarter)
    from cqcplan.typed.dates import DateInDoubtError, read_date  # noqa: PLC0415 - few commands are given a period

    if found := _TWO_DAYS.fullmatch(words):
        if not (found[1] and found[2]):
            raise ValueError(f'"{words}" is not a period: write {EXPECTED}')
        start, end = read_date(found[1]), read_date(found[2])
        if end.latest < start.earliest:
            raise ValueError(f"the period {words} ends before it begins")
        return PaperPeriod(f"{day_words(start.earliest)} to {day_words(end.latest)}", start.earliest, end.latest)
    try:
        when = read_date(words)
    except DateInDoubtError:
        raise
    except ValueError as error:
        raise ValueError(f'"{words}" is not a period: write {EXPECTED}') from error
    return PaperPeriod(when.words, when.earliest, when.latest)


def _quarter(year: int, quarter: int) -> PaperPeriod:
    return PaperPeriod(f"Quarter {quarter} {year}/{(year + 1) % 100:02}", *quarter_span(year, quarter))
