"""611: more points accepted than were submitted."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report tallies of the factual accuracy check that cannot be."""
    for file, route, assessment in subject.assessments:
        check = assessment.get("factual_accuracy")
        if not isinstance(check, dict):
            continue
        for kind in ("accuracy", "completeness"):
            tally = check.get(kind)
            if not isinstance(tally, dict):
                continue
            submitted, accepted = tally.get("submitted"), tally.get("accepted")
            if type(submitted) is int and type(accepted) is int and accepted > submitted >= 0:
                yield file.problem(
                    RULE.number,
                    (*route, "factual_accuracy", kind, "accepted"),
                    f"CQC cannot have accepted {accepted} of {submitted} points",
                    help="check both figures against the source; accepted counts those accepted in full or in part",
                )


RULE = Rule(
    number="611",
    name="more-accepted-than-submitted",
    severity=Severity.ERROR,
    what="Of the points put to CQC in the factual accuracy check, no more were accepted than were submitted.",
    why=(
        "The tally is quoted to members as the council's case for how the draft report was handled. The two figures "
        "swapped round make nonsense of it."
    ),
    bad="""\
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2025-01-30
    factual_accuracy:
      accuracy: {submitted: 56, accepted: 75}  # here
""",
    good="""\
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2025-01-30
    factual_accuracy:
      accuracy: {submitted: 75, accepted: 56}
""",
    find=find,
)
