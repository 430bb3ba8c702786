"""What a waiver leaves behind: a problem that was let stand."""

from datetime import date
from typing import NamedTuple

from cqcplan.problems.problem import Problem

MARKER = "# cqcplan:"
"""What a waiver begins with; a plan without it costs one search."""


class Waived(NamedTuple):
    """A problem that was let stand, and why."""

    problem: Problem
    reason: str
    until: date | None
