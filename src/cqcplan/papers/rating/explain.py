"""The working of every number, step by step, with where it comes from."""

from collections.abc import Sequence

from cqcplan.model.vocabulary import RATING_WORDS
from cqcplan.papers.blocks import Block, Heading, Point, points
from cqcplan.scoring.gap import least_points
from cqcplan.scoring.ratings import TOP_SCORE
from cqcplan.scoring.result import Result

SOURCE = (
    "CQC's guidance for local authorities gives the bands and says that all nine statements count equally. The "
    "rounding is not stated there; rounding up is the only rule that agrees with every published pair of scores and "
    "percentage."
)


def explain(result: Result) -> list[Block]:
    """Show the sum: scores, points, fraction, rounding, band, source."""
    known = [item for item in result.statements if item.score is not None]
    working: list[Point] = []
    if known:
        working.append(Point("; ".join(f"{item.name} {item.score}" for item in known) + ".", "Scores"))
    for item in known:
        made = item.from_categories
        if made:
            text = (
                f"{made.points} of {made.maximum} from {made.maximum // TOP_SCORE} categories, "
                f"{100 * made.points / made.maximum:.2f} per cent, rounded up to {made.percent}, "
                f"so a score of {made.score}."
            )
            working.append(Point(text, item.name))
    if result.points is not None and result.percent is not None and result.rating is not None:
        added = " + ".join(str(item.score) for item in known)
        band = next(band for band in result.vintage.bands if band.rating == result.rating)
        fraction = f"100 × {result.points} / {result.maximum} = {100 * result.points / result.maximum:.2f}"
        working += [
            Point(f"{added} = {result.points} of {result.maximum}.", "Points"),
            Point(f"{fraction}, rounded up to {result.percent}.", "Percentage"),
            Point(f"{band.first} to {band.last} is {RATING_WORDS[result.rating].lower()}.", "Band"),
            Point(_begins(result), "Where each rating begins"),
        ]
    else:
        working.append(Point("Not all nine scores are known, so no sum was made.", "Points"))
        working += _without_all(result, [item.score for item in known if item.score is not None])
    working.append(Point(SOURCE, "Rule"))
    working.append(Point(f"{result.vintage.title} ({result.vintage.id}).", "Framework"))
    if result.assessment and result.assessment.source:
        working.append(Point(f"{result.assessment.source}.", "Source of the scores in the plan"))
    told: list[Block] = [Heading("The working"), points(working)]
    for title, said in (("How CQC assesses", result.vintage.approach), ("What CQC learned", result.vintage.learning)):
        if said:
            told += [Heading(title), points(Point(each.text, each.title) for each in said)]
    return told


def _without_all(result: Result, scores: Sequence[int]) -> list[Point]:
    """Show how the points are told from the printed percentage, or within what they lie."""
    points, maximum = result.points_behind_printed, result.maximum
    if points is not None and result.printed:
        fraction = f"100 × {points} / {maximum} = {100 * points / maximum:.2f}"
        printed = result.printed.overall_percent
        return [
            Point(f"{fraction}, rounded up to {printed}. No other number gives that.", "Points behind the percentage")
        ]
    gaps = len(result.statements) - len(scores)
    if not scores or not gaps or result.leaves_rating:
        return []
    have = sum(scores)
    least = f"at least {have} + {gaps} × 1 = {have + gaps}"
    return [Point(f"{least}, at most {have} + {gaps} × {TOP_SCORE} = {have + TOP_SCORE * gaps}.", "What is possible")]


def _begins(result: Result) -> str:
    """Say with how many points each rating begins."""
    bands, count = result.vintage.bands, len(result.statements)
    begins = [(RATING_WORDS[band.rating], least_points(band.rating, count, bands)) for band in bands]
    return f"{'; '.join(f'{rating} with {points}' for rating, points in begins)} of {result.maximum} points."
