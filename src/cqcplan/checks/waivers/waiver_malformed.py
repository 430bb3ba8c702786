"""901: a waiver that cannot be read."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="901",
    name="waiver-malformed",
    severity=Severity.ERROR,
    what=(
        "A comment that starts with `# cqcplan:` has the form of a waiver: `# cqcplan: ignore[CODE] reason`, "
        "with several codes parted by commas, and `until DATE` at the end where it is to lapse."
    ),
    why="A waiver that is not understood waives nothing, and its writer would think it did.",
    bad="""\
risks:
  - {id: capacity, title: Too few people}  # cqcplan: skip this  # here
""",
    good="""\
risks:
  - {id: capacity, title: Too few people}
""",
)
