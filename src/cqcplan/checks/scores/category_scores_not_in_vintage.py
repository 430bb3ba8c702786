"""501: evidence-category scores in a vintage that has none."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.framework.vintage import load_vintage, vintage_ids
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report category scores under a vintage that scores statements directly."""
    for file, route, assessment in subject.assessments:
        framework = assessment.get("framework")
        scores = assessment.get("scores")
        if framework not in vintage_ids() or not isinstance(scores, dict):
            continue
        if load_vintage(framework).category_scores:
            continue
        for statement, given in scores.items():
            if isinstance(given, dict) and given.get("categories"):
                yield file.problem(
                    RULE.number,
                    (*route, "scores", statement, "categories"),
                    f"{framework} has no evidence-category scores",
                    key=True,
                    help="give the statement one score from 1 to 4, or name the vintage the categories were scored in",
                )


RULE = Rule(
    number="501",
    name="category-scores-not-in-vintage",
    severity=Severity.ERROR,
    what="Evidence-category scores are given only under a vintage of the framework that has them.",
    why=(
        "Until March 2026 CQC built a statement's score from its evidence categories. From April 2026 each statement "
        "is scored directly against rating characteristics, so category scores there would be somebody's own invention."
    ),
    bad="""\
assessments:
  - id: own-2026
    kind: self
    framework: la-2026-04
    published: 2026-09
    scores:
      equity:
        categories: {processes: 2, partners: 3}  # here
""",
    good="""\
assessments:
  - id: own-2025
    kind: self
    framework: la-2023-12
    published: 2025-09
    scores:
      equity:
        categories: {processes: 2, partners: 3}
""",
    find=find,
)
