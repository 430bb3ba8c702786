"""001: a file, a nesting, a text or a number larger than any plan needs."""

from cqcplan.checks.rule import Rule
from cqcplan.problems.problem import Severity
from cqcplan.yamltext.limits import MAX_BYTES, MAX_DEPTH, MAX_FIGURES, MAX_NODES, MAX_SCALAR

RULE = Rule(
    number="001",
    name="too-large",
    severity=Severity.ERROR,
    what=(
        f"A file has at most {MAX_BYTES // 2**20} MB and {MAX_NODES:,} names and values. Lists and mappings are nested "
        f"at most {MAX_DEPTH} deep, a text has at most {MAX_SCALAR:,} characters, and a number at most {MAX_FIGURES} "
        "figures and no more than a computer can hold."
    ),
    why=(
        "A plan is text that people have typed, and stays far below these limits. What goes over them is nearly "
        "always a mistake (a bracket never closed, a spreadsheet or a report pasted in) or a file made to bring "
        "the tool down."
    ),
    bad="""\
measures:
  - id: ot-waiting
    title: People waiting for an occupational therapy assessment
    unit: people
    baseline:
      on: 2026-03-31
      value: 605e999  # here
""",
    good="""\
measures:
  - id: ot-waiting
    title: People waiting for an occupational therapy assessment
    unit: people
    baseline:
      on: 2026-03-31
      value: 605
""",
)
