"""Dates and how they moved: the start, the first date, those in between, the one in force, and when it was done."""

from cqcplan.model.dates import day_words
from cqcplan.papers.blocks import Dated, Timeline
from cqcplan.papers.charts.key import Entry, key
from cqcplan.papers.charts.lettering import SIZE
from cqcplan.papers.charts.pen import LINE, Pen
from cqcplan.papers.charts.scale import Days
from cqcplan.papers.colours import ACCENT, INK, LOOKS, RULE, SOFT

_LEFT, _RIGHT = 0.03, 0.97
_GREEN = LOOKS["green"].fill


def draw_timeline(pen: Pen, chart: Timeline) -> None:
    """Draw each row under its name and its words, the as-of date through all of them, then the scale and the key."""
    every = [chart.as_of]
    for row in chart.rows:
        for when in (row.due, *row.earlier, *(when for when in (row.done, row.start) if when)):
            every += (when.earliest, when.latest)
    days = Days(min(every), max(every), _LEFT, _RIGHT)
    today = days.share(chart.as_of)
    for row in chart.rows:
        pen.words(row.label)
        pen.words(row.words, lines=3, bold=True)
        top = pen.y + 2
        _row(pen, row, days)
        pen.line((today, top), (today, pen.y), INK, dash="5 3")
        pen.y += 10
    pen.line((_LEFT, pen.y), (_RIGHT, pen.y), RULE, thick=1)
    for day, label, anchor in days.ticks():
        share = days.share(day)
        pen.line((share, pen.y), (share, pen.y + 5), RULE, thick=1)
        pen.text(label, share, pen.y + SIZE + 6, anchor=anchor)
    pen.y += LINE + 8
    _key(pen, chart)


def _row(pen: Pen, row: Dated, days: Days) -> None:
    middle = pen.y + 13
    now = days.share(row.due.latest)
    if row.start:
        begun = days.share(row.start.earliest)
        pen.line((begun, middle), (now, middle), RULE, thick=7)
        pen.line((begun, middle - 6), (begun, middle + 6), INK)
    if row.earlier:
        first = days.share(row.earlier[0].latest)
        pen.line((first, middle), (now, middle), SOFT)
        if abs(now - first) > 0.08:
            pen.shape("arrow-right" if now > first else "arrow-left", now, middle, colour=SOFT)
    for when in row.earlier:
        share = days.share(when.latest)
        if not when.is_day:
            pen.line((days.share(when.earliest), middle - 6), (share, middle - 6), SOFT, dash="3 2")
        pen.shape("diamond", share, middle, hollow=True, colour=SOFT)
    if not row.due.is_day:
        pen.line((days.share(row.due.earliest), middle + 6), (now, middle + 6), ACCENT, thick=3)
    pen.shape("diamond", now, middle)
    pen.y += 24
    if row.done:
        if not row.done.is_day:
            start, end = days.share(row.done.earliest), days.share(row.done.latest)
            pen.line((start, pen.y + 14), (end, pen.y + 14), _GREEN, thick=3)
        pen.shape("tick", days.share(row.done.latest), pen.y + 6, colour=_GREEN)
        pen.y += 17


def _key(pen: Pen, chart: Timeline) -> None:
    entries = [Entry("diamond", "Date in force")]
    if any(row.earlier for row in chart.rows):
        entries.append(Entry("diamond", "Earlier date", hollow=True, colour=SOFT))
    if any(row.start for row in chart.rows):
        entries.append(Entry("bar", "From start to due", colour=RULE))
    if any(row.done for row in chart.rows):
        entries.append(Entry("tick", "Done", colour=_GREEN))
    vague = [when for row in chart.rows for when in (row.due, *row.earlier) if not when.is_day]
    if vague:
        entries.append(Entry("line", "From first to last day it could mean"))
    entries.append(Entry("short-dash", f"As at {day_words(chart.as_of)}", colour=INK))
    key(pen, entries)
