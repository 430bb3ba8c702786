"""Results as plain data for JSON, version 1. Ratings are spelt ``requires-improvement``."""

from typing import Any

from cqcplan.model.header import Header
from cqcplan.scoring.result import Result


def result_data(header: Header | None, result: Result) -> dict[str, Any]:
    """Return one result as plain data."""
    made, printed = result.assessment, result.printed
    return {
        "plan": header.id if header else None,
        "council": header.council.name if header else None,
        "assessment": made.id if made else None,
        "kind": made.kind if made else None,
        "published": str(made.published) if made and made.published else None,
        "framework": result.vintage.id,
        "indicative": result.indicative,
        "points": result.points,
        "maximum": result.maximum,
        "percent": result.percent,
        "rating": result.rating,
        "to_next": {"rating": result.to_next.rating, "points": result.to_next.points} if result.to_next else None,
        "printed": {"percent": printed.overall_percent, "rating": printed.rating, "band": printed.band}
        if printed
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
