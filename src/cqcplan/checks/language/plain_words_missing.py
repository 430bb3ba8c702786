"""CQC806: what everybody may read, without words for residents."""

from collections.abc import Iterator

from cqcplan.checks.naming import counted
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import EntryInFile, Subject
from cqcplan.english import joined
from cqcplan.model.assessments import Finding
from cqcplan.model.base import Entry
from cqcplan.problems.problem import Problem, Severity
from cqcplan.view.levels import is_public

_NOT_CQCS = ("council", "peers")
_KINDS = {"findings": "finding", "priorities": "priority", "actions": "action", "measures": "measure"}


def find(subject: Subject) -> Iterator[Problem]:
    """Report, in one problem, the public findings, priorities, actions and measures that have no plain words."""
    plan = subject.loaded.plan
    if plan is None or not is_public(plan.header):
        return
    if not any(placed.entry.title and is_public(placed.entry) for placed in subject.section("meetings")):
        return
    without = {kind: [placed for placed in _public(subject, kind) if not placed.entry.plain_words] for kind in _KINDS}
    missing = [placed for found in without.values() for placed in found]
    if not missing:
        return
    file, route, entry = missing[0]
    alone = len(missing) == 1
    kinds = joined([counted(len(found), _KINDS[kind]) for kind, found in without.items() if found])
    told = f'"{entry.id}" has' if alone else f"{kinds} have"
    yield file.problem(
        RULE.code,
        (*route, "id"),
        f"{told} no plain words, so the update for residents leaves "
        f"{'it' if alone else 'them'} out{'' if alone else '; this is the first'}",
        help="add plain_words, a sentence that somebody who has never read the plan understands",
    )


def _public(subject: Subject, kind: str) -> Iterator[EntryInFile]:
    if kind == "actions":
        for file, route, priority in subject.section("priorities"):
            for place, action in enumerate(priority.actions if _is_told(priority) else ()):
                if _is_told(action):
                    yield EntryInFile(file, (*route, "actions", place), action)
        return
    for placed in subject.section(kind):
        if _is_told(placed.entry) and not (kind == "findings" and _is_aside(placed.entry)):
            yield placed


def _is_told(entry: Entry) -> bool:
    return is_public(entry) and not entry.example


def _is_aside(finding: Finding) -> bool:
    return finding.kind == "context" or finding.voice in _NOT_CQCS


RULE = Rule(
    code="CQC806",
    name="plain-words-missing",
    severity=Severity.INFO,
    what=(
        "Where a meeting takes a paper, and so an update for residents is made with it, every finding of CQC's, "
        "priority, action and measure that everybody may read has `plain_words`. Those that have none are told in one "
        "problem. What CQC recorded as context, and what is in the words of the council or its peers, needs none; nor "
        "do examples."
    ),
    why=(
        "The update for residents prints only what the plan says in plain words. A title written for a committee means "
        "little to somebody who waits for care, and what two entries have to do with each other is not worked out for "
        "the public. A council that makes no such update can ignore this rule in its settings."
    ),
    bad="""\
bodies: [{id: panel, name: Adults Panel, kind: scrutiny}]
meetings: [{id: panel-2026-09, body: panel, on: 2026-09-07, title: Progress}]
priorities:
  - id: timeliness  # here
    title: Timeliness of assessments and reviews
""",
    good="""\
bodies: [{id: panel, name: Adults Panel, kind: scrutiny}]
meetings: [{id: panel-2026-09, body: panel, on: 2026-09-07, title: Progress}]
priorities:
  - id: timeliness
    title: Timeliness of assessments and reviews
    plain_words: We will make the wait for an assessment shorter.
""",
    find=find,
)
