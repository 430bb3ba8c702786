"""Take out of a plan what an audience may not read: once, before any paper sees it."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from cqcplan.model.base import Entry, Named, Visibility
from cqcplan.model.dates import When
from cqcplan.model.document import Plan
from cqcplan.model.governance import Role
from cqcplan.model.header import Header
from cqcplan.model.links import shape_of

ORDER: tuple[Visibility, ...] = ("public", "internal", "exempt", "confidential")
"""From the widest audience to the narrowest."""
UNPRINTED: tuple[tuple[type[BaseModel], str], ...] = ((Entry, "note"), (Role, "holder"))
"""Fields that no paper prints: the remarks of those who keep the plan, and who is in a post."""

PUBLIC: frozenset[Visibility] = frozenset({"public"})
PRIVATE_SESSION: frozenset[Visibility] = frozenset({"public", "exempt"})
"""What members read while the public are excluded: what officers keep to themselves is not theirs."""

_FRAMEWORK = ("framework", "theme", "quality statement")
"""What CQC publishes: nothing of a plan."""
M = TypeVar("M", bound=BaseModel)
Route = tuple[str | int, ...]
"""The way to a place in a plan: ``("priorities", 0, "actions", 2)``, by the fields' names in Python."""


class WithheldPlanError(ValueError):
    """The whole plan is more restricted than the audience."""

    def __init__(self, visibility: Visibility, audience: Visibility) -> None:
        """Say how restricted the plan is, and whom it was asked for."""
        readers = "the public" if audience == "public" else f"an audience that may read what is {audience}"
        super().__init__(f"this plan is marked {visibility}: none of it is for {readers}")


class Place(NamedTuple):
    """One model of a plan, an entry or a part of one, and where it stands."""

    model: BaseModel
    route: Route
    above: tuple[BaseModel, ...]
    """What it stands in, the plan itself left out, the outermost first."""
    parent: Route
    """The way to the innermost of these."""


def for_audience(plan: Plan, audience: Visibility = "public") -> Plan:
    """Return the plan as one audience may see it.

    An entry is kept when neither it nor anything it stands in is more restricted than
    the audience. What points at an entry that is gone loses the pointer or, where it
    would mean nothing without, goes too. The public does not get :data:`UNPRINTED` either.

    Raises:
        WithheldPlanError: where the header restricts the whole plan more than that.
    """
    seen = frozenset(ORDER[: ORDER.index(audience) + 1])
    if plan.header.visibility not in seen:
        raise WithheldPlanError(plan.header.visibility, audience)
    return _without(plan, withheld_places(plan, seen), unprinted=audience != "public")


def for_private_session(plan: Plan) -> Plan:
    """Return the plan as members may see it while the public are excluded: what is public, and what is exempt.

    Raises:
        WithheldPlanError: where the header makes the whole plan internal or confidential.
    """
    if plan.header.visibility not in PRIVATE_SESSION:
        raise WithheldPlanError(plan.header.visibility, "exempt")
    return _without(plan, withheld_places(plan, PRIVATE_SESSION), unprinted=False)


def places_of(plan: Plan) -> Iterator[Place]:
    """Go through everything in a plan, the header first, each entry before what stands in it."""
    yield from _inside(plan, (), ())


def _inside(model: BaseModel, route: Route, above: tuple[BaseModel, ...]) -> Iterator[Place]:
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


def withheld_places(plan: Plan, seen: frozenset[Visibility]) -> frozenset[Route]:
    """Return where everything stands that is not for those who may read some levels, or points at that alone."""
    places = list(places_of(plan))
    gone: set[Route] = set()
    for place in places:
        if place.parent in gone or not _levels(place.model) <= seen:
            gone.add(place.route)
    hidden: set[str] = set()
    while hidden != (now := _ids(places, gone)):
        hidden = now
        for place in places:
            if place.parent in gone or _means_nothing(place.model, hidden):
                gone.add(place.route)
    return frozenset(gone)


def _levels(model: BaseModel) -> frozenset[Visibility]:
    """Return how restricted an entry says it is: grounds for exemption make it exempt, whatever else it says."""
    if isinstance(model, Header):
        return frozenset({model.visibility})
    if not isinstance(model, Entry):
        return frozenset()
    said: set[Visibility] = {model.visibility or "public"}
    return frozenset(said | {"exempt"} if model.exempt else said)


def _ids(places: list[Place], gone: set[Route]) -> set[str]:
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


def _without(plan: Plan, gone: frozenset[Route], *, unprinted: bool) -> Plan:
    """Copy a plan without some places and the pointers to them, with or without what no paper prints."""
    if not gone and unprinted:
        return plan
    hidden = _ids(list(places_of(plan)), set(gone))

    def copy(model: M, route: Route) -> M:
        changed: dict[str, Any] = {
            attribute: kept
            for attribute, value in pointers_of(model)
            if (kept := _still_there(value, hidden)) is not value
        }
        if not unprinted:
            changed |= {name: None for kind, name in UNPRINTED if isinstance(model, kind) and getattr(model, name)}
        for name in _fields_of(type(model)).children:
            value = getattr(model, name)
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
        tuple(names[name] for name, target in shape.references if target not in _FRAMEWORK),
    )
