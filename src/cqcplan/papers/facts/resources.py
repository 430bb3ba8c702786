"""What the plan relies on: people, money, technology, property, outside help."""

from cqcplan.model.papers import Resource
from cqcplan.papers.occasion import Occasion


def asked_for(occasion: Occasion) -> list[Resource]:
    """Return what was asked for and is not yet agreed, in plan order."""
    return [item for item in occasion.plan.resources if item.status == "requested"]
