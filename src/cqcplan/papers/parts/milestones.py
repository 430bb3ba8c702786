"""When the work was to be done, when it is now to be done, and when it was: drawn, then as a table."""

from cqcplan.model.dates import day_words
from cqcplan.model.delivery import Milestone
from cqcplan.papers.blocks import Block, Column, Dated, Section, Table, Timeline, table
from cqcplan.papers.parts.priorities import position
from cqcplan.papers.setting import Setting, join_words
from cqcplan.timeline.history import Dates, dates_of

ROWS = 8
"""The most rows of one picture, so that it fits a page."""


def milestones(setting: Setting) -> Section:
    """Draw the dates of actions and milestones, the whole plan in order, and set each picture's dates in a table."""
    every = dates_of(setting.state)
    blocks: list[Block] = []
    if len({when for dates in every for when in (dates.due, *dates.earlier)}) > 1:
        parts = [every[place : place + ROWS] for place in range(0, len(every), ROWS)]
        for place, part in enumerate(parts, 1):
            numbered = f" ({place} of {len(parts)})" if len(parts) > 1 else ""
            title = f"Dates of actions and milestones{numbered}"
            blocks += [_drawn(setting, title, part), _table(f"{title}: the same in words", part)]
    return Section("timeline", "The plan's dates and how they moved", tuple(blocks))


def _drawn(setting: Setting, title: str, part: list[Dates]) -> Timeline:
    late = [dates for dates in part if dates.weeks > 0]
    done = sum(dates.item.is_done for dates in part)
    overdue = sum(dates.item.overdue(setting.until) for dates in part)
    told = [f"As at {day_words(setting.until)}, {done} of {len(part)} are done and {overdue} are overdue."]
    if late:
        slipped = [f"{dates.item.entry.title} by {_weeks(dates.weeks)}" for dates in late]
        told.append(f"Slipped: {join_words(slipped, semicolons=True)}.")
    return Timeline(
        title=title,
        description=" ".join(told),
        rows=tuple(
            Dated(
                label=_title(dates),
                words=_words(setting, dates),
                due=dates.due,
                earlier=dates.earlier,
                done=dates.item.done_on if dates.item.is_done else None,
            )
            for dates in part
        ),
        as_of=setting.until,
    )


def _title(dates: Dates) -> str:
    entry = dates.item.entry
    return f"Milestone: {entry.title}" if isinstance(entry, Milestone) else entry.title


def _words(setting: Setting, dates: Dates) -> str:
    item = dates.item
    said = f"Due {dates.due}{_made_up(dates)}"
    if dates.earlier:
        said += f", at first {dates.first}: {moved_by(dates)}"
    if item.is_done and item.done_on:
        return f"{said}. Done {item.done_on}"
    return f"{said}. Overdue" if item.overdue(setting.until) else said


def _made_up(dates: Dates) -> str:
    entry = dates.item.entry
    return " (illustrative)" if isinstance(entry, Milestone) and entry.illustrative else ""


def moved_by(dates: Dates) -> str:
    """Say how far a date has moved in all, in weeks."""
    if dates.due.latest == dates.first.latest:
        return "moved and moved back" if len(dates.earlier) > 1 else "same last day"
    if dates.weeks == 0:
        return "moved by less than a week"
    return f"slipped {_weeks(dates.weeks)}" if dates.weeks > 0 else f"brought forward {_weeks(-dates.weeks)}"


def _weeks(weeks: int) -> str:
    return f"{weeks:,} week{'' if weeks == 1 else 's'}"


def _table(caption: str, part: list[Dates]) -> Table:
    columns = (
        Column("Action or milestone"),
        Column("Under"),
        Column("First set for", filler="Never moved"),
        Column("In between", filler="None"),
        Column("Due"),
        Column("Moved by", filler="Not moved"),
        Column("Position"),
    )
    rows = [
        (
            _title(dates),
            dates.item.priority.title,
            str(dates.first) if dates.earlier else "Never moved",
            ", then ".join(map(str, dates.earlier[1:])) or "None",
            f"{dates.due}{_made_up(dates)}",
            _capital(moved_by(dates)) if dates.earlier else "Not moved",
            position(dates.item),
        )
        for dates in part
    ]
    return table(caption, columns, rows)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
