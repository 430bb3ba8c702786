"""Progress under each priority: its work in a table, then what is told of it, lettered."""

from cqcplan.model.delivery import Priority, Update
from cqcplan.papers.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Inline,
    Paragraph,
    Point,
    Section,
    Table,
    points,
    table,
)
from cqcplan.papers.setting import Setting, join_words
from cqcplan.scoring.words import number_words
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
        blocks.append(Paragraph(f"The plan has {number_words(number)} {label.lower()}. Progress with each follows."))
    rated = any(item.rag for item in setting.state.items) or any(state.rag for state in states)
    if rated:
        blocks.append(status_key(setting))
    for state in states:
        blocks += _one(setting, state, rated=rated)
    return Section("priorities", f"Progress by {setting.label.lower()}", tuple(blocks))


def listed(setting: Setting) -> Section:
    """List the priorities with their themes: number and title, no progress."""
    themes = {theme.id: f"Theme {theme.number}: {theme.name}" for theme in setting.vintage.themes}
    rows = [
        (item.title, item.ref or "None", themes[item.theme] if item.theme else "None")
        for item in setting.plan.priorities
    ]
    columns = (Column(setting.label), Column("Reference", filler="None"), Column("Theme", filler="None"))
    said: list[Block] = [table(f"{setting.labels} of the plan", columns, rows)] if rows else []
    return Section("priorities-listed", f"The {setting.labels.lower()} of the plan", tuple(said))


def lettered(setting: Setting) -> Section:
    """Tell the updates under each priority, lettered, without tables; nothing before the first update."""
    blocks: list[Block] = []
    recorded = known_updates(setting.plan, setting.until)
    for state in setting.state.priorities if recorded else ():
        priority = state.priority
        blocks.append(Heading(title_of(priority), numbered=not priority.ref))
        if state.rag:
            blocks.append(Paragraph(_confidence(setting, state), numbered=False))
        told = updates_of(setting, state)
        said = [priority.text] if priority.text else []
        said += [f"It is meant to bring about: {text}" for text in priority.outcomes]
        said += [_text(setting, update) for update in told]
        said = said or _whose(setting, priority)
        if not told:
            said.append(_nothing_new(setting, state))
        if len(said) == 1:
            blocks.append(Paragraph(said[0], numbered=False))
        else:
            blocks.append(points(Point(text) for text in said))
    return Section("priorities-lettered", f"Progress by {setting.label.lower()}", tuple(blocks))


def next_steps(setting: Setting) -> Section:
    """List the work that is still to be done."""
    items = [
        Point(_step(setting, item), item.entry.title if item.entry.text else None)
        for item in setting.state.items
        if not item.is_done
    ]
    blocks: list[Block] = [Paragraph("The next steps are:"), points(items)] if items else []
    return Section("next-steps", "Next steps", tuple(blocks))


def _step(setting: Setting, item: Item) -> str:
    said = item.entry.text or item.entry.title
    when = f"due {item.due}" if item.due else ""
    details = "; ".join(part for part in (when, setting.role(item.owner) or "") if part)
    return f"{said} ({details})" if details else said


def status_key(setting: Setting) -> Table:
    """Set out what the council's colours mean."""
    return Table(
        f"What the {setting.scheme.name} status means",
        (Column("Status"), Column("Meaning")),
        tuple((setting.rated(item.colour), item.meaning) for item in setting.scheme.colours),
    )


def _one(setting: Setting, state: PriorityState, *, rated: bool) -> list[Block]:
    priority = state.priority
    blocks: list[Block] = [Heading(title_of(priority))]
    about = _about(setting, priority)
    if about:
        blocks.append(Paragraph(about))
    if priority.text:
        blocks.append(Paragraph(priority.text))
    if priority.outcomes:
        blocks.append(Paragraph("It is meant to bring about:"))
        blocks.append(Bullets(tuple(priority.outcomes)))
    if state.rag:
        blocks.append(Paragraph(_confidence(setting, state)))
    blocks += _updates(setting, state)
    if state.items:
        blocks.append(_work(setting, state, rated=rated))
        blocks += _remarks(setting, state)
    return blocks


def _confidence(setting: Setting, state: PriorityState) -> str:
    word = setting.rated(state.rag or "").word
    why = f" {state.reason}" if state.reason else ""
    recovery = f" To bring it back: {state.recovery}" if state.recovery else ""
    return f"Overall status: {word}.{why}{recovery}"


def _whose(setting: Setting, priority: Priority) -> list[str]:
    """Say where the work is done, if not in this plan."""
    parts = []
    if priority.delivered_by:
        by = priority.delivered_by
        who = by.programme or setting.body(by.body)
        if who:
            bare = who.removeprefix("the ").removeprefix("The ")
            parts.append(f"Delivered through the {bare}; this plan reports on it.")
        if by.text:
            parts.append(by.text)
    if priority.supports_all:
        parts.append("It gives assurance over all the others.")
    return [" ".join(parts)] if parts else []


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
        titles = [title[0].lower() + title[1:] if title[1:2].islower() else title for title in answered]
        parts.append(f"It answers CQC's findings on: {join_words(titles, semicolons=True)}.")
    parts += _whose(setting, priority)
    for title, role in (("Sponsor", priority.sponsor), ("Lead", priority.lead)):
        if setting.role(role):
            parts.append(f"{title}: {setting.role(role)}.")
    return " ".join(parts)


def _work(setting: Setting, state: PriorityState, *, rated: bool) -> Table:
    columns = (
        Column("Action or milestone"),
        Column("Position"),
        Column("Status", filler=None if rated else "Not rated"),
        Column("Due", filler="No date set"),
        Column("Owner", filler="Not named"),
    )
    rows: list[tuple[Inline, ...]] = [
        (
            work_title(item),
            position(item),
            setting.rated(item.rag) if item.rag else "Not rated",
            due_words(setting, item),
            setting.role(item.owner) or "Not named",
        )
        for item in state.items
    ]
    return table(f"Actions and milestones: {state.priority.title}", columns, rows)


def work_title(item: Item) -> str:
    """Return what an action or milestone is called beside others, milestones marked as such."""
    return item.entry.title if item.entry is item.action else f"Milestone: {item.entry.title}"


def title_of(priority: Priority) -> str:
    """Return a priority's number and title."""
    return f"{priority.ref} {priority.title}" if priority.ref else priority.title


def position(item: Item) -> str:
    """Say how far an action or milestone has got."""
    said = STATUS_WORDS[item.status] if item.status else "No progress recorded"
    return f"{said} (recorded {item.done_on})" if item.done_on and item.is_done else said


def due_words(setting: Setting, item: Item) -> str:
    """Say when work is due, when it was first to be, and whether that is past."""
    if item.due is None:
        return "No date set"
    said = str(item.due)
    first = item.moves[0].before if item.moves else None
    if first and first != item.due:
        said += f" (first set for {first})"
    if item.overdue(setting.until):
        said += ": overdue"
    return said


def _remarks(setting: Setting, state: PriorityState) -> list[Block]:
    """Say what the table has no room for: what the work is, and why it is amber or red."""
    lines = []
    for item in state.items:
        if item.entry.text:
            lines.append(f"{item.entry.title}: {item.entry.text}")
        if item.rag in ("amber", "red") and (item.reason or item.recovery):
            recovery = f" Recovery: {item.recovery}" if item.recovery else ""
            why = f" {item.reason}" if item.reason else ""
            lines.append(f"{item.entry.title} ({setting.rated(item.rag or '').word.lower()}).{why}{recovery}")
    return [Bullets(tuple(lines))] if lines else []


def _ids(state: PriorityState) -> set[str]:
    return {state.priority.id} | {item.entry.id for item in state.items}


def updates_of(setting: Setting, state: PriorityState) -> list[Update]:
    """Return what is told of a priority and its work in the paper's window, in plan order."""
    ids = _ids(state)
    return [
        update
        for update in setting.plan.updates
        if update.about in ids and update.text and within(update.on, setting.opens, setting.until)
    ]


def _text(setting: Setting, update: Update) -> str:
    """Return what is told, with its date where that is before the period."""
    text = update.text or ""
    return f"{update.on}: {text}" if update.on.latest < setting.span.first else text


def _updates(setting: Setting, state: PriorityState) -> list[Block]:
    told = updates_of(setting, state)
    if len(told) == 1:
        return [Paragraph(_text(setting, told[0]))]
    if told:
        return [points(Point(_text(setting, update)) for update in told)]
    ids = _ids(state)
    if any(item.about in ids and within(item.on, setting.opens, setting.until) for item in setting.plan.updates):
        return []  # its work moved without a word being said: the table shows it
    return [Paragraph(_nothing_new(setting, state))]


def _nothing_new(setting: Setting, state: PriorityState) -> str:
    ids = _ids(state)
    earlier = [update for update in known_updates(setting.plan, setting.until) if update.about in ids and update.text]
    said = f"No update was recorded for this {setting.label.lower()} in {setting.span.title}."
    if earlier:
        said += f" The latest, of {earlier[-1].on}: {earlier[-1].text}"
    return said
