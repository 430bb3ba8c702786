"""The days that the law counts round a decision."""

from datetime import date

from cqcplan.model.dates import When
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.clear_days import effective_from, working_day_after
from cqcplan.timeline.clear_days import publish_by as last_day_to_publish


def publish_by(occasion: Occasion) -> date | None:
    """Return the last day on which the paper can become public: five clear working days before its meeting."""
    meeting = occasion.meeting
    return last_day_to_publish(meeting.on.earliest) if meeting else None


def published(occasion: Occasion) -> When | None:
    """Return the day on which the decision was published."""
    return occasion.meeting.published if occasion.meeting else None


def to_be_published(occasion: Occasion) -> date | None:
    """Return the working day after the meeting."""
    return working_day_after(occasion.meeting.on.earliest, 1) if occasion.meeting else None


def effective(occasion: Occasion) -> date | None:
    """Return the day from which the decision holds if it is not called in."""
    when, next_day = published(occasion), to_be_published(occasion)
    counted_from = when.earliest if when else next_day
    return effective_from(counted_from) if counted_from else None
