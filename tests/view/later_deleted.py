"""A plan's data without what came after a day, or without what an audience may not read: deleted by hand.

This knows nothing of the models' marks or of the tool's own rooms: it says section by section what
each date means, and works on the plain data of a plan's file, so that it can be held against them.
"""

import copy
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from cqcplan.model.dates import parse_when

Data = dict[str, Any]

BEGINS = {
    "sources": "on", "reference_sets": "published", "challenges": "received", "correspondence": "on", "updates": "on",
    "risks": "raised", "commitments": "made_on", "advisers": "assigned", "engagement": "on", "resources": "on",
    "evidence": "on", "paragraphs": "on", "background_papers": "on",
}  # fmt: skip
"""The sections whose entries are events, and their date."""
COMES = {
    ("challenges", "decided"): ("outcome",),
    ("findings", "responded"): ("response", "plain_response"),
    ("assessments", "draft_received"): (),
    ("risks", "reviewed"): (),
    ("commitments", "met"): ("met_by",),
    ("meetings", "published"): (),
}
"""Dates that are news of an entry which was known before, and what is known only with them."""
RESULT = ("published", "scores", "scores_source", "printed", "factual_accuracy", "supersedes", "url", "text")
ANNOUNCED = ("notified", "information_return_due", "assessed", "site_visit", "draft_received")
HELD = ("summary", "decisions", "status", "effective")
ASKED = ("purpose", "recommendations", "reasons", "alternatives")
NEEDED = {
    "updates": "about", "findings": "assessment", "challenges": "assessment", "correspondence": "sender",
    "submissions": "to", "meetings": "body", "commitments": "made_to", "paragraphs": "meetings",
    "reference_sets": "meetings",
}  # fmt: skip
"""What an entry means nothing without."""
PEOPLES_OWN = ("note", "holder")
"""What the public is given of no entry."""
ORDER = ("public", "internal", "exempt", "confidential")


def later_deleted(data: Data, day: date, meeting: str | None = None) -> Data:
    """Return a plan's data as it would have been written on a day, for the paper of one meeting or for no paper."""
    data = copy.deepcopy(data)
    lost = _events(data, day)
    _news(data, day)
    announced, unannounced = _results(data, day)
    sent, unsent = _sent(data, day)
    ahead = _meetings(data, day, meeting)
    lost |= unannounced | unsent | _editions(data, day) | _standing_on(data, ahead, announced | sent)
    _parts(data, day)
    _called(data, day)
    return _without(data, lost)


def hidden_deleted(data: Data, audience: str) -> Data:
    """Return a plan's data as it would be had nobody written what an audience may not read."""
    data = copy.deepcopy(data)
    readable = ORDER[: ORDER.index(audience) + 1]
    lost = {
        entry.get("id") or _named(entry)
        for section, entries in data.items()
        for entry in _every(entries)
        if section != "plan" and "visibility" in entry and not _may_read(entry, readable)
    }
    if audience == "public":
        for item in _every(data):
            _drop(item, *PEOPLES_OWN)
    return _without(data, lost)


def _may_read(entry: Data, readable: tuple[str, ...]) -> bool:
    return entry["visibility"] in readable and ("exempt" in readable or not entry.get("exempt"))


def later(said: Any, day: date) -> bool:
    """Whether a date, however vague, had not begun by the end of a day; nothing at all is not later."""
    if isinstance(said, dict):
        said = said.get("from")
    return bool(said) and parse_when(str(said)).earliest > day


def _events(data: Data, day: date) -> set[str]:
    """Return the entries that are events of later; take later reminders off a letter."""
    lost = set()
    for section, field in BEGINS.items():
        for entry in data.get(section, ()):
            said = entry.get(field)
            if isinstance(said, list):
                entry[field] = [one for one in said if not later(one, day)]
            if said and (not entry[field] if isinstance(said, list) else later(said, day)):
                lost.add(entry.get("id") or _named(entry))
    return lost


def _news(data: Data, day: date) -> None:
    """Take out what came to be known of an entry later."""
    for (section, field), along in COMES.items():
        for entry in data.get(section, ()):
            if later(entry.get(field), day):
                _drop(entry, field, *along)
    for letter in data.get("correspondence", ()):
        if later(letter.get("replied"), day):
            _drop(letter, "replied")
            letter["reply"] = "none"
    if later(data["plan"].get("agreed"), day):
        _drop(data["plan"], "agreed", "status")


def _results(data: Data, day: date) -> tuple[set[str], set[str]]:
    """Take out the results of later; return the assessments without result yet, and those nobody knew of."""
    waiting, unknown = set(), set()
    for entry in data.get("assessments", ()):
        if later(entry.get("notified"), day):
            unknown.add(entry["id"])
        if entry["kind"] != "target" and later(entry.get("published"), day):
            waiting.add(entry["id"])
            _drop(entry, *RESULT)
            if not any(map(entry.get, ANNOUNCED)):
                unknown.add(entry["id"])
        elif later(entry.get("factual_accuracy", {}).get("submitted"), day):
            _drop(entry, "factual_accuracy")
    return waiting, unknown


def _sent(data: Data, day: date) -> tuple[set[str], set[str]]:
    """Return the submissions that are still to be sent, and those nobody knew of."""
    waiting, unknown = set(), set()
    for entry in data.get("submissions", ()):
        if later(entry.get("submitted"), day):
            waiting.add(entry["id"])
            _drop(entry, "submitted")
            if not entry.get("due"):
                unknown.add(entry["id"])
    return waiting, unknown


def _editions(data: Data, day: date) -> set[str]:
    """Return the editions of the self-assessment that nobody knew of; of the others, only that they were to come."""
    unknown = set()
    for entry in data.get("self_assessments", ()):
        if entry.get("status") == "published" and later(entry.get("published"), day):
            _drop(entry, "published", "status", "url")
            if not entry.get("began"):
                unknown.add(entry["id"])
    return unknown


def _standing_on(data: Data, ahead: set[str], to_come: set[str]) -> set[str]:
    """Return what stands on something that had not happened; take out what says that it kept a promise."""
    for promise in data.get("commitments", ()):
        if promise.get("met_by") in ahead | to_come:
            _drop(promise, "met_by")
    lost = {promise["id"] for promise in data.get("commitments", ()) if promise.get("made_at") in ahead}
    lost |= {entry["id"] for entry in data.get("background_papers", ()) if entry.get("meeting") in ahead}
    return lost | {entry["id"] for entry in data.get("findings", ()) if entry["assessment"] in to_come}


def _meetings(data: Data, day: date, meeting: str | None) -> set[str]:
    """Take out what was not decided yet, and what was not yet asked; return the meetings to be held."""
    ahead = set()
    for entry in data.get("meetings", ()):
        if not later(entry["on"], day):
            continue
        ahead.add(entry["id"])
        _drop(entry, *HELD)
        away = (parse_when(str(entry["on"])).earliest - day).days
        assert not 7 < away < 22, "the law counts working days, and this does not: choose another date"
        # a paper is public six working days before
        if away > 7 and entry["id"] != meeting:
            _drop(entry, *ASKED)
    return ahead


def _parts(data: Data, day: date) -> None:
    for measure in data.get("measures", ()):
        if later(measure.get("baseline", {}).get("on"), day):
            _drop(measure, "baseline")
        measure["observations"] = [seen for seen in measure.get("observations", ()) if not later(seen["on"], day)]
    for adviser in data.get("advisers", ()):
        adviser["events"] = [event for event in adviser.get("events", ()) if not later(event["on"], day)]
    for risk in data.get("risks", ()):
        if later(risk.get("escalated", {}).get("on"), day):
            _drop(risk, "escalated")


def _called(data: Data, day: date) -> None:
    """Give back the names that were in use."""
    for section, name, former in (("roles", "title", "former_titles"), ("bodies", "name", "former_names")):
        for entry in data.get(section, ()):
            still = [one for one in entry.get(former, ()) if one.get("until") and not _past(one["until"], day)]
            if still:
                entry[name] = min(still, key=lambda one: parse_when(one["until"]).earliest)["name"]
                entry[former] = [one for one in entry[former] if one not in still]


def _past(until: str, day: date) -> bool:
    return parse_when(until).earliest < day


def _without(data: Data, lost: set[str]) -> Data:
    """Delete entries, all that stands in them, and what is said of them elsewhere."""
    gone: set[str] = set()
    while True:
        found = {item["id"] for item in _every(data) if item.get("id") in lost for item in _every(item) if "id" in item}
        for section, field in NEEDED.items():
            for entry in data.get(section, ()):
                said = entry.get(field) or []
                points = said if isinstance(said, list) else [said]
                if points and not set(points) - (gone | found | lost):
                    found.add(entry.get("id") or _named(entry))
        if found <= gone:
            break
        gone |= found
        lost |= found
    made: Data = _kept(data, lambda item: item.get("id") in gone, gone)
    for entry in made.get("updates", ()):
        _drop(entry, "id")
    for measure in made.get("measures", ()):
        for seen in (measure.get("baseline"), *measure.get("observations", ())):
            if seen:
                _drop(seen, "id")
    return made


def _kept(value: Any, is_gone: Callable[[Data], bool], gone: set[str]) -> Any:
    if isinstance(value, dict):
        return {
            key: _kept(inside, is_gone, gone)
            for key, inside in value.items()
            if not (isinstance(inside, dict) and is_gone(inside))
            and not (key != "id" and isinstance(inside, str) and inside.split(" ")[0] in gone)
        }
    if isinstance(value, list):
        return [
            _kept(item, is_gone, gone)
            for item in value
            if not (isinstance(item, dict) and is_gone(item)) and not (isinstance(item, str) and item in gone)
        ]
    return value


def _every(value: Any) -> Iterator[Data]:
    if isinstance(value, dict):
        yield value
    for inside in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _every(inside)


def _named(entry: Data) -> str:
    """Name an entry that has no id, so that it can be deleted."""
    entry["id"] = f"nameless-{id(entry)}"
    return str(entry["id"])


def _drop(entry: Data, *names: str) -> None:
    for name in names:
        entry.pop(name, None)
