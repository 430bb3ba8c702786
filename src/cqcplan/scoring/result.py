"""The result of one assessment: what its scores make, beside what was printed."""

from collections.abc import Mapping
from typing import NamedTuple

from cqcplan.framework.vintage import Theme, Vintage, load_vintage
from cqcplan.model.assessments import Assessment, Printed, StatementScore
from cqcplan.scoring.ratings import TOP_SCORE, DistanceTo, percent_of, points_behind, rating_of, step_up


class FromCategories(NamedTuple):
    """A statement's result made of its evidence category scores."""

    points: int
    maximum: int
    percent: int
    score: int
    rounding: str = "up"


class StatementResult(NamedTuple):
    """One quality statement."""

    id: str
    name: str
    theme: str
    score: int | None
    """1 to 4, or nothing where it is not known."""
    meaning: str | None
    """What that score means, in CQC's scale."""
    printed: StatementScore | None
    """What a source printed beside the score."""
    from_categories: FromCategories | None = None
    """What its evidence category scores make, where they are known."""


class ThemeResult(NamedTuple):
    """One theme. CQC rates no themes: this is arithmetic, to show where the points are."""

    theme: Theme
    points: int | None
    maximum: int
    percent: int | None


class Result(NamedTuple):
    """One assessment, scored."""

    assessment: Assessment | None
    """Nothing where the scores were given on their own."""
    vintage: Vintage
    statements: tuple[StatementResult, ...]
    themes: tuple[ThemeResult, ...]
    points: int | None
    """9 to 36; nothing unless all nine scores are known."""
    maximum: int
    percent: int | None
    rating: str | None
    to_next: DistanceTo | None
    printed: Printed | None
    points_behind_printed: int | None
    """The only points that give the printed percentage, where the scores themselves are not known."""

    @property
    def indicative(self) -> bool:
        """Whether the result is no CQC rating: a pilot's, the council's own, or one that leaves the rating as it is."""
        made = self.assessment
        return made is None or made.indicative or not gives_rating(made)

    @property
    def leaves_rating(self) -> bool:
        """Whether it is CQC's and leaves the rating as it is, by the rules of its vintage: a focused assessment."""
        made = self.assessment
        return made is not None and made.kind == "focused" and not gives_rating(made)

    @property
    def best_rating(self) -> str | None:
        """The printed rating where there is one, else the computed one."""
        return (self.printed.rating if self.printed else None) or self.rating

    @property
    def best_percent(self) -> int | None:
        """The printed percentage where there is one, else the computed one."""
        printed = self.printed.overall_percent if self.printed else None
        return printed if printed is not None else self.percent

    @property
    def agrees(self) -> bool | None:
        """Whether what was printed is what the scores make; nothing where one of the two is missing."""
        if self.points is None or self.printed is None:
            return None
        pairs = [(self.printed.overall_percent, self.percent), (self.printed.rating, self.rating)]
        known = [printed == computed for printed, computed in pairs if printed is not None]
        return all(known) if known else None


def gives_rating(made: Assessment) -> bool:
    """Whether an assessment gives a CQC rating, by the rules of its vintage."""
    return made.kind in load_vintage(made.framework).rating_changed_by


def score(scores: Mapping[str, int | StatementScore], vintage: Vintage, assessment: Assessment | None = None) -> Result:
    """Work out a result from scores by quality statement id.

    Statements that are missing stay unknown, and then so does every sum they are part of.
    """
    statements = []
    for statement in vintage.statements:
        given = scores.get(statement.id)
        made = _from_categories(given, vintage) if isinstance(given, StatementScore) else None
        number = given.score if isinstance(given, StatementScore) else given
        if number is None and made is not None:
            number = made.score
        statements.append(
            StatementResult(
                id=statement.id,
                name=statement.name,
                theme=statement.theme,
                score=number,
                meaning=vintage.scale.get(number) if number else None,
                printed=given if isinstance(given, StatementScore) else None,
                from_categories=made,
            )
        )
    maximum = TOP_SCORE * len(statements)
    points = _sum(statements)
    percent = percent_of(points, maximum) if points is not None else None
    printed = assessment.printed if assessment else None
    known = points
    behind = None
    if points is None and printed and printed.overall_percent is not None:
        known = behind = points_behind(printed.overall_percent, maximum)
    return Result(
        assessment=assessment,
        vintage=vintage,
        statements=tuple(statements),
        themes=tuple(_theme(theme, statements) for theme in vintage.themes),
        points=points,
        maximum=maximum,
        percent=percent,
        rating=rating_of(percent, vintage.bands) if percent is not None else None,
        to_next=step_up(known, maximum, vintage.bands) if known is not None else None,
        printed=printed,
        points_behind_printed=behind,
    )


def _from_categories(given: StatementScore, vintage: Vintage) -> FromCategories | None:
    """Add up category scores out of 4 for each, and turn the percentage into a score by the same four bands."""
    if not given.categories or not vintage.category_scores:
        return None
    points, maximum = sum(given.categories.values()), TOP_SCORE * len(given.categories)
    percent = percent_of(points, maximum)
    ratings = [band.rating for band in vintage.bands]
    number = ratings.index(rating_of(percent, vintage.bands)) + 1
    return FromCategories(points, maximum, percent, number)


def _sum(statements: list[StatementResult]) -> int | None:
    scores = [statement.score for statement in statements]
    known = [number for number in scores if number is not None]
    return sum(known) if len(known) == len(scores) else None


def _theme(theme: Theme, statements: list[StatementResult]) -> ThemeResult:
    inside = [statement for statement in statements if statement.theme == theme.id]
    points = _sum(inside)
    maximum = TOP_SCORE * len(inside)
    return ThemeResult(theme, points, maximum, percent_of(points, maximum) if points is not None else None)
