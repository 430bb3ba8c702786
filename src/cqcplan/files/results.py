"""Published results from a file of the council's own."""

from pathlib import Path

from cqcplan.files.read_file import read_file
from cqcplan.framework.results import PublishedResult, PublishedResults, shipped_results
from cqcplan.model.results import OwnResult, ResultsFile
from cqcplan.problems.problem import Problem


def load_results(path: Path) -> tuple[PublishedResults | None, list[Problem], bool]:
    """Read a file of results.

    Returns:
        The results, or nothing where there are problems; the problems; and whether the
        file could be opened at all.
    """
    loaded, opened = read_file(path, ResultsFile)
    if not isinstance(loaded.content, ResultsFile):
        return None, loaded.problems, opened
    content = loaded.content
    results = PublishedResults(
        collected=str(content.collected),
        limits=content.limits,
        statements=shipped_results().statements,
        results=tuple(_result(item) for item in content.results),
    )
    return results, [], True


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
