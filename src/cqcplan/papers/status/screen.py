"""What the screen of a morning shows: found and sorted, before a word is said of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from cqcplan.model.delivery import Measure, Priority, Update
from cqcplan.papers.occasion import Occasion
from cqcplan.scoring.clock import Clock, clock
from cqcplan.timeline.agenda import Dated, agenda, answers_for
from cqcplan.timeline.live import live
from cqcplan.timeline.state import DONE, Item, PriorityState, known_updates
from cqcplan.timeline.trajectory import Trajectory, trajectory
from cqcplan.view.suppress import is_printed

DAYS = 30
"""How far ahead is looked, unless asked otherwise."""
STALE_AFTER = 100
"""Days without an update after which work in progress is stale: a quarter and a week, as in rule PLAN417."""
COLOURS = ("red", "amber")
MEETING_KINDS = frozenset({"meeting", "paper", "call-in", "effective"})


@dataclass(frozen=True, slots=True)
class StatusAsked:
    """What was asked for."""

    days: int = DAYS
    stale_after: int = STALE_AFTER
    owner: str | None = None
    """The id of a role: only what that post answers for."""


@dataclass(frozen=True, slots=True)
class RedOrAmber:
    """Work, or a priority as a whole, that is red or amber."""

    standing: Item | PriorityState
    colour: str
    owner: str | None


@dataclass(frozen=True, slots=True)
class Quiet:
    """Work in progress that nothing has been said of for long."""

    item: Item
    heard: date
    days: int
    owner: str | None


@dataclass(frozen=True, slots=True)
class OffTrack:
    """A measure on the wrong side of the straight line from baseline to target."""

    measure: Measure
    where: Trajectory
    owner: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How much there is under one priority."""

    priority: Priority
    open: int
    done: int
    overdue: int
    due: int
    red: int
    amber: int
    stale: int


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything the screen shows of one plan."""

    occasion: Occasion
    asked: StatusAsked
    overall: Update | None
    overdue: tuple[Dated, ...]
    due: tuple[Dated, ...]
    """Due from the day itself to the last day looked at."""
    meetings: tuple[Dated, ...]
    """Meetings ahead, the last day for their papers, and when decisions take effect."""
    ratings: tuple[RedOrAmber, ...]
    stale: tuple[Quiet, ...]
    unreported: tuple[Item, ...]
    """Live work of which nothing has ever been recorded."""
    off_track: tuple[OffTrack, ...]
    untracked: tuple[Measure, ...]
    """Measures that no line can be drawn for: a baseline, a later figure, a target or a direction is missing."""
    counts: tuple[Count, ...]
    reassessment: Clock | None

    @property
    def until(self) -> date:
        """The last day looked at."""
        return self.occasion.as_of + timedelta(days=self.asked.days)


def screen(occasion: Occasion, asked: StatusAsked) -> Screen:
    """Find what is late, due, red, amber, quiet and off track on the day."""
    state, day = occasion.state, occasion.as_of
    until = day + timedelta(days=asked.days)

    def mine(owner: str | None) -> bool:
        return asked.owner is None or owner == asked.owner

    dated = [each for each in agenda(state) if not each.done and mine(each.owner)]
    work = [each for each in dated if each.kind not in MEETING_KINDS]
    overdue = tuple(each for each in work if each.when.latest < day and each.kind not in ("consultation", "assessment"))
    due = tuple(each for each in work if day <= each.when.latest <= until)
    late_papers = [each for each in dated if each.kind == "paper" and each.when.latest < day]
    ahead = [each for each in dated if each.kind in MEETING_KINDS and day <= each.when.latest <= until]
    going = [item for _, items in live(state) for item in items if not item.is_done]
    ratings = _ratings(occasion, going, asked)
    stale, unreported = _quiet(occasion, going, asked)
    tracks = [
        (measure, trajectory(measure, day) if is_printed(measure, day) else None, _measure_owner(occasion, measure))
        for measure in occasion.plan.measures
    ]
    return Screen(
        occasion=occasion,
        asked=asked,
        overall=state.overall,
        overdue=overdue,
        due=due,
        meetings=(*late_papers, *ahead),
        ratings=ratings,
        stale=stale,
        unreported=tuple(item for item in unreported if mine(answers_for(item))),
        off_track=tuple(
            OffTrack(measure, where, owner)
            for measure, where, owner in tracks
            if where is not None and where.off_track and mine(owner)
        ),
        untracked=tuple(measure for measure, where, owner in tracks if where is None and mine(owner)),
        counts=_counts(occasion, overdue, due, ratings, stale),
        reassessment=clock(occasion.result, occasion.vintage, day) if occasion.result else None,
    )


def _ratings(occasion: Occasion, going: list[Item], asked: StatusAsked) -> tuple[RedOrAmber, ...]:
    found = [RedOrAmber(item, item.rag, answers_for(item)) for item in going if item.rag in COLOURS]
    for standing in occasion.state.priorities:
        if standing.rag in COLOURS and standing.status not in DONE:
            priority = standing.priority
            found.append(RedOrAmber(standing, standing.rag, priority.lead or priority.sponsor))
    mine = (rating for rating in found if asked.owner in (None, rating.owner))
    return tuple(sorted(mine, key=lambda rating: COLOURS.index(rating.colour)))


def _quiet(occasion: Occasion, going: list[Item], asked: StatusAsked) -> tuple[tuple[Quiet, ...], list[Item]]:
    """Return work in progress that is stale, and live work that was never reported on."""
    said: dict[str, date] = {}
    for update in known_updates(occasion.plan, occasion.as_of):
        said[update.about] = max(said.get(update.about, date.min), min(update.on.latest, occasion.as_of))
    stale, never = [], []
    for item in going:
        # what is said of an action, its milestones or its priority is said of its work too
        milestones = (milestone.id for milestone in item.action.milestones) if item.entry is item.action else ()
        names = (item.entry.id, item.action.id, item.priority.id, *milestones)
        days = [said[name] for name in names if name in said]
        if not days:
            never.append(item)
            continue
        quiet = (occasion.as_of - max(days)).days
        if item.status == "in-progress" and quiet > asked.stale_after and asked.owner in (None, answers_for(item)):
            stale.append(Quiet(item, max(days), quiet, answers_for(item)))
    return tuple(sorted(stale, key=lambda found: found.heard)), never


def _measure_owner(occasion: Occasion, measure: Measure) -> str | None:
    """Return the lead of the first priority that a measure belongs to: measures have no owner of their own."""
    leads = (each.lead or each.sponsor for each in occasion.plan.priorities if each.id in measure.priorities)
    return next(leads, None)


def _counts(
    occasion: Occasion,
    overdue: tuple[Dated, ...],
    due: tuple[Dated, ...],
    ratings: tuple[RedOrAmber, ...],
    stale: tuple[Quiet, ...],
) -> tuple[Count, ...]:
    late = Counter(each.item.priority.id for each in overdue if each.item)
    soon = Counter(each.item.priority.id for each in due if each.item)
    colours = Counter((rating.standing.priority.id, rating.colour) for rating in ratings)
    quiet = Counter(each.item.priority.id for each in stale)
    out = []
    for standing in occasion.state.priorities:
        name = standing.priority.id
        done = sum(item.is_done for item in standing.items)
        out.append(
            Count(
                standing.priority,
                len(standing.items) - done,
                done,
                late[name],
                soon[name],
                colours[name, "red"],
                colours[name, "amber"],
                quiet[name],
            )
        )
    return tuple(out)
