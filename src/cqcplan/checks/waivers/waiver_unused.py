"""905: a waiver of a problem that is not there."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.codes import coded
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="905",
    name="waiver-unused",
    severity=Severity.WARNING,
    what="A waiver stands on the line of a problem, or alone on the line above it, and the problem is there.",
    why=("When the cause is put right the waiver goes too; left behind, it would hide the next problem of its kind."),
    bad=f"""\
risks:
  - {{id: capacity, title: Too few people}}  # cqcplan: ignore[{coded("503")}] agreed by the board  # here
""",
    good="""\
risks:
  - {id: capacity, title: Too few people}
""",
)
