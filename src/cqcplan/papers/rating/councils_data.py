"""Several councils together as plain data for JSON."""

from collections.abc import Sequence
from typing import Any

from cqcplan.scoring.standing import Standing
from cqcplan.scoring.together import Together, basis, by_rating, low_statements


def councils_data(found: Together) -> dict[str, Any]:
    """Return several councils; every comparison says how many councils it is of, and under which framework."""
    rated = [item for item in found.standings if item.rating]
    scored = [item for item in found.standings if item.scores]
    return {
        "as_of": found.as_of.isoformat(),
        "councils": [_standing(item) for item in found.standings],
        "ratings": {"basis": _basis(found, rated), "counts": [item._asdict() for item in by_rating(found)]},
        "low_statements": {
            "basis": _basis(found, scored),
            "statements": [item._asdict() for item in low_statements(found)],
        },
        "collections": [item._asdict() for item in found.collections],
    }


def _basis(found: Together, some: Sequence[Standing]) -> dict[str, Any]:
    on = basis(found, some)
    return {**on._asdict(), "vintages": [{"title": title, "n": number} for title, number in on.vintages]}


def _standing(item: Standing) -> dict[str, Any]:
    return {
        "council": item.council,
        "plan": item.plan,
        "framework": item.vintage,
        "published": str(item.published) if item.published else None,
        "indicative": item.indicative,
        "secondary": item.secondary,
        "scores": dict(item.scores),
        "percent": item.percent,
        "rating": item.rating,
        "to_next": item.to_next._asdict() if item.to_next else None,
        "moves": [
            {
                "statement": move.statement,
                "from": move.before,
                "to": move.after,
                "since": str(move.since) if move.since else None,
                "until": str(move.until) if move.until else None,
                "indicative": move.indicative,
                "across_versions": move.across_versions,
                "done": list(move.done),
            }
            for move in item.moves
        ]
        if item.moves is not None
        else None,
        "last_told": item.last_told.isoformat() if item.last_told else None,
    }
