"""What can be changed in a plan, and what is said when it cannot."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cqcplan.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class AddEntry:
    """A new entry at the end of a list."""

    section: str
    """``updates``, ``risks`` … or, with ``under``, ``actions``, ``milestones`` or ``observations``."""
    values: Mapping[str, Any]
    """The entry as plain YAML data: text, numbers, true and false, lists and mappings. What is None is left out."""
    under: str | None = None
    """The id of the entry whose list it joins: an action's priority, a milestone's action, an observation's measure."""


@dataclass(frozen=True, slots=True)
class SetField:
    """One plain value of an entry, changed or added."""

    id: str
    field: str
    value: Any
    """Text, a number, true or false."""


Change = AddEntry | SetField


class CannotEditError(Exception):
    """A change cannot be made as asked. Nothing has been written."""

    def __init__(self, message: str, help_: str | None = None, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_
        self.problems = problems
        """What would be wrong with the plan after the change; the places are those in the changed text."""
