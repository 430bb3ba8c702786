"""105: an id that is not lower-case words and figures joined by hyphens."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="105",
    name="bad-id",
    severity=Severity.ERROR,
    what=(
        "An id, and every reference to one, is lower-case letters and figures, joined by single hyphens or full "
        "stops: `ot-waiting`, `safeguarding.1`."
    ),
    why=(
        "Ids stand in links, in file names and on the command line, where blanks, capitals and accents differ "
        "from one machine to the next. One way of writing them means that nobody has to remember which."
    ),
    bad="""\
risks:
  - id: Staff Capacity  # here
    title: Too few people to deliver the plan
""",
    good="""\
risks:
  - id: staff-capacity
    title: Too few people to deliver the plan
""",
)
