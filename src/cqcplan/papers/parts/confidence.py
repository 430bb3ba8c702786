"""Delivery confidence through time: a letter for each month's end, drawn, then as a table."""

from datetime import date

from cqcplan.model.dates import day_words
from cqcplan.model.delivery import Milestone, Priority
from cqcplan.papers.blocks import Block, Column, Inline, RatedRow, RatingGrid, Section, Table
from cqcplan.papers.charts.grid import COLUMNS
from cqcplan.papers.setting import Setting
from cqcplan.timeline.history import Ratings, ends, first_rated, ratings_on

ROWS = 12
"""The most rows of one picture, so that it fits a page."""


def confidence(setting: Setting) -> Section:
    """Draw the ratings of priorities, actions and milestones at the ends of months, and set them in a table.

    Where there are too many months for a phone, the ends of quarters or of financial years stand instead.
    """
    days = _days(setting)
    every = ratings_on(setting.plan, days) if len(days) > 1 else []
    parts = [every[place : place + ROWS] for place in range(0, len(every), ROWS)]
    blocks: list[Block] = []
    for place, part in enumerate(parts, 1):
        numbered = f" ({place} of {len(parts)})" if len(parts) > 1 else ""
        title = f"{setting.scheme.name} status through time{numbered}"
        blocks += [_drawn(setting, title, days, part), _table(setting, f"{title}: the same in words", days, part)]
    return Section("confidence", f"{setting.scheme.name} status through time", tuple(blocks))


def _days(setting: Setting) -> tuple[date, ...]:
    first = first_rated(setting.plan, setting.until)
    if first is None:
        return ()
    before = [day for day in ends(first, setting.until, COLUMNS) if day < setting.until]
    return (*before, setting.until)


def _drawn(setting: Setting, title: str, days: tuple[date, ...], part: list[Ratings]) -> RatingGrid:
    told = "; ".join(f"{ratings.entry.title}: {_course(setting, ratings)}" for ratings in part)
    return RatingGrid(
        title=title,
        description=f"From {day_words(days[0])} to {day_words(days[-1])}. {told}.",
        days=days,
        rows=tuple(
            RatedRow(_title(setting, ratings), tuple(setting.rated(rag) if rag else None for rag in ratings.rags))
            for ratings in part
        ),
    )


def _course(setting: Setting, ratings: Ratings) -> str:
    """Say the ratings in order, each once for as long as it stood: ``on track, then at risk``."""
    said: list[str] = []
    for rag in ratings.rags:
        word = setting.rated(rag).word.lower() if rag else "not rated"
        if not said or said[-1] != word:
            said.append(word)
    return ", then ".join(said)


def _title(setting: Setting, ratings: Ratings) -> str:
    entry = ratings.entry
    if isinstance(entry, Priority):
        return f"{setting.label}: {entry.title}"
    return f"Milestone: {entry.title}" if isinstance(entry, Milestone) else entry.title


def _table(setting: Setting, caption: str, days: tuple[date, ...], part: list[Ratings]) -> Table:
    rows: list[tuple[Inline, ...]] = [
        (_title(setting, ratings), *(setting.rated(rag) if rag else "Not rated" for rag in ratings.rags))
        for ratings in part
    ]
    return Table(caption, (Column("What was rated"), *(Column(day_words(day)) for day in days)), tuple(rows))
