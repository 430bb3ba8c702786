"""Which assessment of a plan counts on a date."""

from collections.abc import Iterable
from datetime import date

from cqcplan.framework.vintage import load_vintage
from cqcplan.model.assessments import Assessment
from cqcplan.model.document import Plan
from cqcplan.scoring.result import Result, score

BY_CQC = ("pilot", "comprehensive", "focused")
"""Kinds of assessment that CQC makes; the rest are the council's own or its peers'."""


def known(assessment: Assessment, as_of: date) -> bool:
    """Whether an assessment was made by a date; a target always counts, whenever it is for."""
    if assessment.kind == "target" or assessment.published is None:
        return True
    return assessment.published.earliest <= as_of


def in_order(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Sort assessments by date, the oldest first, those without a date before all."""
    return sorted(assessments, key=lambda item: item.published.latest if item.published else date.min)


def published_by(plan: Plan, as_of: date) -> list[Assessment]:
    """Return the assessments published on or before a date, newest first."""
    out = [item for item in plan.assessments if item.published and item.published.earliest <= as_of]
    return sorted(out, key=lambda item: item.published.latest if item.published else as_of, reverse=True)


def current_assessment(plan: Plan, as_of: date) -> Assessment | None:
    """Return the assessment whose rating stands on a date: CQC's newest with a rating or scores.

    A focused assessment changes no rating, so it is passed over while there is another.
    """
    published = published_by(plan, as_of)
    for wanted in (("pilot", "comprehensive"), BY_CQC):
        for item in published:
            if item.kind in wanted and (item.scores or item.printed):
                return item
    return next((item for item in published if item.scores or item.printed), None)


def result_of(assessment: Assessment) -> Result:
    """Score one assessment under its own vintage."""
    return score(assessment.scores, load_vintage(assessment.framework), assessment)
