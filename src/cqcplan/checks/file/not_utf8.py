"""002: a file that is not UTF-8 text. Its examples are empty: wrong bytes cannot be shown as text."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="002",
    name="not-utf8",
    severity=Severity.ERROR,
    what="A plan file is UTF-8 text. A byte-order mark at its start does no harm.",
    why=(
        "Older Windows programs save a pound sign, a dash or a curly apostrophe as bytes that mean something "
        "else, or nothing, on another machine. Read by guesswork, a committee paper would print the wrong "
        "character, or lose it."
    ),
    bad="",
    good="",
)
