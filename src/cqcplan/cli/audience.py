"""Who may read what a command shows: the words of ``--audience``, and the view of a plan they come to."""

from enum import StrEnum
from typing import TYPE_CHECKING

from cqcplan.cli.talk import fail

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.model.document import Plan
    from cqcplan.view.view import View


class Audience(StrEnum):
    """From the widest audience to the narrowest."""

    PUBLIC = "public"
    INTERNAL = "internal"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"


def notice(audience: Audience) -> str:
    """Return the line that goes above what is not for the public; nothing above what is."""
    return "" if audience is Audience.PUBLIC else f"For readers of what is {audience.value}: not for the public."


def view_of(whole: "Plan", day: "date", audience: Audience, meeting: str | None = None) -> "View":
    """Return what a command may show of a plan: the only way from a plan to anything that is printed.

    Leaves with one message where the audience may see nothing of it.
    """
    from cqcplan.view import view
    from cqcplan.view.audience import WithheldPlanError

    try:
        return view.view_of(whole, day, audience.value, meeting)
    except WithheldPlanError as error:
        fail(str(error), f"say --audience {error.needed} where its readers may have it")
