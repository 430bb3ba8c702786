"""006: an anchor (&) or an alias (*)."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="006",
    name="anchor-or-alias",
    severity=Severity.ERROR,
    what=(
        "No value is marked with an anchor (`&name`) or repeated by an alias (`*name`). Text that starts with "
        "either character is in quotes."
    ),
    why=(
        "With an alias, one edit changes several entries at once, and a reader of the file cannot tell what an "
        "entry says without looking elsewhere. A few nested aliases can also stand for billions of values. One "
        "entry points at another by its id instead."
    ),
    bad="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    mitigation: &recruit Recruit twelve social workers  # here
  - id: demand
    title: Demand grows faster than the workforce
    mitigation: *recruit  # here
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    mitigation: Recruit twelve social workers
  - id: demand
    title: Demand grows faster than the workforce
    mitigation: Recruit twelve social workers
""",
)
