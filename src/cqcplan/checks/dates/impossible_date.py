"""301: a date that is none."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="301",
    name="impossible-date",
    severity=Severity.ERROR,
    what=(
        "Every date is a day that exists, or one of the vaguer forms a plan takes: a month, a financial quarter "
        "or year, a season, a week, or the beginning, middle or end of a month."
    ),
    why=(
        "A milestone due on 31 June is never overdue, and drops out of the list of what comes next. Many YAML "
        "readers stop at such a date without saying where it stands. Where only the month is known, write the "
        "month: a vague date counts as overdue only after the last day it could mean."
    ),
    bad="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - id: clear-backlog
        title: Clear the backlog of assessments
        due: 2026-06-31  # here
""",
    good="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - id: clear-backlog
        title: Clear the backlog of assessments
        due: end of June 2026
""",
)
