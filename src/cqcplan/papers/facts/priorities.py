"""The council's priorities."""

from cqcplan.model.delivery import Priority
from cqcplan.papers.occasion import Occasion


def answered(occasion: Occasion, priority: Priority) -> list[str]:
    """Return the titles of the findings that a priority answers, in plan order."""
    return [item.title for item in occasion.plan.findings if item.id in priority.findings]
