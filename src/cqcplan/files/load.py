"""Read a plan: its files, and the whole they make."""

from collections.abc import Sequence
from pathlib import Path

from cqcplan.files.discover import Location, in_reading_order, is_plan_file, plan_files
from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.files.read_file import cannot_open, read_file
from cqcplan.files.unfinished import UnfinishedError, unfinished
from cqcplan.model.document import Plan, PlanFile, whole_plan
from cqcplan.problems.problem import Place, Problem

_ATTEMPTS = 5
"""How often a plan is read that others write to at the same time, before it is taken as it is."""


def load_plan(location: Location) -> LoadedPlan:
    """Read a plan as it is before or after a change, never half of each. Never raises: see its ``problems``."""
    folder = folder_of(location)
    for _ in range(_ATTEMPTS):
        before = _mark(folder)
        loaded, marks = _read(location, folder)
        # who writes makes and deletes its lock in the folder, and puts new files for old ones
        if before == _mark(folder) and all(mark == _mark(path) for path, mark in marks.items()):
            break
    return loaded


def folder_of(location: Location) -> Path:
    """Return the folder that a plan lives in, where its lock is and the record of a change."""
    return location.path if location.path.is_dir() else location.path.parent


def _read(location: Location, folder: Path) -> tuple[LoadedPlan, dict[Path, object]]:
    """Read a plan once, and what tells whether its files are still those."""
    try:
        newer = unfinished(folder)
    except UnfinishedError as error:
        problem = LoadedFile(error.path).problem_at("012", Place(1, 1), str(error), help=error.help)
        return LoadedPlan(location, [], [problem], None, unreadable=True), {}
    paths, refused = plan_files(location.path)
    if location.path.is_dir():
        paths = [path for path in paths if newer.get(path, path)]  # what is being taken away is not the plan's
        new = [path for path in newer if path not in paths and newer[path] and is_plan_file(path.relative_to(folder))]
        paths = in_reading_order([*paths, *new], location.path) if new else paths
    marks: dict[Path, object] = {path: _mark(path) for path in paths} if len(paths) > 1 else {}
    unreadable = bool(refused)
    files = []
    for path in paths:
        loaded, opened = read_file(path, PlanFile, newer.get(path))
        unreadable = unreadable or not opened
        files.append(loaded)
    whole = join_files(location, files, [cannot_open(path, why) for path, why in refused], unreadable=unreadable)
    return whole, marks


def _mark(path: Path) -> object:
    """Return what changes when a file is replaced, or when a name in a folder comes or goes."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def join_files(
    location: Location, files: list[LoadedFile], refused: Sequence[Problem] = (), *, unreadable: bool = False
) -> LoadedPlan:
    """Make a plan of its files, whether they have been read from disk or are only meant to be written."""
    problems = [*refused, *(problem for file in files for problem in file.problems)]
    problems += _one_header(location, files, refused=bool(refused))
    return LoadedPlan(location, files, problems, _whole(files) if not problems else None, unreadable)


def _one_header(location: Location, files: list[LoadedFile], *, refused: bool) -> list[Problem]:
    """Check that ``plan:`` stands in exactly one file."""
    holders = [file for file in files if isinstance(file.data, dict) and "plan" in file.data]
    if len(holders) > 1:
        first = holders[0]
        return [
            file.problem(
                "110",
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
                "110",
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
            "110",
            Place(1, 1),
            "this plan has no plan: section, which names the council and the framework",
            help="add plan: with id, council and framework to plan.yaml",
        )
    ]


def _whole(files: list[LoadedFile]) -> Plan | None:
    contents = [file.content for file in files if isinstance(file.content, PlanFile)]
    header = next((content.plan for content in contents if content.plan), None)
    return whole_plan(header, contents) if header else None
