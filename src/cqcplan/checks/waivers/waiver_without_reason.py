"""902: a waiver without a reason."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.codes import coded
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="902",
    name="waiver-without-reason",
    severity=Severity.ERROR,
    what="Every waiver says, after the codes, why the problem may stand.",
    why=(
        "A waiver is a decision. Whoever reads the plan next year, or audits it, has to be able to tell "
        "whether it still holds."
    ),
    bad=f"""\
risks:
  - {{id: capacity, title: Too few people}}  # cqcplan: ignore[{coded("503")}]  # here
""",
    good="""\
risks:
  - {id: capacity, title: Too few people}
""",
)
