"""What is recorded keeps the readers of the words it was copied from."""

from typing import TYPE_CHECKING

from cqcplan.recording.mistakes import Mistake, NotRecordedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cqcplan.editing.changes import Change
    from cqcplan.model.document import Plan


def kept(plan: "Plan", changes: "Sequence[Change]") -> "tuple[list[Change], list[str]]":
    """Give what copies a withheld text the readers of that text; return for which readers anything was written so.

    Args:
        plan: the plan as it is kept.
        changes: what is to be recorded.

    Raises:
        NotRecordedError: its words stand in the plan as exempt, and there are no grounds to write it with.
    """
    from cqcplan.editing.changes import AddEntry
    from cqcplan.view.kept import NoGroundsToKeepError, Origins, keep, level_within

    origins = Origins(plan)
    if not origins.withholds:
        return list(changes), []
    out: list[Change] = []
    levels: list[str] = []
    for change in changes:
        if not isinstance(change, AddEntry):
            out.append(change)
            continue
        about = str(change.under or change.values.get("about") or "")
        within = origins.level_of(about)
        try:
            values = keep(origins, change.values, within, grounds=origins.grounds_of(about))
        except NoGroundsToKeepError as error:
            help_ = "write it into the plan with its grounds, or in other words"
            raise NotRecordedError([Mistake("text", str(error), help_, str(error))]) from error
        if values != change.values:
            levels.append(level_within(values, within))
        out.append(AddEntry(change.section, values, change.under))
    return out, levels
