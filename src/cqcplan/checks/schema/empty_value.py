"""106: a text or a list with nothing in it."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="106",
    name="empty-value",
    severity=Severity.ERROR,
    what=(
        "A text that is written has words in it, and a list that must have entries has some. A field with nothing "
        "to say is left out."
    ),
    why=(
        "An empty title prints as a gap in a published paper, and an empty text looks as if something had been "
        "lost. A field left out says plainly that there is nothing."
    ),
    bad="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    mitigation: ""  # here
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
""",
)
