"""414: complete, with nothing to show it."""

from collections.abc import Iterator

from cqcplan.checks.naming import few
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

_PROVEN = ("complete", "embedded")
"""What is closed or handed over need not be proven here."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report, in one problem, finished work that no evidence belongs to."""
    if subject.loaded.plan is None:
        return
    shown = {about for placed in subject.section("evidence") for about in placed.entry.about}
    shown |= {about for about, told in subject.updates_about.items() if any(update.entry.evidence for update in told)}
    done = [item for item in subject.state.items if item.status in _PROVEN]
    # evidence of an action shows its milestones too, and that of any milestone its action
    bare = [
        item
        for item in done
        if not shown & {item.entry.id, item.action.id}
        and not (item.entry is item.action and shown & {milestone.id for milestone in item.action.milestones})
    ]
    if bare:
        last = [placed for placed in subject.updates_about[bare[0].entry.id] if placed.entry.status][-1]
        said = f"{len(bare)} of {len(done)} finished actions and milestones have no evidence"
        if len(bare) == 1:
            said = f'"{bare[0].entry.id}" is reported as {bare[0].status}, and no evidence belongs to it'
        else:
            said += f": {few([item.entry.id for item in bare])}"
        yield last.file.problem(
            RULE.number,
            (*last.route, "status"),
            said,
            help="add an entry under evidence, with what it is about, or name one under evidence of the update",
        )


RULE = Rule(
    number="414",
    name="complete-without-evidence",
    severity=Severity.INFO,
    what=(
        "Every action and milestone reported as complete or embedded has evidence: its own, its action's, or that of "
        "one of its milestones. Those that have none are told in one problem."
    ),
    why=(
        "CQC and improvement boards take nothing as done until they have seen it: is it done, has practice changed, "
        "is it the same everywhere, will it last. Evidence is cheap on the day and hard to find a year later."
    ),
    bad="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team}
updates:
  - {on: 2026-05-05, about: second-team, status: complete}  # here
""",
    good="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team}
updates:
  - {on: 2026-05-05, about: second-team, status: complete}
evidence:
  - {id: board-paper, title: Paper to the board of 5 May 2026, about: [second-team]}
""",
    find=find,
    needs_day=True,
)
