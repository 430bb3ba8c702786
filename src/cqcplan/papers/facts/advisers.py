"""Who helps from outside."""

from cqcplan.model.governance import Adviser, AdviserEvent
from cqcplan.papers.occasion import Occasion


def known(occasion: Occasion) -> tuple[Adviser, ...]:
    """Return the advisers in place, in plan order."""
    return occasion.plan.advisers


def events(adviser: Adviser) -> tuple[AdviserEvent, ...]:
    """Return what an adviser did, in plan order."""
    return adviser.events
