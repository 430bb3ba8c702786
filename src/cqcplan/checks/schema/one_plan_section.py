"""110: a plan without a plan: section, or with more than one."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="110",
    name="one-plan-section",
    severity=Severity.ERROR,
    what="The `plan:` section stands in exactly one file of the plan, and has something in it.",
    why=(
        "It names the council and the framework that the plan answers to. Without it nothing can be scored or "
        "printed; with two of them, which council's name is printed would depend on the order of the files."
    ),
    bad="""\
schema: 1  # here
risks:
  - id: capacity
    title: Too few people to deliver the plan
""",
    good="""\
schema: 1
plan:
  id: exampleshire
  council: {name: Exampleshire County Council}
  framework: la-2026-04
risks:
  - id: capacity
    title: Too few people to deliver the plan
""",
)
