"""What residents are told: only what the plan says in plain words, and nothing that is made up to show how."""

from cqcplan.model.assessments import Finding
from cqcplan.model.delivery import Priority
from cqcplan.papers.facts import findings, measures
from cqcplan.papers.facts.measures import Followed
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.state import Item

_MOST = 10
"""How many dates to come are listed."""


def found(occasion: Occasion, kind: str) -> list[Finding]:
    """Return CQC's findings of a kind that have plain words, in plan order."""
    return [item for item in findings.of_kind(occasion, kind) if item.plain_words]


def you_said(occasion: Occasion) -> list[Finding]:
    """Return what people and carers told CQC that has plain words for what they said and for what was done."""
    return [item for item in findings.own_words(occasion) if item.plain_words and item.plain_response]


def promised(occasion: Occasion) -> list[Priority]:
    """Return the priorities that have plain words, in plan order."""
    return [item for item in occasion.plan.priorities if item.plain_words]


def _work(occasion: Occasion) -> list[Item]:
    return [
        item
        for item in occasion.state.items
        if item.entry.plain_words and not getattr(item.entry, "illustrative", False)
    ]


def _open(occasion: Occasion) -> list[Item]:
    return [item for item in _work(occasion) if not item.is_done]


def finished(occasion: Occasion) -> list[Item]:
    """Return the finished work, in plan order."""
    return [item for item in _work(occasion) if item.is_done]


def nothing_done(occasion: Occasion) -> bool:
    """Whether the plan has work and none of it is done, with plain words or without."""
    every = list(occasion.state.items)
    return bool(every) and not any(item.is_done for item in every)


def soonest(occasion: Occasion) -> list[Item]:
    """Return the work with the next dates, the soonest first: ten at most."""
    ahead = [(item.due.latest, item.entry.title, item) for item in _open(occasion) if item.due]
    ahead = [one for one in ahead if one[0] >= occasion.as_of]
    return [item for _, _, item in sorted(ahead, key=lambda one: one[:2])[:_MOST]]


def late(occasion: Occasion) -> list[Item]:
    """Return the work whose last day has passed, in plan order."""
    return [item for item in _open(occasion) if item.overdue(occasion.as_of)]


def undated(occasion: Occasion) -> list[Item]:
    """Return the work that has begun and has no date, in plan order."""
    return [item for item in _open(occasion) if not item.due and item.status == "in-progress"]


def figures(occasion: Occasion) -> list[Followed]:
    """Return the measures with a figure that have plain words, in plan order."""
    return [item for item in measures.recorded(occasion) if item.measure.plain_words]
