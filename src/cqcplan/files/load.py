"""Read a plan: bytes, text, data with positions, models, and the whole they make."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cqcplan.files.discover import Location, plan_files
from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.files.schema_problems import schema_problems
from cqcplan.model.document import Plan, PlanFile
from cqcplan.problems.problem import Place, Problem, Related
from cqcplan.yamltext.limits import MAX_BYTES
from cqcplan.yamltext.reader import Fault, decode, read

SECTIONS = tuple(field.name for field in fields(Plan) if field.name != "header")
"""The sections that entries of several files are gathered into."""


def load_plan(location: Location) -> LoadedPlan:
    """Read a plan. Never raises for what a user can get wrong: it is in ``problems``."""
    paths, refused = plan_files(location.path)
    problems = [_cannot_open(path, why) for path, why in refused]
    unreadable = bool(refused)
    files = []
    for path in paths:
        loaded, opened = _load_file(path)
        unreadable = unreadable or not opened
        files.append(loaded)
        problems += loaded.problems
    header_problems = _one_header(location, files, refused=bool(refused))
    problems += header_problems
    return LoadedPlan(location, files, problems, _whole(files) if not problems else None, unreadable)


def _cannot_open(path: Path, why: str) -> Problem:
    return LoadedFile(path).problem_at(
        "CQC012", Place(1, 1), f"this cannot be opened: {why}", help="check that it exists and who may read it"
    )


def _load_file(path: Path) -> tuple[LoadedFile, bool]:
    loaded = LoadedFile(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)  # one more than is taken, so that more is refused
    except OSError as error:
        loaded.problems.append(_cannot_open(path, error.strerror or "unreadable"))
        return loaded, False
    text = decode(raw)
    del raw
    if isinstance(text, Fault):
        loaded.problems.append(_of_fault(loaded, text))
        return loaded, True
    loaded.text = text
    document = loaded.document = read(text)
    loaded.problems += [_of_fault(loaded, fault) for fault in document.faults]
    if not document.complete:
        return loaded, True
    if document.data is None:
        loaded.problems.append(
            loaded.problem_at(
                "CQC011", Place(1, 1), "the file is empty", help="write an entry in it, or delete the file"
            )
        )
        return loaded, True
    if not isinstance(document.data, dict):
        found = "a list" if isinstance(document.data, list) else "a single value"
        loaded.problems.append(
            loaded.problem(
                "CQC011",
                (),
                f"a plan file is a mapping of sections, not {found}",
                help="start it with a section, such as priorities: or updates:",
            )
        )
        return loaded, True
    try:
        loaded.content = PlanFile.model_validate(document.data)
    except ValidationError as error:
        loaded.problems += schema_problems(loaded, error)
    return loaded, True


def _of_fault(loaded: LoadedFile, fault: Fault) -> Problem:
    return loaded.problem_at(
        fault.code,
        fault.place,
        fault.message,
        help=fault.help,
        related=tuple(Related(loaded.name, place, label) for place, label in fault.related),
    )


def _one_header(location: Location, files: list[LoadedFile], *, refused: bool) -> list[Problem]:
    """Check that ``plan:`` stands in exactly one file."""
    holders = [file for file in files if isinstance(file.data, dict) and "plan" in file.data]
    if len(holders) > 1:
        first = holders[0]
        return [
            file.problem(
                "CQC110",
                ("plan",),
                "the plan: section stands in two files of this plan",
                key=True,
                help="keep it in plan.yaml",
                related=(first.related(("plan",), "first here"),),
            )
            for file in holders[1:]
        ]
    if holders and isinstance(holders[0].data, dict) and holders[0].data["plan"] is None:
        return [
            holders[0].problem(
                "CQC110",
                ("plan",),
                "the plan: section has nothing in it",
                key=True,
                help="write id, council and framework under it",
            )
        ]
    if holders or refused or any(file.document is None or not file.document.complete for file in files):
        return []
    if files and files[0].problems and not isinstance(files[0].data, dict):
        return []
    return [
        LoadedFile(files[0].path if files else location.path).problem_at(
            "CQC110",
            Place(1, 1),
            "this plan has no plan: section, which names the council and the framework",
            help="add plan: with id, council and framework to plan.yaml",
        )
    ]


def _whole(files: list[LoadedFile]) -> Plan | None:
    contents = [file.content for file in files if file.content is not None]
    header = next((content.plan for content in contents if content.plan), None)
    if header is None:
        return None
    gathered: dict[str, Any] = {
        section: tuple(entry for content in contents for entry in getattr(content, section)) for section in SECTIONS
    }
    return Plan(header=header, **gathered)
