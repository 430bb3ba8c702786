"""What can be changed in a plan, and what is said when it cannot."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cqcplan.model.vocabulary import Visibility
from cqcplan.problems.problem import Problem


class Place(NamedTuple):
    """An entry of a list by where it stands: those that have no id."""

    file: Path
    route: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class AddEntry:
    """A new entry at the end of a list."""

    section: str
    """``updates``, ``risks`` … or, with ``under``, ``actions``, ``milestones``, ``observations``, ``decisions`` …"""
    values: Mapping[str, Any]
    """The entry as plain YAML data: text, numbers, true and false, lists and mappings. What is None is left out."""
    under: str | None = None
    """The id of the entry whose list it joins: an action's priority, a milestone's action, an observation's measure."""
    inside: tuple[str, ...] = ()
    """The way from that entry to the record that has the list."""


@dataclass(frozen=True, slots=True)
class SetField:
    """One plain value of an entry, changed or added."""

    id: str
    field: str
    value: Any
    """Text, a number, true or false."""
    place: Place | None = None
    """Instead of the id."""
    inside: tuple[str | int, ...] = ()
    """The way from the entry to the record in it that has the field."""
    readers: Visibility | None = None
    """Who may read that record, or what has no id, where it says so itself."""


@dataclass(frozen=True, slots=True)
class ReplaceField:
    """Any value of an entry, whatever stands there: lists and mappings too."""

    id: str
    field: str
    value: Any
    """Plain YAML data; None takes the field away."""
    place: Place | None = None
    """Instead of the id."""
    inside: tuple[str | int, ...] = ()
    """The way from the entry to the record in it that has the field."""
    readers: Visibility | None = None
    """Who may read that record, or what has no id, where it says so itself."""


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """An entry taken out, with all that stands in it. Of several in one list, the last is named first."""

    id: str
    place: Place | None = None
    """Instead of the id."""
    item: tuple[str | int, ...] | None = None
    """Instead of the whole entry: the way to a list in it, and the place in that list of what is taken out."""


@dataclass(frozen=True, slots=True)
class RenameEntry:
    """An entry's id changed, wherever it is used."""

    id: str
    to: str


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """An entry taken to another list of the same kind, or to another place in it."""

    id: str
    under: str | None = None
    """The entry whose list it joins, at the end."""
    after: str | None = None
    """The entry that it is to follow."""
    before: str | None = None
    """The entry that it is to stand before."""


@dataclass(frozen=True, slots=True)
class AddRemark:
    """A comment beside a line of a file, or above it."""

    file: Path
    line: int
    """1-based."""
    text: str
    """With its ``#``; of one line."""
    beside: bool = False
    """Whether it stands at the end of the line, and not on a line of its own above it."""


Change = AddEntry | SetField | ReplaceField | RemoveEntry | RenameEntry | MoveEntry | AddRemark


class CannotEditError(Exception):
    """A change cannot be made as asked. Nothing has been written."""

    def __init__(self, message: str, help_: str | None = None, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_
        self.problems = problems
        """What would be wrong with the plan after the change; the places are those in the changed text."""
