"""The council's quarterly return to government."""

from datetime import date

from cqcplan.model.delivery import Update
from cqcplan.model.governance import Submission
from cqcplan.papers.facts import rating
from cqcplan.papers.setting import Setting

_OVERSEERS = ("cabinet", "scrutiny", "board", "leadership-team")
"""The kinds of body that oversee a plan within the council."""


def overseers(setting: Setting) -> list[str]:
    """Return the names of the bodies that oversee the plan within the council, in plan order."""
    return [item.name for item in setting.plan.bodies if item.kind in _OVERSEERS]


def next_assessment(setting: Setting) -> date | None:
    """Return the day by which CQC usually assesses again, where the framework says so."""
    found = rating.clock(setting)
    return found.due if found else None


def overall(setting: Setting) -> Update | None:
    """Return the newest update that rates the plan as a whole."""
    return setting.state.overall


def _to_government(setting: Setting) -> list[Submission]:
    government = {item.id for item in setting.plan.bodies if item.kind == "government"}
    return [item for item in setting.plan.submissions if item.to in government]


def this(setting: Setting) -> Submission | None:
    """Return the return that the pack is: the period's own, or the next one due."""
    every = _to_government(setting)
    own = next((item for item in every if item.id == setting.span.submission), None)
    ahead = [
        (item.due.latest, place, item)
        for place, item in enumerate(every)
        if item.due and item.due.latest >= setting.until and not _is_sent(setting, item)
    ]
    return own or (min(ahead)[2] if ahead else None)


def _is_sent(setting: Setting, item: Submission) -> bool:
    return item.submitted is not None and item.submitted.earliest <= setting.as_of


def last(setting: Setting) -> Submission | None:
    """Return the last return before the day whose position the pack gives."""
    now = this(setting)
    sent = [
        (item.submitted.latest, item)
        for item in _to_government(setting)
        if item.submitted and item.submitted.latest < setting.until and item is not now
    ]
    return max(sent, key=lambda found: found[0])[1] if sent else None


def changes_since(setting: Setting) -> date | None:
    """Return the day after which changes are told: the one asked for, or that of the last return."""
    before = last(setting)
    return (setting.since or before.submitted.latest) if before and before.submitted else None
