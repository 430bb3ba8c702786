"""417: work in progress of which nothing has been heard for a long time."""

from collections.abc import Iterator
from datetime import date

from cqcplan.checks.naming import few
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.model.dates import day_words
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.live import live
from cqcplan.timeline.state import Item
from cqcplan.yamltext.positions import Route

DAYS = Option(
    "days",
    100,
    "How long work in progress may go without an update. A quarter, as scrutiny and DHSC are reported to, and a week.",
    least=7,
)


def find(subject: Subject) -> Iterator[Problem]:
    """Report, in one problem, work in progress without an update for longer than that."""
    if subject.loaded.plan is None:
        return
    days = subject.option(RULE.code, DAYS)
    going = [item for _, items in live(subject.state) for item in items if item.status == "in-progress"]
    quiet = [(item, heard) for item in going if (subject.as_of - (heard := _heard(subject, item))).days > days]
    if not quiet:
        return
    item, heard = min(quiet, key=lambda pair: pair[1])
    file, route = subject.place_of(item.entry.id)
    place: Route = (*route, "id")
    said = f"nothing has been reported of this since {day_words(heard)}, and it is still in progress"
    if len(quiet) > 1:
        place = route[:1]
        said = (
            f"{len(quiet)} of {len(going)} actions and milestones in progress have had no update for over {days} "
            f"days, the longest since {day_words(heard)}: {few([item.entry.id for item, _ in quiet])}"
        )
    yield file.problem(
        RULE.number,
        place,
        said,
        key=len(quiet) > 1,
        help="add an update: what has been done since, or that it has stopped and why",
    )


def _heard(subject: Subject, item: Item) -> date:
    """Return the day something was last said of it: of itself, its priority, its action or its milestones."""
    milestones = (milestone.id for milestone in item.action.milestones) if item.entry is item.action else ()
    ids = (item.entry.id, item.priority.id, item.action.id, *milestones)
    days: list[date] = [
        subject.updates_about[name][-1].entry.on.latest for name in ids if name in subject.updates_about
    ]
    return min(max(days), subject.as_of)


RULE = Rule(
    number="417",
    name="stale",
    severity=Severity.WARNING,
    what=(
        "Work in progress, its action, its milestones or its priority has had an update within so many days: 100, a "
        "quarter and a week, unless the settings say otherwise. What has not is told in one problem."
    ),
    why=(
        "Scrutiny and DHSC are reported to every quarter. What nobody has said anything of for longer goes into the "
        "paper with last quarter's words, as if they were true today."
    ),
    bad="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team}  # here
updates:
  - {on: 2026-01-30, about: second-team, status: in-progress}
""",
    good="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team}
updates:
  - {on: 2026-01-30, about: second-team, status: in-progress}
  - {on: 2026-04-30, about: second-team, text: Four of six posts are filled.}
""",
    find=find,
    needs_day=True,
    options=(DAYS,),
)
