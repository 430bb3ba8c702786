"""What cannot be true together in one published result."""

from collections.abc import Sequence
from typing import NamedTuple

from cqcplan.framework.vintage import CURRENT, Vintage, load_vintage
from cqcplan.model.results import OwnResult
from cqcplan.model.vocabulary import RATING_WORDS
from cqcplan.scoring.gap import possible
from cqcplan.scoring.ratings import TOP_SCORE, percent_of, rating_of

AS_PUBLISHED = "check it against CQC's report; where a source is odd, leave the figure out and say so in note"


class Contradiction(NamedTuple):
    """One field that cannot stand beside the others."""

    field: str
    message: str


def contradictions(item: OwnResult) -> list[Contradiction]:
    """Return what cannot be true of a result, each once: a total, a percentage or a rating that the rest rules out."""
    vintage = load_vintage(CURRENT)
    found: list[Contradiction] = []
    totals = _totals(item.scores, vintage)
    what = f"nine scores of {min(totals)} points" if len(totals) == 1 else "these scores"
    if item.points_known in totals:
        totals, what = [item.points_known], f"{item.points_known} points"
    elif item.points_known is not None:
        found.append(Contradiction("points_known", f"{what} cannot add up to {item.points_known}: {_span(totals)}"))
    if item.overall_percent is not None:
        wrong = _percent(item.overall_percent, totals, what, vintage)
        found += [wrong] if wrong else []
    if item.rating is not None:
        wrong = _rating(item.rating, item.overall_percent, (totals, what), vintage)
        found += [wrong] if wrong else []
    if item.withdrawn and item.published and item.withdrawn.latest < item.published.earliest:
        said = f"it cannot be taken back on {item.withdrawn}, before it was published, {item.published}"
        found.append(Contradiction("withdrawn", said))
    return found


def _percent(percent: int, totals: Sequence[int], what: str, vintage: Vintage) -> Contradiction | None:
    maximum = TOP_SCORE * len(vintage.statements)
    making = [points for points in _totals(None, vintage) if percent_of(points, maximum) == percent]
    if not making:
        said = f"no nine scores make {percent} per cent: {_nearest(percent, maximum)}"
        return Contradiction("overall_percent", said)
    if not set(making) & set(totals):
        said = f"{what} cannot make {percent} per cent: {_percents(totals, maximum)}"
        return Contradiction("overall_percent", said)
    return None


def _rating(
    rating: str, percent: int | None, known: tuple[Sequence[int], str], vintage: Vintage
) -> Contradiction | None:
    totals, what = known
    if percent is not None and percent >= vintage.bands[0].first:
        ratings, what, verb = [rating_of(percent, vintage.bands)], f"{percent} per cent", "is"
    else:
        ratings, verb = _ratings(totals, vintage), "make"
    if rating in ratings:
        return None
    could = " or ".join(RATING_WORDS[each].lower() for each in ratings)
    return Contradiction("rating", f"{what} {verb} {could}, not {RATING_WORDS[rating].lower()}")


def _totals(scores: Sequence[int | None] | None, vintage: Vintage) -> list[int]:
    span = possible(scores or [None] * len(vintage.statements), vintage.bands)
    return list(range(span.fewest, span.most + 1))


def _span(totals: Sequence[int]) -> str:
    return f"they make {totals[0]}" if len(totals) == 1 else f"they make between {totals[0]} and {totals[-1]}"


def _percents(totals: Sequence[int], maximum: int) -> str:
    low, high = percent_of(totals[0], maximum), percent_of(totals[-1], maximum)
    return f"they make {low}" if low == high else f"they make between {low} and {high}"


def _nearest(percent: int, maximum: int) -> str:
    making = [(points, percent_of(points, maximum)) for points in range(maximum // TOP_SCORE, maximum + 1)]
    below = [one for one in making if one[1] < percent][-1:]
    above = [one for one in making if one[1] > percent][:1]
    return " and ".join(f"{points} points make {made}" for points, made in [*below, *above])


def _ratings(totals: Sequence[int], vintage: Vintage) -> list[str]:
    maximum = TOP_SCORE * len(vintage.statements)
    return list(dict.fromkeys(rating_of(percent_of(points, maximum), vintage.bands) for points in totals))
