"""012: a file or folder of the plan that cannot be opened. Its examples are empty: they cannot be shown as text."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="012",
    name="cannot-be-opened",
    severity=Severity.ERROR,
    what=(
        "Every folder below the plan's own, and every file in them whose name ends in `.yaml` or `.yml`, can be "
        "opened and is an ordinary file."
    ),
    why=(
        "A plan checked without one of its files would look sound when part of it had not been looked at. Usual "
        "causes are the file's permissions, a link to something that has moved, and a network drive that is away."
    ),
    bad="",
    good="",
)
