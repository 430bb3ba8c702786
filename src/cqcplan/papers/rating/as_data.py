"""Answers as plain data for JSON, version 1, and as rows for CSV. Ratings are spelt ``requires-improvement``."""

from dataclasses import asdict
from typing import Any

from cqcplan.papers.rating.answer import Answer
from cqcplan.scoring.gap import distances, possible
from cqcplan.scoring.result import Result
from cqcplan.scoring.what_if import one_step_each_way


def answer_data(found: Answer) -> dict[str, Any]:
    """Return one answer as plain data. Parts that were not asked for are ``null``."""
    header = found.plan.header if found.plan else None
    made = found.result.assessment
    return {
        "plan": header.id if header else None,
        "council": header.council.name if header else None,
        "assessment": made.id if made else None,
        "kind": made.kind if made else None,
        "published": str(made.published) if made and made.published else None,
        **_result(found.result),
        "distances": _distances(found.result),
        "one_step": _steps(found.result),
        "possible": _possible(found.result),
        "next_assessment": {
            "due": found.clock.due.isoformat(),
            "years": found.clock.years,
            "months_left": found.clock.months_left,
            "nearness": found.clock.nearness,
        }
        if found.clock
        else None,
        "history": [
            {
                "assessment": item.assessment.id,
                "kind": item.assessment.kind,
                "date": str(item.assessment.published) if item.assessment.published else None,
                "indicative": item.indicative,
                "points": item.points,
                "percent": item.percent,
                "rating": item.best_rating,
            }
            for item in found.history
            if item.assessment
        ],
        "aims": [
            {
                "by": str(aim.by),
                "supported": aim.supported,
                **_sum(aim.result),
                "rises": [{**asdict(rise), "supported": rise.supported} for rise in aim.rises],
            }
            for aim in found.aims
        ],
        "target": _target(found),
        "what_if": {
            "changed": [
                {"statement": name, "from": before, "to": after} for name, before, after in found.what_if.changed
            ],
            **_sum(found.what_if.after),
        }
        if found.what_if
        else None,
        "comparison": _comparison(found),
    }


def _sum(result: Result) -> dict[str, Any]:
    return {
        "points": result.points,
        "maximum": result.maximum,
        "percent": result.percent,
        "rating": result.rating,
        "to_next": result.to_next._asdict() if result.to_next else None,
    }


def _result(result: Result) -> dict[str, Any]:
    printed = result.printed
    return {
        "framework": result.vintage.id,
        "indicative": result.indicative,
        **_sum(result),
        "printed": {"percent": printed.overall_percent, "rating": printed.rating, "band": printed.band}
        if printed
        else None,
        "scores_source": made.scores_source.model_dump(mode="json")
        if (made := result.assessment) and made.scores_source
        else None,
        "agrees": result.agrees,
        "points_behind_printed": result.points_behind_printed,
        "themes": [
            {
                "id": item.theme.id,
                "name": item.theme.name,
                "points": item.points,
                "maximum": item.maximum,
                "percent": item.percent,
            }
            for item in result.themes
        ],
        "statements": [
            {
                "id": item.id,
                "name": item.name,
                "theme": item.theme,
                "score": item.score,
                "from_categories": item.from_categories._asdict() if item.from_categories else None,
                "printed": {
                    "percent": item.printed.percent,
                    "rating": item.printed.rating,
                    "name": item.printed.printed_as,
                }
                if item.printed
                else None,
            }
            for item in result.statements
        ],
    }


def _distances(result: Result) -> list[dict[str, Any]]:
    if result.points is None:
        return []
    return [item._asdict() for item in distances(result.points, len(result.statements), result.vintage.bands)]


def _steps(result: Result) -> dict[str, Any] | None:
    if result.points is None:
        return None
    step = one_step_each_way(result)
    return {
        word: {"percent": other.percent, "rating": other.rating} if other else None
        for word, other in (("up", step.up), ("down", step.down))
    }


def _possible(result: Result) -> dict[str, Any] | None:
    scores = [item.score for item in result.statements]
    if result.points is not None or all(score is None for score in scores):
        return None
    return possible(scores, result.vintage.bands)._asdict()


def _target(found: Answer) -> dict[str, Any] | None:
    ways = found.ways
    if ways is None:
        return None
    return {
        "rating": ways.rating,
        "points": ways.points,
        "count": ways.smallest,
        "sets": [{"rises": dict(one.rises), **one.worth._asdict()} for one in ways.sets],
        "readiness": {name: {**asdict(item), "reason": item.reason} for name, item in ways.readiness.items()},
        "councils": ways.reached._asdict() if ways.reached else None,
    }


def _comparison(found: Answer) -> dict[str, Any] | None:
    if found.comparison is None:
        return None
    data = asdict(found.comparison)
    data["collections"] = [one._asdict() for one in found.comparison.collections]
    # as they were before there could be several
    data["collected"], data["limits"] = found.comparison.collections[0]
    data["withdrawn"] = [{"council": council, "on": day} for council, day in found.comparison.withdrawn]
    data["notes"] = [{"council": council, "note": note} for council, note in found.comparison.notes]
    data["spreads"] = [{**spread, "counts": list(spread["counts"])} for spread in data["spreads"]]
    return data


CSV_COLUMNS = (
    "plan", "assessment", "framework", "statement", "name", "theme", "score", "published_percent", "published_rating",
)  # fmt: skip


def csv_rows(found: Answer) -> list[dict[str, Any]]:
    """Return a row for each statement, and one for the whole with ``overall`` as its statement."""
    result, made = found.result, found.result.assessment
    common = {
        "plan": found.plan.header.id if found.plan else "",
        "assessment": made.id if made else "",
        "framework": result.vintage.id,
    }
    rows = [
        {
            **common,
            "statement": item.id,
            "name": item.name,
            "theme": item.theme,
            "score": item.score,
            "published_percent": item.printed.percent if item.printed else None,
            "published_rating": item.printed.rating if item.printed else None,
        }
        for item in result.statements
    ]
    printed = result.printed
    whole = {
        **common,
        "statement": "overall",
        "name": "Overall",
        "theme": "",
        "score": result.points,
        "published_percent": printed.overall_percent if printed else None,
        "published_rating": printed.rating if printed else None,
    }
    return [*rows, whole]
