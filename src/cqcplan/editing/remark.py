"""A remark put into a file of a plan: a comment, which changes nothing that the plan says."""

from collections.abc import Iterator

from cqcplan.editing.changes import AddRemark, CannotEditError
from cqcplan.editing.meant import same
from cqcplan.editing.which_file import Destination
from cqcplan.files.loaded import LoadedFile, LoadedPlan


class Remark:
    """One comment: the text that comes of it."""

    def __init__(self, plan: LoadedPlan, change: AddRemark) -> None:
        self.change = change
        found = next((file for file in plan.files if file.path == change.file), None)
        if found is None or not 0 < change.line <= len(found.lines):
            raise CannotEditError("there is no such line in the plan", "run the command again")
        self.file = found

    def texts(self) -> Iterator[tuple[Destination, str]]:
        """Return the file with its new text."""
        lines = self.file.text.splitlines(keepends=True)
        line = lines[self.change.line - 1]
        said = line.rstrip("\r\n")
        end = line[len(said) :]
        if self.change.beside:
            lines[self.change.line - 1] = f"{said}  {self.change.text}{end}"
        else:
            indent = said[: len(said) - len(said.lstrip())]
            lines[self.change.line - 1] = f"{indent}{self.change.text}{end or chr(10)}{line}"
        yield Destination(self.file.path, self.file), "".join(lines)

    def check(self, changed: LoadedFile) -> None:
        """Compare what the new text says with what the old one said.

        Raises:
            CannotEditError: where they differ.
        """
        document = changed.document
        if document is None or not document.complete or document.faults or not same(changed, self.file.data):
            raise CannotEditError(
                f"{self.file.name} is laid out in a way that no comment fits in at line {self.change.line}",
                "write it into the file by hand",
            )
