"""The draft of an edit: every file it touches as it is and as it would be. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cqcplan.checks.catalogue import SOUND_FAMILIES
from cqcplan.checks.run import check_plan
from cqcplan.editing.changes import AddEntry, AddRemark, CannotEditError, Change, ReplaceField, SetField
from cqcplan.editing.remark import Remark
from cqcplan.editing.reshape import Reshape
from cqcplan.editing.step import Step
from cqcplan.files.load import folder_of, join_files
from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.files.read_file import raw_content, read_bytes
from cqcplan.files.unfinished import UnfinishedError, unfinished
from cqcplan.model.document import PlanFile
from cqcplan.problems.problem import Severity
from cqcplan.yamltext.characters import refused_in
from cqcplan.yamltext.reader import decode

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FileDraft:
    """One file of an edit."""

    path: Path
    before: bytes | None
    """What is on disk; nothing where the file is new."""
    after: bytes

    @property
    def line(self) -> int:
        """The 1-based line where the change begins; blank lines put in are passed over."""
        old, new = (self.before or b"").splitlines(), self.after.splitlines()
        number = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
        while number < len(new) - 1 and not new[number].strip():
            number += 1
        return number + 1

    def diff(self) -> str:
        """Return the change as a unified diff."""
        from difflib import unified_diff  # noqa: PLC0415 - only where it is asked for

        name = self.path.as_posix()
        old, new = ((raw or b"").decode("utf-8").splitlines(keepends=True) for raw in (self.before, self.after))
        lines = unified_diff(old, new, "/dev/null" if self.before is None else name, name)
        return "".join(
            line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit that has been checked and can be stored."""

    folder: Path
    """Where the plan lives, and its lock."""
    files: tuple[FileDraft, ...]
    plan: LoadedPlan | None = None
    """The plan as it would be."""

    def diff(self) -> str:
        """Return the whole change as unified diffs."""
        return "".join(file.diff() for file in self.files)


def draft(loaded: LoadedPlan, changes: Sequence[Change]) -> Draft:
    """Work out what the files of a plan would be after some changes.

    Everything outside the changes stays byte for byte. The new texts are read again, compared with the data that is
    meant, and checked as a whole plan.

    Raises:
        CannotEditError: where a change cannot be made so, or the plan would have errors after it.
    """
    _refuse_unreadable(loaded)
    for change in changes:
        if isinstance(change, AddEntry):
            _refuse_unfit(change.values)
        elif isinstance(change, (SetField, ReplaceField)):
            _refuse_unfit({change.field: change.value})
        elif isinstance(change, AddRemark):
            _refuse_unfit(change.text)
    before: dict[Path, bytes | None] = {}
    folder = folder_of(loaded.location)
    try:
        newer = unfinished(folder)
    except UnfinishedError as error:
        raise CannotEditError(str(error), error.help) from error
    plan = loaded
    left = list(changes)
    while left:
        step, left = _step(plan, left)
        for target, text in step.texts():
            if target.path not in before:
                before[target.path] = None if target.is_new else _on_disk(target.sibling, newer)
            changed = read_bytes(text.encode("utf-8"), target.path, PlanFile)
            step.check(changed)
            plan = _with_file(plan, changed)
    errors = tuple(
        problem for problem in check_plan(plan, families=SOUND_FAMILIES) if problem.severity is Severity.ERROR
    )
    if errors:
        raise CannotEditError("the plan would not be sound after this change, so nothing is changed", None, errors)
    afters = {file.path: file for file in plan.files}
    return Draft(
        folder,
        tuple(FileDraft(path, raw, _bytes(afters[path].text, raw)) for path, raw in sorted(before.items())),
        plan,
    )


def _refuse_unreadable(loaded: LoadedPlan) -> None:
    if loaded.unreadable:
        raise CannotEditError("part of the plan cannot be opened, so it is not edited", None, tuple(loaded.problems))
    for file in loaded.files:
        if file.document is None or not file.document.complete or file.document.faults:
            raise CannotEditError(
                f"{file.name} cannot be read without fault, so it is not edited",
                "put right first what cqcplan validate reports",
                tuple(file.problems),
            )


def _step(plan: LoadedPlan, left: Sequence[Change]) -> tuple[Step | Reshape | Remark, list[Change]]:
    """Return the next step of an edit, and the changes left after it."""
    first = left[0]
    if isinstance(first, AddRemark):
        return Remark(plan, first), list(left[1:])
    if not isinstance(first, (AddEntry, SetField)):
        return Reshape(plan, first), list(left[1:])
    step = Step(plan)
    together: list[AddEntry | SetField] = []
    for change in left:
        if not isinstance(change, (AddEntry, SetField)):
            break
        together.append(change)
    return step, list(left[step.take(together) :])


def _refuse_unfit(value: object, field: str = "text") -> None:
    """Refuse text with a character in it that no plan may hold, and name the field that it was meant for."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            _refuse_unfit(item, str(key))
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_unfit(item, field)
    elif isinstance(value, str) and (found := refused_in(value)):
        raise CannotEditError(
            f'"{field}" has {found} in it, which no plan can hold',
            "delete it, or type the text again: it often comes with text pasted from elsewhere",
        )


def _bytes(text: str, before: bytes | None) -> bytes:
    """Encode a text, with the byte-order mark that the file had."""
    return (BOM if (before or b"").startswith(BOM) else b"") + text.encode("utf-8")


def _with_file(plan: LoadedPlan, changed: LoadedFile) -> LoadedPlan:
    """Return the plan with one file changed or added."""
    files = [changed if file.path == changed.path else file for file in plan.files]
    if all(file.path != changed.path for file in plan.files):
        first, *rest = files
        files = [first, *sorted([*rest, changed], key=lambda file: file.path.as_posix())]
    return join_files(plan.location, files)


def _on_disk(file: LoadedFile, newer: Mapping[Path, Path | None]) -> bytes:
    try:
        raw = raw_content(file.path, newer.get(file.path))
    except OSError as error:
        raise CannotEditError(f"{file.name} cannot be read: {error.strerror}") from error
    if decode(raw) != file.text:
        raise changed_meanwhile(file.path)
    return raw


def changed_meanwhile(path: Path) -> CannotEditError:
    """Make the refusal to overwrite what somebody else has written."""
    return CannotEditError(
        f"{path.as_posix()} has changed since it was read, so nothing is written", "run the command again"
    )
