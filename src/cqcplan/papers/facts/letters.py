"""Letters about the assessment."""

from cqcplan.model.assessments import Letter
from cqcplan.papers.setting import Setting


def sent(setting: Setting) -> tuple[Letter, ...]:
    """Return the letters, in plan order."""
    return setting.plan.correspondence
