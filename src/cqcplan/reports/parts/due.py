"""What fell due in the period, what slipped, what is overdue and what is next."""

from datetime import timedelta

from cqcplan.model.dates import When
from cqcplan.reports.blocks import Block, Bullets, Column, Heading, Paragraph, Section, Table
from cqcplan.reports.change_words import moved_sentence
from cqcplan.reports.parts.priorities import position
from cqcplan.reports.setting import Setting
from cqcplan.timeline.changes import Slipped, within
from cqcplan.timeline.state import Item


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
    return Section("due", "What fell due, what slipped and what is next", tuple(blocks))


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
