"""Which assessment of a plan counts on a date."""

from collections.abc import Iterable
from datetime import date

from cqcplan.framework.vintage import load_vintage
from cqcplan.model.assessments import Assessment
from cqcplan.model.document import Plan
from cqcplan.scoring.result import Result, gives_rating, score

BY_CQC = ("pilot", "comprehensive", "focused")
"""Kinds of assessment that CQC makes; the rest are the council's own or its peers'."""


def known(assessment: Assessment, as_of: date) -> bool:
    """Whether an assessment was made by a date; a target always counts, whenever it is for.

    One without a date counts where it says anything; one that is only announced has no result yet.
    """
    if assessment.kind == "target":
        return True
    if assessment.published is None:
        return bool(assessment.scores or assessment.printed or assessment.text)
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

    One that changes no rating by the rules of its vintage, such as a focused assessment from
    April 2026, is passed over while there is another.
    """
    published = [item for item in published_by(plan, as_of) if item.scores or item.printed]
    rated = [item for item in published if item.kind == "pilot" or gives_rating(item)]
    by_cqc = [item for item in published if item.kind in BY_CQC]
    return next(iter((*rated, *by_cqc, *published)), None)


def ratings_in_a_row(plan: Plan, made: Assessment) -> int:
    """Count CQC's ratings in a row that are the same; a pilot gave none, and a review replaces what it reviewed."""
    if made.published is None:
        return 1
    told = [made, *(item for item in published_by(plan, made.published.earliest) if item.id != made.id)]
    replaced = {item.supersedes for item in told}
    every = [
        result_of(item).best_rating
        for item in told
        if item.id not in replaced and gives_rating(item) and not item.indicative
    ]
    known = [rating for rating in every if rating]
    return next((number for number, rating in enumerate(known) if rating != known[0]), len(known)) or 1


def result_of(assessment: Assessment) -> Result:
    """Score one assessment under its own vintage."""
    return score(assessment.scores, load_vintage(assessment.framework), assessment)
