"""Problems about what must not be seen: the line is shown without it, because logs are read by many."""

import re

from cqcplan.checks.rule import Rule
from cqcplan.checks.texts import Passage
from cqcplan.problems.problem import Problem

LONGEST = 4000
"""A longer line, in characters, is not shown: many entries may stand on one, and each would have its own copy."""
_SIGN = r"[^\W_]"


def unseen(rule: Rule, passage: Passage, message: str, advice: str) -> Problem:
    """Report a text with its place, every letter and figure of it shown as a dot."""
    if passage.place:
        problem = passage.file.problem_at(rule.number, passage.place, message, help=advice)
    else:
        problem = passage.file.problem(rule.number, passage.route, message, help=advice)
    lines = passage.file.lines
    line, column = problem.place.line, problem.place.column
    text = lines[line - 1] if line <= len(lines) else ""
    if len(text) > LONGEST:
        return problem._replace(line_text="…")
    return problem._replace(line_text=text[: column - 1] + re.compile(_SIGN).sub("·", text[column - 1 :]))
