"""The lists and records of an entry that are more than a box: each record of them has a form of its own."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from cqcplan.editing.changes import Place
from cqcplan.model.assessments import StatementScore
from cqcplan.model.base import Entry, Exemption, Span
from cqcplan.model.delivery import Update
from cqcplan.model.links import shape_of
from cqcplan.recording.updates import TAKES
from cqcplan.typed.fields import field_of
from cqcplan.view.suppress import Withheld
from cqcplan.web.boxes import Box, boxes_of, can_be_typed, field_in, in_words, value_of, with_unshown
from cqcplan.web.shelf import Book

ONE, NEW = "it", "new"
"""What stands in an address for a record that is no list, and for one that is to be added."""
UPDATES = "updates"
_CALLED = {
    "observations": "figures", "trajectory": "interim targets", "breaks": "breaks in the figures",
    "rebased": "new limits of control charts", "glossary": "terms explained", "labels.themes": "names of themes",
    "events": "visits and other events", "status_scheme": "scheme of colours",
    "status_scheme.colours": "colours of the scheme", "factual_accuracy.accuracy": "points of accuracy",
    "factual_accuracy.completeness": "points of completeness",
}  # fmt: skip
"""Lists that people do not call as their field is."""
_LONGEST = 90
_MOST_SAID = 4


class Listing(NamedTuple):
    """A list of records in an entry, or one record in it."""

    name: str
    """As its address has it: ``observations``, ``labels.themes``."""
    model: type[BaseModel]
    form: Literal["list", "keyed", "one"]
    """``keyed`` are scores: by quality statement."""

    @property
    def way(self) -> tuple[str, ...]:
        """The way to it from the entry."""
        return tuple(self.name.split("."))

    @property
    def words(self) -> str:
        """What it is called."""
        return _CALLED.get(self.name) or " ".join(self.way).replace("_", " ")


class Part(NamedTuple):
    """One record of a listing."""

    which: str
    """As its address has it: its number, what it is of, or :data:`ONE`."""
    shown: Any
    kept: Any
    """As it is kept; nothing where that cannot be told from what these readers do not see."""
    inside: tuple[str | int, ...]
    """The way to it from the entry."""
    place: Place | None = None
    """Where it stands, if it is no part of the entry: an update about it."""


def listings_of(entry: Any) -> list[Listing]:
    """Return what of an entry has forms of its own."""
    return list(_listings(entry, type(entry), ()))


def listings_shown(book: Book, entry: Any, kind: str) -> list[Listing]:
    """Return the same with the updates about it, where there are any."""
    told = [Listing(UPDATES, Update, "list")] if kind in TAKES and _updates(book.plan.updates, entry) else []
    return told + listings_of(entry)


def _listings(entry: Any, model: type[BaseModel], above: tuple[str, ...]) -> Iterator[Listing]:
    for name, child in shape_of(model).children:
        if shape_of(child).named or child in (Exemption, Span) or len(above) > 1:
            continue
        way, field = (*above, name), field_of(model, name)
        if child is StatementScore:
            yield Listing(".".join(way), child, "keyed")
        elif field.many:
            # a list in a record that is not there has nowhere to stand, unless nothing else is needed of that record
            yield Listing(".".join(way), child, "list")
        else:
            if issubclass(child, Entry) or above or (name == "status_scheme" and field_in(entry, name)):
                yield Listing(".".join(way), child, "one")
            if field_in(entry, name) is not None or not _needs_more(child):
                yield from _listings(field_in(entry, name), child, way)


def _needs_more(model: type[BaseModel]) -> bool:
    return any(info.is_required() for info in model.model_fields.values())


def parts_of(book: Book, shown: Any, kept: Any, listing: Listing) -> list[Part]:
    """Return the records of a listing.

    Args:
        book: the plan.
        shown: the entry, as it may be seen.
        kept: the same as it is kept.
        listing: which.
    """
    if listing.name == UPDATES:
        return _of_updates(book, shown)
    seen, held = _at(shown, listing.way), _at(kept, listing.way)
    if listing.form == "one":
        return [Part(ONE, seen, held, listing.way)] if seen is not None else []
    if listing.form == "keyed":
        return [
            Part(key, _scored(each), _scored((held or {}).get(key)), (*listing.way, key))
            for key, each in (seen or {}).items()
        ]
    places = numbers(seen or (), held or ())
    return [
        Part(str(number), each, None if at is None else held[at], (*listing.way, at if at is not None else -1))
        for number, (each, at) in enumerate(zip(seen or (), places, strict=True), 1)
    ]


def _of_updates(book: Book, entry: Any) -> list[Part]:
    seen, held = _updates(book.plan.updates, entry), _updates(book.whole.updates, entry)
    found = []
    for number, (each, at) in enumerate(zip(seen, numbers(seen, held), strict=True), 1):
        place = None if at is None else book.places_of_updates.get(id(held[at]))
        found.append(Part(str(number), each, held[at] if at is not None and place else None, (), place))
    return found


def _updates(updates: Sequence[Update], entry: Any) -> list[Update]:
    return [each for each in updates if each.about == entry.id]


def numbers(shown: Sequence[Any], kept: Sequence[Any]) -> list[int | None]:
    """Return where in a list each record of what is shown of it stands; nothing where that cannot be told."""
    exact = {id(each): number for number, each in enumerate(kept)}
    found: list[int | None] = []
    first = 0
    for number, each in enumerate(shown):
        at = exact.get(id(each))
        if at is None:
            later = (exact[id(other)] for other in shown[number + 1 :] if id(other) in exact)
            last = next(later, len(kept))
            maybe = [place for place in range(first, last) if _may_be(kept[place], each)]
            at = maybe[0] if len(maybe) == 1 else None
        found.append(at)
        first = first if at is None else at + 1
    return found


def _may_be(kept: BaseModel, shown: BaseModel) -> bool:
    """Whether one record may be what is shown of another: it says as much or more."""
    for name in type(shown).model_fields:
        seen, held = getattr(shown, name), getattr(kept, name, None)
        less = isinstance(seen, tuple) and isinstance(held, tuple) and set(seen) <= set(held)
        if not (seen == held or seen is None or isinstance(seen, Withheld) or less):
            return False
    return True


def _at(entry: Any, way: Sequence[str]) -> Any:
    for step in way:
        entry = field_in(entry, step)
    return entry


def _scored(score: Any) -> Any:
    """Return a score as a record, though only its figure is written."""
    return StatementScore(score=score) if isinstance(score, int) else score


def boxes_of_part(book: Book, part: Part) -> list[Box]:
    """Return the boxes in which a record can be changed."""
    boxes = can_be_typed(part.shown, boxes_of(book, type(part.shown)))
    return with_unshown(boxes, part.kept, part.shown)


def said_of_part(book: Book, part: Part) -> str:
    """Say a record in a line, so that it is told from the others of its list."""
    boxes = [box for box in boxes_of(book, type(part.shown)) if box.part != "about" and box.name != "field-about"]
    said = [in_words(box, value_of(part.shown, box)) for box in boxes]
    said += [str(each) for each in vars(part.shown).values() if isinstance(each, Withheld)]
    words = ": ".join([each for each in said if each][:_MOST_SAID])
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
