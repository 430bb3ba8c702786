"""What members and others were promised."""

from cqcplan.model.governance import Commitment
from cqcplan.papers.setting import Setting


def made(setting: Setting) -> list[Commitment]:
    """Return the commitments made by the paper's day, in plan order."""
    return [item for item in setting.plan.commitments if _made_by_then(setting, item)]


def _made_by_then(setting: Setting, item: Commitment) -> bool:
    if item.made_on:
        return item.made_on.earliest <= setting.as_of
    made_at = next((meeting for meeting in setting.plan.meetings if meeting.id == item.made_at), None)
    return made_at is None or made_at.on.earliest <= setting.as_of


def is_kept(setting: Setting, item: Commitment) -> bool:
    """Whether a commitment was met."""
    return bool(item.met and item.met.earliest <= setting.as_of)


def is_late(setting: Setting, item: Commitment) -> bool:
    """Whether the last day of a commitment has passed."""
    return bool(item.due and item.due.latest < setting.as_of)
