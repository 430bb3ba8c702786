"""405: a measure that belongs to no priority."""

from collections.abc import Iterator

from cqcplan.checks.naming import counted, together
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report, in one problem, the measures that name no priority."""
    every = subject.section("measures")
    loose = [placed for placed in every if not placed.entry.priorities]
    if loose:
        yield together(
            RULE.number,
            loose,
            one="this measure belongs to no priority",
            many=f"{len(loose)} of {counted(len(every), 'measure')} belong to no priority",
            todo="add priorities: with the priority that it shows the progress of",
        )


RULE = Rule(
    number="405",
    name="measure-without-priority",
    severity=Severity.WARNING,
    what="Every measure names the priority whose progress it shows. Those that name none are told in one problem.",
    why=(
        "A paper prints a figure beside the work that is to move it. A measure of no priority cannot be held to "
        "anything, and a good figure beside no work is luck."
    ),
    bad="""\
measures:
  - {id: ot-waiting, title: People waiting for an assessment, unit: people}  # here
""",
    good="""\
priorities:
  - {id: timeliness, title: Timeliness of assessments}
measures:
  - {id: ot-waiting, title: People waiting for an assessment, unit: people, priorities: [timeliness]}
""",
    find=find,
)
