"""The problem record."""

from enum import StrEnum
from typing import NamedTuple

from cqcplan.problems.extent import end_column


class Severity(StrEnum):
    """How much a problem matters. Errors come first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Place(NamedTuple):
    """A stretch of a file: 1-based lines and columns, counted in characters; the end is just past it.

    Without an end it is only where something starts; ``Problem.extent`` adds the end.
    """

    line: int
    column: int
    end_line: int = 0
    end_column: int = 0


class Related(NamedTuple):
    """Another place that belongs to a problem: ``first defined here``."""

    file: str
    place: Place
    label: str


class Problem(NamedTuple):
    """One thing wrong with a plan, ready to be shown."""

    code: str
    """The rule's code, never reused: ``PLAN201``."""
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
    related: tuple[Related, ...] = ()

    @property
    def extent(self) -> Place:
        """The place with its end, worked out from the line where it is not known: only what is shown pays for it."""
        start = self.place
        if start.end_line:
            return start
        end = start.column if self.line_text is None else end_column(self.line_text, start.column)
        return Place(start.line, start.column, start.line, end)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file, place and code: the same order on every machine."""
        return (self.file, self.place.line, self.place.column, self.code, self.message)
