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


def as_seen_by(whole: "Plan", audience: Audience) -> "Plan":
    """Return a plan as an audience may see it, the public without small counts; stop where it may see nothing."""
    from cqcplan.view.audience import WithheldPlanError, for_audience

    try:
        shown = for_audience(whole, audience.value)
    except WithheldPlanError as error:
        fail(str(error), f"say --audience {whole.header.visibility} where its readers may have it")
    if audience is not Audience.PUBLIC:
        return shown
    from cqcplan.view.suppress import suppress

    return suppress(shown, whole)
