"""What an import would do, place by place, before anything is done."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from cqcplan.editing.changes import Change


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a sheet, as people name it."""

    sheet: str
    row: int
    """From one."""
    column: str = ""
    """The heading, where it is about one cell."""

    def __str__(self) -> str:
        place = f"{self.sheet}, row {self.row}"
        return f"{place}, {self.column}" if self.column else place


@dataclass(frozen=True, slots=True)
class Step:
    """What one row changes."""

    where: Where
    entry: str
    """The id it is about."""
    says: tuple[str, ...]
    """What changes, a line each: ``status: In progress, was Not started``."""
    changes: tuple[Change, ...]


Kind = Literal["refused", "conflict", "asked", "skipped"]
"""Refused and conflicts are not written; what is asked is left out or open; skipped rows had nothing to say."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a row or cell says and the import does not simply take."""

    kind: Kind
    where: Where
    message: str
    help: str | None = None


@dataclass(slots=True)
class Proposal:
    """Everything that one import would do, and would not."""

    steps: list[Step] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    rows: int = 0
    """How many rows were read that say something."""
    unchanged: int = 0
    """How many of them say what the plan already says."""

    def remark(self, kind: Kind, where: Where, message: str, help_: str | None = None) -> None:
        """Note something that is not simply taken."""
        self.remarks.append(Remark(kind, where, message, help_))

    @property
    def changes(self) -> list[Change]:
        """Every change, in the order of the rows."""
        return [change for step in self.steps for change in step.changes]

    @property
    def counts(self) -> Counter[str]:
        """How many remarks there are of each kind."""
        return Counter(remark.kind for remark in self.remarks)
