"""The council's priorities."""

from cqcplan.model.delivery import Priority
from cqcplan.papers.setting import Setting


def answered(setting: Setting, priority: Priority) -> list[str]:
    """Return the titles of the findings that a priority answers, in plan order."""
    return [item.title for item in setting.plan.findings if item.id in priority.findings]
