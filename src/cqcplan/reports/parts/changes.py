"""What changed since the last meeting that had a paper, and in the period."""

from collections.abc import Sequence
from datetime import date, timedelta

from cqcplan.model.dates import day_words
from cqcplan.reports.blocks import Block, Bullets, Column, Heading, Paragraph, Section, Table
from cqcplan.reports.parts.measures import amount
from cqcplan.reports.setting import Setting
from cqcplan.reports.suppress import figure_of
from cqcplan.scoring.words import number_words
from cqcplan.timeline.changes import Changes, Slipped, changes_between, within


def changed(setting: Setting) -> Section:
    """Tell the changes since the last paper, then those of the period where it began earlier."""
    blocks: list[Block] = []
    until = setting.until
    before_period = setting.span.first - timedelta(days=1)
    last = setting.last_meeting
    if last is not None:
        since = last.on.latest
        blocks.append(Heading(f"Since {setting.the_body()} last had a paper, on {last.on}"))
        blocks += _told(setting, since, until)
        if since <= before_period:
            blocks.append(Paragraph(f"This takes in the whole of {setting.span.title} so far."))
            return Section("changes", "What has changed", tuple(blocks))
    elif setting.meeting is not None:
        blocks.append(Paragraph(f"This is the first paper on the plan recorded for {setting.the_body()}."))
    blocks.append(Heading(f"In {setting.span.title}"))
    blocks += _told(setting, before_period, until)
    return Section("changes", "What has changed", tuple(blocks))


def _told(setting: Setting, since: date, until: date) -> list[Block]:
    changes = changes_between(setting.plan, since, until)
    lines = [*_measures(changes), *_promises(setting, since, until)]
    told = _updates(setting, since, until)
    if changes.is_empty and not lines and not told:
        return [
            Paragraph(f"No change was recorded between {day_words(since + timedelta(days=1))} and {day_words(until)}.")
        ]
    blocks: list[Block] = [Paragraph(told)] if told else []
    rows = _by_priority(setting, changes)
    if rows:
        columns = (Column(setting.label), Column("What changed"))
        blocks.append(Table(f"Changes by {setting.label.lower()}", columns, tuple(rows)))
    if lines:
        blocks.append(Bullets(tuple(lines)))
    return blocks


def _updates(setting: Setting, since: date, until: date) -> str | None:
    """Count the updates told in the period."""
    told = [item for item in setting.plan.updates if item.text and within(item.on, since, until)]
    if not told:
        return None
    number = len(told)
    if number == 1:
        return f"The council recorded one update, set out by {setting.label.lower()} below."
    return f"The council recorded {number_words(number)} updates, set out by {setting.label.lower()} below."


def _by_priority(setting: Setting, changes: Changes) -> list[tuple[str, str]]:
    """Return a row for each priority in which work was completed, begun, moved or rated anew."""
    rows = []
    for priority in setting.plan.priorities:
        said = [
            f"{word}: {'; '.join(item.entry.title for item in items if item.priority is priority)}."
            for word, items in (("Now complete", changes.completed), ("Begun", changes.started))
            if any(item.priority is priority for item in items)
        ]
        said += [moved_sentence(slip) for slip in changes.moved if slip.item.priority is priority]
        for change in changes.recoloured:
            if change.item.priority is priority:
                was = f"from {setting.rated(change.before).word.lower()} " if change.before else ""
                why = f" because {_clause(change.item.reason)}" if change.item.reason else ""
                said.append(
                    f"Status moved {was}to {setting.rated(change.after).word.lower()}: {change.item.entry.title}{why}."
                )
        if said:
            rows.append((f"{priority.ref} {priority.title}" if priority.ref else priority.title, " ".join(said)))
    return rows


def _measures(changes: Changes) -> list[str]:
    lines = []
    for measured in changes.measured:
        value = amount(measured.measure, figure_of(measured.after))
        if measured.before:
            earlier = f"{amount(measured.measure, figure_of(measured.before))} ({measured.before.on})"
            lines.append(f"{measured.measure.title}: {value} ({measured.after.on}), from {earlier}.")
        else:
            lines.append(f"{measured.measure.title}: {value} ({measured.after.on}).")
    return lines


def moved_sentence(slip: Slipped) -> str:
    """Say that a date moved, by how much and why."""
    why = f" because {_clause(slip.move.reason)}" if slip.move.reason else ""
    title = slip.item.entry.title
    if slip.move.before is None:
        return f"Date set: {title}, {slip.move.after}{why}."
    weeks = slip.weeks or 0
    if weeks < 0:
        word, by = "Brought forward", -weeks
    else:
        word, by = "Slipped", weeks
    length = f"{by} week{'' if by == 1 else 's'}" if by else "less than a week"
    return f"{word} by {length}: {title}, from {slip.move.before} to {slip.move.after}{why}."


def _clause(reason: str) -> str:
    """Fit a reason after "because": no full stop, and no capital unless it is a name or short form."""
    reason = reason.rstrip(".")
    first = reason.split(maxsplit=1)[0]
    is_plain = first[1:].islower() or len(first) == 1
    return reason[0].lower() + reason[1:] if is_plain else reason


def _promises(setting: Setting, since: date, until: date) -> Sequence[str]:
    lines = []
    for promise in setting.plan.commitments:
        if within(promise.met, since, until):
            lines.append(f"Promise kept: {promise.title} ({promise.met}).")
        elif promise.due and since < promise.due.latest <= until and not promise.met:
            lines.append(f"Promise due and not recorded as kept: {promise.title} ({promise.due}).")
    lines += [
        f"Submitted to {setting.body(sent.to)}: {sent.title} ({sent.submitted})."
        for sent in setting.plan.submissions
        if within(sent.submitted, since, until)
    ]
    for asked in setting.plan.consultations:
        if within(asked.opens, since, until):
            lines.append(f"Consultation opened: {asked.title} ({asked.opens}).")
        if within(asked.closes, since, until):
            lines.append(f"Consultation closed: {asked.title} ({asked.closes}).")
    return lines
