"""Who may read what an import writes: never more readers than what was carried or copied into it had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from cqcplan.editing.changes import SetField
from cqcplan.exchange.sheet_words import one_line, when_text
from cqcplan.model.base import Exemption
from cqcplan.model.dates import When
from cqcplan.model.document import Plan
from cqcplan.model.vocabulary import Visibility
from cqcplan.timeline.state import Item, PriorityState, state_of
from cqcplan.view.audience import WithheldPlanError, for_audience
from cqcplan.view.kept import NoGroundsToKeepError, Origin, Origins, keep, level_within
from cqcplan.view.levels import ORDER, may_read

Standing = Item | PriorityState
"""How an action, a milestone or a priority stands."""


class CannotKeepError(ValueError):
    """Something cannot be written for the readers it must have. Carries one sentence, and what to do."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_


@dataclass
class Readers:
    """The readers of everything that one import writes."""

    plan: Plan
    """The whole plan."""
    on: date
    """The day of the import."""
    asked: Visibility | None = None
    """The level that was asked for."""
    made_for: Visibility = "public"
    """Whom the sheet was made for: what they typed may rest on what they read in it."""
    new: dict[str, Visibility] = field(default_factory=dict)
    """Who may read the entries that the import adds, by id."""

    @cached_property
    def origins(self) -> Origins:
        """Who may read what the plan has already."""
        return Origins(self.plan)

    @property
    def level(self) -> Visibility:
        """Who may read what is written, as far as nothing in it asks for fewer readers."""
        return self.asked or self.made_for

    def around(self, entry_id: str) -> Visibility:
        """Return who may read an entry, in the plan or new."""
        return self.new.get(entry_id) or self.origins.level_of(entry_id)

    def kept(self, values: Mapping[str, Any], within: str = "", carried: Sequence[Origin] = ()) -> dict[str, Any]:
        """Return the values of a new entry with who may read it.

        Args:
            values: its fields.
            within: the id of what it stands in or is about; empty for the plan itself.
            carried: where what nobody typed anew came from.

        Raises:
            CannotKeepError: where it would be exempt, and nothing says on what grounds.
        """
        around = self.around(within)
        # where it is made for no wider circle than what it is about, it has its readers from that
        asked = self.asked or (None if may_read(around, self.made_for) else self.made_for)
        grounds = self.origins.grounds_of(within)
        try:
            out = keep(self.origins, values, around, asked=asked, carried=carried, grounds=grounds)
        except NoGroundsToKeepError as error:
            raise CannotKeepError(
                str(error), "say who may read it with --visibility, or write it into the plan with its grounds"
            ) from error
        if isinstance(entry_id := out.get("id"), str):
            self.new[entry_id] = level_within(out, around)
        return out

    def set(self, entry_id: str, name: str, value: str) -> SetField:
        """Set a field of an entry: it has the entry's readers.

        Raises:
            CannotKeepError: where they are more than may read the value.
        """
        level = self.origins.level_of(entry_id)
        copied = next(self.origins.withheld_from(level, value), None)
        if copied:
            raise CannotKeepError(
                f"this {name} stands in the plan for {copied.level} readers, and {entry_id} has others ({level})",
                "write other words",
            )
        if not may_read(level, self.level):
            raise CannotKeepError(
                f"the {name} of {entry_id} is read by more ({level}) than those this was typed for ({self.level})",
                f"say --visibility {level} where they may read all that was typed",
            )
        return SetField(entry_id, name, value)

    def of_carried(self, about: str, name: str, value: str) -> Origin:
        """Say who may read already that something stands so: what nobody typed anew keeps its readers."""
        for level in ORDER:
            found = self._as_read_by(level).get(about)
            if found and one_line(standing_of(found, name)) == one_line(value):
                return Origin(level, self._grounds(about, name, value) if level == "exempt" else None)
        return Origin(self.level)  # a council's own sheet says it, and the plan does not

    def _grounds(self, about: str, name: str, value: str) -> Exemption | None:
        updates = [one for one in self.plan.updates if one.about == about and one.exempt]
        said = (one.exempt for one in updates if one_line(getattr(one, name) or "") == one_line(value))
        return next(said, self.origins.grounds_of(about))

    def _as_read_by(self, level: Visibility) -> Mapping[str, Standing]:
        """Return how everything stands for the readers of a level."""
        if level not in self._read:
            try:
                state = state_of(for_audience(self.plan, level), self.on)
            except WithheldPlanError:
                return {}
            found: dict[str, Standing] = {one.entry.id: one for one in state.priorities}
            self._read[level] = found | {one.entry.id: one for one in state.items}
        return self._read[level]

    @cached_property
    def _read(self) -> dict[Visibility, Mapping[str, Standing]]:
        return {}


def standing_of(item: Standing, name: str) -> str:
    """Return how something stands in one respect, in the plan's own values."""
    value = item.entry.title if name == "title" else getattr(item, name, "")
    return when_text(value) if isinstance(value, When) else value or ""
