"""104: a list where text belongs, a text where a number belongs, and the like."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="104",
    name="wrong-kind-of-value",
    severity=Severity.ERROR,
    what=(
        "Each value is of the kind its field takes: text, a number, a whole number, a date, true or false, a "
        "list, or a mapping of fields."
    ),
    why=(
        "Figures written as text cannot be added up or compared, and a list written as one line prints as one "
        "point. YAML also reads some text as a number or as true or false: a telephone number loses its first "
        "nought unless it is in quotes."
    ),
    bad="""\
roles:
  - id: director
    title: Director of Adult Social Services
    phone: 01632960001  # here
""",
    good="""\
roles:
  - id: director
    title: Director of Adult Social Services
    phone: "01632 960001"
""",
)
