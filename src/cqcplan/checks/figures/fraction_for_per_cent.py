"""CQC422: a percentage written as a fraction of one."""

from collections.abc import Iterator

from cqcplan.checks.figures.doubtful import doubtful
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report what may be a fraction where a percentage is meant."""
    return doubtful(subject, RULE.code, "fraction")


RULE = Rule(
    code="CQC422",
    name="fraction-for-per-cent",
    severity=Severity.WARNING,
    what=(
        "A percentage is written as a number out of a hundred: a figure between 0 and 1 is reported, unless other "
        "figures of the measure are as small."
    ),
    why=(
        "Spreadsheets keep 62 per cent as 0.62. Copied without its format, it becomes less than one per cent in every"
        " paper, and the measure seems to have collapsed."
    ),
    bad="""\
measures:
  - id: enquiries-in-time
    title: Safeguarding enquiries closed within 20 days
    unit: "%"
    observations:
      - {on: 2026-03-31, value: 59}
      - {on: 2026-04-30, value: 0.62}  # here
""",
    good="""\
measures:
  - id: enquiries-in-time
    title: Safeguarding enquiries closed within 20 days
    unit: "%"
    observations:
      - {on: 2026-03-31, value: 59}
      - {on: 2026-04-30, value: 62}
""",
    find=find,
)
