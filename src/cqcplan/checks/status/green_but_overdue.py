"""412: green, and past its date."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.status.colour import last_coloured
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.live import live


def find(subject: Subject) -> Iterator[Problem]:
    """Report work whose last colour is green although its date has passed."""
    if subject.loaded.plan is None:
        return
    for item in (item for _, items in live(subject.state) for item in items):
        if item.rag == "green" and item.overdue(subject.as_of):
            file, route, _ = last_coloured(subject, item.entry.id)
            home, place = subject.place_of(item.entry.id)
            yield file.problem(
                RULE.number,
                (*route, "rag"),
                f'"{item.entry.id}" is reported as green, but was due {item.due} and is not done',
                help="report it as complete, move the date with a reason, or give it the colour that is true",
                related=(home.related((*place, "id"), "it stands here"),),
            )


RULE = Rule(
    number="412",
    name="green-but-overdue",
    severity=Severity.WARNING,
    what="Nothing whose last reported colour is green is past its date.",
    why=(
        "Green says that the date will be met. Beside a date that has been missed it tells a board not to look, and a "
        "member who does look stops believing the other greens."
    ),
    bad="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team, due: 2026-04}
updates:
  - {on: 2026-05-05, about: second-team, status: in-progress, rag: green}  # here
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
    status: in-progress
    rag: amber
    due: 2026-07
    reason: Two of six posts are empty.
    recovery: They are advertised again in June.
""",
    find=find,
    needs_day=True,
)
