"""CQC421: a figure that what it is counted in does not allow."""

from collections.abc import Iterator

from cqcplan.checks.figures.doubtful import doubtful
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report percentages above a hundred, counts below nought, and part of a person."""
    return doubtful(subject, RULE.code, "outside")


RULE = Rule(
    code="CQC421",
    name="figure-outside-unit",
    severity=Severity.WARNING,
    what=(
        "A figure lies within what its unit allows: percentages between 0 and 100, counts, times and posts not below "
        "0, and no part of a person where every other figure is whole. A measure whose target or other figures lie "
        "outside too is let be."
    ),
    why=(
        "A figure of 740 per cent is a slip of the keyboard for 74, and minus five carers for five. Members who see "
        "one such figure believe none of the others."
    ),
    bad="""\
measures:
  - id: started-in-time
    title: Assessments started within 28 days
    unit: per cent
    observations:
      - {on: 2026-03-31, value: 71}
      - {on: 2026-04-30, value: 740}  # here
""",
    good="""\
measures:
  - id: started-in-time
    title: Assessments started within 28 days
    unit: per cent
    observations:
      - {on: 2026-03-31, value: 71}
      - {on: 2026-04-30, value: 74}
""",
    find=find,
)
