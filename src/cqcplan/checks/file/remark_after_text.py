"""013: a remark after a text that is not in quotes."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="013",
    name="remark-after-text",
    severity=Severity.WARNING,
    what=(
        "No text that is not in quotes is followed on its line by a remark that may belong to it. A remark that two "
        "blanks set off, with a blank after its `#`, is taken for one."
    ),
    why=(
        "To YAML a `#` after a blank begins a remark, so that papers print the text only up to there: *Overspend on "
        "budget line #12* becomes *Overspend on budget line*."
    ),
    bad="""\
risks:
  - id: overspend
    title: Overspend on budget line #12  # here
""",
    good="""\
risks:
  - id: overspend
    title: "Overspend on budget line #12"  # seen in the tracker
""",
)
