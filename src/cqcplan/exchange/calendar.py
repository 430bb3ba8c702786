"""A plan's dates as an iCalendar file (RFC 5545), which every calendar program reads.

Everything is an all-day event. What has to be done by a vague date ("autumn 2026") stands on
the last day that it can mean, and its title says the date as the plan does; what takes place
at a vague time (a meeting in June, a site visit) spans the days it can mean.

An event keeps its UID for as long as its entry keeps its id, so that a second import takes
the place of the first. DTSTAMP, LAST-MODIFIED and SEQUENCE come from the as-of date, never
from the clock: a file made for a later day outranks an earlier one, and the same plan on the
same day gives the same bytes. The price: of two files made for one day none outranks the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cqcplan.framework.vintage import load_vintage
from cqcplan.model.dates import When, on_day
from cqcplan.model.document import Plan
from cqcplan.model.vocabulary import Visibility
from cqcplan.scoring.clock import clock
from cqcplan.scoring.current import current_assessment, result_of
from cqcplan.timeline.agenda import Dated, agenda
from cqcplan.timeline.state import state_of
from cqcplan.view.made_for import mark_for, not_for_the_public
from cqcplan.view.names import Names

LINE = 75
"""Octets in a line, its end left out."""
SPANS = frozenset({"meeting", "assessment"})
"""Kinds that take place, rather than fall due."""
_FIRST = date(2000, 1, 1)
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


def events_of(plan: Plan, as_of: date) -> Iterator[Event]:
    """Return the events of a plan as it stood on a day, in order of their dates."""
    names = Names(plan)
    meetings = {meeting.id: meeting for meeting in plan.meetings}
    council = plan.header.council.short_name or plan.header.council.name
    for dated in agenda(state_of(plan, as_of)):
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
        yield Event(
            _uid(plan, dated.entry, dated.what or dated.kind),
            dated.kind,
            _title(dated),
            *_days(dated),
            "\n".join(about),
            meeting.url if meeting else None,
        )
    yield from _reassessment(plan, as_of)


def _uid(plan: Plan, entry: str, what: str) -> str:
    return f"{plan.header.id}.{entry}.{what}@cqcplan"


def _title(dated: Dated) -> str:
    said = f"{_WORDS[dated.kind]}: {dated.title}" if dated.kind in _WORDS else dated.title
    if dated.done and dated.kind in ("action", "milestone", "submission", "commitment"):
        said = f"Done: {dated.title}"
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


def calendar(events: Sequence[Event], name: str, as_of: date, readers: Visibility = "public") -> str:
    """Write events as an iCalendar file: CRLF line ends, lines of at most 75 octets."""
    stamp = f"{as_of:%Y%m%d}T000000Z"
    marking = not_for_the_public(readers)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//cqcplan//cqcplan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        *([f"DESCRIPTION:{_escaped(marking)}"] if marking else []),
        f"X-CQCPLAN-READERS:{mark_for(readers)}",
    ]
    for event in sorted(events, key=lambda event: (event.first, event.last, event.uid)):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{stamp}",
            f"LAST-MODIFIED:{stamp}",
            f"SEQUENCE:{max((as_of - _FIRST).days, 0)}",
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}",  # the day after the last
            f"SUMMARY:{_escaped(event.title)}",
            f"DESCRIPTION:{_escaped(event.text)}",
            f"CATEGORIES:{event.kind}",
            *([f"URL:{event.url}"] if event.url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    """Write a text as one value: its white space as single spaces, but for line ends."""
    parts = [" ".join(part.split()) for part in text.split("\n")]
    escaped = (part.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for part in parts)
    return "\\n".join(escaped)


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
