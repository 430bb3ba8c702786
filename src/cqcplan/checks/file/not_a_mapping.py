"""011: a file that is empty, or holds something other than sections."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="011",
    name="not-a-mapping",
    severity=Severity.ERROR,
    what="A plan file is a mapping of sections (`priorities:`, `updates:`, `risks:` …), and has at least one.",
    why=(
        "Every file of a plan adds to its sections, so each entry must stand under the name of one. An empty file "
        "usually means that something was not saved."
    ),
    bad="""\
- id: capacity  # here
  title: Too few people to deliver the plan
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
""",
)
