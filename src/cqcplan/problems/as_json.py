"""Problems as JSON, for other programs. Version 1; every number is 1-based."""

from typing import Any

from cqcplan.problems.problem import Place, Problem


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return one problem as plain data."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "help": problem.help,
        "file": problem.file,
        **_place(problem.place),
        "entry": problem.entry,
        "related": [
            {"file": related.file, **_place(related.place), "label": related.label} for related in problem.related
        ],
    }


def _place(place: Place) -> dict[str, int]:
    return {"line": place.line, "column": place.column}
