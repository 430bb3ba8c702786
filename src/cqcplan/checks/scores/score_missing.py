"""502: a statement entered without a score."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report statements under ``scores`` that have neither a score nor category scores."""
    for file, route, assessment in subject.assessments:
        scores = assessment.get("scores")
        for statement, given in scores.items() if isinstance(scores, dict) else ():
            if isinstance(given, dict) and not given.get("categories") and "score" not in given:
                yield file.problem(
                    RULE.number,
                    (*route, "scores", statement),
                    f'"{statement}" stands under scores without a score',
                    key=True,
                    help="add score: with a number from 1 to 4, or leave the statement out while it is not known",
                )


RULE = Rule(
    number="502",
    name="score-missing",
    severity=Severity.ERROR,
    what="Each statement under an assessment's scores has a score, or category scores that make one.",
    why=(
        "A statement without a score looks scored and is not: the total would silently be of eight. One that is not "
        "known is left out, and the paper then says what is known."
    ),
    bad="""\
assessments:
  - id: own-2026
    kind: self
    framework: la-2026-04
    published: 2026-09
    scores:
      equity: {percent: 57}  # here
""",
    good="""\
assessments:
  - id: own-2026
    kind: self
    framework: la-2026-04
    published: 2026-09
    scores:
      equity: {score: 2, percent: 57}
""",
    find=find,
)
