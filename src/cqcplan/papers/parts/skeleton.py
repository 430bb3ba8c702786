"""The skeleton of a self-assessment: for each quality statement what is known, and what its author must write."""

from collections.abc import Callable, Iterator

from cqcplan.model.papers import Evidence
from cqcplan.papers.blocks import Block, Bullets, Column, Heading, Paragraph, Point, Section, Table, points
from cqcplan.papers.parts.for_cqc import findings_of, last_report, responded
from cqcplan.papers.parts.measures import amount, direction
from cqcplan.papers.parts.priorities import position, title_of, work_title
from cqcplan.papers.setting import Setting, join_words
from cqcplan.scoring.words import number_words
from cqcplan.timeline.changes import values_of
from cqcplan.timeline.state import Item, PriorityState, known_updates
from cqcplan.view.suppress import figure_of

PROMPT = "To be written"

ASKS = {
    "assessing-needs": "how needs are assessed and reviewed with people, and how long they wait",
    "healthier-lives": "how people are helped to stay well and independent, and to need less care later",
    "equity": "who fares worse, how the council knows, and what it has changed for them",
    "care-provision": "whether there is enough good care, joined up and without breaks, and what choice people have",
    "partnerships": "what working with partners and communities has changed for people",
    "safe-systems": "how people are kept safe when they move between services, and into adulthood",
    "safeguarding": "how quickly concerns are acted on, and whether people get the outcome they wanted",
    "governance": "who is accountable for what, and how leaders use figures and risks to act",
    "learning": "what the council has learnt, from whom, and what it does differently now",
}
"""What each statement is about, in our own words, for the author's prompts."""

CATEGORIES = {
    "peoples-experience": "People's experience",
    "staff-and-leaders": "Feedback from staff and leaders",
    "partners": "Feedback from partners",
    "processes": "Processes",
}
"""The four categories of evidence that CQC uses for local authorities."""


def how_to_use(setting: Setting) -> Section:
    """Say what the skeleton is, and what is left to its author."""
    report = last_report(setting)
    blocks: list[Block] = [
        Paragraph(
            "This is a skeleton, not a self-assessment. For each of CQC's nine quality statements it gives what the "
            f"plan already holds. Lines that begin “{PROMPT}” are for the author, and are to be replaced."
        )
    ]
    if report and report.published:
        blocks.append(Paragraph(f"“Last time” means CQC's report of {report.published}."))
    return Section("how-to-use", "How to use this skeleton", tuple(blocks))


def theme(theme_id: str) -> Callable[[Setting], Section]:
    """Return what writes one theme with its quality statements."""

    def write(setting: Setting) -> Section:
        found = setting.vintage.theme(theme_id)
        blocks: list[Block] = []
        for statement in setting.vintage.statements_of(theme_id):
            blocks.append(Heading(statement.name))
            blocks += _statement(setting, statement.id)
        return Section(f"theme-{theme_id}", f"Theme {found.number}: {found.name}", tuple(blocks))

    return write


def _statement(setting: Setting, statement: str) -> Iterator[Block]:
    yield Heading("Last time", level=4)
    yield from _last_time(setting, statement)
    yield Heading("Done since", level=4)
    yield from _work(setting, statement)
    yield Heading("Measures", level=4)
    yield from _measures(setting, statement)
    yield Heading("Evidence", level=4)
    yield from _evidence(setting, statement)
    yield Heading("For the author", level=4)
    yield Bullets(
        (
            f"{PROMPT}: {ASKS[statement]}.",
            f"{PROMPT}: what people and unpaid carers say about it now, and how the council knows.",
            f"{PROMPT}: what is not yet good enough, and what will be done about it by when.",
        )
    )


def _last_time(setting: Setting, statement: str) -> Iterator[Block]:
    result = setting.result
    scored = next((item for item in result.statements if item.id == statement), None) if result else None
    if result is None or scored is None or scored.score is None:
        yield Paragraph("The plan does not hold CQC's score.")
    else:
        indicative = " It was indicative." if result.indicative else ""
        yield Paragraph(f"CQC's score: {scored.score} of 4, {scored.meaning}.{indicative}")
    found = [
        item
        for item in findings_of(setting, "strength", "area-for-improvement", "mixed", "context")
        if statement in item.quality_statements
    ]
    if found:
        yield Paragraph("What CQC found:")
        yield points(Point(item.text, item.title) for item in found)
    else:
        yield Paragraph("The plan records no finding on this statement.")
    for item in found:
        said = responded(setting, item)
        if said:
            yield Paragraph(f"The council's response on “{item.title}”: {said}")


def _linked(setting: Setting, statement: str) -> Iterator[tuple[PriorityState, list[Item]]]:
    """Return the priorities that serve a statement, each with its work that does."""
    for state in setting.state.priorities:
        items = [
            item
            for item in state.items
            if statement in (item.action.quality_statements or state.priority.quality_statements)
        ]
        if items or statement in state.priority.quality_statements:
            yield state, items


def _work(setting: Setting, statement: str) -> Iterator[Block]:
    linked = list(_linked(setting, statement))
    if not linked:
        yield Paragraph(f"A gap: no {setting.label.lower()} in the plan serves this statement.")
        return
    names = join_words([title_of(state.priority) for state, _ in linked], semicolons=True)
    yield Paragraph(f"Served by: {names}.")
    items = [item for _, found in linked for item in found]
    done = [item for item in items if item.is_done]
    if done:
        yield Bullets(tuple(f"{work_title(item)}: {_lower(position(item))}" for item in done))
    going = sum(not item.is_done for item in items)
    if items:
        counted = f"{number_words(len(items))} piece{'s' if len(items) > 1 else ''} of work"
        still = f"Still open: {number_words(going) if going else 'none'} of {counted}."
        yield Paragraph(still if done else f"Nothing is recorded as done yet. Still open: {counted}.")
    else:
        yield Paragraph("No action is recorded.")


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _measures(setting: Setting, statement: str) -> Iterator[Block]:
    serving = {state.priority.id for state, _ in _linked(setting, statement)}
    rows = []
    for measure in setting.plan.measures:
        values = values_of(measure, setting.until)
        if values and serving & set(measure.priorities):
            latest = f"{amount(measure, figure_of(values[-1]))} ({values[-1].on})"
            rows.append((measure.title, latest, direction(measure, values)))
    if rows:
        columns = (Column("Measure"), Column("Latest"), Column("Direction"))
        name = setting.vintage.statement(statement).name
        yield Table(f"Measures: {name}", columns, tuple(rows))
    else:
        yield Paragraph("A gap: no measure with a figure is linked to this statement.")


def _evidence(setting: Setting, statement: str) -> Iterator[Block]:
    held = list(_held(setting, statement))
    columns = (Column("Category"), Column("Evidence held"))
    rows = [
        (name, "; ".join(_pointer(item) for item in held if item.category == category) or "A gap: none recorded")
        for category, name in CATEGORIES.items()
    ]
    others = [item for item in held if item.category not in CATEGORIES]
    if others:
        rows.append(("Other, or no category given", "; ".join(map(_pointer, others))))
    yield Table(f"Evidence: {setting.vintage.statement(statement).name}", columns, tuple(rows))


def _held(setting: Setting, statement: str) -> Iterator[Evidence]:
    """Return the evidence about a statement, its findings, and the work that serves it."""
    about = {statement}
    for state, items in _linked(setting, statement):
        about |= {state.priority.id} | {item.entry.id for item in items}
    about |= {item.id for item in setting.plan.findings if statement in item.quality_statements}
    updates = (item for item in known_updates(setting.plan, setting.until) if item.about in about)
    told = {piece for update in updates for piece in update.evidence}
    for item in setting.plan.evidence:
        dated_later = item.on is not None and item.on.earliest > setting.as_of
        if not dated_later and (item.id in told or about & {*item.about, *item.quality_statements}):
            yield item


def _pointer(item: Evidence) -> str:
    details = ", ".join(part for part in (item.section, str(item.on) if item.on else None) if part)
    return f"{item.title} ({details})" if details else item.title
