"""Every part a paper can be made of, by the name that house styles use."""

from collections.abc import Callable

from cqcplan.model.house_style import PartName
from cqcplan.reports.blocks import Section
from cqcplan.reports.parts import (
    assurance,
    changes,
    closing,
    confidence,
    deciding,
    due,
    findings,
    measures,
    milestones,
    opening,
    priorities,
    rating,
    standing,
)
from cqcplan.reports.setting import Setting

PARTS: dict[PartName, Callable[[Setting], Section]] = {
    "adviser": rating.advisers,
    "alternatives": deciding.alternatives,
    "approach": standing.approach,
    "assessment-dates": rating.how_it_came,
    "attachments": closing.attachments,
    "background": opening.background,
    "background-papers": closing.background_papers,
    "changes": changes.changed,
    "confidence": confidence.confidence,
    "consultation": standing.consultation,
    "contacts": closing.contacts,
    "correspondence": rating.correspondence,
    "decision": deciding.decision,
    "decision-dates": deciding.dates,
    "due": due.due,
    "findings": findings.findings,
    "governance": assurance.governance,
    "looking-ahead": standing.looking_ahead,
    "measures": measures.measures,
    "milestones": milestones.milestones,
    "next-steps": priorities.next_steps,
    "previous": opening.previous,
    "principles": opening.principles,
    "priorities": priorities.priorities,
    "priorities-lettered": priorities.lettered,
    "priorities-listed": priorities.listed,
    "promises": assurance.promises,
    "purpose": opening.purpose,
    "rating": rating.rating,
    "rating-in-brief": rating.rating_in_brief,
    "reasons": deciding.reasons,
    "recommendations": opening.recommendations,
    "reference-sets": standing.reference_sets,
    "risks": assurance.risks,
    "score-table": rating.score_table,
    "self-assessments": assurance.self_assessments,
    "submissions": assurance.submissions,
    **{name: standing.implication(name) for name in standing.IMPLICATIONS},
}
