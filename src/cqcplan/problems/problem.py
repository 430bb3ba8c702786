"""The problem record."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters. Errors come first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a file: 1-based lines and columns, counted in characters; the end is just past it."""

    line: int
    column: int
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a problem: ``first defined here``."""

    file: str
    place: Place
    label: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a plan, ready to be shown."""

    code: str
    """The rule's code, never reused: ``CQC201``."""
    severity: Severity
    message: str
    """One sentence in plain English, without a full stop."""
    file: str
    """The path as the user gave it, with forward slashes."""
    place: Place
    help: str | None = None
    """What to do about it."""
    label: str | None = None
    """A word or two beside the caret."""
    entry: str | None = None
    """The business id of the entry it stands in: ``ot-backlog-cleared``."""
    line_text: str | None = None
    """The line itself."""
    related: tuple[Related, ...] = field(default=())

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file, place and code: the same order on every machine."""
        return (self.file, self.place.line, self.place.column, self.code, self.message)
