"""Where the golden thread is broken: what leads nowhere, and what comes from nowhere."""

from dataclasses import dataclass

from cqcplan.model.base import Named
from cqcplan.model.document import Plan

TO_ANSWER = ("area-for-improvement", "mixed")
"""Kinds of finding that call for an answer."""


@dataclass(frozen=True, slots=True)
class Orphans:
    """Entries that lack a link of one kind."""

    lack: str
    """What is wrong with them: ``Findings that no priority answers``."""
    kind: str
    entries: tuple[Named, ...]


def orphans(plan: Plan) -> tuple[Orphans, ...]:
    """Find the breaks in a plan's thread; a kind with none is left out.

    Findings of an assessment that another replaced, and those the council has answered
    in words, need no priority.
    """
    answered = {finding for priority in plan.priorities for finding in priority.findings}
    replaced = {assessment.supersedes for assessment in plan.assessments}
    measured = {priority for measure in plan.measures for priority in measure.priorities}
    shown = {piece for update in plan.updates for piece in update.evidence}
    found = (
        Orphans(
            "Findings that no priority answers",
            "finding",
            tuple(
                finding
                for finding in plan.findings
                if finding.kind in TO_ANSWER
                and finding.id not in answered
                and not finding.response
                and finding.assessment not in replaced
            ),
        ),
        Orphans(
            "Priorities that answer no finding",
            "priority",
            tuple(each for each in plan.priorities if not each.findings),
        ),
        Orphans(
            "Priorities without a measure",
            "priority",
            tuple(each for each in plan.priorities if each.id not in measured),
        ),
        Orphans(
            "Priorities without work",
            "priority",
            tuple(each for each in plan.priorities if not each.actions and not each.delivered_by),
        ),
        Orphans(
            "Measures of no priority",
            "measure",
            tuple(each for each in plan.measures if not each.priorities and not each.part_of),
        ),
        Orphans(
            "Evidence that proves nothing",
            "evidence",
            tuple(
                piece
                for piece in plan.evidence
                if not piece.about and not piece.quality_statements and piece.id not in shown
            ),
        ),
    )
    return tuple(each for each in found if each.entries)
