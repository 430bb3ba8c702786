"""The days that the law and the council's constitution count round a decision."""

from datetime import date

from cqcplan.model.dates import When
from cqcplan.model.governance import Body
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.clear_days import call_in_days_of, clear_days_of, effective_from, notice_by, working_day_after
from cqcplan.timeline.clear_days import publish_by as last_day_to_publish


def clear_days(occasion: Occasion) -> int:
    """Return how many clear working days before the meeting the paper has to be public."""
    return clear_days_of(_body(occasion))


def call_in_days(occasion: Occasion) -> int:
    """Return for how many working days after its publication the decision can be called in."""
    return call_in_days_of(_body(occasion))


def publish_by(occasion: Occasion) -> date | None:
    """Return the last day on which the paper can become public: so many clear working days before its meeting."""
    meeting = occasion.meeting
    return last_day_to_publish(meeting.on.earliest, clear_days_of(_body(occasion))) if meeting else None


def notice(occasion: Occasion) -> date | None:
    """Return the last day to give notice of a key decision; nothing where it is none, or not said to be one."""
    meeting = occasion.meeting
    return notice_by(meeting.on.earliest) if meeting and meeting.key_decision else None


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
    return effective_from(counted_from, call_in_days_of(_body(occasion))) if counted_from else None


def _body(occasion: Occasion) -> Body | None:
    return occasion.bodies.get(occasion.meeting.body) if occasion.meeting else None
