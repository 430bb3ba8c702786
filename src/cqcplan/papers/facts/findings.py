"""What CQC found, as the plan records it, and what was done about what people and carers said."""

from dataclasses import dataclass

from cqcplan.model.assessments import Assessment, Finding
from cqcplan.model.delivery import Priority
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.state import Item

_OWN_VOICES = ("people", "carers")
"""Whose words make "you said"."""
_NOT_CQCS = ("council", "peers")
"""Whose words are none of CQC's."""
_SHORTFALLS = ("area-for-improvement", "mixed")
"""Kinds of finding that ask for work."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The finished work of a priority."""

    priority: Priority
    work: list[Item]


def report(occasion: Occasion) -> Assessment | None:
    """Return the assessment whose rating stands."""
    return occasion.result.assessment if occasion.result else None


def _found(occasion: Occasion) -> list[Finding]:
    last = report(occasion)
    return [item for item in occasion.plan.findings if last and item.assessment == last.id]


def of_kind(occasion: Occasion, kind: str) -> list[Finding]:
    """Return the findings of that report that are of a kind, in plan order."""
    return [item for item in _found(occasion) if item.kind == kind and item.voice not in _NOT_CQCS]


def of_others(occasion: Occasion) -> list[Finding]:
    """Return what stands beside CQC's findings in the words of the council or its peers, in plan order."""
    return [item for item in _found(occasion) if item.voice in _NOT_CQCS]


def own_words(occasion: Occasion) -> list[Finding]:
    """Return what people and carers told CQC that asks for work."""
    return [item for item in _found(occasion) if item.kind in _SHORTFALLS and item.voice in _OWN_VOICES]


def answered_by(occasion: Occasion, finding: Finding) -> list[Priority]:
    """Return the priorities that answer a finding, in plan order."""
    return [item for item in occasion.plan.priorities if finding.id in item.findings]


def finished(occasion: Occasion, finding: Finding) -> list[Item]:
    """Return the finished work under the priorities that answer a finding."""
    return [item for item in occasion.state.items if item.is_done and finding.id in item.priority.findings]


def finished_elsewhere(occasion: Occasion) -> list[Finished]:
    """Return the finished work that answers nothing that people and carers told CQC, by priority."""
    told = {item.entry.id for finding in own_words(occasion) for item in finished(occasion, finding)}
    every = (
        Finished(state.priority, [item for item in state.items if item.is_done and item.entry.id not in told])
        for state in occasion.state.priorities
    )
    return [item for item in every if item.work]
