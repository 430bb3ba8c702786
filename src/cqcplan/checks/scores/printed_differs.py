"""503: what was printed is not what the scores make."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report printed results that differ from the computed ones."""
    told = [given for _, _, given in subject.assessments if given.get("printed") and given.get("scores")]
    if not told or subject.loaded.plan is None or subject.has_unknown_statements:
        return
    from cqcplan.scoring.current import result_of
    from cqcplan.scoring.result_sentences import difference_sentence

    places = {assessment.get("id"): (file, route) for file, route, assessment in subject.assessments}
    for assessment in subject.loaded.plan.assessments:
        said = difference_sentence(result_of(assessment))
        if said:
            file, route = places[assessment.id]
            yield file.problem(
                RULE.number,
                (*route, "printed"),
                said.rstrip("."),
                key=True,
                help="check the nine scores and the printed figures against the source; a source that is odd keeps its "
                "figures, with a note",
            )


RULE = Rule(
    number="503",
    name="printed-differs",
    severity=Severity.WARNING,
    what="The overall percentage and rating that were printed are those that the nine scores make.",
    why=(
        "Every published result known agrees with the sum. One that does not is most often a typing mistake, and a "
        "director would rather hear of it here than from a member."
    ),
    bad="""\
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores: {assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 3, partnerships: 2,
             safe-systems: 2, safeguarding: 3, governance: 2, learning: 3}
    printed: {overall_percent: 58, rating: requires-improvement}  # here
""",
    good="""\
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores: {assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 3, partnerships: 2,
             safe-systems: 2, safeguarding: 3, governance: 2, learning: 3}
    printed: {overall_percent: 59, rating: requires-improvement}
""",
    find=find,
)
