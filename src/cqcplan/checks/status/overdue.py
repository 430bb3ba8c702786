"""411: an action or milestone that is past its date and not done."""

from collections.abc import Iterator

from cqcplan.checks.naming import few
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.live import live


def find(subject: Subject) -> Iterator[Problem]:
    """Report overdue work, once for each priority."""
    if subject.loaded.plan is None:
        return
    for standing, items in live(subject.state):
        late = [item for item in items if item.overdue(subject.as_of)]
        if not late:
            continue
        told = late[0].entry if len(late) == 1 else standing.priority
        file, route = subject.place_of(told.id)
        if len(late) == 1:
            said = f"this was due {late[0].due} and is not reported as done"
        else:
            named = few([f"{item.entry.id} ({item.due})" for item in late])
            said = f"{len(late)} actions and milestones under this are past their dates and not done: {named}"
        yield file.problem(
            RULE.number,
            (*route, "id"),
            said,
            help="add an update: with status complete if it is done, or with the new due date and the reason",
        )


RULE = Rule(
    number="411",
    name="overdue",
    severity=Severity.WARNING,
    what=(
        "No action or milestone is past the last day it could be due without being complete, closed or handed over. "
        "A moved date counts; what stands under something closed does not. Those of one priority are told in one "
        "problem."
    ),
    why=(
        "A date that passes in silence is how a plan loses its readers. Trackers that recover well ask, of everything "
        "late, for the reason, the new date and what it does to the risk."
    ),
    bad="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - id: second-team
        title: A second assessment team
        milestones:
          - {id: team-in-place, title: Team in place, due: 2026-04}  # here
""",
    good="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - id: second-team
        title: A second assessment team
        milestones:
          - {id: team-in-place, title: Team in place, due: 2026-04}
updates:
  - {on: 2026-04-28, about: team-in-place, due: 2026-07, reason: Two of six posts were advertised again.}
""",
    find=find,
    needs_day=True,
)
