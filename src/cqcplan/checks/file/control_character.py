"""003: a character that does not show on screen and is not allowed in YAML."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity

RULE = Rule(
    number="003",
    name="control-character",
    severity=Severity.ERROR,
    what=(
        "No character of a plan is one that never shows (a control character, or a byte-order mark inside the "
        "text), neither as it stands nor spelt with a backslash in double quotes."
    ),
    why=(
        "Control characters come with text pasted from e-mail, PDF files and spreadsheets. They do not show on "
        "screen, yet they break words, searches and published papers. In double quotes a backslash spells them by "
        "accident: `\\a` is a bell, so a Windows path belongs in single quotes."
    ),
    bad="""\
risks:
  - id: records
    title: "Records are kept only on S:\\adults"  # here
""",
    good="""\
risks:
  - id: records
    title: 'Records are kept only on S:\\adults'
""",
)
