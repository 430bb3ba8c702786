"""What is written into a plan keeps the level of what it was copied from.

A text that stands in a plan for some readers alone never comes to stand there for more of them
because a command or a sheet carried it from one entry into another.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from cqcplan.model.base import Entry, Exemption, Named
from cqcplan.model.document import Plan
from cqcplan.model.header import Header
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.audience import Place, places_of, unprinted_of, withheld_places
from cqcplan.view.folded import words_of
from cqcplan.view.levels import ORDER, READS, levels_of, may_read, strictest
from cqcplan.view.texts import texts_of

NESTED = ("actions", "milestones", "observations")
"""Lists of entries that stand in a new entry, each with a level of its own."""
COPIED = 3
"""Words that a text must have to be known as copied: one or two may be anyone's."""
_END = ""
"""No word."""


class Origin(NamedTuple):
    """Where a text stands in the plan already."""

    level: Visibility
    grounds: Exemption | None = None
    """Why it is exempt, where it is."""


class NoGroundsToKeepError(ValueError):
    """What is to be written would be exempt, and nothing says on what grounds."""

    def __init__(self) -> None:
        super().__init__("this would be exempt, and the plan has no grounds for it")


class Origins:
    """Who may read which text of a plan, and which entry."""

    def __init__(self, whole: Plan) -> None:
        """Read the whole plan."""
        self.header = whole.header
        places = list(places_of(whole))
        gone = {level: withheld_places(whole, READS[level]) for level in ORDER}
        self._levels: dict[str, Visibility] = {}
        self.unprinted: dict[str, set[str]] = {}
        """The fields of each entry that no paper prints."""
        self._grounds: dict[str, Exemption] = {}
        self._known: dict[tuple[str, ...], list[Origin]] = {}
        for place in places:
            level = next(level for level in ORDER if place.route not in gone[level] or level == "confidential")
            level = strictest((level, self.header.visibility))
            grounds = self._grounds_of(place)
            if isinstance(place.model, Named):
                self._levels[place.model.id] = level
                if grounds:
                    self._grounds[place.model.id] = grounds
            unprinted = unprinted_of(place.model)
            if isinstance(place.model, Named):
                self.unprinted[place.model.id] = unprinted
            for name, text in texts_of(place.model):
                # what no paper prints is the officers' own
                own = strictest((level, "internal")) if name in unprinted else level
                words = tuple(words_of(text))
                if name != "id" and len(words) >= COPIED:
                    self._known.setdefault(words, []).append(Origin(own, grounds if own == "exempt" else None))
        self._levels[self.header.id] = self.header.visibility

    @cached_property
    def _origins(self) -> list[list[Origin]]:
        return list(self._known.values())

    @cached_property
    def _tree(self) -> dict[str, Any]:
        """The texts word by word, those that begin alike together; at the end of each, its place among all."""
        tree: dict[str, Any] = {}
        for place, known in enumerate(self._known):
            branch = tree
            for word in known:
                branch = branch.setdefault(word, {})
            branch[_END] = place
        return tree

    @property
    def withholds(self) -> bool:
        """Whether any text of the plan is for some readers alone."""
        public = self.header.visibility
        return any(not any(may_read(public, one.level) for one in origins) for origins in self._known.values())

    def level_of(self, entry: str | None) -> Visibility:
        """Return who may read an entry; the plan's own level where it is not in the plan yet."""
        return self._levels.get(entry or "", self.header.visibility)

    def grounds_of(self, entry: str | None) -> Exemption | None:
        """Return why an entry is exempt, where it is."""
        return self._grounds.get(entry or "")

    def withheld_from(self, readers: Visibility, text: str) -> Iterator[Origin]:
        """Find the texts of the plan that some readers may not have, and that stand whole in another text."""
        words = tuple(words_of(text))
        found = {place for at in range(len(words)) for place in self._texts_from(words, at)}
        for place in sorted(found):
            origins = self._origins[place]
            if not any(may_read(readers, origin.level) for origin in origins):
                yield origins[0]

    def _texts_from(self, words: tuple[str, ...], at: int) -> Iterator[int]:
        """Find the texts of the plan that begin at one of some words and go on as these do."""
        branch = self._tree
        for word in islice(words, at, None):
            if word not in branch:
                return
            branch = branch[word]
            if _END in branch:
                yield branch[_END]

    def _grounds_of(self, place: Place) -> Exemption | None:
        for model in (place.model, *reversed(place.above)):
            if isinstance(model, Entry) and model.exempt:
                return model.exempt
        about = getattr(place.model, "about", None)
        return self._grounds.get(about) if isinstance(about, str) else None


def too_open(origins: Origins, entry: str, values: Mapping[str, Any], own: Visibility | None = None) -> Origin | None:
    """Find where a text stands that is to be written into an entry whose readers may not have it.

    Args:
        origins: the texts of the plan as it is.
        entry: the id of the entry.
        values: its fields that change; a new ``visibility`` counts.
        own: who alone may read the record in it that has these fields.
    """
    readers = origins.level_of(entry)
    said = level_said(values) if "visibility" in values else own
    readers = strictest((readers, said)) if said in ORDER else readers
    unprinted = origins.unprinted.get(entry, set())
    for name, value in values.items():
        own = strictest((readers, "internal")) if name in unprinted else readers
        for text in _texts({name: value}):
            for origin in origins.withheld_from(own, text):
                return origin
    return None


def opened_by_moving(origins: Origins, entry: Named | Header, under: str) -> Visibility | None:
    """Return who alone may read an entry now, where more people might if it stood under another; else nothing."""
    was = origins.level_of(entry.id)
    will_be = strictest((*levels_of(entry), origins.level_of(under)))
    return None if strictest((will_be, was)) == will_be else was


def level_said(values: Mapping[str, Any]) -> Visibility | None:
    """Return the level that a new entry says, where it says one."""
    return values.get("visibility")


def level_within(values: Mapping[str, Any], within: Visibility) -> Visibility:
    """Return who may read a new entry, in what it stands in or is about."""
    return strictest((within, level_said(values) or "public"))


def keep(
    origins: Origins,
    values: Mapping[str, Any],
    within: Visibility,
    *,
    asked: Visibility | None = None,
    carried: Iterable[Origin] = (),
    grounds: Exemption | None = None,
) -> dict[str, Any]:
    """Return the values of a new entry with the visibility that it must have.

    Args:
        origins: the texts of the plan as it is.
        values: the entry as plain data.
        within: who may read what it stands in or is about.
        asked: the level asked for; what the texts need is added to it.
        carried: where what was carried into it came from.
        grounds: why it is exempt, where nothing that is copied says so.

    Raises:
        NoGroundsToKeepError: where it would have to be exempt and nothing says why.
    """
    out = dict(values)
    said = level_said(out) or asked or "public"
    readers = strictest((within, said))
    found = [origin for text in _texts(out) for origin in origins.withheld_from(readers, text)]
    carried = tuple(carried)
    found += [origin for origin in carried if not may_read(readers, origin.level)]
    level = strictest((said, *(origin.level for origin in found)))
    if asked or not may_read(within, level):
        out["visibility"] = level
    if out.get("visibility") == "exempt" and not out.get("exempt"):
        stated = next((origin.grounds for origin in (*found, *carried) if origin.grounds), grounds)
        if stated:
            out["exempt"] = {**stated.model_dump(), "paragraphs": list(stated.paragraphs)}
        elif within == "exempt":
            del out["visibility"]  # it has that, and the grounds, from what it stands in
        else:
            raise NoGroundsToKeepError
    inside = level_within(out, within)
    for name in NESTED:
        if isinstance(out.get(name), list):
            out[name] = [keep(origins, entry, inside) for entry in out[name]]
    return out


def _texts(value: Any) -> Iterator[str]:
    """Find every text of an entry that is not in an entry of its own, or the grounds of what it is."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inside in value.items():
            if name not in (*NESTED, "exempt"):
                yield from _texts(inside)
    elif isinstance(value, (list, tuple)):
        for inside in value:
            yield from _texts(inside)
