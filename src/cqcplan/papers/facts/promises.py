"""What members and others were promised."""

from cqcplan.model.governance import Commitment
from cqcplan.papers.occasion import Occasion


def made(occasion: Occasion) -> list[Commitment]:
    """Return the commitments made by the paper's day, in plan order."""
    return [item for item in occasion.plan.commitments if _made_by_then(occasion, item)]


def _made_by_then(occasion: Occasion, item: Commitment) -> bool:
    if item.made_on:
        return item.made_on.earliest <= occasion.as_of
    made_at = next((meeting for meeting in occasion.plan.meetings if meeting.id == item.made_at), None)
    return made_at is None or made_at.on.earliest <= occasion.as_of


def is_kept(occasion: Occasion, item: Commitment) -> bool:
    """Whether a commitment was met."""
    return bool(item.met and item.met.earliest <= occasion.as_of)


def is_late(occasion: Occasion, item: Commitment) -> bool:
    """Whether the last day of a commitment has passed."""
    return bool(item.due and item.due.latest < occasion.as_of)
