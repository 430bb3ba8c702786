"""A plan's dates as an iCalendar file (RFC 5545), which every calendar program reads.

Everything is an all-day event. What has to be done by a vague date ("autumn 2026") stands on
the last day that it can mean, and its title says the date as the plan does; what takes place
at a vague time (a meeting in June, a site visit) spans the days it can mean.

An event keeps its UID for as long as its entry keeps its id, so that a second import takes
the place of the first. What ranks two files is SEQUENCE and DTSTAMP, which come from the as-of
date and the event's own day, never from the clock: the same plan on the same day gives the same
bytes, and what was put off outranks what stood before, on the same day too. Where the earlier file
is at hand, what changed in any other way outranks it as well, and what is gone is cancelled
(``earlier.py``). Work that was closed or handed over is sent as cancelled; what is done stands on the
day it was done.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cqcplan.exchange.earlier import Earlier
from cqcplan.framework.vintage import load_vintage
from cqcplan.model.dates import When, on_day
from cqcplan.model.document import Plan
from cqcplan.model.vocabulary import Visibility
from cqcplan.scoring.clock import clock
from cqcplan.scoring.current import current_assessment, result_of
from cqcplan.timeline.agenda import Dated, DatedKind, agenda, answers_for
from cqcplan.timeline.live import live
from cqcplan.timeline.state import State, state_of
from cqcplan.view.made_for import mark_for, not_for_the_public
from cqcplan.view.names import Names

LINE = 75
"""Octets in a line, its end left out."""
SPANS = frozenset({"meeting", "assessment"})
"""Kinds that take place, rather than fall due."""
_FIRST = date(2000, 1, 1)
_A_DAY = 50_000
"""So many ranks has a day: seconds of a DTSTAMP, and days from 2000 on of an event."""
GIVEN_UP = ("closed", "transferred")
_WORDS = {
    "action": "Due",
    "milestone": "Milestone due",
    "paper": "Last day to publish the paper",
    "call-in": "Call-in ends",
    "effective": "Decision takes effect",
    "submission": "Submission due",
    "commitment": "Promised",
    "risk-review": "Review of the risk",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar."""

    uid: str
    kind: str
    title: str
    first: date
    last: date
    """Included."""
    text: str
    url: str | None = None
    cancelled: bool = False
    """Whether calendars should take it out."""
    stood_to: date | None = None
    """The last day of the date it had, where it now stands on the day it was done."""

    def within(self, begins: date, ends: date | None) -> bool:
        """Whether it, or the date it had before it was done, lies in a span of days."""
        spans = [(self.first, self.last), *([(self.stood_to, self.stood_to)] if self.stood_to else [])]
        return any(begins <= last and (ends is None or first <= ends) for first, last in spans)


def events_of(plan: Plan, as_of: date) -> Iterator[Event]:
    """Return the events of a plan as it stood on a day, in order of their dates."""
    names = Names(plan)
    meetings = {meeting.id: meeting for meeting in plan.meetings}
    council = plan.header.council.short_name or plan.header.council.name
    state = state_of(plan, as_of)
    done_on = _done_on(state)
    for dated in [*agenda(state), *_given_up(state)]:
        meeting = meetings.get(dated.entry)
        about = [f"{council}, {plan.header.title}"]
        if meeting and meeting.title:
            about.append(f"Paper: {meeting.title}")
        if meeting and dated.kind != "meeting":
            about.append(f"Meeting: {meeting.on}")
        if dated.item:
            about.append(f"{plan.header.labels.priority}: {dated.item.priority.title}")
        elif not meeting and (body := names.body(dated.body)):
            about.append(f"To: {body}")
        if owner := names.role(dated.owner):
            about.append(f"Owner: {owner}")
        about.append(f"Id: {dated.entry}")
        done = done_on.get(dated.entry) if dated.done else None
        stopped = dated.item is not None and dated.item.status in GIVEN_UP
        cancelled = stopped or (dated.what == "given up" and not dated.done)
        yield Event(
            _uid(plan, dated.entry, dated.kind if dated.what == "given up" else dated.what or dated.kind),
            dated.kind,
            _title(dated, cancelled=cancelled),
            *((done.earliest, done.latest) if done and done.is_day and not cancelled else _days(dated)),
            "\n".join(about),
            meeting.url if meeting else None,
            cancelled,
            dated.when.latest,
        )
    yield from _reassessment(plan, as_of)


def _given_up(state: State) -> Iterator[Dated]:
    """Yield the dated work that is on no agenda any more, because what it stands under was given up or is finished."""
    listed = {item.entry.id for _, items in live(state) for item in items}
    for item in state.items:
        if item.due is not None and item.entry.id not in listed:
            kind: DatedKind = "milestone" if item.is_milestone else "action"
            is_done = item.is_done and item.status not in GIVEN_UP
            yield Dated(
                kind, item.entry.id, "given up", item.entry.title, item.due, is_done, answers_for(item), item=item
            )


def _done_on(state: State) -> dict[str, When | None]:
    """Return the day on which work was done, a return sent and a promise kept."""
    found = {item.entry.id: item.done_on for item in state.items}
    found |= {sent.id: sent.submitted for sent in state.plan.submissions}
    return found | {promise.id: promise.met for promise in state.plan.commitments}


def _uid(plan: Plan, entry: str, what: str) -> str:
    return f"{plan.header.id}.{entry}.{what}@cqcplan"


def _title(dated: Dated, *, cancelled: bool) -> str:
    said = f"{_WORDS[dated.kind]}: {dated.title}" if dated.kind in _WORDS else dated.title
    if dated.done and dated.kind in ("action", "milestone", "submission", "commitment"):
        said = f"Done: {dated.title}"
    if cancelled:
        said = f"Given up: {dated.title}"
    return said if dated.when.is_day else f"{said} ({dated.when})"


def _days(dated: Dated) -> tuple[date, date]:
    return (dated.when.earliest if dated.kind in SPANS else dated.when.latest), dated.when.latest


def _reassessment(plan: Plan, as_of: date) -> Iterator[Event]:
    current = current_assessment(plan, as_of)
    told = clock(result_of(current), load_vintage(plan.header.framework), as_of) if current else None
    if current and told:
        due: When = on_day(told.due)
        text = f"{told.years} years after the report of {current.published}.\nId: {current.id}"
        title = "CQC's usual maximum before the next comprehensive assessment ends"
        uid = _uid(plan, current.id, "reassessment")
        yield Event(uid, "reassessment", f"{plan.header.council.name}: {title}", due.earliest, due.latest, text)


def calendar(
    events: Sequence[Event],
    name: str,
    as_of: date,
    readers: Visibility = "public",
    *,
    earlier: Mapping[str, Earlier] | None = None,
) -> str:
    """Write events as an iCalendar file: CRLF line ends, lines of at most 75 octets.

    Args:
        events: what is in it.
        name: what calendar programs call it.
        as_of: the day it is made for.
        readers: whom it is for.
        earlier: what an earlier file has, by UID: what changed since outranks it.
    """
    marking = not_for_the_public(readers)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//cqcplan//cqcplan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        *([f"DESCRIPTION:{escaped(marking)}"] if marking else []),
        f"X-CQCPLAN-READERS:{mark_for(readers)}",
    ]
    for event in sorted(events, key=lambda event: (event.first, event.last, event.uid)):
        body = [
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}",  # the day after the last
            f"SUMMARY:{escaped(event.title)}",
            f"DESCRIPTION:{escaped(event.text)}",
            f"CATEGORIES:{event.kind}",
            *([f"URL:{event.url}"] if event.url else []),
            *(["STATUS:CANCELLED"] if event.cancelled else []),
            "TRANSP:TRANSPARENT",
        ]
        sequence = sequence_of(event, body, as_of, (earlier or {}).get(event.uid))
        stamp = datetime.combine(as_of, time()) + timedelta(seconds=sequence % _A_DAY)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%S}Z",
            f"LAST-MODIFIED:{stamp:%Y%m%dT%H%M%S}Z",
            f"SEQUENCE:{sequence}",
            *body,
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def gone(before: Mapping[str, Earlier], uids: Collection[str], plans: Collection[str]) -> Iterator[Event]:
    """Yield, as cancelled, what an earlier file has of the plans and they no longer say."""
    for uid, event in before.items():
        plan, _, rest = uid.partition(".")
        days = event.days()
        if uid in uids or plan not in plans or not rest.endswith("@cqcplan") or days is None:
            continue
        title, text = (_unescaped(event.line(name)) for name in ("SUMMARY", "DESCRIPTION"))
        yield Event(uid, event.line("CATEGORIES"), title, *days, text, event.line("URL") or None, cancelled=True)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def sequence_of(event: Event, body: Sequence[str], as_of: date, before: Earlier | None) -> int:
    """Return the rank of an event: by the file's day, then by its own; above a file that said otherwise."""
    place = _A_DAY - 1 if event.cancelled else min(max((event.last - _FIRST).days, 0), _A_DAY - 2)
    rank = max((as_of - _FIRST).days, 0) * _A_DAY + place
    if before is None:
        return rank
    return max(rank, before.sequence + (tuple(body) != before.body))


def escaped(text: str) -> str:
    """Write a text as one value: its white space as single spaces, but for line ends."""
    parts = [" ".join(part.split()) for part in text.split("\n")]
    signs = (part.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for part in parts)
    return "\\n".join(signs)


def _folded(line: str) -> str:
    """Break a line that is too long, never inside a letter; the lines that follow begin with a space."""
    parts: list[str] = []
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode("utf-8"))
        if size + octets > LINE:
            parts.append(part)
            part, size = " ", 1
        part += letter
        size += octets
    return "\r\n".join([*parts, part])
