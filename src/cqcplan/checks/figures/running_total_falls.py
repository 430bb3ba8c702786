"""CQC424: a running total that is less than before."""

from collections.abc import Iterator

from cqcplan.checks.figures.doubtful import doubtful
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report counts that can only grow and are less than before."""
    return doubtful(subject, RULE.code, "fall")


RULE = Rule(
    code="CQC424",
    name="running-total-falls",
    severity=Severity.WARNING,
    what=(
        "Where a measure says that its figures are a running total (running_total), none is less than the one before;"
        " with each-year, none in the same financial year."
    ),
    why=(
        "What was done in a month is easily given where all that was done so far is meant. The paper then says that "
        "work was undone."
    ),
    bad="""\
measures:
  - id: reviews-done
    title: Reviews completed since April
    unit: reviews
    running_total: each-year
    observations:
      - {on: 2026-04-30, value: 120}
      - {on: 2026-05-31, value: 97}  # here
""",
    good="""\
measures:
  - id: reviews-done
    title: Reviews completed since April
    unit: reviews
    running_total: each-year
    observations:
      - {on: 2026-04-30, value: 120}
      - {on: 2026-05-31, value: 217}
""",
    find=find,
)
