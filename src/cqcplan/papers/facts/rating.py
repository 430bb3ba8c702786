"""The rating in force, its scores, the distance to the next, the assessments before it and the targets ahead."""

from collections.abc import Sequence
from dataclasses import dataclass

from cqcplan.framework.vintage import Band
from cqcplan.model.assessments import Assessment, Challenge
from cqcplan.model.base import Span
from cqcplan.papers.occasion import Occasion
from cqcplan.scoring.clock import Clock
from cqcplan.scoring.clock import clock as clock_of
from cqcplan.scoring.current import in_order, ratings_in_a_row, result_of
from cqcplan.scoring.current import known as is_known
from cqcplan.scoring.gap import Distance, Range, least_points
from cqcplan.scoring.gap import distances as distances_of
from cqcplan.scoring.gap import possible as possible_with
from cqcplan.scoring.path import Aim
from cqcplan.scoring.path import aims as aims_of
from cqcplan.scoring.ratings import nearest_percent_of
from cqcplan.scoring.ratings import percent_of as percent_made_of
from cqcplan.scoring.result import Result, StatementResult
from cqcplan.scoring.what_if import Steps, one_step_each_way


@dataclass(frozen=True, slots=True)
class Scored:
    """A quality statement whose score is known."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a score or a rating begins."""

    value: int
    rating: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """An overall percentage and the rating it stands for."""

    value: int
    rating: str | None
    indicative: bool


@dataclass(frozen=True, slots=True)
class Past:
    """One assessment of several."""

    made: Assessment
    result: Result
    value: int | None
    """The overall percentage, as printed or as its scores make it."""
    rating: str | None
    indicative: bool
    replaced: bool
    """Whether a rating review put another in its place."""


def news(occasion: Occasion) -> Assessment | None:
    """Return the assessment in force where the body has had no paper since CQC published it."""
    made = occasion.result.assessment if occasion.result else None
    return made if occasion.rating_is_news else None


def assessed_over(made: Assessment) -> Span | None:
    """Return the first and last day of an assessment, where the plan has both."""
    return made.assessed if isinstance(made.assessed, Span) else None


def results(occasion: Occasion) -> list[Result]:
    """Return every assessment made by then, oldest first: CQC's, the council's, its peers', its targets."""
    return [result_of(item) for item in in_order(occasion.plan.assessments) if is_known(item, occasion.as_of)]


def aims(occasion: Occasion) -> Sequence[Aim]:
    """Return the targets that lie ahead, the nearest first."""
    return aims_of(occasion.result, results(occasion), occasion.state) if occasion.result else ()


def clock(occasion: Occasion) -> Clock | None:
    """Return when CQC's usual maximum gap ends; nothing where the framework sets none."""
    result = occasion.result
    if result is None or result.assessment is None:
        return None
    return clock_of(result, occasion.vintage, occasion.as_of, ratings_in_a_row(occasion.plan, result.assessment))


def challenges(occasion: Occasion) -> list[Challenge]:
    """Return the challenges to the assessment in force, in plan order."""
    made = news(occasion)
    return [item for item in occasion.plan.challenges if made and item.assessment == made.id]


def scored(result: Result) -> list[Scored]:
    """Return the statements whose scores are known, in CQC's order."""
    return [Scored(item.name, item.score) for item in result.statements if item.score is not None]


def statements(result: Result) -> Sequence[StatementResult]:
    """Return all nine statements where any score is known."""
    return result.statements if any(item.score is not None for item in result.statements) else ()


def statement_name(result: Result, statement: str) -> str:
    """Return what a statement is called."""
    return next(item.name for item in result.statements if item.id == statement)


def theme_name(result: Result, statement: StatementResult) -> str:
    """Return the name of a statement's theme."""
    return next(item.theme.name for item in result.themes if item.theme.id == statement.theme)


def band(result: Result) -> Band:
    """Return the percentages that a result's rating runs over."""
    return next(band for band in result.vintage.bands if band.rating == result.rating)


def margin(result: Result) -> Distance | None:
    """Return the way down to the next worse rating, where there is one."""
    points = result.points if result.points is not None else result.points_behind_printed
    ways = [] if points is None else distances_of(points, len(result.statements), result.vintage.bands)
    return next((way for way in ways if way.points < 0), None)


def distances(result: Result) -> Sequence[Distance]:
    """Return the way to every better rating and down to the next worse one."""
    return distances_of(result.points or 0, len(result.statements), result.vintage.bands)


def one_step(result: Result) -> Steps:
    """Return what one score more and one less on any statement would make."""
    return one_step_each_way(result)


def possible(result: Result) -> Range:
    """Return what a partly known set of scores can still come to."""
    return possible_with([item.score for item in result.statements], result.vintage.bands)


def percent_of(points: int, result: Result) -> int:
    """Return what points make, in per cent, rounded up."""
    return percent_made_of(points, result.maximum)


def share(part: int, whole: int) -> int:
    """Return a share in per cent, rounded to the nearest."""
    return nearest_percent_of(part, whole)


def is_rounded_to_nearest(result: Result) -> bool:
    """Whether the printed percentage is what rounding to the nearest makes, where CQC rounds up."""
    printed = result.printed.overall_percent if result.printed else None
    return bool(result.points) and printed == nearest_percent_of(result.points or 0, result.maximum)


def score_thresholds(_: Occasion) -> list[Threshold]:
    """Return the scores that part the four, marked across a chart."""
    return [Threshold(2), Threshold(3)]


def band_thresholds(result: Result) -> list[Threshold]:
    """Return where each rating but the worst begins."""
    return [Threshold(band.first, band.rating) for band in result.vintage.bands[1:]]


def beginnings(result: Result) -> list[Threshold]:
    """Return with how many points each rating begins."""
    bands, count = result.vintage.bands, len(result.statements)
    least = ((band.rating, least_points(band.rating, count, bands)) for band in bands)
    return [Threshold(points, rating) for rating, points in least if points is not None]


def hundredths(points: int, maximum: int) -> str:
    """Return what points make in per cent before it is rounded up, to two places."""
    return f"{100 * points / maximum:.2f}"


def position(result: Result) -> Position | None:
    """Return the overall percentage, as the scores make it or else as printed, where a rating is known."""
    printed = result.printed.overall_percent if result.printed else None
    percent = result.percent if result.percent is not None else printed
    rating = result.rating or result.best_rating
    return None if percent is None or rating is None else Position(percent, rating, result.indicative)


def history(every: Sequence[Result]) -> list[Past]:
    """Return what assessments said, in the order given."""
    replaced = {item.assessment.supersedes for item in every if item.assessment}
    return [
        Past(made, item, item.best_percent, item.best_rating, item.indicative, made.id in replaced)
        for item in every
        if (made := item.assessment)
    ]
