"""The work of one period, for those who follow the plan month by month: done, late, and next."""

from collections.abc import Iterator
from datetime import date, timedelta

from cqcplan.model.dates import day_words, month_end
from cqcplan.papers.blocks import Block, Column, Heading, Paragraph, Section, Table, table
from cqcplan.papers.parts.priorities import position, title_of, work_title
from cqcplan.papers.setting import Setting, join_words
from cqcplan.scoring.words import first_upper, number_words
from cqcplan.timeline.changes import Slipped, changes_between
from cqcplan.timeline.periods import Span
from cqcplan.timeline.state import Item

NO_OWNER = "Not named"


def done(setting: Setting) -> Section:
    """List what was finished, and name what was begun."""
    changes = changes_between(setting.plan, setting.told_since, setting.until)
    blocks: list[Block] = []
    finished = [item for item in changes.completed if isinstance(item, Item)]
    if finished:
        columns = (Column("Action or milestone"), Column("Under"), Column("Position"))
        rows = tuple((work_title(item), title_of(item.priority), position(item)) for item in finished)
        blocks.append(Table(f"Done {_days_told(setting)}", columns, rows))
    else:
        blocks.append(Paragraph(f"Nothing is recorded as done {_days_told(setting)}."))
    if changes.started:
        titles = join_words([item.entry.title for item in changes.started], semicolons=True)
        blocks.append(Paragraph(f"Work was begun on: {titles}."))
    return Section("done", "Done", tuple(blocks))


def late(setting: Setting) -> Section:
    """List the dates that were moved, with the reasons, and what is overdue."""
    blocks: list[Block] = [Heading("Dates moved")]
    moved = [
        slip
        for slip in changes_between(setting.plan, setting.told_since, setting.until).moved
        if slip.move.before is not None
    ]
    if moved:
        columns = ("Action or milestone", "From", "To", "Change", "Why")
        rows = tuple(
            (
                work_title(slip.item),
                str(slip.move.before),
                str(slip.move.after),
                _by_how_much(slip),
                slip.move.reason or "No reason recorded",
            )
            for slip in moved
        )
        blocks.append(Table("Dates moved, with the reasons", tuple(Column(title) for title in columns), rows))
    else:
        blocks.append(Paragraph(f"No date was moved {_days_told(setting)}."))
    blocks.append(Heading("Overdue"))
    overdue = sorted(overdue_rows(setting))
    if overdue:
        overdue_columns = (Column("What"), Column("Under"), Column("Was due"), Column("Owner", filler=NO_OWNER))
        blocks.append(table("Overdue, the longest first", overdue_columns, [row for _, row in overdue]))
    else:
        blocks.append(Paragraph(f"Nothing with a date is overdue on {day_words(setting.until)}."))
    return Section("late", "What slipped and what is overdue", tuple(blocks))


def overdue_rows(setting: Setting) -> Iterator[tuple[date, tuple[str, str, str, str]]]:
    """Return overdue work, promises and reports to government: last day, then what, under what, due, owner."""
    for item in setting.state.items:
        if item.due and item.overdue(setting.until):
            owner = setting.role(item.owner) or NO_OWNER
            yield item.due.latest, (work_title(item), title_of(item.priority), str(item.due), owner)
    for promise in setting.plan.commitments:
        open_still = not (promise.met and promise.met.earliest <= setting.until)
        if promise.due and promise.due.latest < setting.until and open_still:
            to = join_words([setting.name_of(name) for name in promise.made_to])
            owner = setting.role(promise.by) or NO_OWNER
            yield promise.due.latest, (promise.title, f"Promise to {to}", str(promise.due), owner)
    for report in setting.plan.submissions:
        open_still = not (report.submitted and report.submitted.earliest <= setting.until)
        if report.due and report.due.latest < setting.until and open_still:
            owner = setting.name_of(report.by) or NO_OWNER
            yield report.due.latest, (report.title, f"Report to {setting.body(report.to)}", str(report.due), owner)


def next_work(setting: Setting) -> Section:
    """List the dated work up to the end of the next period, and count what has no date."""
    last = _end_of_next(setting.span)
    open_items = [item for item in setting.state.items if not item.is_done]
    ahead = [
        (item.due, item)
        for item in open_items
        if item.due and item.due.earliest <= last and not item.overdue(setting.until)
    ]
    ahead.sort(key=lambda pair: (pair[0].latest, pair[0].earliest))
    blocks: list[Block] = []
    if ahead:
        columns = (
            Column("Action or milestone"),
            Column("Under"),
            Column("Due"),
            Column("Position"),
            Column("Owner", filler=NO_OWNER),
        )
        rows = [
            (work_title(item), title_of(item.priority), str(due), position(item), setting.role(item.owner) or NO_OWNER)
            for due, item in ahead
        ]
        blocks.append(table(f"Work with a date up to {day_words(last)}", columns, rows))
    elif open_items:
        blocks.append(Paragraph(f"No open action or milestone has a date up to {day_words(last)}."))
    else:
        blocks.append(Paragraph("No action or milestone is open."))
    undated = sum(item.due is None for item in open_items)
    if undated:
        are = "action or milestone has" if undated == 1 else "actions and milestones have"
        blocks.append(Paragraph(f"{first_upper(number_words(undated))} open {are} no date."))
    return Section("next", "Next", tuple(blocks))


def _end_of_next(span: Span) -> date:
    """Return the last day of the period after this one, of the same length."""
    after = span.last + timedelta(days=1)
    if span.first.day == after.day == 1:
        months = (after.year - span.first.year) * 12 + after.month - span.first.month
        past = after.month - 1 + months - 1
        return month_end(after.year + past // 12, past % 12 + 1)
    return span.last + (after - span.first)


def _days_told(setting: Setting) -> str:
    first = day_words(setting.told_since + timedelta(days=1))
    return f"from {first} to {day_words(setting.until)}"


def _by_how_much(slip: Slipped) -> str:
    weeks = slip.weeks or 0
    if not weeks:
        return "By less than a week"
    number = abs(weeks)
    return f"{number_words(number).capitalize()} week{'' if number == 1 else 's'} {'later' if weeks > 0 else 'sooner'}"
