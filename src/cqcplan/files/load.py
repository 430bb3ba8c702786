"""Read a plan: its files, and the whole they make."""

from collections.abc import Sequence

from cqcplan.files.discover import Location, plan_files
from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.files.read_file import cannot_open, read_file
from cqcplan.model.document import Plan, PlanFile, whole_plan
from cqcplan.problems.problem import Place, Problem


def load_plan(location: Location) -> LoadedPlan:
    """Read a plan. Never raises for what a user can get wrong: it is in ``problems``."""
    paths, refused = plan_files(location.path)
    unreadable = bool(refused)
    files = []
    for path in paths:
        loaded, opened = read_file(path, PlanFile)
        unreadable = unreadable or not opened
        files.append(loaded)
    return plan_of(location, files, [cannot_open(path, why) for path, why in refused], unreadable=unreadable)


def plan_of(
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
    contents = [file.content for file in files if isinstance(file.content, PlanFile)]
    header = next((content.plan for content in contents if content.plan), None)
    return whole_plan(header, contents) if header else None
