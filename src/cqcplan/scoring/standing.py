"""How one council stands: little enough to hold for every council in England at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cqcplan.framework.results import PublishedResult
from cqcplan.framework.vintage import Vintage, load_vintage
from cqcplan.model.assessments import Assessment
from cqcplan.model.dates import When, parse_when
from cqcplan.model.document import Plan
from cqcplan.scoring.current import BY_CQC, current_assessment, in_order, known, result_of
from cqcplan.scoring.ratings import TOP_SCORE, DistanceTo, percent_of, points_behind, rating_of, step_up
from cqcplan.scoring.readiness import statements_of
from cqcplan.scoring.result import Result, gives_rating, score
from cqcplan.timeline.state import State, state_of

FIRST_DIRECT = date(2026, 4, 1)
"""From this day reports are made under the framework of April 2026."""


class Move(NamedTuple):
    """A quality statement that CQC scored otherwise than the time before."""

    statement: str
    before: int
    after: int
    since: When | None
    """When the earlier report was published."""
    until: When | None
    indicative: bool
    """Whether a pilot is one of the two: it gave no formal scores."""
    across_versions: bool
    """Whether the two were made under different versions of the framework."""
    done: tuple[str, ...]
    """Actions and milestones for it that were done between the two, by their titles; none where that is not known."""


class Standing(NamedTuple):
    """One council: its latest result by CQC, and what moved."""

    council: str
    plan: str | None
    """The id of its plan; nothing where it is known from published results alone."""
    vintage: str
    published: When | None
    indicative: bool
    secondary: bool
    """Whether its scores were not read in CQC's own text or in a paper of the council."""
    scores: Mapping[str, int]
    """By quality statement, those that are known."""
    percent: int | None
    rating: str | None
    to_next: DistanceTo | None
    moves: tuple[Move, ...] | None
    """What moved between CQC's last two sets of scores; nothing where there are no two."""
    last_told: date | None
    """The last day on which its plan has an update or a figure."""


def of_plan(plan: Plan, as_of: date) -> Standing:
    """Look at a plan that is already narrowed to the day and to who reads it; nothing of it is kept but this."""
    made = _by_cqc(current_assessment(plan, as_of))
    result = result_of(made) if made else score({}, load_vintage(plan.header.framework))
    source = made.scores_source if made else None
    return Standing(
        council=plan.header.council.name,
        plan=plan.header.id,
        vintage=result.vintage.id,
        published=made.published if made else None,
        indicative=result.indicative if made else False,
        secondary=bool(source and source.checked == "secondary"),
        scores={item.id: item.score for item in result.statements if item.score is not None},
        percent=result.best_percent,
        rating=result.best_rating,
        to_next=result.to_next,
        moves=_moves(plan, as_of),
        last_told=_last_told(plan, as_of),
    )


def of_published(results: Sequence[PublishedResult]) -> Standing:
    """Look at the published results of one council, the latest last."""
    latest = results[-1]
    vintage = _vintage_of(latest)
    scores = _scores(latest, vintage)
    maximum = TOP_SCORE * len(vintage.statements)
    percent = latest.overall_percent
    if percent is None and latest.points is not None:
        percent = percent_of(latest.points, maximum)
    points = latest.points
    if points is None and percent is not None:
        points = points_behind(percent, maximum)
    computed = rating_of(percent, vintage.bands) if percent is not None else None
    return Standing(
        council=latest.council,
        plan=None,
        vintage=vintage.id,
        published=_when(latest.published),
        indicative=latest.kind == "pilot",
        secondary=latest.is_secondary,
        scores=scores,
        percent=percent,
        rating=latest.rating or computed,
        to_next=step_up(points, maximum, vintage.bands) if points is not None else None,
        moves=_published_moves(results),
        last_told=None,
    )


def _by_cqc(made: Assessment | None) -> Assessment | None:
    """Leave out what gives no standing among councils: their own assessments, their peers', and focused ones."""
    return made if made and (made.kind == "pilot" or (made.kind in BY_CQC and gives_rating(made))) else None


def _vintage_of(item: PublishedResult) -> Vintage:
    if item.kind == "pilot":
        return load_vintage("la-2023-pilot")
    published = _when(item.published)
    is_direct = published is not None and published.earliest >= FIRST_DIRECT
    return load_vintage("la-2026-04" if is_direct else "la-2023-12")


def _scores(item: PublishedResult, vintage: Vintage) -> dict[str, int]:
    given = zip(vintage.statements, item.scores or (), strict=False)
    return {statement.id: number for statement, number in given if number is not None}


def _when(text: str | None) -> When | None:
    try:
        return parse_when(text) if text else None
    except ValueError:
        return None


def _moves(plan: Plan, as_of: date) -> tuple[Move, ...] | None:
    """Compare CQC's last two assessments that have scores, and look for what was done in between."""
    by_cqc = [
        item
        for item in in_order(plan.assessments)
        if item.kind in BY_CQC and item.published and known(item, as_of) and item.scores
    ]
    replaced = {item.supersedes for item in by_cqc}
    told = [item for item in by_cqc if item.id not in replaced]
    if len(told) < 2:
        return None
    before, after = told[-2:]
    return _between(before, after, state_of(plan, after.published.latest if after.published else as_of))


def _between(before: Assessment, after: Assessment, state: State) -> tuple[Move, ...]:
    earlier, later = _known(result_of(before)), _known(result_of(after))
    indicative = "pilot" in (before.kind, after.kind)
    return tuple(
        Move(
            name, earlier[name], later[name], before.published, after.published, indicative,
            before.framework != after.framework, _done(state, name, before.published),
        )
        for name in later
        if name in earlier and earlier[name] != later[name]
    )  # fmt: skip


def _known(result: Result) -> dict[str, int]:
    return {item.id: item.score for item in result.statements if item.score is not None}


def _done(state: State, statement: str, since: When | None) -> tuple[str, ...]:
    first = since.earliest if since else date.min
    return tuple(
        item.entry.title
        for item in state.items
        if item.is_done and item.done_on and item.done_on.latest > first and statement in statements_of(item)
    )


def _published_moves(results: Sequence[PublishedResult]) -> tuple[Move, ...] | None:
    # a review replaces what it reviewed, and a row of one's own may repeat a shipped one: neither is a move
    told = [
        item
        for item, later in zip(results, (*results[1:], None), strict=True)
        if item.scores and (later is None or not (later.supersedes or later.published == item.published))
    ]
    if len(told) < 2:
        return None
    before, after = told[-2:]
    old, new = _vintage_of(before), _vintage_of(after)
    earlier, later = _scores(before, old), _scores(after, new)
    indicative = "pilot" in (before.kind, after.kind)
    return tuple(
        Move(
            name,
            earlier[name],
            later[name],
            _when(before.published),
            _when(after.published),
            indicative,
            old.id != new.id,
            (),
        )
        for name in later
        if name in earlier and earlier[name] != later[name]
    )


def _last_told(plan: Plan, as_of: date) -> date | None:
    """Return the last day on which anything was entered as having happened."""
    days = [update.on.earliest for update in plan.updates]
    days += [seen.on.earliest for measure in plan.measures for seen in measure.observations]
    return max((day for day in days if day <= as_of), default=None)
