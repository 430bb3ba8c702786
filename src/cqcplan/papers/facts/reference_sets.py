"""The published lists that the plan measures itself against."""

from cqcplan.model.papers import ReferenceSet
from cqcplan.papers.setting import Setting


def printed(setting: Setting) -> list[ReferenceSet]:
    """Return the lists that belong in this paper and hold anything, in plan order."""
    meeting = setting.meeting.id if setting.meeting else None
    return [
        item
        for item in setting.plan.reference_sets
        if item.print_in_papers and item.items and (not item.meetings or meeting in item.meetings)
    ]
