"""One YAML file: bytes, text, data with positions, models, and what is wrong with any of them."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from cqcplan.digest import digest
from cqcplan.files.loaded import LoadedFile
from cqcplan.files.validator import validator_of
from cqcplan.problems.problem import Place, Problem, Related, Severity
from cqcplan.yamltext.cut import cut_texts
from cqcplan.yamltext.limits import MAX_BYTES
from cqcplan.yamltext.reader import Fault, decode, read


def cannot_open(path: Path, why: str) -> Problem:
    """Make the problem of a file or folder that the system will not open."""
    return LoadedFile(path).problem_at(
        "012", Place(1, 1), f"this cannot be opened: {why}", help="check that it exists and who may read it"
    )


def read_file(path: Path, root: type[BaseModel], instead: Path | None = None) -> tuple[LoadedFile, bool]:
    """Read one file and make models of it.

    Args:
        path: the file.
        root: the model of the whole file.
        instead: what counts in its place as long as it is there: see ``unfinished``.

    Returns:
        The file with whatever was wrong with it, and whether it could be opened at all.
    """
    try:
        raw = raw_content(path, instead)
    except OSError as error:
        return LoadedFile(path, root, problems=[cannot_open(path, error.strerror or "unreadable")]), False
    return read_bytes(raw, path, root), True


def raw_content(path: Path, instead: Path | None = None) -> bytes:
    """Return the bytes of a file, or of what counts in its place; at most one more than is taken.

    Raises:
        OSError: as the system gives it.
    """
    if instead:
        try:
            with instead.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            pass  # its writer has put it in its place
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def read_bytes(raw: bytes, path: Path, root: type[BaseModel]) -> LoadedFile:
    """Make models of the bytes of a file; ``path`` is what messages call it."""
    loaded = LoadedFile(path, root, digest=digest(raw))
    text = decode(raw)
    del raw
    if isinstance(text, Fault):
        loaded.problems.append(_of_fault(loaded, text))
        return loaded
    loaded.text = text
    document = loaded.document = read(text)
    loaded.problems += [_of_fault(loaded, fault) for fault in document.faults]
    if not document.complete:
        return loaded
    if document.data is None:
        loaded.problems.append(
            loaded.problem_at("011", Place(1, 1), "the file is empty", help="write an entry in it, or delete the file")
        )
        return loaded
    if not isinstance(document.data, dict):
        found = "a list" if isinstance(document.data, list) else "a single value"
        loaded.problems.append(
            loaded.problem(
                "011",
                (),
                f"a plan file is a mapping of sections, not {found}",
                help="start it with a section, such as priorities: or updates:",
            )
        )
        return loaded
    loaded.problems += _cut(loaded)
    try:
        loaded.content = as_models(root, document.data)
    except ValidationError as error:
        from cqcplan.files.schema_problems import schema_problems  # noqa: PLC0415 - only for mistakes

        loaded.problems += schema_problems(loaded, error)
    return loaded


def _cut(loaded: LoadedFile) -> list[Problem]:
    """Warn of texts that a # has cut; a # after an id, a date or a fixed word begins a remark."""
    found = list(cut_texts(loaded.text))
    if not found:
        return []
    from cqcplan.files.text_fields import text_fields  # noqa: PLC0415 - seldom needed

    return [
        loaded.problem_at(
            "013",
            cut.place,
            "a # after a blank begins a remark: the text ends before it",
            help=f'put the whole text in quotes, if "#{cut.remark}" belongs to it; or put two blanks before the remark',
            severity=Severity.WARNING,
        )
        for cut in found
        if not cut.field or cut.field in text_fields(loaded.root)
    ]


def as_models(root: type[BaseModel], data: Any) -> Any:
    """Make models of a file; a heading of a list with nothing under it is an empty list.

    Raises:
        ValidationError: where the file says what no plan may.
    """
    validator = validator_of(root)
    try:
        return validator.validate_python(data)
    except ValidationError as error:
        empty = [each["loc"] for each in error.errors() if each["type"] == "tuple_type" and each["input"] is None]
        if not empty:
            raise
    return validator.validate_python(_without(data, empty))


def _without(data: Any, places: list[tuple[int | str, ...]]) -> Any:
    """Return data without what stands at some places; what is not on the way to them is shared."""
    here = {place[0] for place in places if len(place) == 1}
    further: dict[int | str, list[tuple[int | str, ...]]] = {}
    for place in places:
        if len(place) > 1:
            further.setdefault(place[0], []).append(place[1:])
    if isinstance(data, dict):
        return {
            key: _without(value, further[key]) if key in further else value
            for key, value in data.items()
            if key not in here
        }
    if isinstance(data, list):
        return [_without(value, further[key]) if key in further else value for key, value in enumerate(data)]
    return data


def _of_fault(loaded: LoadedFile, fault: Fault) -> Problem:
    return loaded.problem_at(
        fault.number,
        fault.place,
        fault.message,
        help=fault.help,
        related=tuple(Related(loaded.name, place, label) for place, label in fault.related),
    )
