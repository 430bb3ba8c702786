"""What the plan holds on each quality statement, for the author of a self-assessment."""

from cqcplan.model.assessments import Finding
from cqcplan.model.papers import Evidence
from cqcplan.papers.facts import measures as facts_of_measures
from cqcplan.papers.facts.measures import Followed
from cqcplan.papers.occasion import Occasion
from cqcplan.scoring.result import StatementResult
from cqcplan.timeline.state import Item, PriorityState, known_updates


def scored(occasion: Occasion, statement: str) -> StatementResult | None:
    """Return a statement of the assessment in force, where its score is known."""
    every = occasion.result.statements if occasion.result else ()
    return next((item for item in every if item.id == statement and item.score is not None), None)


def findings(occasion: Occasion, statement: str) -> list[Finding]:
    """Return CQC's findings on a statement in the report in force, in plan order."""
    return [item for item in _said(occasion, statement) if item.is_cqcs]


def of_others(occasion: Occasion, statement: str) -> list[Finding]:
    """Return what stands beside them in the words of the council or its peers, in plan order."""
    return [item for item in _said(occasion, statement) if not item.is_cqcs]


def _said(occasion: Occasion, statement: str) -> list[Finding]:
    report = occasion.result.assessment if occasion.result else None
    return [
        item
        for item in occasion.plan.findings
        if report and item.assessment == report.id and statement in item.quality_statements
    ]


def linked(occasion: Occasion, statement: str) -> list[tuple[PriorityState, list[Item]]]:
    """Return the priorities that serve a statement, each with its work that does."""
    found = []
    for state in occasion.state.priorities:
        serves = state.priority.quality_statements
        items = [item for item in state.items if statement in (item.action.quality_statements or serves)]
        if items or statement in serves:
            found.append((state, items))
    return found


def serving(occasion: Occasion, statement: str) -> list[PriorityState]:
    """Return the priorities that serve a statement."""
    return [state for state, _ in linked(occasion, statement)]


def work(occasion: Occasion, statement: str) -> list[Item]:
    """Return the work that serves a statement."""
    return [item for _, items in linked(occasion, statement) for item in items]


def measures(occasion: Occasion, statement: str) -> list[Followed]:
    """Return the measures of the priorities that serve a statement, as far as they have a figure."""
    ids = {state.priority.id for state in serving(occasion, statement)}
    return [item for item in facts_of_measures.recorded(occasion) if ids & set(item.measure.priorities)]


def evidence(occasion: Occasion, statement: str) -> list[Evidence]:
    """Return the evidence about a statement, its findings, and the work that serves it, in plan order."""
    about = {statement}
    for state, items in linked(occasion, statement):
        about |= {state.priority.id} | {item.entry.id for item in items}
    about |= {item.id for item in occasion.plan.findings if statement in item.quality_statements}
    updates = (item for item in known_updates(occasion.plan, occasion.until) if item.about in about)
    told = {piece for update in updates for piece in update.evidence}
    return [
        item for item in occasion.plan.evidence if item.id in told or about & {*item.about, *item.quality_statements}
    ]
