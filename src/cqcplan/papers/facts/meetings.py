"""The meetings of the plan's bodies."""

from cqcplan.model.governance import Meeting
from cqcplan.papers.occasion import Occasion


def earlier(occasion: Occasion) -> list[Meeting]:
    """Return the meetings before the paper's own that had a paper or decided something, newest first."""
    before = occasion.meeting.on.earliest if occasion.meeting else occasion.as_of
    found = [item for item in occasion.plan.meetings if item.on.latest < before and (item.summary or item.decisions)]
    return sorted(found, key=lambda item: item.on.latest, reverse=True)


def follow_to(meeting: Meeting) -> bool:
    """Whether what a meeting is asked to decide is worded to follow "is asked to": none begins with To or That."""
    return not any(asked.text.casefold().startswith(("to ", "that ")) for asked in meeting.recommendations)
