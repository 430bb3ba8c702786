"""005: a key that stands twice in one mapping."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="005",
    name="duplicate-key",
    severity=Severity.ERROR,
    what="Within one entry each field is written once, and each section stands once in a file.",
    why=(
        "Most YAML readers keep the last of the two and drop the first without a word. A date or an owner that "
        "somebody entered would vanish from the paper, and nothing would show it."
    ),
    bad="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    mitigation: Recruit twelve social workers
    mitigation: Train the social workers in post  # here
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    mitigation: Recruit twelve social workers, and train those in post
""",
)
