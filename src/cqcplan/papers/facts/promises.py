"""What members and others were promised."""

from cqcplan.model.governance import Commitment
from cqcplan.papers.occasion import Occasion


def is_late(occasion: Occasion, item: Commitment) -> bool:
    """Whether the last day of a commitment has passed."""
    return bool(item.due and item.due.latest < occasion.as_of)
