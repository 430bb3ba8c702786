"""904: a waiver whose last day has passed."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.codes import coded
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="904",
    name="waiver-expired",
    severity=Severity.WARNING,
    what=(
        "A waiver with `until` counts up to and with the last day of its date; after that the problem shows "
        "again, and so does the waiver."
    ),
    why="A lapsed decision is to be taken again, not forgotten.",
    bad=f"""\
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores: {{assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 3, partnerships: 2,
             safe-systems: 2, safeguarding: 3, governance: 2, learning: 3}}
    printed: {{overall_percent: 58}}  # cqcplan: ignore[{coded("503")}] as it was printed, until 2025-03-31  # here
""",
    good=f"""\
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores: {{assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 3, partnerships: 2,
             safe-systems: 2, safeguarding: 3, governance: 2, learning: 3}}
    printed: {{overall_percent: 58}}  # cqcplan: ignore[{coded("503")}] as it was printed, until 2099-03-31
""",
)
