"""A table on its way out of a plan: columns with their meanings, rows of plain values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from cqcplan.model.vocabulary import Visibility

Value = str | int | float | bool | date | None
ColumnKind = Literal["text", "number", "whole", "date", "flag"]
"""Text, a decimal or whole number, a day, or true or false."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, and what it means."""

    name: str
    kind: ColumnKind
    meaning: str
    example: str = ""
    points_at: str | None = None
    """The table whose ``id`` this column holds, where it holds one."""


@dataclass(frozen=True, slots=True)
class Table:
    """One tidy table: a row for each entry, a column for each fact."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...]
    """The columns that tell one row from every other."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that one export says."""

    plan: str
    """The plan's id."""
    as_of: date
    audience: Visibility
    tables: tuple[Table, ...]


@dataclass(slots=True)
class Growing:
    """A table while its rows are gathered."""

    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: list[tuple[Value, ...]] = field(default_factory=list)
