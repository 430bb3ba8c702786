"""What members and others were promised."""

from cqcplan.model.governance import Commitment
from cqcplan.papers.occasion import Occasion


def made(occasion: Occasion) -> list[Commitment]:
    """Return the commitments made by the paper's day, in plan order."""
    return list(occasion.plan.commitments)


def is_late(occasion: Occasion, item: Commitment) -> bool:
    """Whether the last day of a commitment has passed."""
    return bool(item.due and item.due.latest < occasion.as_of)
