"""503: what was printed is not what the scores make."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.model.vocabulary import RATING_WORDS
from cqcplan.problems.problem import Problem, Severity

if TYPE_CHECKING:
    from cqcplan.scoring.result import Result


def find(subject: Subject) -> Iterator[Problem]:
    """Report printed results that differ from the computed ones."""
    told = [given for _, _, given in subject.assessments if given.get("printed") and given.get("scores")]
    if not told or subject.loaded.plan is None or subject.has_unknown_statements:
        return
    from cqcplan.scoring.current import result_of

    places = {assessment.get("id"): (file, route) for file, route, assessment in subject.assessments}
    for assessment in subject.loaded.plan.assessments:
        said = _difference(result_of(assessment))
        if said:
            file, route = places[assessment.id]
            yield file.problem(
                RULE.number,
                (*route, "printed"),
                said,
                key=True,
                help="check the nine scores and the printed figures against the source; a source that is odd keeps its "
                "figures, with a note",
            )


def _difference(result: "Result") -> str | None:
    """Say how what was printed differs from what the scores make, by which rule; nothing where it does not."""
    from cqcplan.scoring.ratings import nearest_percent_of

    printed = result.printed
    if result.agrees is not False or printed is None or result.percent is None or result.rating is None:
        return None
    said = [f"{printed.overall_percent} per cent"] if printed.overall_percent is not None else []
    said += [RATING_WORDS[printed.rating].lower()] if printed.rating else []
    half_up = nearest_percent_of(result.points, result.maximum) if result.points else None
    cause = "the likely cause is a score or a figure typed wrongly"
    if printed.overall_percent == half_up:
        cause = "the likely cause is that it was rounded to the nearest, where CQC rounds up"
    return (
        f"the printed result is {', '.join(said)}, but {result.points} of {result.maximum} points, rounded up, make "
        f"{result.percent} per cent, {RATING_WORDS[result.rating].lower()}; {cause}"
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
