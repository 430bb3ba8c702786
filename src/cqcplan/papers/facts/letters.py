"""Letters about the assessment."""

from cqcplan.model.assessments import Letter
from cqcplan.papers.occasion import Occasion


def sent(occasion: Occasion) -> tuple[Letter, ...]:
    """Return the letters, in plan order."""
    return occasion.plan.correspondence
