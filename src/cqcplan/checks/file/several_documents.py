"""008: a second YAML document in a file."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="008",
    name="several-documents",
    severity=Severity.ERROR,
    what="A plan file holds one YAML document: no line of hyphens (`---`) follows its first entry.",
    why=(
        "Many programs read only the first document and drop the rest without a word. A line of hyphens drawn as "
        "a divider would then cost a council everything below it."
    ),
    bad="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
---  # here
principles:
  - id: make-the-most
    text: Make the most of what we have
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan

# ----
principles:
  - id: make-the-most
    text: Make the most of what we have
""",
)
