"""Problems as JSON, for other programs. Version 1; every number is 1-based. See docs/reference/output-formats.md."""

from typing import Any

from cqcplan.problems.json_text import json_text
from cqcplan.problems.outcome import Outcome
from cqcplan.problems.problem import Problem, Severity


def document(outcome: Outcome) -> str:
    """Return the whole document: the same shape whatever was found."""
    counts = outcome.counts
    return json_text(
        {
            "version": 1,
            "exit": outcome.exit_code,
            "plans": outcome.plans,
            "files": len(outcome.files),
            "counts": {
                "errors": counts[Severity.ERROR],
                "warnings": counts[Severity.WARNING],
                "information": counts[Severity.INFO],
            },
            "waived": [
                {"reason": stands.reason, "until": stands.until, **_problem(stands.problem)}
                for stands in outcome.waived
            ],
            "baseline": {"known": outcome.in_baseline, "gone": outcome.gone},
            "failures": [{"message": failure.message, "help": failure.help} for failure in outcome.failures],
            "problems": [_problem(problem) for problem in outcome.problems],
        }
    )


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.extent
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "help": problem.help,
        "file": problem.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "entry": problem.entry,
        "related": [
            {
                "file": related.file,
                "line": related.place.line,
                "column": related.place.column,
                "label": related.label,
            }
            for related in problem.related
        ],
    }
