"""What every section of a paper is written from: the plan, the dates, the meeting, and names for ids."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from cqcplan.english import joined, plural_of
from cqcplan.framework.vintage import Vintage, load_vintage
from cqcplan.model.delivery import Update
from cqcplan.model.document import Plan
from cqcplan.model.governance import Body, Meeting
from cqcplan.model.header import StatusScheme, default_scheme
from cqcplan.model.papers import Paragraph
from cqcplan.model.vocabulary import Visibility
from cqcplan.papers.blocks import Rated
from cqcplan.scoring.current import current_assessment, result_of
from cqcplan.scoring.result import Result
from cqcplan.scoring.together import Together
from cqcplan.timeline.periods import PaperPeriod, days_after, feeding, last_whole
from cqcplan.timeline.state import State, happened, known_updates, state_of
from cqcplan.view.belongs import belongs
from cqcplan.view.exempt import ExemptEntry
from cqcplan.view.names import Names

MEETING_AHEAD = timedelta(days=120)
"""How far ahead a meeting may be for a paper to be taken as meant for it."""


def find_meeting(
    plan: Plan, span: PaperPeriod | None, as_of: date, bodies: Collection[str] = (), *, held: bool = False
) -> Meeting | None:
    """Return the meeting a paper is for: the period's own, or the next with a paper from the as-of date on.

    Args:
        plan: as its audience may see it.
        span: what the paper is about, where it was said.
        as_of: the day the paper is made.
        bodies: the kinds of body that take such papers, whether or not their meeting has one yet; any with a paper
            where there is none.
        held: whether the last meeting held will do where none is ahead.
    """
    kinds = {body.id: body.kind for body in plan.bodies}
    fitting = [item for item in plan.meetings if (kinds[item.body] in bodies if bodies else item.title)]
    if span and span.meeting:
        declared = next((item for item in plan.meetings if item.id == span.meeting), None)
        if declared and declared.on.latest >= as_of and (declared in fitting or not bodies):
            return declared
    last = as_of + MEETING_AHEAD
    ahead = [item for item in fitting if as_of <= item.on.earliest and item.on.latest <= last]
    if held and not ahead:
        return max((item for item in fitting if item.on.latest < as_of), key=lambda item: item.on.latest, default=None)
    return min(ahead, key=lambda item: item.on.latest, default=None)


def meeting_before(plan: Plan, meeting: Meeting) -> Meeting | None:
    """Return the last meeting of the same body before this one that had a paper, if this one has."""
    earlier = [
        item
        for item in plan.meetings
        if item.body == meeting.body and (item.title or not meeting.title) and item.on.latest < meeting.on.earliest
    ]
    return max(earlier, key=lambda item: item.on.latest, default=None)


def usual_period(plan: Plan, as_of: date, meeting: Meeting | None, body: Body | None = None) -> PaperPeriod:
    """Return what a meeting's paper is about where nothing was said.

    That is the plan's own period for the meeting, the time since the body last met, or the last quarter that is over;
    for a body that meets every month, the last month. Where the plan's record only begins after that, it is the
    record so far.
    """
    if meeting:
        declared = feeding(plan, meeting.id, as_of)
        before = meeting_before(plan, meeting)
        if declared:
            return declared
        last = min(as_of, meeting.on.latest)
        if before and before.on.latest < last:
            return days_after(before.on.latest, last)
    span = last_whole(plan, as_of, monthly=body is not None and body.meets == "monthly")
    if known_updates(plan, as_of) and not known_updates(plan, span.last):
        return span_to_date(plan, as_of)
    return span


def span_to_date(plan: Plan, as_of: date) -> PaperPeriod:
    """Return the last quarter that is over and the days since."""
    return days_after(last_whole(plan, as_of).first - timedelta(days=1), as_of)


@dataclass(frozen=True)
class Occasion:
    """One paper's circumstances."""

    plan: Plan
    """As its audience may see it."""
    as_of: date
    period: PaperPeriod
    meeting: Meeting | None
    since: date | None = None
    """The date from which changes are told, where it was asked for; else the last meeting's."""
    earlier: Plan | None = None
    """The plan as it stood then, for the same audience, where an earlier version of its files was named."""
    made_from: str | None = None
    """Which revision of the plan and which version of the tool, for the file's properties."""
    revision: str | None = None
    """The revision of the plan, where it is to stand at the foot of the page."""
    exempt: tuple[ExemptEntry, ...] = ()
    """What part 2 of the paper holds; part 1 tells its grounds alone."""
    readers: Visibility = "public"
    """Whom the paper is for."""
    taker: Body | None = None
    """The body it goes to, where its kind of paper is for one kind of body and the plan has one of that kind."""
    short_money: bool = False
    """Whether a million pounds and more are printed as ``£1.2m``."""
    councils: Together | None = None
    """Several councils, where the paper is about them; the plan is then one without entries."""
    waived: tuple[int, int] | None = None
    """How many problems of the plan are let stand, and how many of these for 90 days at most; where it was counted."""

    @property
    def until(self) -> date:
        """The last day whose events the paper tells: the end of the period or, if sooner, the as-of date."""
        return min(self.period.last, self.as_of)

    @property
    def told_since(self) -> date:
        """The day after which a paper that goes to no meeting tells what happened: asked for, or before the period."""
        return self.since or self.period.first - timedelta(days=1)

    @cached_property
    def state(self) -> State:
        """Where everything stands on that day."""
        return state_of(self.plan, self.until)

    @cached_property
    def updates_about(self) -> dict[str, list[tuple[int, Update]]]:
        """The updates by what they are about, each with its place in the plan."""
        found: dict[str, list[tuple[int, Update]]] = {}
        for place, update in enumerate(self.plan.updates):
            found.setdefault(update.about, []).append((place, update))
        return found

    def latest_about(self, ids: Iterable[str], *, has: str = "text", until: date | None = None) -> Update | None:
        """Return the newest update about some entries that says something.

        Args:
            ids: the entries.
            has: the field that it must have.
            until: the last day that counts; left out, the last that is told.
        """
        last = until or self.until
        found = (
            (update.on.earliest, place, update)
            for entry_id in ids
            for place, update in self.updates_about.get(entry_id, ())
            if getattr(update, has) and happened(update.on, last)
        )
        newest = max(found, default=None)
        return newest[2] if newest else None

    @property
    def met(self) -> bool:
        """Whether the meeting has been held: on its own day its paper still is what comes before it."""
        return bool(self.meeting and self.meeting.on.latest < self.as_of)

    @property
    def decided(self) -> bool:
        """Whether the meeting has been held and what it decided is recorded."""
        return bool(self.met and self.meeting and self.meeting.decisions)

    @cached_property
    def last_meeting(self) -> Meeting | None:
        """The last meeting of the same body before this one that had a paper."""
        if self.meeting is None:
            return None
        return meeting_before(self.plan, self.meeting)

    @cached_property
    def opens(self) -> date:
        """The day before the first day whose updates are told.

        That is the start of the period, or the last meeting if that was earlier, so that
        nothing falls between two papers; or the date that was asked for. A body that has had no paper yet is told
        everything since CQC's report.
        """
        start = self.period.first - timedelta(days=1)
        if self.since:
            return self.since
        if self.last_meeting:
            return min(start, self.last_meeting.on.latest)
        assessment = self.result.assessment if self.result else None
        if assessment and assessment.published and self.meeting:
            return min(start, assessment.published.earliest - timedelta(days=1))
        return start

    @cached_property
    def result(self) -> Result | None:
        """The rating in force on the as-of date."""
        assessment = current_assessment(self.plan, self.as_of)
        return result_of(assessment) if assessment else None

    @property
    def rating_is_news(self) -> bool:
        """Whether the body has had no paper since CQC published its report."""
        assessment = self.result.assessment if self.result else None
        if self.last_meeting is None or assessment is None or assessment.published is None:
            return True
        return assessment.published.earliest > self.last_meeting.on.latest

    @cached_property
    def vintage(self) -> Vintage:
        """The framework in force for the plan."""
        return load_vintage(self.plan.header.framework)

    @property
    def council(self) -> str:
        """The council as papers say it in running text."""
        return self.plan.header.council.short_name or self.plan.header.council.name

    @property
    def scheme(self) -> StatusScheme:
        """The council's delivery confidence scheme."""
        return self.plan.header.status_scheme or default_scheme()

    def rated(self, colour: str) -> Rated:
        """Put a colour into the scheme's word."""
        for item in self.scheme.colours:
            if item.colour == colour:
                return Rated(item.word, item.letter, item.colour)
        return Rated(colour.capitalize(), colour[0].upper(), colour)

    @cached_property
    def names(self) -> Names:
        """What ids stand for."""
        return Names(self.plan)

    def role(self, role_id: str | None) -> str | None:
        """Return a post's title."""
        return self.names.role(role_id)

    def officer(self, role_id: str | None) -> str | None:
        """Return a post's title, with its holder's name before it where the plan says that papers print it."""
        title = self.role(role_id)
        named = (role.holder for role in self.plan.roles if role.id == role_id and role.name_in_papers)
        holder = next(named, None)
        return f"{holder}, {title}" if holder else title

    @property
    def bodies(self) -> dict[str, Body]:
        """The plan's bodies by id."""
        return self.names.bodies

    def body(self, body_id: str | None) -> str:
        """Return a body's name."""
        return self.names.body(body_id)

    def the_body(self) -> str:
        """Say the meeting's body as papers do in running text: ``the Committee``, ``the Panel``, ``Cabinet``."""
        found = self.bodies.get(self.meeting.body) if self.meeting else None
        if found is None:
            return "the meeting"
        if found.kind == "cabinet":
            return "Cabinet"
        for word in ("Committee", "Panel", "Board", "Council", "Group"):
            if word in found.name:
                return f"the {word}"
        return f"the {found.short_name or found.name}"

    def name_of(self, entry_id: str | None) -> str:
        """Return what an entry of any kind is called: a title, a name, a post."""
        return self.names.of(entry_id)

    def statements(self, ids: tuple[str, ...]) -> str:
        """Return the names of quality statements, in CQC's order."""
        return joined([item.name for item in self.vintage.statements if item.id in ids], semicolons=True)

    def standing(self, *sections: str) -> list[Paragraph]:
        """Return the standing paragraphs of some sections that belong in this paper."""
        meeting = self.meeting.id if self.meeting else None
        return [
            item for item in self.plan.paragraphs if item.section in sections and belongs(item, self.as_of, meeting)
        ]

    @property
    def label(self) -> str:
        """What this council calls a priority."""
        return self.plan.header.labels.priority

    @property
    def labels(self) -> str:
        """The same for several."""
        given = self.plan.header.labels
        return given.priorities or plural_of(given.priority)
