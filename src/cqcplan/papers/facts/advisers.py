"""Who helps from outside."""

from cqcplan.model.governance import Adviser, AdviserEvent
from cqcplan.papers.setting import Setting


def known(setting: Setting) -> tuple[Adviser, ...]:
    """Return the advisers in place, in plan order."""
    return setting.plan.advisers


def events(adviser: Adviser) -> tuple[AdviserEvent, ...]:
    """Return what an adviser did, in plan order."""
    return adviser.events
