"""010: a tag (!) that says what kind of value follows."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="010",
    name="tag",
    severity=Severity.ERROR,
    what=(
        "No value is marked with a tag (`!name` or `!!name`). Text that starts with an exclamation mark is in quotes."
    ),
    why=(
        "Tags tell a program to build something out of the value, and in some programs that can run code. In a "
        "plan a tag is nearly always a text whose first word would be lost."
    ),
    bad="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    note: !check the figure with Finance  # here
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    note: "!check the figure with Finance"
""",
)
