"""Who may read what a command shows: the words of ``--audience``."""

from enum import StrEnum
from typing import TYPE_CHECKING

from cqcplan.cli.talk import fail

if TYPE_CHECKING:
    from cqcplan.model.document import Plan


class Audience(StrEnum):
    """From the widest audience to the narrowest."""

    PUBLIC = "public"
    INTERNAL = "internal"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"


def as_seen_by(plan: "Plan", audience: Audience) -> "Plan":
    """Return a plan as an audience may see it; stop where it may see none of it."""
    from cqcplan.reports.audience import ORDER, for_audience

    widest = plan.header.visibility
    if ORDER.index(widest) > ORDER.index(audience.value):
        fail(
            f"the plan {plan.header.id} is marked {widest}: none of it is for the {audience.value} audience",
            f"--audience {widest} shows it",
        )
    return for_audience(plan, audience.value)
