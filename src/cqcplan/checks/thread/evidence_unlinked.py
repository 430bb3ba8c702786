"""404: evidence that belongs to nothing."""

from collections.abc import Iterator

from cqcplan.checks.naming import counted, together
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report, in one problem, the evidence that points at nothing and that no update points at."""
    every = subject.section("evidence")
    if not every:
        return
    used = {piece for placed in subject.section("updates") for piece in placed.entry.evidence}
    loose = [
        placed
        for placed in every
        if not placed.entry.about and not placed.entry.quality_statements and placed.entry.id not in used
    ]
    if loose:
        yield together(
            RULE.number,
            loose,
            one="this evidence says nothing of what it proves, and no update names it",
            many=f"{len(loose)} of {counted(len(every), 'piece')} of evidence belong to nothing",
            todo="say under about what it proves, or name it under evidence of an update",
        )


RULE = Rule(
    number="404",
    name="evidence-unlinked",
    severity=Severity.WARNING,
    what=(
        "Every piece of evidence says what it is about or which quality statement it serves, or an update names it. "
        "Those that do none of these are told in one problem."
    ),
    why=(
        "Evidence nobody can reach from the work it proves is a document in a folder. It counts towards no readiness, "
        "and is missed when CQC's information return is put together."
    ),
    bad="""\
evidence:
  - {id: audit-march, title: Case file audit March 2026}  # here
""",
    good="""\
evidence:
  - {id: audit-march, title: Case file audit March 2026, quality_statements: [assessing-needs]}
""",
    find=find,
)
