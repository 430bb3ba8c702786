"""418: something that was done and no longer is, without a reason."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import EntryInFile, Subject
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.state import DONE


def find(subject: Subject) -> Iterator[Problem]:
    """Report each update that takes back a status of done, or embedded, and does not say why."""
    for told in subject.updates_about.values():
        before: EntryInFile | None = None
        for placed in told:
            update = placed.entry
            if update.status is None:
                continue
            if before and _back(before.entry.status, update.status) and not update.reason:
                yield placed.file.problem(
                    RULE.number,
                    (*placed.route, "status"),
                    f'"{update.about}" goes back from {before.entry.status} to {update.status} without a reason',
                    help="add reason: what was found not to be done after all",
                    related=(before.file.related((*before.route, "status"), f"{before.entry.status} here"),),
                )
            before = placed


def _back(before: str, after: str) -> bool:
    return before in DONE and (after not in DONE or (before, after) == ("embedded", "complete"))


RULE = Rule(
    number="418",
    name="reopened-without-reason",
    severity=Severity.WARNING,
    what="An update that takes something back from complete, embedded, closed or transferred says why in reason.",
    why=(
        "Members were told that it was done. When it is not after all, saying so with the reason is honest and costs "
        "little; letting the word change in a table is what they remember."
    ),
    bad="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team}
updates:
  - {on: 2026-02-27, about: second-team, status: complete}
  - {on: 2026-05-29, about: second-team, status: in-progress}  # here
""",
    good="""\
priorities:
  - id: timeliness
    title: Timeliness of assessments
    actions:
      - {id: second-team, title: A second assessment team}
updates:
  - {on: 2026-02-27, about: second-team, status: complete}
  - {on: 2026-05-29, about: second-team, status: in-progress, reason: The team lost two of its six posts.}
""",
    find=find,
    needs_day=True,
)
