"""What a result says, in sentences that a screen and a paper share."""

from cqcplan.english import first_upper, number_words
from cqcplan.model.vocabulary import ASSESSMENT_WORDS, RATING_WORDS
from cqcplan.scoring.gap import distances
from cqcplan.scoring.ratings import nearest_percent_of
from cqcplan.scoring.result import Result


def overall_sentence(result: Result) -> str | None:
    """Say what the nine scores make: points, percentage and rating."""
    if result.points is None or result.percent is None or result.rating is None:
        return None
    if result.leaves_rating:
        return f"The nine scores add up to {result.points} of {result.maximum} points, {result.percent} per cent."
    band = next(band for band in result.vintage.bands if band.rating == result.rating)
    return (
        f"The nine scores add up to {result.points} of {result.maximum} points. "
        f"That is {result.percent} per cent, rounded up as CQC does. The band for "
        f"{RATING_WORDS[result.rating].lower()} runs from {band.first} to {band.last} per cent."
    )


_CHECKED = {
    "both": "were checked against CQC's own text and a second source",
    "primary": "were checked against CQC's own text",
    "partly": "some of them were checked against CQC's own text",
    "secondary": "were not checked against CQC's own text",
}


def scores_source_sentence(result: Result) -> str | None:
    """Say where the scores come from, where that is not what the rest of the assessment comes from."""
    given = result.assessment.scores_source if result.assessment else None
    if given is None:
        return None
    scores = "The nine scores" if result.points is not None else "The scores"
    checked = f", and {_CHECKED[given.checked]}" if given.checked else ""
    return f"{scores} are in none of the council's own papers. They come from {given.title}{checked}."


def difference_sentence(result: Result) -> str | None:
    """Say how what was printed differs from what the scores make, by which rule; nothing where it does not."""
    printed = result.printed
    if result.agrees is not False or printed is None or result.percent is None or result.rating is None:
        return None
    made = f"{result.percent} per cent, {RATING_WORDS[result.rating].lower()}"
    said = [f"{printed.overall_percent} per cent"] if printed.overall_percent is not None else []
    said += [RATING_WORDS[printed.rating].lower()] if printed.rating else []
    half_up = nearest_percent_of(result.points, result.maximum) if result.points else None
    cause = "the likely cause is a score or a figure typed wrongly"
    if printed.overall_percent == half_up:
        cause = "the likely cause is that it was rounded to the nearest, where CQC rounds up"
    return (
        f"The printed result is {', '.join(said)}, but {result.points} of {result.maximum} points, rounded up, make "
        f"{made}; {cause}."
    )


def printed_sentence(result: Result) -> str | None:
    """Say what was published of the overall result."""
    printed = result.printed
    if printed is None or (printed.rating is None and printed.overall_percent is None):
        return None
    parts = []
    if printed.overall_percent is not None:
        parts.append(f"{printed.overall_percent} per cent")
    if printed.rating is not None:
        parts.append(RATING_WORDS[printed.rating].lower())
    if result.leaves_rating:
        return f"The report prints {' and '.join(parts)}."
    said = f"The published result is {' and '.join(parts)}"
    if result.agrees is True:
        return f"{said}, which agrees."
    if result.agrees is False:
        return f"{difference_sentence(result)} Both are shown as they stand."
    return f"{said}."


def distance_sentence(result: Result) -> str | None:
    """Say how far the next rating is, in points."""
    if result.to_next is None or result.leaves_rating:
        return None
    points = result.to_next.points
    rises = "one rise of one score" if points == 1 else f"{number_words(points)} rises of one score"
    away = f"{number_words(points)} point{'' if points == 1 else 's'}"
    next_rating = RATING_WORDS[result.to_next.rating].lower()
    sentence = f"next rating, {next_rating}, is {away} away: {rises} among the nine quality statements."
    if result.points_behind_printed is not None and result.printed:
        return (
            f"The nine scores are not held in this plan, but only {result.points_behind_printed} of {result.maximum} "
            f"points make {result.printed.overall_percent} per cent. On that footing the {sentence}"
        )
    return f"The {sentence}"


def margin_sentence(result: Result) -> str | None:
    """Say how far the next worse rating is, in points."""
    points = result.points if result.points is not None else result.points_behind_printed
    if points is None or result.leaves_rating:
        return None
    ways = distances(points, len(result.statements), result.vintage.bands)
    below = next((way for way in ways if way.points < 0), None)
    if below is None:
        return None
    spare = -below.points - 1
    if not spare:
        return f"With one point less it would be {RATING_WORDS[below.rating].lower()}."
    points_to_spare = f"{number_words(spare)} point{'' if spare == 1 else 's'}"
    return (
        f"{first_upper(points_to_spare)} can be lost before the rating falls to {RATING_WORDS[below.rating].lower()}."
    )


def unknown_sentence(result: Result) -> str | None:
    """Say why no distance can be given."""
    if result.points is not None or result.points_behind_printed is not None or result.leaves_rating:
        return None
    known = sum(item.score is not None for item in result.statements)
    if result.assessment is None:
        given = f"Only {number_words(known)} of the nine scores {'is' if known == 1 else 'are'}"
        none = "None of the nine scores is"
        return f"{given if known else none} given, so the distance to the next rating cannot be worked out."
    held = f"only {number_words(known)} of the nine scores" if known else "none of the nine scores"
    printed = result.printed.overall_percent if result.printed else None
    whole = " and no overall percentage" if printed is None else f", and no nine scores make {printed} per cent"
    return f"The plan holds {held}{whole}, so the distance to the next rating cannot be worked out."


def indicative_sentence(result: Result) -> str | None:
    """Say when a result is no CQC rating."""
    if result.assessment is None:
        return "Worked out from the scores given. Not a CQC rating."
    if result.assessment.kind == "pilot":
        return "Indicative: CQC's pilot assessments gave no formal rating."
    if not result.indicative:
        return None
    kind = result.assessment.kind
    said = {
        "self": "Indicative self-assessment by the council. Not a CQC rating.",
        "focused": "A focused assessment: it leaves the rating as it is.",
        "comprehensive": "Indicative: not a formal CQC rating.",
    }
    return said.get(kind, f"Indicative {ASSESSMENT_WORDS[kind]}. Not a CQC rating.")
