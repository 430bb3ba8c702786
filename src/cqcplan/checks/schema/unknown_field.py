"""101: a field that the entry does not have."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="101",
    name="unknown-field",
    severity=Severity.ERROR,
    what="Every field is one that this kind of entry has.",
    why=(
        "A field whose name is misspelt would otherwise be passed over: the owner, the date or the reason that it "
        "holds would be missing from the paper, though it stands in the file."
    ),
    bad="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    mitigaton: Recruit twelve social workers  # here
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    mitigation: Recruit twelve social workers
""",
)
