"""How many problems of a plan are let stand, for papers that tell a board so."""

from datetime import date, timedelta
from typing import NamedTuple

from cqcplan.checks.run import DEFAULT, check
from cqcplan.checks.settings import Settings
from cqcplan.files.loaded import LoadedPlan

SOON = timedelta(days=90)
"""How far ahead of the end of a waiver a board is told."""


class WaivedCount(NamedTuple):
    """The waivers of a plan on a day, counted by the problems they let stand."""

    waived: int
    lapsing: int
    """Of these, how many count again within 90 days, because their waiver says until when."""


def count_waived(loaded: LoadedPlan, as_of: date, settings: Settings = DEFAULT) -> WaivedCount:
    """Check a plan and count what its waivers let stand.

    Args:
        loaded: the plan as read.
        as_of: the day to look from.
        settings: other choices of the run, such as rules left out; its own day counts for nothing.
    """
    waived = check(loaded, settings._replace(as_of=as_of)).waived
    return WaivedCount(len(waived), sum(one.until is not None and one.until <= as_of + SOON for one in waived))
