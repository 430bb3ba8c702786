"""009: a list or mapping where a name belongs."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="009",
    name="complex-key",
    severity=Severity.ERROR,
    what="Before a colon stands one word or text, never a list or mapping.",
    why=(
        "YAML allows it, but the name of a field is a word. It is nearly always brackets or braces that were "
        "meant as part of the value, or one value meant for several names."
    ),
    bad="""\
assessments:
  - id: peer-2026
    kind: peer
    framework: la-2026-04
    scores:
      [equity, governance]: 2  # here
""",
    good="""\
assessments:
  - id: peer-2026
    kind: peer
    framework: la-2026-04
    scores:
      equity: 2
      governance: 2
""",
)
