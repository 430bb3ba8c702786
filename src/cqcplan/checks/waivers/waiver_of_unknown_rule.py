"""903: a waiver of a rule that is not there or cannot be waived."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.codes import coded
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="903",
    name="waiver-of-unknown-rule",
    severity=Severity.ERROR,
    what=(
        "The codes in a waiver are those of rules about what a plan says (3xx and above). What keeps a plan "
        "from being read, and references that lead nowhere, cannot be waived."
    ),
    why="A misspelt code waives nothing; and no paper can be made of a plan that cannot be read whole.",
    bad=f"""\
risks:
  - {{id: capacity, title: Too few people}}  # cqcplan: ignore[{coded("999")}] agreed by the board  # here
""",
    good="""\
risks:
  - {id: capacity, title: Too few people}
""",
)
