"""Take out of a plan what an audience may not read: once, before any paper sees it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from cqcplan.model.base import Entry, Named
from cqcplan.model.dates import When
from cqcplan.model.document import Plan
from cqcplan.model.governance import Role
from cqcplan.model.links import OUTSIDE, shape_of
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.levels import levels_of, seen_by

UNPRINTED: tuple[tuple[type[BaseModel], str], ...] = ((Entry, "note"), (Role, "holder"))
"""Fields that no paper prints: the remarks of those who keep the plan, and who is in a post that does not say so."""

M = TypeVar("M", bound=BaseModel)
FieldRoute = tuple[str | int, ...]
"""The way to a place in a plan: ``("priorities", 0, "actions", 2)``, by the fields' names in Python."""


def unprinted_of(model: BaseModel) -> set[str]:
    """Return the fields of an entry that no paper prints: not the name of an officer who is to be named in papers."""
    named = isinstance(model, Role) and model.name_in_papers
    return {name for kind, name in UNPRINTED if isinstance(model, kind) and not (named and name == "holder")}


class WithheldPlanError(ValueError):
    """The whole plan is more restricted than the audience."""

    needed: Visibility
    """The widest audience that may have any of it."""

    def __init__(self, visibility: Visibility, audience: Visibility) -> None:
        """Say how restricted the plan is, and whom it was asked for."""
        self.needed = visibility
        readers = "the public" if audience == "public" else f"an audience that may read what is {audience}"
        super().__init__(f"this plan is marked {visibility}: none of it is for {readers}")


class Place(NamedTuple):
    """One model of a plan, an entry or a part of one, and where it stands."""

    model: BaseModel
    route: FieldRoute
    above: tuple[BaseModel, ...]
    """What it stands in, the plan itself left out, the outermost first."""
    parent: FieldRoute
    """The way to the innermost of these."""


def for_audience(plan: Plan, audience: Visibility = "public") -> Plan:
    """Return the plan as one audience may see it.

    An entry is kept when the audience may read it and everything it stands in. What points
    at an entry that is gone loses the pointer or, where it would mean nothing without, goes
    too. Only those who read what is internal get :data:`UNPRINTED`.

    Raises:
        WithheldPlanError: where the header restricts the whole plan more than that.
    """
    seen = seen_by(audience)
    if plan.header.visibility not in seen:
        raise WithheldPlanError(plan.header.visibility, audience)
    return without(plan, withheld_places(plan, seen), unprinted="internal" in seen)


def for_private_session(plan: Plan) -> Plan:
    """Return the plan as members may see it while the public are excluded: what is public, and what is exempt.

    Raises:
        WithheldPlanError: where the header makes the whole plan internal or confidential.
    """
    return for_audience(plan, "exempt")


def places_of(plan: Plan) -> Iterator[Place]:
    """Go through everything in a plan, the header first, each entry before what stands in it."""
    yield from _inside(plan, (), ())


def _inside(model: BaseModel, route: FieldRoute, above: tuple[BaseModel, ...]) -> Iterator[Place]:
    for name in _fields_of(type(model)).children:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            found = [(value, (*route, name))]
        elif value and isinstance(value, tuple) and not isinstance(value, When):
            found = [(item, (*route, name, number)) for number, item in enumerate(value)]
        else:
            continue
        for item, here in found:
            yield Place(item, here, above, route)
            if _fields_of(type(item)).children:
                yield from _inside(item, here, (*above, item))


def withheld_places(plan: Plan, seen: frozenset[Visibility]) -> frozenset[FieldRoute]:
    """Return where everything stands that is not for those who may read some levels, or points at that alone."""
    places = list(places_of(plan))
    return with_dependents(places, {place.route for place in places if not levels_of(place.model) <= seen})


def with_dependents(places: list[Place], gone: Iterable[FieldRoute]) -> frozenset[FieldRoute]:
    """Return some places, those in them, and those of what points at these alone.

    Args:
        places: all those of the plan.
        gone: where what is taken out stands.
    """
    every = set(gone)
    hidden: set[str] | None = None
    while hidden != (now := _ids(places, every)) or hidden is None:
        hidden = now
        for place in places:
            if place.parent in every or _means_nothing(place.model, hidden):
                every.add(place.route)
    return frozenset(every)


def _ids(places: list[Place], gone: set[FieldRoute]) -> set[str]:
    return {place.model.id for place in places if isinstance(place.model, Named) and place.route in gone}


def pointers_of(model: BaseModel) -> Iterator[tuple[str, Any]]:
    """Return the fields of a model that point at entries of the plan, and what stands in them."""
    for name in _fields_of(type(model)).pointers:
        value = getattr(model, name)
        if value:
            yield name, value


def _still_there(value: Any, hidden: set[str]) -> Any:
    """Return a pointer, or several, without what is hidden; the same object where nothing is."""
    if isinstance(value, tuple):
        kept = tuple(item for item in value if item not in hidden)
        return value if len(kept) == len(value) else kept
    # a source is named before the place in it
    return None if isinstance(value, str) and value.split(maxsplit=1)[0] in hidden else value


def _means_nothing(model: BaseModel, hidden: set[str]) -> bool:
    """Whether an entry has lost a pointer that it needs."""
    for name, value in pointers_of(model):
        kept = _still_there(value, hidden)
        # what is meant for some meetings alone must not pass for what is meant for all
        if kept is not value and not kept and (type(model).model_fields[name].is_required() or name == "meetings"):
            return True
    return False


def without(
    plan: Plan,
    gone: frozenset[FieldRoute],
    changes: Mapping[FieldRoute, Mapping[str, Any]] | None = None,
    *,
    unprinted: bool = True,
) -> Plan:
    """Copy a plan without some places and the pointers to them.

    Args:
        plan: what is copied; itself returned where nothing changes.
        gone: what is left out, with all that depends on it (:func:`with_dependents`).
        changes: by place, fields of what stays that say something else.
        unprinted: whether what no paper prints is copied too.
    """
    if not gone and not changes and unprinted:
        return plan
    said = changes or {}
    hidden = _ids(list(places_of(plan)), set(gone))

    def copy(model: M, route: FieldRoute) -> M:
        changed: dict[str, Any] = {
            attribute: kept
            for attribute, value in pointers_of(model)
            if (kept := _still_there(value, hidden)) is not value
        }
        changed |= (own := said.get(route, {}))
        if not unprinted:
            changed |= {name: None for name in unprinted_of(model) if getattr(model, name)}
        for name in _fields_of(type(model)).children:
            value = getattr(model, name)
            if name in own:
                continue
            if isinstance(value, BaseModel):
                here = (*route, name)
                one = None if here in gone else copy(value, here)
                if one is not value:
                    changed[name] = one
            elif value and isinstance(value, tuple) and not isinstance(value, When):
                routes = ((*route, name, number) for number in range(len(value)))
                kept = tuple(copy(item, here) for item, here in zip(value, routes, strict=True) if here not in gone)
                if len(kept) != len(value) or any(one is not other for one, other in zip(kept, value, strict=True)):
                    changed[name] = kept
        return model.model_copy(update=changed) if changed else model

    return copy(plan, ())


class _Fields(NamedTuple):
    """The fields of a model that hold other models, and those that point at entries of the plan, as in Python."""

    children: tuple[str, ...]
    pointers: tuple[str, ...]


@cache
def _fields_of(model: type[BaseModel]) -> _Fields:
    shape = shape_of(model)
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    return _Fields(
        tuple(dict.fromkeys(names[name] for name, _ in shape.children)),
        tuple(names[name] for name, target in shape.references if target not in OUTSIDE),
    )
