"""The work still to be done: the next dates, what is late, and how much else there is."""

from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.state import Item

_MOST = 10
"""How many dates to come are listed."""


def _open(occasion: Occasion) -> list[Item]:
    return [item for item in occasion.state.items if not item.is_done]


def soonest(occasion: Occasion) -> list[Item]:
    """Return the work with the next dates, the soonest first: ten at most."""
    ahead = [(item.due.latest, item.entry.title, item) for item in _open(occasion) if item.due]
    ahead = [found for found in ahead if found[0] >= occasion.as_of]
    return [item for _, _, item in sorted(ahead, key=lambda found: found[:2])[:_MOST]]


def late(occasion: Occasion) -> list[Item]:
    """Return the work whose last day has passed, in plan order."""
    return [item for item in _open(occasion) if item.overdue(occasion.as_of)]


def rest(occasion: Occasion) -> int:
    """Count the other work."""
    return len(_open(occasion)) - len(soonest(occasion)) - len(late(occasion))
