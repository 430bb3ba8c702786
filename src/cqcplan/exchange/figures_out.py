"""Tables from which a tool draws a measure's line: every figure with the baseline first, and a row for each day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cqcplan.exchange.table import Column, Value
from cqcplan.model.dates import month_end, month_words, quarter_of
from cqcplan.model.delivery import Measure

WHAT = Column("what", "text", "Whether it is the baseline, which has the number 0, or was recorded since.", "recorded")
DATES = (
    Column("date", "date", "The day.", "2026-04-30"),
    Column("year", "whole", "Its calendar year.", "2026"),
    Column("month", "whole", "Its month, 1 to 12.", "4"),
    Column("month_name", "text", "Its month as a paper prints it.", "April 2026"),
    Column("month_end", "date", "The last day of its month, by which figures of a month are joined.", "2026-04-30"),
    Column("financial_year", "text", "Its financial year, April to March.", "2026/27"),
    Column("financial_quarter", "text", "Its quarter of the financial year.", "Quarter 1 2026/27"),
)
ABOUT_DATES = "Every day of the financial years that the measures' figures and targets lie in."
_MOST_YEARS = 30


def days_of(measures: Sequence[Measure]) -> Iterator[tuple[Value, ...]]:
    """Return a row for each day, from the first figure's April to the last one's or the last target's March."""
    days = [day for measure in measures for day in _days(measure)]
    if not days:
        return
    (first, _), (last, _) = quarter_of(min(days)), quarter_of(max(days))
    day = date(max(first, last - _MOST_YEARS), 4, 1)
    while day < date(last + 1, 4, 1):
        year, quarter = quarter_of(day)
        named = f"{year}/{(year + 1) % 100:02}"
        ends = month_end(day.year, day.month)
        yield day, day.year, day.month, month_words(day), ends, named, f"Quarter {quarter} {named}"
        day += timedelta(days=1)


def _days(measure: Measure) -> Iterator[date]:
    every = [seen.on for seen in measure.observations]
    every += [measure.baseline.on] if measure.baseline and measure.baseline.is_dated else []
    every += [aim.by for aim in (*measure.trajectory, measure.target) if aim]
    yield from (when.latest for when in every)
