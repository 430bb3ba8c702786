"""How far from another rating, in rises of one score, and which rises are the likely ones."""

from collections.abc import Mapping

from cqcplan.english import counted, first_upper, joined, number_words
from cqcplan.model.vocabulary import RATING_WORDS
from cqcplan.papers.blocks import Block, Bullets, Column, Heading, Paragraph, Table
from cqcplan.scoring.gap import Range, RiseSet, distances, possible
from cqcplan.scoring.ratings import TOP_SCORE, percent_of
from cqcplan.scoring.reached import Reached
from cqcplan.scoring.readiness import Readiness
from cqcplan.scoring.result import Result
from cqcplan.scoring.ways import Ways
from cqcplan.scoring.what_if import WhatIf, known_scores, one_step_each_way


def steps(result: Result) -> list[Block]:
    """Set the way to every better rating, the margin before a worse one, and one step each way."""
    if result.leaves_rating:
        return []
    if result.points is None:
        return _partly_known(result)
    bands, count = result.vintage.bands, len(result.statements)
    rows = [
        (
            RATING_WORDS[item.rating],
            f"{abs(item.points)} {'up' if item.points > 0 else 'down'}",
            f"{item.percent} per cent",
        )
        for item in distances(result.points, count, bands)
    ]
    columns = (Column("Rating"), Column("Points away"), Column("Overall percentage there", numeric=True))
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
    if all(score is None for score in scores) or result.points_behind_printed is not None:
        return []
    span = possible(scores, result.vintage.bands)
    are = "is" if span.known == 1 else "are"
    known = f"{first_upper(number_words(span.known))} of the {number_words(len(scores))} scores {are} known."
    return [Paragraph(f"{known} {_lies(span, result.maximum)}")]


def _lies(span: Range, maximum: int) -> str:
    """Say within what a total lies, and which ratings that leaves."""
    if span.fewest == span.most:
        percent = percent_of(span.fewest, maximum)
        rating = RATING_WORDS[span.ratings[0]].lower()
        return f"The total is {span.fewest} of {maximum} points, {percent} per cent: {rating}."
    low, high = (percent_of(points, maximum) for points in (span.fewest, span.most))
    return (
        f"The total must lie between {span.fewest} and {span.most} of {maximum} points ({low} to {high} per cent), "
        f"so the rating {_rated(span)}."
    )


def _rated(span: Range) -> str:
    """Say which ratings are possible: what is certain is not said to be possible."""
    worst, best = (RATING_WORDS[rating].lower() for rating in (span.ratings[0], span.ratings[-1]))
    match len(span.ratings):
        case 1:
            return f"is {worst}"
        case 2:
            return f"could be {worst} or {best}"
        case _:
            return f"could be anything from {worst} to {best}"


def target(result: Result, ways: Ways) -> list[Block]:
    """List the smallest sets of rises that reach a rating, those most worth trying first, and say why."""
    rating = RATING_WORDS[ways.rating].lower()
    blocks: list[Block] = [Heading(f"Reaching {rating}")]
    if result.points is None:
        why = "The nine scores are not all known, so the sets of rises cannot be listed."
        if result.points_behind_printed is not None:
            why += " How many points are missing is said above; which statements they are on is not known."
        return [*blocks, Paragraph(why)]
    if ways.points is None:
        return [*blocks, Paragraph(f"The scores already make {rating} or better.")]
    scores = known_scores(result)
    rises = f"{number_words(ways.points)} rise{'' if ways.points == 1 else 's'} of one score"
    some = f" The first {number_words(len(ways.sets))} are listed." if ways.smallest > len(ways.sets) else ""
    there = "is one smallest set" if ways.smallest == 1 else f"are {number_words(ways.smallest)} smallest sets"
    are = "is" if ways.points == 1 else "are"
    blocks.append(Paragraph(f"{first_upper(rises)} {are} needed. There {there}.{some}"))
    names = {item.id: item.name for item in result.statements}
    columns = [Column("Set", numeric=True), Column("Rises")]
    columns += [Column("Readiness", numeric=True)] if ways.readiness else []
    columns += [Column("Councils with those scores")] if ways.reached else []
    rows = []
    for number, one in enumerate(ways.sets, 1):
        cells = [str(number), _rises(one, scores, names)]
        cells += [str(one.worth.readiness)] if ways.readiness else []
        cells += [_reached_by(one, scores, ways.reached)] if ways.reached else []
        rows.append(tuple(cells))
    blocks.append(Table("Smallest sets of rises", tuple(columns), tuple(rows)))
    blocks += _order(ways, names, scores)
    if ways.readiness:
        blocks += _why(ways.readiness, names, scores)
    return blocks


def _reached_by(one: RiseSet, scores: Mapping[str, int], reached: Reached) -> str:
    """Say, rise by rise, how many of the councils with the rating scored so much."""
    counts = [str(reached.share_of(name, scores[name] + number)) for name, number in one.rises]
    return f"{joined(counts)} of {reached.n}"


def _order(ways: Ways, names: Mapping[str, str], scores: Mapping[str, int]) -> list[Block]:
    """Say what stands first and why, and what the councils that made it scored."""
    said = "Sets of single rises stand first"
    said += ", then those for which this plan's own work has got furthest" if ways.readiness else ""
    if ways.reached is None:
        return [
            Paragraph(f"{said}. No council with that rating has all nine scores known, so nothing is said of others.")
        ]
    who = _who(ways.reached)
    order = f"{said}, then those whose scores most of {who} have."
    order += " Sets with a score that fewer than one in twenty of them has stand last."
    caution = "What goes with a rating is not what caused it: these are counts of few councils, and no forecast."
    return [Paragraph(order), Paragraph(f"{_example(ways, ways.reached, names, scores)} {caution}")]


def _who(reached: Reached) -> str:
    rating = RATING_WORDS[reached.rating]
    councils = counted(reached.n, "council")
    return f"the {councils} {'just inside' if reached.just_inside else 'rated'} {rating}"


def _example(ways: Ways, reached: Reached, names: Mapping[str, str], scores: Mapping[str, int]) -> str:
    """Say which rises most of those councils have behind them, and which score within reach nobody has."""
    able = [name for name in names if scores[name] < TOP_SCORE]
    next_up = sorted(able, key=lambda name: -reached.share_of(name, scores[name] + 1))[:3]
    told = [
        _have(reached.share_of(name, scores[name] + 1), reached.n, scores[name] + 1, names[name]) for name in next_up
    ]
    ends = {name: range(scores[name] + 1, min(TOP_SCORE, scores[name] + (ways.points or 0)) + 1) for name in able}
    nobody = [f"{end} for {names[name]}" for name in able for end in ends[name] if reached.of_all[name][end - 1] == 0]
    told_none = ""
    if nobody:
        said = joined(nobody, "or", semicolons=True)
        told_none = f" None of the {reached.known} councils with nine known scores has {said}."
    return f"Of {_who(reached)}, {joined(told, semicolons=True)}.{told_none}"


def _have(number: int, of: int, score: int, name: str) -> str:
    many = number_words(number) if number else "none"
    if number == of:
        many = {1: "it", 2: "both"}.get(of, "all")
    return f"{many} {'has' if number == 1 else 'have'} {score} or more for {name}"


def _rises(one: RiseSet, scores: Mapping[str, int], names: Mapping[str, str]) -> str:
    return "; ".join(f"{names[name]} from {scores[name]} to {scores[name] + number}" for name, number in one.rises)


def _why(readiness: Mapping[str, Readiness], names: Mapping[str, str], scores: Mapping[str, int]) -> list[Block]:
    able = [item for item in readiness.values() if scores.get(item.statement, TOP_SCORE) < TOP_SCORE]
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
    if done.after.points is None:
        return [
            *blocks,
            Paragraph(f"Now: {_total_now(done.before)} Then: {_lies(done.after_span, done.after.maximum)}"),
        ]
    blocks.append(Paragraph(f"{_made('Now', done.before)} {_made('Then', done.after)}"))
    return [*blocks, *steps(done.after)]


def _total_now(result: Result) -> str:
    points = result.points_behind_printed
    if points is None:
        return "not all nine scores are known."
    percent = percent_of(points, result.maximum)
    return f"{points} of {result.maximum} points, the only number that makes {percent} per cent."


def _made(when: str, result: Result) -> str:
    if result.points is None or result.rating is None:
        return f"{when}: not all nine scores are known."
    return (
        f"{when}: {result.points} of {result.maximum} points, {result.percent} per cent, "
        f"{RATING_WORDS[result.rating].lower()}."
    )
