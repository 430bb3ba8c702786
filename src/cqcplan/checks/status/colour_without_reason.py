"""416: amber or red without a reason, or without what will bring it back."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.status.colour import last_coloured, troubled
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.live import live
from cqcplan.timeline.state import DONE, Item, PriorityState


def find(subject: Subject) -> Iterator[Problem]:
    """Report what stands at amber or red on the day with its reason or its recovery left out."""
    plan = subject.loaded.plan
    if plan is None:
        return
    colours = troubled(plan.header)
    for standing, items in live(subject.state):
        coloured: list[tuple[str, PriorityState | Item]] = [(standing.priority.id, standing)]
        coloured += [(item.entry.id, item) for item in items]
        for entry_id, state in coloured:
            missing = [name for name in ("reason", "recovery") if not getattr(state, name)]
            if state.rag in colours and missing and state.status not in DONE:
                file, route, _ = last_coloured(subject, entry_id)
                yield file.problem(
                    RULE.number,
                    (*route, "rag"),
                    f'"{entry_id}" stands at {state.rag} with no {" and no ".join(missing)}',
                    help=f"add {' and '.join(missing)}: why it is {state.rag}, what will bring it back and by when",
                )


RULE = Rule(
    number="416",
    name="colour-without-reason",
    severity=Severity.WARNING,
    what=(
        "Whatever stands at amber or red has a reason and a recovery. A colour that means on track in the council's "
        "own scheme needs neither."
    ),
    why=(
        "A red box without a corrective action is a complaint, not a report. Boards and DHSC ask the same two "
        "questions of every one: why, and what brings it back."
    ),
    bad="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team}
updates:
  - {on: 2026-05-05, about: second-team, rag: amber, reason: Two of six posts are empty.}  # here
""",
    good="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team}
updates:
  - on: 2026-05-05
    about: second-team
    rag: amber
    reason: Two of six posts are empty.
    recovery: They are advertised again in June.
""",
    find=find,
    needs_day=True,
)
