"""Problems as a Markdown table, for the summary page of a CI job."""

import re

from cqcplan.problems.outcome import Outcome
from cqcplan.problems.problem import Problem, Severity
from cqcplan.problems.text import shown_path
from cqcplan.problems.visible import visible

LARGEST = 1_000_000
"""How large a summary may be, in bytes: GitHub drops one over 1 MiB whole."""
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "information"}
_MARKS = re.compile(r"([\\`*_{}\[\]|~$])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def document(outcome: Outcome, room: int = LARGEST) -> str:
    """Return the summary, cut to the rows that there is room for; the counts are always those of everything.

    Args:
        outcome: what was found.
        room: how many bytes it may take.
    """
    said = outcome.in_words
    head = f"## cqcplan validate\n\n{said[0].upper()}{said[1:]}.\n"
    head += "".join(f"\n- **could not be checked:** {_cell(failure.message)}\n" for failure in outcome.failures)
    if not outcome.problems:
        return head
    head += "\n| Severity | Code | Place | Problem |\n| --- | --- | --- | --- |\n"
    worst_first = list(_WORDS)
    ordered = sorted(outcome.problems, key=lambda problem: worst_first.index(problem.severity))
    left = room - len(head.encode()) - 200
    rows: list[str] = []
    for problem in ordered:
        row = _row(problem)
        left -= len(row.encode())
        if left < 0:
            break
        rows.append(row)
    missing = len(ordered) - len(rows)
    more = f"\n{missing} more: this page has no room for them; they are in the log.\n" if missing else ""
    return head + "".join(rows) + more


def _row(problem: Problem) -> str:
    place = f"{_cell(shown_path(problem.file))}:{problem.place.line}:{problem.place.column}"
    entry = f" ({_cell(problem.entry)})" if problem.entry else ""
    help_ = f"<br>{_cell(problem.help)}" if problem.help else ""
    return f"| {_WORDS[problem.severity]} | {problem.code} | {place} | {_cell(problem.message)}{entry}{help_} |\n"


def _cell(text: str) -> str:
    """Show a text as itself: no mark-up, no mentions, and on one line."""
    return _MARKS.sub(r"\\\1", visible(" ".join(text.split()))).translate(_HTML)
