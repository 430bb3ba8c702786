"""What CQC found, as the plan records it."""

from cqcplan.model.assessments import Assessment, Finding
from cqcplan.papers.occasion import Occasion

_OWN_VOICES = ("people", "carers")
"""Whose words make "you said"."""
_NOT_CQCS = ("council", "peers")
"""Whose words are none of CQC's."""
_SHORTFALLS = ("area-for-improvement", "mixed")
"""Kinds of finding that ask for work."""


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
