"""The days that the law counts round a decision."""

from datetime import date

from cqcplan.model.dates import When
from cqcplan.papers.setting import Setting
from cqcplan.timeline.clear_days import effective_from, working_day_after
from cqcplan.timeline.clear_days import publish_by as last_day_to_publish


def publish_by(setting: Setting) -> date | None:
    """Return the last day on which the paper can become public: five clear working days before its meeting."""
    meeting = setting.meeting
    return last_day_to_publish(meeting.on.earliest) if meeting else None


def published(setting: Setting) -> When | None:
    """Return the day on which the decision was published."""
    when = setting.meeting.published if setting.meeting else None
    return when if when and when.earliest <= setting.as_of else None


def to_be_published(setting: Setting) -> date | None:
    """Return the working day after the meeting."""
    return working_day_after(setting.meeting.on.earliest, 1) if setting.meeting else None


def effective(setting: Setting) -> date | None:
    """Return the day from which the decision holds if it is not called in."""
    when, next_day = published(setting), to_be_published(setting)
    counted_from = when.earliest if when else next_day
    return effective_from(counted_from) if counted_from else None
