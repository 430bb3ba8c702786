"""The published lists that the plan measures itself against."""

from cqcplan.model.papers import ReferenceSet
from cqcplan.papers.occasion import Occasion


def printed(occasion: Occasion) -> list[ReferenceSet]:
    """Return the lists that belong in this paper and hold anything, in plan order."""
    meeting = occasion.meeting.id if occasion.meeting else None
    return [
        item
        for item in occasion.plan.reference_sets
        if item.print_in_papers and item.items and (not item.meetings or meeting in item.meetings)
    ]
