"""A file of published results, YAML or CSV: read, and checked against itself."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from cqcplan.exchange.published.contradictions import AS_PUBLISHED, contradictions
from cqcplan.exchange.published.from_csv import read_sheet
from cqcplan.files.loaded import LoadedFile
from cqcplan.files.read_file import cannot_open, raw_content, read_file
from cqcplan.framework.results import PublishedResult, PublishedResults, shipped_results
from cqcplan.model.results import OwnResult, ResultsFile
from cqcplan.problems.problem import Place, Problem, Related
from cqcplan.scoring.compare import short_name


class OwnResults(NamedTuple):
    """What a file holds."""

    results: PublishedResults | None
    """Nothing where there are problems."""
    problems: list[Problem]
    opened: bool
    """Whether the file could be opened at all."""
    file: LoadedFile


def load_results(path: Path) -> OwnResults:
    """Read a file of results; one whose name ends in ``.csv`` is a table."""
    return _from_csv(path) if path.suffix.casefold() == ".csv" else _from_yaml(path)


def _from_yaml(path: Path) -> OwnResults:
    file, opened = read_file(path, ResultsFile)
    content = file.content
    if not isinstance(content, ResultsFile):
        return OwnResults(None, file.problems, opened, file)

    def place(number: int, field: str) -> Place:
        route = ("results", number, field)
        data = file.data
        written = isinstance(data, dict) and field in data["results"][number]
        return file.place(route if written else route[:2])

    problems = [*file.problems, *_problems(file, content.results, place)]
    if problems:
        return OwnResults(None, problems, opened, file)
    return OwnResults(_collection(str(content.collected), content.limits, content.results), [], opened, file)


def _from_csv(path: Path) -> OwnResults:
    file = LoadedFile(path, ResultsFile)
    try:
        raw = raw_content(path)
    except OSError as error:
        return OwnResults(None, [cannot_open(path, error.strerror or "unreadable")], opened=False, file=file)
    file.text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    sheet = read_sheet(file, raw)
    items = [row.item for row in sheet.rows]

    def place(number: int, field: str) -> Place:
        columns = sheet.rows[number].columns
        return columns.get(field, columns[""])

    problems = [*sheet.problems, *_problems(file, items, place)]
    if problems:
        return OwnResults(None, sorted(problems, key=lambda problem: problem.sort_key), opened=True, file=file)
    limits = sheet.limits or "The file does not say what is missing from it."
    return OwnResults(_collection(sheet.collected or "", limits, items), [], opened=True, file=file)


def _problems(file: LoadedFile, items: Sequence[OwnResult], place: Callable[[int, str], Place]) -> list[Problem]:
    """Return what cannot be true of the results, and councils that stand there twice."""
    problems = []
    first: dict[str, int] = {}
    for number, item in enumerate(items):
        problems += [
            file.problem_at("503", place(number, found.field), f"{item.council}: {found.message}", help=AS_PUBLISHED)
            for found in contradictions(item)
        ]
        name = short_name(item.council)
        if name in first and not item.supersedes:
            problems.append(
                file.problem_at(
                    "201", place(number, "council"), f"{item.council} stands here twice",
                    help="keep one of them, or write supersedes: true in the later one",
                    related=(Related(file.name, place(first[name], "council"), "the first of them"),),
                )
            )  # fmt: skip
        first.setdefault(name, number)
    return problems


def _collection(collected: str, limits: str, items: Sequence[OwnResult]) -> PublishedResults:
    return PublishedResults(
        collected=collected,
        limits=limits,
        statements=shipped_results().statements,
        results=tuple(_result(item) for item in items),
    )


def _result(item: OwnResult) -> PublishedResult:
    return PublishedResult(
        council=item.council,
        published=str(item.published) if item.published else None,
        kind=item.kind,
        scores=item.scores,
        overall_percent=item.overall_percent,
        rating=item.rating,
        source=item.source or "not stated",
        points_known=item.points_known,
        supersedes=item.supersedes,
        note=item.note,
        checked=item.checked,
        withdrawn=str(item.withdrawn) if item.withdrawn else None,
        addresses=item.addresses,
    )
