"""Every doubtful figure of a plan, with its place, for the rules that each report one kind."""

from collections.abc import Iterator

from cqcplan.checks.subject import Subject
from cqcplan.model.delivery import Measure
from cqcplan.problems.problem import Problem
from cqcplan.timeline.doubts import TIMES, Figures, Kind
from cqcplan.yamltext.positions import Route


def doubtful(subject: Subject, code: str, kind: Kind, times: int = TIMES) -> Iterator[Problem]:
    """Report the figures that are doubtful for one reason."""
    for file, route, measure in subject.section("measures"):
        figures = Figures(measure)
        for at, number in _figures(measure):
            seen = measure.baseline if number is None else measure.observations[number]
            for doubt in figures.doubts(seen.value, seen.on, times):
                if doubt.kind == kind:
                    yield file.problem(code, (*route, *at, "value"), doubt.words, help=doubt.help)


def _figures(measure: Measure) -> Iterator[tuple[Route, int | None]]:
    if measure.baseline:
        yield ("baseline",), None
    for number in range(len(measure.observations)):
        yield ("observations", number), number
