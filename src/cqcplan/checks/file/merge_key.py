"""007: the merge key (<<) of older YAML."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="007",
    name="merge-key",
    severity=Severity.ERROR,
    what="No mapping takes over the fields of another with `<<`.",
    why=(
        "The merge key was never part of YAML 1.2, and programs disagree on what it does. An entry's fields stand "
        "in the entry, where a reader looks for them and where git shows who changed them."
    ),
    bad="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    <<: {review_every: quarter}  # here
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    review_every: quarter
""",
)
