"""CQC423: a figure many times the usual step from the one before."""

from collections.abc import Iterator

from cqcplan.checks.figures.doubtful import doubtful
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.doubts import TIMES as USUAL

TIMES = Option("times", USUAL, "How many usual steps a figure may be from the one before.", least=3, most=1000)


def find(subject: Subject) -> Iterator[Problem]:
    """Report figures that are far from the one before, as the measure goes."""
    return doubtful(subject, RULE.code, "jump", subject.option(RULE.code, TIMES))


RULE = Rule(
    code="CQC423",
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
