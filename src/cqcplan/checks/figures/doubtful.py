"""Every doubtful figure of a plan, with its place, for the rules that each report one kind."""

from collections.abc import Iterator

from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.files.loaded import LoadedFile
from cqcplan.model.delivery import Measure
from cqcplan.problems.codes import coded
from cqcplan.problems.problem import Problem
from cqcplan.timeline.doubts import TIMES as USUAL
from cqcplan.timeline.doubts import Doubt, Figures, Kind
from cqcplan.yamltext.positions import Route

JUMPS = "423"
"""The rule that has the option."""
TIMES = Option("times", USUAL, "How many usual steps a figure may be from the one before.", least=3, most=1000)


def doubtful(subject: Subject, rule: str, kind: Kind) -> Iterator[Problem]:
    """Report the figures that are doubtful for one reason."""
    for file, route, doubt in subject.once(_every_doubt):
        if doubt.kind == kind:
            yield file.problem(rule, route, doubt.words, help=doubt.help)


def _every_doubt(subject: Subject) -> list[tuple[LoadedFile, Route, Doubt]]:
    times = subject.option(coded(JUMPS), TIMES)
    found = []
    for file, route, measure in subject.section("measures"):
        figures = Figures(measure)
        for at, number in _figures(measure):
            seen = measure.baseline if number is None else measure.observations[number]
            found += [(file, (*route, *at, "value"), doubt) for doubt in figures.doubts(seen.value, seen.on, times)]
    return found


def _figures(measure: Measure) -> Iterator[tuple[Route, int | None]]:
    if measure.baseline:
        yield ("baseline",), None
    for number in range(len(measure.observations)):
        yield ("observations", number), number
