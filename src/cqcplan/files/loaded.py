"""Plans as read: text, data, positions and models, with whatever was wrong on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from cqcplan.files.discover import Location
from cqcplan.model.document import Plan, PlanFile
from cqcplan.problems.codes import coded
from cqcplan.problems.problem import Place, Problem, Related, Severity
from cqcplan.yamltext.reader import Document


@dataclass(slots=True)
class LoadedFile:
    """One file of a plan."""

    path: Path
    root: type[BaseModel] = PlanFile
    """The model of the whole file."""
    text: str = ""
    document: Document | None = None
    content: BaseModel | None = None
    """The models, where the file is free of mistakes that stop them being made."""
    problems: list[Problem] = field(default_factory=list)
    digest: str = ""
    """What tells the bytes that were read from all others."""
    _lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The text line by line, split where YAML splits it."""
        if self._lines is None:
            self._lines = self.text.splitlines()
        return self._lines

    @property
    def name(self) -> str:
        """The path as shown in messages, with forward slashes; bytes that are no text are shown as such."""
        return self.path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

    @property
    def data(self) -> object:
        """The plain data; nothing where the file could not be read."""
        return self.document.data if self.document else None

    def place(self, route: Sequence[str | int], *, key: bool = False) -> Place:
        """Return where a route leads in this file."""
        return self.document.positions.of(route, key=key) if self.document else Place(1, 1)

    def related(self, route: Sequence[str | int], label: str) -> Related:
        """Name a place of this file that belongs to a problem elsewhere."""
        return Related(self.name, self.place(route), label)

    def entry_id(self, route: Sequence[str | int]) -> str | None:
        """Return the id of the innermost entry that a route passes through."""
        node, found = self.data, None
        for step in (*route, None):
            if isinstance(node, dict):
                candidate = node.get("id")
                found = candidate if isinstance(candidate, str) else found
            if step is None:
                break
            try:
                node = node[step]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                break
        return found

    def problem(
        self,
        number: str,
        route: Sequence[str | int],
        message: str,
        *,
        help: str | None = None,  # noqa: A002 - the field's name
        label: str | None = None,
        key: bool = False,
        severity: Severity = Severity.ERROR,
        related: tuple[Related, ...] = (),
    ) -> Problem:
        """Make a problem about a place in this file, by the number of its rule."""
        return self.problem_at(
            number,
            self.place(route, key=key),
            message,
            help=help,
            label=label,
            severity=severity,
            related=related,
            entry=self.entry_id(route),
        )

    def problem_at(
        self,
        number: str,
        place: Place,
        message: str,
        *,
        help: str | None = None,  # noqa: A002 - the field's name
        label: str | None = None,
        severity: Severity = Severity.ERROR,
        related: tuple[Related, ...] = (),
        entry: str | None = None,
    ) -> Problem:
        """Make a problem about a line and column of this file, by the number of its rule."""
        return Problem(
            code=coded(number),
            severity=severity,
            message=_one_line(message),
            file=self.name,
            place=place,
            help=help and _one_line(help),
            label=label,
            entry=entry,
            related=related,
        )


def _one_line(text: str) -> str:
    """Join the lines of a text: values from a plan may have several, messages have one."""
    return " ".join(text.splitlines())


@dataclass(slots=True)
class LoadedPlan:
    """One plan: its files, and the whole they make."""

    location: Location
    files: list[LoadedFile]
    problems: list[Problem]
    """Problems of reading and of schema, in all its files."""
    plan: Plan | None
    """The plan, where every file could be turned into models and one holds ``plan:``."""
    unreadable: bool = False
    """Whether a file or folder could not be opened at all."""
