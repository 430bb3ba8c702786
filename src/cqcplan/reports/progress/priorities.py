"""Progress under each priority: its work in a table, then what is told of it, lettered."""

from cqcplan.model.delivery import Priority, Update
from cqcplan.reports.blocks import Block, Bullets, Column, Heading, Inline, Paragraph, Point, Section, Table, points
from cqcplan.reports.setting import Setting, join_words
from cqcplan.timeline.changes import within
from cqcplan.timeline.state import Item, PriorityState, known_updates

STATUS_WORDS = {
    "not-started": "Not started",
    "in-progress": "In progress",
    "complete": "Complete",
    "embedded": "Embedded in practice",
    "closed": "Closed",
    "transferred": "Moved to another programme",
}


def priorities(setting: Setting) -> Section:
    """Go through the priorities in plan order."""
    states = setting.state.priorities
    blocks: list[Block] = []
    if states:
        number = len(states)
        label = setting.label if number == 1 else setting.labels
        blocks.append(Paragraph(f"The plan has {number} {label.lower()}. Progress with each follows."))
    rated = any(item.rag for item in setting.state.items) or any(state.rag for state in states)
    if rated:
        blocks.append(_key(setting))
    for state in states:
        blocks += _one(setting, state, rated=rated)
    return Section("priorities", f"Progress by {setting.label.lower()}", tuple(blocks))


def _key(setting: Setting) -> Table:
    return Table(
        f"What the {setting.scheme.name} status means",
        (Column("Status"), Column("Meaning")),
        tuple((setting.rated(item.colour), item.meaning) for item in setting.scheme.colours),
    )


def _one(setting: Setting, state: PriorityState, *, rated: bool) -> list[Block]:
    priority = state.priority
    heading = f"{priority.ref} {priority.title}" if priority.ref else priority.title
    blocks: list[Block] = [Heading(heading)]
    about = _about(setting, priority)
    if about:
        blocks.append(Paragraph(about))
    if priority.text:
        blocks.append(Paragraph(priority.text))
    if priority.outcomes:
        blocks.append(Paragraph("It is meant to bring about:"))
        blocks.append(Bullets(tuple(priority.outcomes)))
    if state.rag:
        word = setting.rated(state.rag).word
        why = f" {state.reason}" if state.reason else ""
        recovery = f" To bring it back: {state.recovery}" if state.recovery else ""
        blocks.append(Paragraph(f"Overall status: {word}.{why}{recovery}"))
    if state.items:
        blocks.append(_work(setting, state, rated=rated))
        blocks += _reasons(setting, state)
    blocks += _updates(setting, state)
    return blocks


def _about(setting: Setting, priority: Priority) -> str:
    parts = []
    if priority.theme:
        theme = setting.vintage.theme(priority.theme)
        parts.append(f"Theme {theme.number}, {theme.name}.")
    if priority.quality_statements:
        names = setting.statements(priority.quality_statements)
        parts.append(f"Quality statement{'s' if len(priority.quality_statements) > 1 else ''}: {names}.")
    answered = [item.title for item in setting.plan.findings if item.id in priority.findings]
    if answered:
        parts.append(f"It answers CQC's findings on: {join_words([title[0].lower() + title[1:] if title[1:2].islower() else title for title in answered], semicolons=True)}.")
    if priority.delivered_by:
        by = priority.delivered_by
        who = " and ".join(name for name in (by.programme, setting.body(by.body)) if name)
        if who:
            parts.append(f"Delivered through {who}; this plan reports on it.")
        if by.text:
            parts.append(by.text)
    if priority.supports_all:
        parts.append("It gives assurance over all the others.")
    for title, role in (("Sponsor", priority.sponsor), ("Lead", priority.lead)):
        if setting.role(role):
            parts.append(f"{title}: {setting.role(role)}.")
    return " ".join(parts)


def _work(setting: Setting, state: PriorityState, *, rated: bool) -> Table:
    owned = any(item.owner for item in state.items)
    columns = [Column("Action or milestone"), Column("Position"), Column("Due")]
    if rated:
        columns.insert(2, Column("Status"))
    if owned:
        columns.append(Column("Owner"))
    rows = []
    for item in state.items:
        is_milestone = item.entry is not item.action
        cells: list[Inline] = [f"Milestone: {item.entry.title}" if is_milestone else item.entry.title, position(item)]
        if rated:
            cells.append(setting.rated(item.rag) if item.rag else "Not rated")
        cells.append(_due(setting, item))
        if owned:
            cells.append(setting.role(item.owner) or "Not named")
        rows.append(tuple(cells))
    return Table(f"Actions and milestones: {state.priority.title}", tuple(columns), tuple(rows))


def position(item: Item) -> str:
    """Say how far an action or milestone has got."""
    said = STATUS_WORDS[item.status]
    return f"{said} ({item.done_on})" if item.done_on and item.is_done else said


def _due(setting: Setting, item: Item) -> str:
    if item.due is None:
        return "No date set"
    said = str(item.due)
    first = item.moves[0].before if item.moves else None
    if first and first != item.due:
        said += f" (first set for {first})"
    if item.overdue(setting.as_of):
        said += ": overdue"
    return said


def _reasons(setting: Setting, state: PriorityState) -> list[Block]:
    lines = []
    for item in state.items:
        if item.rag in ("amber", "red") and (item.reason or item.recovery):
            recovery = f" Recovery: {item.recovery}" if item.recovery else ""
            why = f" {item.reason}" if item.reason else ""
            lines.append(f"{item.entry.title} ({setting.rated(item.rag or '').word.lower()}).{why}{recovery}")
    return [Bullets(tuple(lines))] if lines else []


def updates_of(setting: Setting, priority: Priority) -> list[Update]:
    """Return what is told of a priority and its work in the paper's window, in plan order."""
    ids = {priority.id} | {item.entry.id for state in setting.state.priorities if state.priority is priority for item in state.items}
    return [
        update
        for update in setting.plan.updates
        if update.about in ids and update.text and within(update.on, setting.opens, setting.until)
    ]


def _updates(setting: Setting, state: PriorityState) -> list[Block]:
    told = updates_of(setting, state.priority)
    if len(told) == 1:
        return [Paragraph(told[0].text or "")]
    if told:
        return [points(Point(update.text or "") for update in told)]
    ids = {state.priority.id} | {item.entry.id for item in state.items}
    earlier = [update for update in known_updates(setting.plan, setting.until) if update.about in ids and update.text]
    said = f"No update was recorded for this {setting.label.lower()} in {setting.span.title}."
    if earlier:
        said += f" The latest, of {earlier[-1].on}: {earlier[-1].text}"
    return [Paragraph(said)]
