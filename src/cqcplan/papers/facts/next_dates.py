"""The work still to be done: the next dates, what is late, and how much else there is."""

from cqcplan.papers.setting import Setting
from cqcplan.timeline.state import Item

_MOST = 10
"""How many dates to come are listed."""


def _open(setting: Setting) -> list[Item]:
    return [item for item in setting.state.items if not item.is_done]


def soonest(setting: Setting) -> list[Item]:
    """Return the work with the next dates, the soonest first: ten at most."""
    ahead = [(item.due.latest, item.entry.title, item) for item in _open(setting) if item.due]
    ahead = [found for found in ahead if found[0] >= setting.as_of]
    return [item for _, _, item in sorted(ahead, key=lambda found: found[:2])[:_MOST]]


def late(setting: Setting) -> list[Item]:
    """Return the work whose last day has passed, in plan order."""
    return [item for item in _open(setting) if item.overdue(setting.as_of)]


def rest(setting: Setting) -> int:
    """Count the other work."""
    return len(_open(setting)) - len(soonest(setting)) - len(late(setting))
