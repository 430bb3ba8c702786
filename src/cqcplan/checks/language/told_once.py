"""One problem for many places of a kind: a plan is told once what it does forty times."""

from collections.abc import Sequence

from cqcplan.checks.texts import Passage
from cqcplan.problems.problem import Problem, Severity

SHOWN = 4
"""How many other places are named."""


def told_once(number: str, passages: Sequence[Passage], message: str, advice: str) -> Problem:
    """Report the first of some texts; the message should say how many there are."""
    first, *others = passages
    related = tuple(other.file.related(other.route, "here too") for other in others[:SHOWN])
    return first.file.problem(number, first.route, message, help=advice, severity=Severity.INFO, related=related)


def in_texts(passages: Sequence[Passage]) -> str:
    """Say in how many texts something stands, where that is more than one: `` (in 12 texts)``."""
    return f" (in {len(passages)} texts)" if len(passages) > 1 else ""
