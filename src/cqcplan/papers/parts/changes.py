"""What changed since the last meeting that had a paper, and in the period."""

from datetime import date, timedelta

from cqcplan.model.dates import day_words
from cqcplan.papers.blocks import Block, Bullets, Column, Heading, Paragraph, Section, Table
from cqcplan.papers.change_words import (
    FOR_MEMBERS,
    by_priority,
    entry_lines,
    governance_lines,
    measure_lines,
    whole_plan_lines,
)
from cqcplan.papers.setting import Setting
from cqcplan.scoring.words import number_words
from cqcplan.timeline.changes import Changes, compare
from cqcplan.timeline.state import known_updates, state_of


def changed(setting: Setting) -> Section:
    """Tell the changes since the last paper, or a date asked for, then those of the period where it began earlier."""
    blocks: list[Block] = []
    before_period = setting.span.first - timedelta(days=1)
    last = setting.last_meeting
    since = setting.since or (last.on.latest if last else None)
    if since is not None:
        if setting.since:
            blocks.append(Heading(f"Since {day_words(setting.since)}"))
        elif last:
            blocks.append(Heading(f"Since {setting.the_body()} last had a paper, on {last.on}"))
        blocks += _told(setting, since, in_versions=True)
        if since <= before_period:
            blocks.append(Paragraph(f"This takes in the whole of {setting.span.title} so far."))
            return Section("changes", "What has changed", tuple(blocks))
    elif setting.meeting is not None:
        if not known_updates(setting.plan, setting.until):
            return Section("changes", "What has changed", ())  # the record begins with this paper
        blocks.append(Paragraph(f"This is the first paper on the plan recorded for {setting.the_body()}."))
    blocks.append(Heading(f"In {setting.span.title}"))
    blocks += _told(setting, before_period)
    return Section("changes", "What has changed", tuple(blocks))


def _told(setting: Setting, since: date, *, in_versions: bool = False) -> list[Block]:
    if since >= setting.until:
        return [Paragraph(f"This paper tells nothing later than {day_words(setting.until)}.")]
    before = setting.earlier if in_versions and setting.earlier else setting.plan
    changes = compare(state_of(before, since), setting.state)
    lines = [
        *whole_plan_lines(setting, changes),
        *measure_lines(changes),
        *governance_lines(setting, changes),
        *entry_lines(setting, changes, FOR_MEMBERS),
    ]
    rows = [
        (f"{priority.ref} {priority.title}" if priority.ref else priority.title, " ".join(said))
        for priority, said in by_priority(setting, changes)
    ]
    if not (rows or lines or changes.reported):
        first, last = day_words(since + timedelta(days=1)), day_words(setting.until)
        return [Paragraph(f"No change was recorded between {first} and {last}.")]
    blocks: list[Block] = [Paragraph(_updates(changes, follows=bool(rows or lines)))] if changes.reported else []
    if rows:
        columns = (Column(setting.label), Column("What changed"))
        blocks.append(Table(f"Changes by {setting.label.lower()}", columns, tuple(rows)))
    if lines:
        blocks.append(Bullets(tuple(lines)))
    return blocks


def _updates(changes: Changes, *, follows: bool) -> str:
    """Count the updates that tell something in words, apart from what they move."""
    number = len(changes.reported)
    counted = f"{number_words(number)} update{'s' if number > 1 else ''} in words"
    moved = "the changes that follow" if follows else "no change of a status, date, owner or figure"
    return f"In this time the council recorded {counted}, and {moved}."
