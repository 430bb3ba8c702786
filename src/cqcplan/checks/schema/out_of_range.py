"""107: a number, a length or a count outside its limits."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="107",
    name="out-of-range",
    severity=Severity.ERROR,
    what=(
        "Numbers keep within what they mean (a score is 1 to 4, a percentage 0 to 100), ids have at most 80 "
        "characters, and lists that need several entries have them."
    ),
    why=(
        "CQC scores a quality statement from 1 to 4 and nothing else. One figure out of range would put the "
        "points, the overall percentage and the rating of a whole assessment wrong."
    ),
    bad="""\
assessments:
  - id: peer-2026
    kind: peer
    framework: la-2026-04
    scores: {equity: 5}  # here
""",
    good="""\
assessments:
  - id: peer-2026
    kind: peer
    framework: la-2026-04
    scores: {equity: 3}
""",
)
