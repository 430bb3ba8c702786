"""What is recorded keeps the readers of the words it was copied from."""

from typing import TYPE_CHECKING, Any

from cqcplan.recording.mistakes import Mistake, NotRecordedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cqcplan.editing.changes import Change
    from cqcplan.model.document import Plan
    from cqcplan.view.kept import Origins


def kept(plan: "Plan", changes: "Sequence[Change]") -> "tuple[list[Change], list[str]]":
    """Give what copies a withheld text the readers of that text; return for which readers anything was written so.

    Args:
        plan: the plan as it is kept.
        changes: what is to be recorded.

    Raises:
        NotRecordedError: its words stand in the plan as exempt, and there are no grounds to write it with; or what is
            withheld would come to stand, in an entry that is there already, where more people may read it.
    """
    from cqcplan.editing.changes import AddEntry
    from cqcplan.view.kept import NoGroundsToKeepError, Origins, keep, level_within

    origins = Origins(plan)
    if not origins.withholds:
        return list(changes), []
    _refuse_opened(origins, plan, changes)
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


def _refuse_opened(origins: "Origins", plan: "Plan", changes: "Sequence[Change]") -> None:
    """Refuse what would open withheld words to more people: copied into an entry of theirs, or moved under one."""
    from cqcplan.editing.changes import MoveEntry, ReplaceField, SetField
    from cqcplan.model.entries import entries_of
    from cqcplan.view.kept import opened_by_moving, too_open

    by_record: dict[tuple[Any, ...], dict[str, Any]] = {}
    for change in changes:
        if isinstance(change, (SetField, ReplaceField)):
            record = change.id, change.place, change.inside, change.readers
            by_record.setdefault(record, {})[change.field] = change.value
        if isinstance(change, MoveEntry) and change.under:
            moved = next(placed.entry for placed in entries_of(plan) if placed.entry.id == change.id)
            if was := opened_by_moving(origins, moved, change.under):
                said = f'"{change.id}" is for {was} readers alone where it stands, and would be for more people there'
                help_ = f"keep it so first with cqcplan edit {change.id} --visibility {was}"
                raise NotRecordedError([Mistake("under", said, help_, said)])
    for (entry, *_, own), values in by_record.items():
        if origin := too_open(origins, entry, values, own):
            said = f'these words stand in the plan for {origin.level} readers alone, and more people may read "{entry}"'
            help_ = f"make it theirs too with cqcplan edit {entry} --visibility {origin.level}, or write other words"
            raise NotRecordedError([Mistake("text", said, help_, said)])
