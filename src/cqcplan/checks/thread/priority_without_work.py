"""401: a priority with neither an action nor a measure."""

from collections.abc import Iterator

from cqcplan.checks.naming import counted, together
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report, in one problem, the priorities that nothing is done or counted for."""
    measured = {priority for placed in subject.section("measures") for priority in placed.entry.priorities}
    every = subject.section("priorities")
    empty = [
        placed
        for placed in every
        if not placed.entry.actions and not placed.entry.delivered_by and placed.entry.id not in measured
    ]
    if empty:
        yield together(
            RULE.number,
            empty,
            one="this priority has neither an action nor a measure",
            many=f"{len(empty)} of {counted(len(every), 'priority')} have neither an action nor a measure",
            todo="add what will be done, or the measure that will show it; say delivered_by where others do the work",
        )


RULE = Rule(
    number="401",
    name="priority-without-work",
    severity=Severity.WARNING,
    what=(
        "Every priority has an action, or a measure that names it, unless it says with delivered_by that others "
        "deliver it. Those that have neither are told in one problem."
    ),
    why=(
        "A priority with nothing under it is a heading. No paper can say how far it has got, and CQC asks for what was "
        "done about a finding, not for what it was filed under."
    ),
    bad="""\
priorities:
  - id: timeliness  # here
    title: Timeliness of assessments
""",
    good="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team}
""",
    find=find,
)
