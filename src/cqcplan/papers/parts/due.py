"""What fell due in the period, what slipped, what is overdue and what is next."""

from datetime import timedelta

from cqcplan.model.dates import When, day_words
from cqcplan.papers.blocks import Block, Bullets, Column, Dot, Heading, Paragraph, Section, Series, Table, Trend, table
from cqcplan.papers.change_words import moved_sentence
from cqcplan.papers.parts.priorities import position
from cqcplan.papers.setting import Setting
from cqcplan.timeline.changes import Slipped, within
from cqcplan.timeline.history import Tally, dates_of, due_and_done
from cqcplan.timeline.state import Item

AGAINST = "Actions and milestones due and done, added up"
MOST_ENDS = 18
"""The most months, quarters or years drawn: a phone has room for no more."""


def due(setting: Setting) -> Section:
    """Sort the dated work into fell due, slipped, overdue and next."""
    dated = [item for item in setting.state.items if item.due is not None]
    blocks: list[Block] = []
    fell = [item for item in dated if _fell_due(item, setting)]
    late = [item for item in dated if item.overdue(setting.until) and item not in fell]
    slips = [
        Slipped(item, move)
        for item in setting.state.items
        for move in item.moves
        if move.before is not None and within(move.on, setting.opens, setting.until)
    ]
    ahead = [item for item in dated if item not in fell and item not in late and not item.is_done]
    ahead.sort(key=lambda item: item.due.latest if item.due else setting.until)
    if not dated:
        said = "No action or milestone in the plan has a date yet." if any(setting.state.items) else ""
        return Section("due", "What fell due, what slipped and what is next", (Paragraph(said),) if said else ())
    blocks.append(Heading(f"Fell due in {setting.span.title}"))
    blocks.append(_table("Fell due", fell) if fell else Paragraph("Nothing fell due."))
    if late:
        blocks.append(Heading("Overdue from before"))
        blocks.append(_table("Overdue", late))
    blocks.append(Heading("Slipped"))
    if slips:
        blocks.append(Bullets(tuple(moved_sentence(slip) for slip in slips)))
    else:
        blocks.append(Paragraph("No date was moved."))
    blocks.append(Heading("Next"))
    blocks.append(_table("Still to come", ahead) if ahead else Paragraph("Nothing more has a date."))
    blocks += _against(setting)
    return Section("due", "What fell due, what slipped and what is next", tuple(blocks))


def _against(setting: Setting) -> list[Block]:
    """Draw how many were due and how many were done, added up through time; then set the numbers in a table."""
    dated = dates_of(setting.state)
    tallies = due_and_done(dated, setting.until, MOST_ENDS)
    if len(dated) < 2 or len(tallies) < 2:
        return []
    now = next(tally for tally in tallies if tally.day == setting.until)
    told = (
        f"Of {len(dated)} actions and milestones with a date, by {day_words(now.day)}: due {now.due}, done {now.done}."
    )
    series = [
        Series("Due by the dates in force", tuple(Dot(tally.day, tally.due) for tally in tallies), "diamond", "6 3"),
        Series("Done", tuple(Dot(tally.day, tally.done) for tally in tallies if tally.done is not None)),
    ]
    if any(tally.first_due != tally.due for tally in tallies):
        told += f" Due by the dates first set: {now.first_due}."
        first = tuple(Dot(tally.day, tally.first_due) for tally in tallies)
        series.insert(0, Series("Due by the dates first set", first, "square", "2 3"))
    columns = (
        Column("By the end of"),
        Column("Due by the dates first set", numeric=True, filler="" if len(series) == 2 else None),
        Column("Due by the dates in force", numeric=True),
        Column("Done", numeric=True),
    )
    return [
        Heading("Due against done"),
        Trend(AGAINST, told, "actions and milestones, added up", tuple(series)),
        table(f"{AGAINST}: the figures", columns, (_row(tally, moved=len(series) > 2) for tally in tallies)),
    ]


def _row(tally: Tally, *, moved: bool) -> tuple[str, str, str, str]:
    done = "Still to come" if tally.done is None else str(tally.done)
    return day_words(tally.day), str(tally.first_due) if moved else "", str(tally.due), done


def _fell_due(item: Item, setting: Setting) -> bool:
    start = setting.span.first - timedelta(days=1)
    return item.due is not None and start < item.due.latest <= setting.until


def _table(caption: str, items: list[Item]) -> Table:
    return Table(
        caption,
        (Column("Action or milestone"), Column("Under"), Column("Due"), Column("Position")),
        tuple((item.entry.title, item.priority.title, _when(item.due), position(item)) for item in items),
    )


def _when(when: When | None) -> str:
    return str(when) if when else "No date set"
