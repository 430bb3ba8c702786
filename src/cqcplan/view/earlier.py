"""An earlier plan as it may be told of now: without whatever the plan withholds today.

What was public once by mistake, and is exempt now, would else be told again, as something taken out of the plan.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from cqcplan.model.base import Entry, Named
from cqcplan.model.delivery import Measure, Observation
from cqcplan.model.document import Plan
from cqcplan.model.header import Header
from cqcplan.model.texts import text_fields
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.audience import FieldRoute, Place, places_of, with_dependents, withheld_places, without
from cqcplan.view.kept import Origins
from cqcplan.view.levels import seen_by
from cqcplan.view.texts import texts_of

_KEPT = ("visibility", "exempt", "note", "source")
"""Fields that say how an entry is kept: whatever they say, it is the same entry."""


def as_withheld_now(earlier: Plan, now: Plan, audience: Visibility) -> Plan:
    """Return an earlier version of a plan without what some readers may not have of the plan as it is now.

    That is every entry whose id is withheld now, every update and figure that is, and every text that stands
    now for other readers alone: in an entry that they may still read, the text of today takes its place.

    Args:
        earlier: the earlier version, whole.
        now: the plan as it is, whole.
        audience: who is to read of it.
    """
    gone_now = withheld_places(now, seen_by(audience))
    places = list(places_of(now))
    named = [(place.route, place.model) for place in places if isinstance(place.model, Named)]
    ids = {model.id for route, model in named if route in gone_now}
    told = {model.id: model for route, model in named if route not in gone_now}
    same = {_sameness(place) for place in places if place.route in gone_now}
    origins = Origins(now)
    then = list(places_of(earlier))
    gone: set[FieldRoute] = set()
    changed: dict[FieldRoute, dict[str, Any]] = {}
    for place in then:
        if (isinstance(place.model, Named) and place.model.id in ids) or _sameness(place) in same:
            gone.add(place.route)
        elif fields := dict(_withheld_texts(place.model, origins, audience)):
            today = told.get(place.model.id) if isinstance(place.model, Named) else None
            if today is not None and type(today) is type(place.model):
                changed[place.route] = {name: getattr(today, name) for name in fields}
            elif isinstance(place.model, Header):
                changed[place.route] = {name: getattr(now.header, name) for name in fields}
            elif isinstance(place.model, Entry):
                gone.add(place.route)
            else:  # a part of an entry, which has no readers of its own
                gone.add(place.parent)
    if now.header.disclosure:  # small counts of then are withheld by the rule of today
        header = next(place.route for place in then if isinstance(place.model, Header))
        changed[header] = changed.get(header, {}) | {"disclosure": now.header.disclosure}
    return without(earlier, with_dependents(then, gone), changed)


def _sameness(place: Place) -> object:
    """Return what makes an entry without an id the same in two versions of a plan."""
    if isinstance(place.model, Observation):
        measure = next((model for model in reversed(place.above) if isinstance(model, Measure)), None)
        return (measure.id if measure else "", place.model.on.words)
    if isinstance(place.model, Entry) and not isinstance(place.model, Named):
        return type(place.model), repr(place.model.model_copy(update=dict.fromkeys(_KEPT)))
    return None, place.route, id(place.model)


def _withheld_texts(model: BaseModel, origins: Origins, audience: Visibility) -> Iterator[tuple[str, str]]:
    written = text_fields(type(model))
    return (
        (name, text)
        for name, text in texts_of(model)
        if name in written and name not in ("id", "source") and any(origins.withheld_from(audience, text))
    )
