"""What the plan relies on: people, money, technology, property, outside help."""

from cqcplan.model.papers import Resource
from cqcplan.papers.setting import Setting


def asked_for(setting: Setting) -> list[Resource]:
    """Return what was asked for and is not yet agreed, in plan order."""
    return [item for item in setting.plan.resources if item.status == "requested"]
