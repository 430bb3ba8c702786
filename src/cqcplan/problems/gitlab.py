"""Problems as a GitLab Code Quality report."""

from cqcplan.problems.identity import fingerprint, numbered
from cqcplan.problems.json_text import json_text
from cqcplan.problems.outcome import Outcome
from cqcplan.problems.problem import Severity
from cqcplan.problems.visible import visible

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def document(outcome: Outcome) -> str:
    """Return the report: a list with an entry for each problem."""
    return json_text(
        [
            {
                "description": visible(f"{problem.message}; {problem.help}" if problem.help else problem.message),
                "check_name": problem.code,
                "fingerprint": fingerprint(problem, number),
                "severity": _SEVERITIES[problem.severity],
                "location": {
                    "path": problem.file,
                    "lines": {"begin": problem.extent.line, "end": problem.extent.end_line},
                },
            }
            for problem, number in numbered(outcome.problems)
        ]
    )
