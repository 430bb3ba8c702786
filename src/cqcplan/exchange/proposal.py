"""What an import would do, place by place, before anything is done."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cqcplan.editing.changes import AddEntry, Change, SetField
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.kept import level_said


class Where(NamedTuple):
    """A place in a sheet, as people name it."""

    sheet: str
    row: int
    """From one."""
    column: str = ""
    """The heading, where it is about one cell."""
    at: int = -1
    """The column, from nought, where it is known."""

    def __str__(self) -> str:
        place = f"{self.sheet.strip()}, row {self.row}"
        return f"{place}, {self.column}" if self.column else place


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one row changes."""

    where: Where
    entry: str
    """The id it is about."""
    says: tuple[str, ...]
    """What changes, a line each: ``status: In progress, was Not started``."""
    changes: tuple[Change, ...]


def told(
    changes: Iterable[Change],
    readers: Callable[[str], Visibility],
    was: Callable[[str, str], str] = lambda _name, _now: "",
) -> Iterator[str]:
    """Say every field that changes write, a line each, and who may read each entry.

    Args:
        changes: what is to be written.
        readers: who may read an entry of the plan, by its id.
        was: words on how a field stood before, by its name, to go after what it becomes.
    """
    for change in changes:
        if isinstance(change, SetField):
            yield f"{change.field}: {change.value}{was(change.field, change.value)}"
        if not isinstance(change, AddEntry):
            continue
        about = change.under or str(change.values.get("about", ""))
        fields = {name: said for name, said in change.values.items() if name not in ("about", "visibility", "exempt")}
        if change.section == "observations":
            fields = {"text": fields["text"]} if "text" in fields else {}  # the figure is told with its day
        for name, now in sorted(fields.items(), key=lambda field: field[0] == "on"):
            # the reason of a date has nothing to do with the last reason of a colour
            before = "" if name == "reason" and "rag" not in fields else was(name, now)
            yield f"{name}: {now}{before}"
        grounds = change.values.get("exempt")
        under = f", paragraphs {', '.join(map(str, grounds['paragraphs']))}" if grounds else ""
        own = level_said(change.values)
        yield f"visibility: {own}{under}" if own else f"visibility: {readers(about)}, as {about}"


RemarkKind = Literal["refused", "conflict", "asked", "skipped"]
"""Refused and conflicts are not written; what is asked is left out or open; skipped rows had nothing to say."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a row or cell says and the import does not simply take."""

    kind: RemarkKind
    where: Where
    message: str
    help: str | None = None


@dataclass(slots=True)
class Proposal:
    """Everything that one import would do, and would not."""

    steps: list[RowChange] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    rows: int = 0
    """How many rows were read that say something."""
    unchanged: int = 0
    """How many of them say what the plan already says."""

    def remark(self, kind: RemarkKind, where: Where, message: str, help_: str | None = None) -> None:
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
