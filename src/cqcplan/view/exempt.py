"""What part 2 of a paper holds: the entries that members read while the public are excluded, and on what grounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from cqcplan.model.base import Entry, Exemption, Named, Span
from cqcplan.model.dates import When
from cqcplan.model.document import Plan
from cqcplan.model.links import kind_of
from cqcplan.model.texts import text_fields
from cqcplan.view.audience import UNPRINTED, FieldRoute, Place, places_of, pointers_of, withheld_places
from cqcplan.view.belongs import belongs
from cqcplan.view.known import as_known
from cqcplan.view.levels import PRIVATE_SESSION, PUBLIC

UNSAID = frozenset(
    {"id", "visibility", "exempt", "source", "framework", "print_in_papers", "house_style", "name_in_papers"}
    | {name for _, name in UNPRINTED}
)
"""What says how an entry is kept and printed, not what it is."""
NAMES = ("title", "name", "audience", "text", "heading", "about")
"""Where an entry's name stands, the likeliest first."""


class NothingExemptError(ValueError):
    """There is no part 2 to a paper."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("nothing in this plan is exempt on the day of the paper: it has no part 2")


class NoGroundsError(ValueError):
    """Entries are called exempt without the grounds that the law asks for."""

    def __init__(self, names: list[str]) -> None:
        """Name the entries."""
        super().__init__(
            f"exempt without grounds: {', '.join(names)}. Give each the paragraphs of Schedule 12A, the reason and "
            "the public-interest test, under exempt"
        )


@dataclass(frozen=True, slots=True)
class ExemptEntry:
    """One entry of part 2."""

    kind: str
    """What an entry of its kind is called: ``Milestone``, ``Workstream``."""
    name: str
    place: str
    """What it stands in: ``Workstream: Timeliness; Action: External service``. Empty at the top of the plan."""
    grounds: Exemption
    said: tuple[tuple[str, str], ...]
    """What the plan says of it: a label, and the words."""

    @property
    def is_called_by_kind(self) -> bool:
        """Whether its name begins with what an entry of its kind is called: ``Update of 1 May 2026``."""
        return self.name.startswith(self.kind)


def exempt_entries(plan: Plan, as_of: date, meeting: str | None = None) -> tuple[ExemptEntry, ...]:
    """Return what is exempt in a whole plan and belongs in a paper of one day, in plan order.

    That is every entry that the public may not read and members in private session may: those marked
    exempt, what stands in them, and what means nothing without them. What is internal or confidential, or
    stands in such an entry, is not among them. An entry counts from the day it happened, and a
    standing paragraph in the papers it is meant for.

    Args:
        plan: the plan as it is kept.
        as_of: the day the paper is made.
        meeting: the id of the meeting it is for.

    Raises:
        NoGroundsError: where the grounds of any are missing.
    """
    plan = as_known(plan, as_of, meeting)
    members = withheld_places(plan, PRIVATE_SESSION)
    exempt = withheld_places(plan, PUBLIC) - members
    entries = [place for place in places_of(plan) if place.route in exempt and isinstance(place.model, Entry)]
    grounds = _grounds(entries)
    missing = [_called(place) for place in entries if place.route not in grounds]
    if missing:
        raise NoGroundsError(missing)
    elsewhere = _elsewhere(plan, as_of, meeting)
    names = {
        place.model.id: name_of(place.model)
        for place in places_of(plan)
        if isinstance(place.model, Named) and place.route not in members
    }
    return tuple(
        ExemptEntry(
            _kind(plan, place.model),
            name_of(place.model),
            _place(plan, place),
            grounds[place.route],
            tuple(_said(place.model, names)),
        )
        for place in entries
        if place.route not in elsewhere
    )


def paragraphs_in(plan: Plan) -> tuple[int, ...]:
    """Return the paragraphs of Schedule 12A by which anything in a plan is exempt, in order."""
    found = (getattr(place.model, "exempt", None) for place in places_of(plan))
    return tuple(sorted({number for grounds in found if grounds for number in grounds.paragraphs}))


def _called(place: Place) -> str:
    return str(getattr(place.model, "id", ".".join(str(step) for step in place.route)))


def _grounds(entries: list[Place]) -> dict[FieldRoute, Exemption]:
    """Find each entry's grounds: its own, those of what it stands in, or those of what it points at."""
    found: dict[FieldRoute, Exemption] = {}
    by_id: dict[str, Exemption] = {}
    more = True
    while more:
        more = False
        for place in entries:
            if place.route in found:
                continue
            stated = [model.exempt for model in (*place.above, place.model) if isinstance(model, Entry)]
            stated += [
                by_id.get(target)
                for model in (place.model, *reversed(place.above))
                for _, value in pointers_of(model)
                for target in (value if isinstance(value, tuple) else (value,))
            ]
            own = getattr(place.model, "exempt", None)
            grounds = own or next((one for one in reversed(stated[: len(place.above) + 1]) if one), None)
            grounds = grounds or next((one for one in stated if one), None)
            if grounds:
                more = True
                found[place.route] = grounds
                if isinstance(place.model, Named):
                    by_id[place.model.id] = grounds
    return found


def _elsewhere(plan: Plan, as_of: date, meeting: str | None) -> set[FieldRoute]:
    """Return where everything stands that belongs in another paper."""
    gone: set[FieldRoute] = set()
    ids: set[str] = set()
    for place in places_of(plan):
        needed = {
            value
            for name, value in pointers_of(place.model)
            if isinstance(value, str) and type(place.model).model_fields[name].is_required()
        }
        if place.parent in gone or needed & ids or not belongs(place.model, as_of, meeting):
            gone.add(place.route)
            if isinstance(place.model, Named):
                ids.add(place.model.id)
    return gone


def name_of(model: BaseModel) -> str:
    """Return what an entry is called: its title or name or, where it has neither, what it says or its date."""
    for name in NAMES:
        said = getattr(model, name, None)
        if isinstance(said, str) and name in text_fields(type(model)):
            return said
    on = getattr(model, "on", None)
    return f"{kind_of(type(model)).capitalize()} of {on}" if isinstance(on, When) else kind_of(type(model)).capitalize()


def _place(plan: Plan, place: Place) -> str:
    words = [f"{_kind(plan, model)}: {name_of(model)}" for model in place.above if isinstance(model, Entry)]
    return "; ".join(words)


def _kind(plan: Plan, model: BaseModel) -> str:
    kind = kind_of(type(model))
    return plan.header.labels.priority if kind == "priority" else kind.capitalize()


def _said(model: BaseModel, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Put every field of a model into words, but for its name and the entries in it, which are listed themselves."""
    pointers = {name for name, _ in pointers_of(model)}
    called = name_of(model)
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in UNSAID or value is None or value is False or value == called:
            continue
        if name in pointers:
            ids = value if isinstance(value, tuple) else (value,)
            words = "; ".join(names[target] for target in ids if target in names)
        else:
            words = _words(value, names, is_text=name in text_fields(type(model)))
        if words:
            yield name.rstrip("_").replace("_", " ").capitalize(), words


def _words(value: Any, names: dict[str, str], *, is_text: bool) -> str:
    match value:
        case None | Entry():
            words = ""
        case True:
            words = "Yes"
        case str():
            words = value if is_text else value.replace("-", " ").capitalize()
        case int() | float():
            words = f"{value:,}"
        case Span():
            words = f"{value.from_} to {value.to}"
        case BaseModel():
            words = ", ".join(f"{label.lower()} {said}".strip() for label, said in _record(value, names))
        case dict():
            parts = (f"{key.replace('-', ' ')} {_words(item, names, is_text=is_text)}" for key, item in value.items())
            words = "; ".join(parts)
        case tuple() if not isinstance(value, When):
            words = "; ".join(filter(None, (_words(item, names, is_text=is_text) for item in value)))
        case _:
            words = str(value)
    return words


def _record(model: BaseModel, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Put a part of an entry into words, its name among them."""
    called = name_of(model)
    if called != kind_of(type(model)).capitalize():
        yield "", called
    yield from _said(model, names)
