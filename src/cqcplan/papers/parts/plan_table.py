"""The whole plan as tables: the appendix to a paper, and the plan as it goes to government."""

from cqcplan.papers.blocks import Block, Column, Heading, Inline, Paragraph, Section, table
from cqcplan.papers.parts.priorities import STATUS_WORDS, due_words, position, status_key, title_of, work_title
from cqcplan.papers.setting import Setting, join_words
from cqcplan.timeline.state import Item, PriorityState, known_updates

NOT_RATED, NO_DATE, NO_OWNER, NO_NEWS = "Not rated", "No date set", "Not named", "Not recorded"
NOT_STATED = "Not stated"


def key(setting: Setting) -> Section:
    """Say what the words and colours of the tables mean."""
    blocks: list[Block] = []
    if any(item.rag for item in setting.state.items) or any(state.rag for state in setting.state.priorities):
        blocks.append(status_key(setting))
    *words, last = (word.lower() for word in STATUS_WORDS.values())
    blocks.append(
        Paragraph(
            f"A position is {', '.join(words)} or {last}. Where nothing has been reported, the table says that no "
            "progress is recorded. Milestones stand under the action they belong to."
        )
    )
    return Section("key", "Key", tuple(blocks))


def by_priority(setting: Setting) -> Section:
    """Set each priority with its actions and milestones in a table of its own."""
    columns = (
        Column("Action or milestone"),
        Column("Owner", filler=NO_OWNER),
        Column("Start", filler=NOT_STATED),
        Column("Due", filler=NO_DATE),
        Column("Position"),
        Column("Status", filler=NOT_RATED),
        Column("Latest", filler=NO_NEWS),
    )
    latest = {item.about: item for item in known_updates(setting.plan, setting.until) if item.text}
    blocks: list[Block] = []
    for state in setting.state.priorities:
        blocks.append(Heading(title_of(state.priority)))
        blocks += [Paragraph(text, numbered=False) for text in _aims(setting, state)]
        if not state.items:
            blocks.append(Paragraph("No action is recorded.", numbered=False))
            continue
        rows: list[tuple[Inline, ...]] = []
        for item in state.items:
            told = latest.get(item.entry.id)
            rows.append(
                (
                    work_title(item),
                    setting.role(item.owner) or NO_OWNER,
                    str(item.action.start) if item.action.start and item.entry is item.action else NOT_STATED,
                    due_words(setting, item),
                    position(item),
                    setting.rated(item.rag) if item.rag else NOT_RATED,
                    f"{told.on}: {' '.join((told.text or '').split())}" if told else NO_NEWS,
                )
            )
        blocks.append(table(f"Actions and milestones: {title_of(state.priority)}", columns, rows))
    if not blocks:
        blocks.append(Paragraph("The plan has no priorities yet."))
    return Section("plan-table", "The plan", tuple(blocks))


def _aims(setting: Setting, state: PriorityState) -> list[str]:
    """Say what a priority is for and where it stands, in a line or two."""
    priority = state.priority
    said = []
    if priority.quality_statements:
        said.append(f"Quality statements: {setting.statements(priority.quality_statements)}.")
    if setting.role(priority.lead):
        said.append(f"Lead: {setting.role(priority.lead)}.")
    if priority.delivered_by:
        by = priority.delivered_by.programme or setting.body(priority.delivered_by.body)
        said += [f"Delivered through: {by}."] if by else []
    if state.rag:
        said.append(f"Status of the {setting.label.lower()}: {setting.rated(state.rag).word}.")
    aims = [" ".join(said)] if said else []
    if priority.outcomes:
        aims.append(f"Meant to bring about: {' '.join(priority.outcomes)}")
    return aims


def in_one(setting: Setting) -> Section:
    """Set the whole plan in one table: priority, action, milestone, post, date, position, status."""
    columns = (
        Column("Action"),
        Column(setting.label),
        Column("Milestone", filler="The action itself"),
        Column("Owner", filler=NO_OWNER),
        Column("Due", filler=NO_DATE),
        Column("Position"),
        Column("Status", filler=NOT_RATED),
    )
    rows = [_in_one_row(setting, item) for item in setting.state.items]
    blocks: list[Block] = []
    if rows:
        blocks.append(table(f"The plan, by {setting.label.lower()} and action", columns, rows))
    bare = [title_of(state.priority) for state in setting.state.priorities if not state.items]
    if bare:
        blocks.append(Paragraph(f"No action is recorded under: {join_words(bare, semicolons=True)}."))
    return Section("plan-in-one-table", "The plan", tuple(blocks))


def _in_one_row(setting: Setting, item: Item) -> tuple[Inline, ...]:
    return (
        item.action.title,
        title_of(item.priority),
        "The action itself" if item.entry is item.action else item.entry.title,
        setting.role(item.owner) or NO_OWNER,
        due_words(setting, item),
        position(item),
        setting.rated(item.rag) if item.rag else NOT_RATED,
    )
