"""004: text that is not YAML."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="004",
    name="syntax",
    severity=Severity.ERROR,
    what="The file can be read as YAML from its first line to its last.",
    why=(
        "What cannot be read cannot be checked, scored or printed. Reading stops at the first such mistake, so "
        "the rest of the file is not looked at until it is put right. The commonest causes are a colon inside a "
        "value, a tab, a quotation mark or bracket that is never closed, and a line that is not indented like its "
        "neighbours."
    ),
    bad="""\
risks:
  - id: capacity
    title: Workforce: too few people to deliver the plan  # here
""",
    good="""\
risks:
  - id: capacity
    title: "Workforce: too few people to deliver the plan"
""",
)
