"""423: a figure many times the usual step from the one before."""

from collections.abc import Iterator

from cqcplan.checks.figures.doubtful import JUMPS, TIMES, doubtful
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report figures that are far from the one before, as the measure goes."""
    return doubtful(subject, RULE.number, "jump")


RULE = Rule(
    number=JUMPS,
    name="figure-jumps",
    severity=Severity.WARNING,
    what=(
        "A figure is within some usual steps (the middle one of the steps so far) of the one before, or at least "
        "within a third of its size; of fewer than three earlier figures, within ten times their size."
    ),
    why=(
        "A figure of 99,999 carers where there were 331 is a figure typed to fill a field; 5,510 is 551 with a nought"
        " too many. A jump that is real deserves a sentence, and a waiver with its reason keeps it."
    ),
    bad="""\
measures:
  - id: carers-assessed
    title: Carers assessed
    unit: carers
    observations:
      - {on: 2026-01-31, value: 310}
      - {on: 2026-02-28, value: 318}
      - {on: 2026-03-31, value: 331}
      - {on: 2026-04-30, value: 99999}  # here
""",
    good="""\
measures:
  - id: carers-assessed
    title: Carers assessed
    unit: carers
    observations:
      - {on: 2026-01-31, value: 310}
      - {on: 2026-02-28, value: 318}
      - {on: 2026-03-31, value: 331}
      - {on: 2026-04-30, value: 340}
""",
    find=find,
    options=(TIMES,),
)
