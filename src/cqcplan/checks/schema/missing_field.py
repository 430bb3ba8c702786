"""102: a field that the entry cannot do without."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="102",
    name="missing-field",
    severity=Severity.ERROR,
    what=(
        "Every entry has the fields that its kind of entry must have, such as an `id` and a `title`. The mark is "
        "put at the entry's id, or where the entry begins."
    ),
    why=(
        "Without an id nothing can point at the entry; without a title a paper has nothing to call it; an update "
        "without a date cannot be put in any period."
    ),
    bad="""\
risks:
  - id: capacity  # here
    mitigation: Recruit twelve social workers
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    mitigation: Recruit twelve social workers
""",
)
