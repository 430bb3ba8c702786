"""Everything in a plan that has a date to be ready for: one list, for the screen of what is due and for calendars."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cqcplan.model.dates import When, on_day
from cqcplan.model.document import Plan
from cqcplan.model.governance import Body, Commitment, Meeting
from cqcplan.timeline.clear_days import (
    call_in_days_of,
    clear_days_of,
    effective_from,
    is_out,
    must_be_public,
    publish_by,
    working_day_after,
)
from cqcplan.timeline.cycles import MONTHS, months_after
from cqcplan.timeline.live import live
from cqcplan.timeline.state import Item, State, happened, known_updates

DatedKind = Literal[
    "action", "milestone", "meeting", "paper", "call-in", "effective", "submission", "commitment", "consultation",
    "risk-review", "self-assessment", "assessment",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing with a date."""

    kind: DatedKind
    entry: str
    """The id of the entry it comes from."""
    what: str
    """Which date of the entry, where it has several: ``opens``, ``closes``; else nothing."""
    title: str
    when: When
    done: bool
    """Whether it is recorded as done, kept, sent or past."""
    owner: str | None
    """The id of the role that answers for it."""
    body: str | None = None
    """The id of the body it concerns."""
    item: Item | None = None
    """The action or milestone, where it is one."""


def agenda(state: State) -> list[Dated]:
    """List everything dated, as the plan stood on the day, by its last day, then by id."""
    found = [
        *_work(state),
        *_meetings(state),
        *_promises(state),
        *_consultations(state),
        *_risk_reviews(state),
        *_assessments(state),
    ]
    return sorted(found, key=lambda dated: (dated.when.latest, dated.when.earliest, dated.entry, dated.what))


def answers_for(item: Item) -> str | None:
    """Return the post that answers for work: its owner or, where it has none, its action's or its priority's."""
    return item.owner or item.action.owner or item.priority.lead or item.priority.sponsor


def _work(state: State) -> Iterator[Dated]:
    for _, items in live(state):
        for item in items:
            if item.due is not None:
                kind: DatedKind = "action" if item.entry is item.action else "milestone"
                yield Dated(
                    kind, item.entry.id, "", item.entry.title, item.due, item.is_done, answers_for(item), item=item
                )


def _meetings(state: State) -> Iterator[Dated]:
    bodies = {body.id: body for body in state.plan.bodies}
    for meeting in state.plan.meetings:
        body = bodies.get(meeting.body)
        owner = meeting.report_of or meeting.author
        name = body.name if body else meeting.body
        past = meeting.on.latest < state.as_of
        yield Dated("meeting", meeting.id, "", name, meeting.on, past, owner, meeting.body)
        yield from _paper_days(meeting, body, name, owner, state.as_of)


def _paper_days(meeting: Meeting, body: Body | None, title: str, owner: str | None, day: date) -> Iterator[Dated]:
    """Yield the last day to publish a meeting's paper, and the days that follow its decision."""
    if must_be_public(meeting, body.kind if body else None):
        last = on_day(publish_by(meeting.on.earliest, clear_days_of(body)))
        yield Dated(
            "paper", meeting.id, "paper", title, last, meeting.on.latest < day or is_out(meeting), owner, meeting.body
        )
    effective = meeting.effective
    # until it is recorded, a decision is expected to be published on the next working day
    published = meeting.published
    if meeting.call_in and published is None and meeting.on.is_day:
        published = on_day(working_day_after(meeting.on.earliest, 1))
    if meeting.call_in and published and published.is_day:
        ends = on_day(working_day_after(published.earliest, call_in_days_of(body)))
        yield Dated("call-in", meeting.id, "call-in", title, ends, ends.latest < day, owner, meeting.body)
        effective = effective or on_day(effective_from(published.earliest, call_in_days_of(body)))
    if effective:
        yield Dated("effective", meeting.id, "effective", title, effective, effective.latest < day, owner, meeting.body)


def _promises(state: State) -> Iterator[Dated]:
    plan, day = state.plan, state.as_of
    for sent in plan.submissions:
        if sent.due:
            done = sent.submitted is not None and happened(sent.submitted, day)
            yield Dated("submission", sent.id, "", sent.title, sent.due, done, sent.by, sent.to)
    told, ahead = _told(plan, day)
    for promise in plan.commitments:
        kept = happened(promise.met, day) if promise.met else promise.met_by is not None
        body = promise.made_to[0]
        if promise.due and not (promise.every and kept):
            yield Dated("commitment", promise.id, "", promise.title, promise.due, kept, promise.by, body)
        elif promise.every and not ahead & set(promise.made_to):
            again = _next_turn(promise, told)
            if again:
                yield Dated("commitment", promise.id, "next", promise.title, on_day(again), False, promise.by, body)


def _told(plan: Plan, day: date) -> tuple[dict[str, date], set[str]]:
    """Return when each body last had a paper or was sent something, and those that have one coming."""
    last: dict[str, date] = {}
    ahead: set[str] = set()
    entries: list[tuple[str, When | None, When | None]]
    entries = [(meeting.body, meeting.on, meeting.on) for meeting in plan.meetings if meeting.title]
    entries += [(item.to, item.submitted, item.due) for item in plan.submissions]
    for body, was, due in entries:
        if was and happened(was, day):
            last[body] = max(last.get(body, was.latest), was.latest)
        elif due:
            ahead.add(body)
    return last, ahead


def _next_turn(promise: Commitment, told: dict[str, date]) -> date | None:
    """Return when a standing promise is next to be kept: a turn after those it was made to were last told."""
    days = [told[body] for body in promise.made_to if body in told]
    return months_after(max(days), MONTHS[promise.every]) if days and promise.every else None


def _consultations(state: State) -> Iterator[Dated]:
    for asked in state.plan.consultations:
        for what, when in (("opens", asked.opens), ("closes", asked.closes), ("outcome", asked.outcome_due)):
            if when:
                title = f"{asked.title}: {'outcome due' if what == 'outcome' else f'consultation {what}'}"
                yield Dated("consultation", asked.id, what, title, when, when.latest < state.as_of, None)


def _risk_reviews(state: State) -> Iterator[Dated]:
    about: dict[str, list[When]] = defaultdict(list)
    for update in known_updates(state.plan, state.as_of):
        about[update.about].append(update.on)
    for risk in state.plan.risks:
        # an update about a risk, and its escalation, show that somebody looked at it
        looked = [risk.reviewed, risk.raised, risk.escalated.on if risk.escalated else None, *about[risk.id]]
        seen = [when.latest for when in looked if when and happened(when, state.as_of)]
        if risk.review_every and seen:
            due = on_day(months_after(max(seen), MONTHS[risk.review_every]))
            yield Dated("risk-review", risk.id, "review", risk.title, due, False, risk.owner)


def _assessments(state: State) -> Iterator[Dated]:
    for edition in state.plan.self_assessments:
        if edition.published:
            done = edition.status == "published" or happened(edition.published, state.as_of)
            yield Dated("self-assessment", edition.id, "", edition.title, edition.published, done, None)
    for assessment in state.plan.assessments:
        name = assessment.title or "CQC assessment"
        dates: list[tuple[str, str, When | None]] = [
            ("return", "information return due", assessment.information_return_due)
        ]
        visit = assessment.site_visit
        if visit:
            first, last = (visit, visit) if isinstance(visit, When) else (visit.from_, visit.to)
            words = str(visit) if isinstance(visit, When) else f"{first} to {last}"
            dates.append(("visit", "site visit", When(first.earliest, last.latest, words)))
        for what, said, when in dates:
            if when:
                past = when.latest < state.as_of
                yield Dated("assessment", assessment.id, what, f"{name}: {said}", when, past, None)
