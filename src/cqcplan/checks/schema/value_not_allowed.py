"""103: a word that is not one of those the field takes."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="103",
    name="value-not-allowed",
    severity=Severity.ERROR,
    what=(
        "Where a field takes one of a few words (a kind, a status, a colour), it has one of them, spelt as they are."
    ),
    why=(
        "Counts, colours and headings in papers go by these words. `done` beside `complete` would be counted "
        "apart, or not at all."
    ),
    bad="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
updates:
  - on: 2026-06-01
    about: timeliness
    status: completed  # here
""",
    good="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
updates:
  - on: 2026-06-01
    about: timeliness
    status: complete
""",
)
