"""The plan as it was known on a day: what had not happened by then is not in it, so nothing can tell it.

What each date makes known is said on its field (:mod:`cqcplan.model.moments`). A vague date counts
as known from its first day, as everywhere.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from cqcplan.model.base import Named, Span
from cqcplan.model.dates import When
from cqcplan.model.document import Plan
from cqcplan.model.links import shape_of
from cqcplan.model.moments import Begins, Comes, Ends, Happens, Intended, Moment, Once, Since, Stated
from cqcplan.timeline.state import happened
from cqcplan.view.audience import FieldRoute, Place, places_of, with_dependents, without

CALLED = ("title", "name")
"""Where what an entry is called stands, for those that were called otherwise before."""
PAPERS_OUT = timedelta(days=21)
"""No paper has to be public longer before its meeting: five clear working days, with the holidays among them."""


def as_known(plan: Plan, day: date, meeting: str | None = None) -> Plan:
    """Return a plan without what had not happened by a day; the same object where everything had.

    What points at an entry that is gone loses the pointer or, where it would mean nothing without, goes too.

    Args:
        plan: the plan as it is kept.
        day: the day.
        meeting: the id of the meeting that a paper is made for. What it is asked is known while the
            paper is prepared; anybody else knows it from the day that the paper must be public.
    """
    places = list(places_of(plan))
    dated = [place for place in places if _tells_when(type(place.model))]
    changed: dict[FieldRoute, dict[str, Any]] = {}
    gone: set[FieldRoute] = set()
    waiting: set[str] = set()
    for place in dated:
        news = _news(place.model, day, meeting)
        if news.not_begun:
            gone.add(place.route)
        elif news.changed:
            changed[place.route] = news.changed
        if news.waits and isinstance(place.model, Named):
            waiting.add(place.model.id)
    for place in dated:
        _follow(place, waiting, gone, changed)
    if not gone and not changed:
        return plan
    return without(plan, with_dependents(places, gone), changed)


class _News(NamedTuple):
    """What of one entry was not known on a day."""

    not_begun: bool
    waits: bool
    """Whether it is announced, and had not taken place."""
    changed: dict[str, Any]


def _news(model: BaseModel, day: date, meeting: str | None) -> _News:
    changed: dict[str, Any] = {}
    waits = announced = False
    for name, moment in _moments(type(model)).items():
        value = getattr(model, name)
        firsts = [when for when in _dates(value) if not happened(when, day)]
        if not firsts:
            # a date that has passed, or an intended one, tells of an entry that has not taken place
            announced = announced or bool(value and not isinstance(moment, (Happens, Stated)))
            continue
        match moment:
            case Intended():
                announced = True
            case Begins() if len(firsts) == len(list(_dates(value))):
                return _News(not_begun=True, waits=True, changed={})
            case Begins():
                changed[name] = tuple(when for when in value if when not in firsts)
            case Happens() if moment.where(model):
                waits = True
                announced = announced or moment.stays
                changed |= _nothing(model, moment.along if moment.stays else (name, *moment.along))
                if not _may_read_what_is_asked(model, moment, firsts[0], day, meeting):
                    changed |= _nothing(model, moment.asked)
            case Happens():
                announced = True
            case Comes():
                changed |= _nothing(model, (name, *moment.along)) | moment.before
    changed |= _as_called(model, day)
    changed = {name: value for name, value in changed.items() if value != getattr(model, name)}
    return _News(waits and not announced, waits, changed)


def _nothing(model: BaseModel, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the values of fields that say nothing."""
    fields = type(model).model_fields
    return {name: fields[name].get_default(call_default_factory=True) for name in names}


def _may_read_what_is_asked(model: BaseModel, moment: Happens, when: When, day: date, meeting: str | None) -> bool:
    """Whether the wording that a meeting to come is asked to decide was public, or is this paper's own."""
    if not moment.asked or getattr(model, "id", None) == meeting:
        return True
    if when.earliest - day > PAPERS_OUT:
        return False
    from cqcplan.timeline.clear_days import publish_by  # noqa: PLC0415 - counts bank holidays, slow to import

    return publish_by(when.earliest) <= day


def _as_called(model: BaseModel, day: date) -> dict[str, Any]:
    """Return what an entry was called on a day, where it has been renamed since, and its names before that."""
    for field, part in _former(type(model)):
        former = getattr(model, field)
        later = [name for name in former if (until := getattr(name, part)) and until.earliest >= day]
        if later:
            then = min(later, key=lambda name: getattr(name, part).earliest)
            called = next(name for name in CALLED if name in type(model).model_fields)
            return {called: then.name, field: tuple(name for name in former if name not in later)}
    return {}


def _follow(place: Place, waiting: set[str], gone: set[FieldRoute], changed: dict[FieldRoute, dict[str, Any]]) -> None:
    """Let go what stands on something that had not taken place."""
    for name, mark in _pointers(type(place.model)).items():
        if getattr(place.model, name) in waiting:
            if isinstance(mark, Since):
                gone.add(place.route)
            else:
                changed.setdefault(place.route, {})[name] = None


def _dates(value: Any) -> Iterator[When]:
    """Return the dates in a field; of a span, the first."""
    if isinstance(value, When):
        yield value
    elif isinstance(value, Span):
        yield value.from_
    elif isinstance(value, tuple):
        yield from value


@cache
def _tells_when(model: type[BaseModel]) -> bool:
    return bool(_moments(model) or _former(model))


@cache
def _former(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the fields of former names, each with the field in it that says until when."""
    return tuple(
        (name, until)
        for name, part in shape_of(model).children
        for until, moment in _moments(part).items()
        if isinstance(moment, Ends)
    )


@cache
def _moments(model: type[BaseModel]) -> dict[str, Moment]:
    return {
        name: mark for name, field in model.model_fields.items() for mark in field.metadata if isinstance(mark, Moment)
    }


@cache
def _pointers(model: type[BaseModel]) -> dict[str, Since | Once]:
    return {
        name: mark
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, (Since, Once))
    }
