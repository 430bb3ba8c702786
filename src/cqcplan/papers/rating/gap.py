"""How far from another rating, in rises of one score, and which rises are the likely ones."""

from collections.abc import Mapping

from cqcplan.framework.words import RATING_WORDS
from cqcplan.papers.blocks import Block, Bullets, Column, Heading, Paragraph, Table
from cqcplan.scoring.gap import Distance, RiseSet, count_sets, distances, possible, smallest_sets
from cqcplan.scoring.ratings import percent_of
from cqcplan.scoring.readiness import Readiness
from cqcplan.scoring.result import Result
from cqcplan.scoring.what_if import WhatIf, known_scores, one_step_each_way
from cqcplan.scoring.words import number_words


def steps(result: Result) -> list[Block]:
    """Set the way to every better rating, the margin before a worse one, and one step each way."""
    if result.points is None:
        return _partly_known(result)
    bands, count = result.vintage.bands, len(result.statements)
    rows = [
        (
            RATING_WORDS[item.rating],
            f"{abs(item.points)} {'up' if item.points > 0 else 'down'}",
            f"{item.at} of {result.maximum}",
            f"{item.percent} per cent",
        )
        for item in distances(result.points, count, bands)
    ]
    columns = (Column("Rating"), Column("Points away"), Column("Begins at"), Column("Which prints as"))
    blocks: list[Block] = [Table("From here to other ratings", columns, tuple(rows))]
    sentence = _one_step(result)
    return [*blocks, Paragraph(sentence)] if sentence else blocks


def _one_step(result: Result) -> str:
    step = one_step_each_way(result)
    parts = []
    for word, other in (("up", step.up), ("down", step.down)):
        if other and other.percent is not None and other.rating:
            kept = "still" if other.rating == result.rating else "which is"
            parts.append(
                f"one score {word} on any statement would make {other.percent} per cent, "
                f"{kept} {RATING_WORDS[other.rating].lower()}"
            )
    joined = "; ".join(parts)
    return f"{joined[:1].upper()}{joined[1:]}." if joined else ""


def _partly_known(result: Result) -> list[Block]:
    """Say what a partly known set of scores can still come to."""
    scores = [item.score for item in result.statements]
    if all(score is None for score in scores):
        return []
    span = possible(scores, result.vintage.bands)
    ratings = [RATING_WORDS[rating].lower() for rating in span.ratings]
    could = ratings[0] if len(ratings) == 1 else f"anything from {ratings[0]} to {ratings[-1]}"
    low, high = (percent_of(points, result.maximum) for points in (span.fewest, span.most))
    return [
        Paragraph(
            f"{number_words(span.known).capitalize()} of the {number_words(len(scores))} scores are known. The total "
            f"must lie between {span.fewest} and {span.most} of {result.maximum} points ({low} to {high} per cent), "
            f"so the rating could be {could}."
        )
    ]


def target(
    result: Result, rating: str, readiness: Mapping[str, Readiness] | None = None, most: int = 10
) -> list[Block]:
    """List the smallest sets of rises that reach a rating, the readiest first."""
    title = f"Reaching {RATING_WORDS[rating].lower()}"
    blocks: list[Block] = [Heading(title)]
    if result.points is None:
        why = "The nine scores are not all known, so the sets of rises cannot be listed."
        if result.points_behind_printed is not None:
            why += " How many points are missing is said above; which statements they are on is not known."
        return [*blocks, Paragraph(why)]
    way = _way_to(result, rating)
    if way is None:
        return [*blocks, Paragraph(f"The scores already make {RATING_WORDS[rating].lower()} or better.")]
    scores = known_scores(result)
    values = {name: item.value for name, item in (readiness or {}).items()}
    found = smallest_sets(scores, way.points, values, most)
    total = count_sets(scores, way.points)
    rises = f"{number_words(way.points)} rise{'' if way.points == 1 else 's'} of one score"
    some = f" The {number_words(len(found))} readiest are listed." if total > len(found) else ""
    ways = "is one smallest set" if total == 1 else f"are {number_words(total)} smallest sets"
    are = "is" if way.points == 1 else "are"
    blocks.append(Paragraph(f"{rises[:1].upper()}{rises[1:]} {are} needed. There {ways}.{some}"))
    names = {item.id: item.name for item in result.statements}
    columns = [Column("Set", numeric=True), Column("Rises")]
    if readiness:
        columns.append(Column("Readiness", numeric=True))
    rows = []
    for number, one in enumerate(found, 1):
        cells = [str(number), _rises(one, scores, names)]
        rows.append((*cells, str(one.readiness)) if readiness else tuple(cells))
    blocks.append(Table("Smallest sets of rises, the readiest first", tuple(columns), tuple(rows)))
    if readiness:
        blocks += _why(readiness, names, scores)
    return blocks


def _way_to(result: Result, rating: str) -> Distance | None:
    if result.points is None:
        return None
    found = distances(result.points, len(result.statements), result.vintage.bands)
    return next((item for item in found if item.rating == rating and item.points > 0), None)


def _rises(one: RiseSet, scores: Mapping[str, int], names: Mapping[str, str]) -> str:
    return "; ".join(f"{names[name]} from {scores[name]} to {scores[name] + number}" for name, number in one.rises)


def _why(readiness: Mapping[str, Readiness], names: Mapping[str, str], scores: Mapping[str, int]) -> list[Block]:
    able = [item for item in readiness.values() if scores.get(item.statement, 4) < 4]
    able.sort(key=lambda item: -item.value)
    lines = [f"{names[item.statement]}: {item.value}; {item.reason}." for item in able]
    return [
        Paragraph(
            "Readiness is the share of linked actions and milestones that are done, in per cent, less 10 for each "
            "overdue or red, less 5 for each amber, and 5 more for each piece of evidence up to four. It says "
            "where the plan's own work has got to, not what CQC will find."
        ),
        Bullets(tuple(lines)),
    ]


def changed(done: WhatIf) -> list[Block]:
    """Show what would follow if some scores were others."""
    names = {item.id: item.name for item in done.before.statements}
    blocks: list[Block] = [Heading("What if")]
    if not done.changed:
        return [*blocks, Paragraph("These are the scores already.")]
    rows = [(names[name], "Not known" if now is None else str(now), str(then)) for name, now, then in done.changed]
    columns = (Column("Quality statement"), Column("Now", numeric=True), Column("Then", numeric=True))
    blocks.append(Table("Scores changed", columns, tuple(rows)))
    blocks.append(Paragraph(f"{_made('Now', done.before)} {_made('Then', done.after)}"))
    return [*blocks, *steps(done.after)]


def _made(when: str, result: Result) -> str:
    if result.points is None or result.rating is None:
        return f"{when}: not all nine scores are known."
    return (
        f"{when}: {result.points} of {result.maximum} points, {result.percent} per cent, "
        f"{RATING_WORDS[result.rating].lower()}."
    )
