"""The meetings of the plan's bodies."""

from cqcplan.model.governance import Meeting
from cqcplan.papers.setting import Setting


def earlier(setting: Setting) -> list[Meeting]:
    """Return the meetings before the paper's own that had a paper or decided something, newest first."""
    before = setting.meeting.on.earliest if setting.meeting else setting.as_of
    found = [item for item in setting.plan.meetings if item.on.latest < before and (item.summary or item.decisions)]
    return sorted(found, key=lambda item: item.on.latest, reverse=True)
