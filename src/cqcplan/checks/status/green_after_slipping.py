"""413: green against a date later than the one first set."""

from collections.abc import Iterator

from cqcplan.checks.naming import few
from cqcplan.checks.rule import Rule
from cqcplan.checks.status.colour import last_coloured
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.live import live
from cqcplan.timeline.state import Item


def find(subject: Subject) -> Iterator[Problem]:
    """Report, once for each priority, green work whose date has moved to later."""
    if subject.loaded.plan is None:
        return
    for _, items in live(subject.state):
        slipped = [item for item in items if item.rag == "green" and not item.is_done and _later(item)]
        slipped = [item for item in slipped if not item.overdue(subject.as_of)]
        if slipped:
            file, route, _ = last_coloured(subject, slipped[0].entry.id)
            moved = [f"{item.entry.id} (from {item.entry.due} to {item.due})" for item in slipped]
            is_ = "is" if len(slipped) == 1 else "are"
            yield file.problem(
                RULE.number,
                (*route, "rag"),
                f"green, but later than first set, {is_} {few(moved)}",
                help="say in the text that the date has moved; a paper prints the first date and the reason beside it",
            )


def _later(item: Item) -> bool:
    first, now = item.entry.due, item.due
    return first is not None and now is not None and now.latest > first.latest


RULE = Rule(
    number="413",
    name="green-after-slipping",
    severity=Severity.INFO,
    what=(
        "Where something is reported as green, its date is no later than the one first set. Those of one priority are "
        "told in one problem."
    ),
    why=(
        "A plan whose dates move can be green in every paper and a year late at the end. A new date that was agreed, "
        "with its reason, is good practice: so this is for information, and the reader is told both dates."
    ),
    bad="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team, due: 2026-04}
updates:
  - on: 2026-05-05
    about: second-team
    due: 2026-09
    reason: Two of six posts are empty.
    rag: green  # here
""",
    good="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team, due: 2026-04}
updates:
  - on: 2026-05-05
    about: second-team
    due: 2026-09
    reason: Two of six posts are empty.
    rag: amber
    recovery: They are advertised again in June.
""",
    find=find,
    needs_day=True,
)
