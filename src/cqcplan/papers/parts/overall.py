"""How sure the council is that the plan will be delivered: as a whole, and by colour."""

from collections import Counter

from cqcplan.model.delivery import Update
from cqcplan.papers.blocks import Block, Column, Inline, Paragraph, Section, table
from cqcplan.papers.setting import Setting
from cqcplan.scoring.words import number_words
from cqcplan.timeline.state import known_updates

NONE_RECORDED = "The plan records no overall confidence."


def overall(setting: Setting) -> Section:
    """Say the overall confidence with its meaning, reason and recovery, then count the work by colour."""
    return Section(
        "overall",
        "Overall confidence",
        (*overall_blocks(setting), *_counts(setting), Paragraph(how_far(setting))),
    )


def overall_in_brief(setting: Setting) -> Section:
    """Say the overall confidence and how far the work has got, without the counts by colour."""
    return Section("overall", "Overall confidence", (*overall_blocks(setting), Paragraph(how_far(setting))))


def last_overall(setting: Setting) -> Update | None:
    """Return the newest update that rates the plan as a whole."""
    about = setting.plan.header.id
    rated = [item for item in known_updates(setting.plan, setting.until) if item.about == about and item.rag]
    return rated[-1] if rated else None


def overall_blocks(setting: Setting) -> list[Block]:
    """Say the overall confidence in a table of one row, or that none is recorded."""
    told = last_overall(setting)
    if told is None:
        return [Paragraph(NONE_RECORDED)]
    meaning = next((item.meaning for item in setting.scheme.colours if item.colour == told.rag), "Not stated")
    columns = (
        Column("Overall"),
        Column("What it means"),
        Column("Recorded"),
        Column("Why", filler="Not stated"),
        Column("What will bring it back", filler="Not stated"),
    )
    row = (
        setting.rated(told.rag or ""),
        meaning,
        str(told.on),
        told.reason or told.text or "Not stated",
        told.recovery or "Not stated",
    )
    return [table("Overall confidence in the plan", columns, (row,))]


def _counts(setting: Setting) -> list[Block]:
    """Count priorities and work by colour, where anything has one."""
    headings = Counter(state.rag for state in setting.state.priorities)
    work = Counter(item.rag for item in setting.state.items)
    if not any(headings[colour] or work[colour] for colour in {*headings, *work} - {None}):
        return [Paragraph(f"No {setting.label.lower()}, action or milestone has a {setting.scheme.name} status.")]
    rows: list[tuple[Inline, ...]] = [
        (setting.rated(item.colour), item.meaning, str(headings[item.colour]), str(work[item.colour]))
        for item in setting.scheme.colours
    ]
    rows.append(("Not rated", "no status recorded", str(headings[None]), str(work[None])))
    columns = (
        Column("Status"),
        Column("What it means"),
        Column(setting.labels, numeric=True),
        Column("Actions and milestones", numeric=True),
    )
    return [table(f"How the plan is rated ({setting.scheme.name})", columns, rows)]


def how_far(setting: Setting) -> str:
    """Count how far the actions and milestones have got."""
    items = list(setting.state.items)
    if not items:
        return "The plan has no actions or milestones yet."
    done = sum(item.is_done for item in items)
    begun = sum(item.status == "in-progress" for item in items)
    waiting = sum(item.status == "not-started" for item in items)
    said = [
        f"{number_words(number)} {word}"
        for number, word in ((done, "done"), (begun, "in progress"), (waiting, "not started"))
        if number
    ]
    silent = len(items) - done - begun - waiting
    if silent:
        said.append(f"{number_words(silent)} with no progress recorded")
    plural = "action or milestone" if len(items) == 1 else "actions and milestones"
    return f"Of {number_words(len(items))} {plural}: {', '.join(said)}."
