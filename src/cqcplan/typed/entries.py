"""Which entry is meant by what was typed: its id, or its exact title, name, holder or printed number."""

import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from cqcplan.english import with_article
from cqcplan.model.document import Plan
from cqcplan.model.entries import Placed, entries_of, title_of
from cqcplan.typed.plain import folded

_NEAR = 0.72
"""From how alike two names are offered for each other; 1 is the same."""
_ALL_BUT = 0.9
_SAID = {"role": "post"}
"""Kinds that have another name for people."""
_MOST = 5
"""How many are named in one message."""


class Named(NamedTuple):
    """An entry and what it goes by."""

    placed: Placed
    names: tuple[str, ...]
    """As people say them, brought to plain words."""

    @property
    def id(self) -> str:
        """The id."""
        return self.placed.entry.id

    @property
    def said(self) -> str:
        """Its title and id, as messages name it: ``Principal Social Worker (psw)``."""
        title = title_of(self.placed.entry)
        return self.id if title == self.id else f'"{title if len(title) <= 70 else title[:69] + "…"}" ({self.id})'


class NotMeantError(ValueError):
    """No entry is meant, or more than one may be. Carries what to do."""

    def __init__(self, message: str, help_: str | None = None) -> None:
        super().__init__(message)
        self.help = help_


def entry_meant(plan: Plan, text: str, kinds: Collection[str] = ()) -> Placed:
    """Find the entry that is meant.

    Args:
        plan: the plan.
        text: an id, or what one entry alone is called.
        kinds: the kinds of entry that may be meant: ``role``, ``body``; any where it is empty.

    Raises:
        NotMeantError: where there is none, or more than one; near ones are named with their real ids.
    """
    every = list(named_entries(plan))
    fitting = [one for one in every if one.placed.kind in kinds or not kinds]
    wanted = text.strip()
    by_id = next((one for one in every if one.id == wanted.casefold()), None)
    if by_id and by_id in fitting:
        return by_id.placed
    words = folded(wanted)
    found = [one for one in fitting if words in one.names]
    if len(found) > 1:
        titled = [one for one in found if folded(title_of(one.placed.entry)) == words]
        found = titled if len(titled) == 1 else found
    if len(found) == 1:
        return found[0].placed
    if found:
        raise NotMeantError(
            f'"{wanted}" may be {_listed(found, "or")}',
            f"name it by its id: {', '.join(one.id for one in found[:_MOST])}",
        )
    other = by_id or next((one for one in every if words in one.names), None)
    if other and kinds:
        fit = _kinds(kinds) if len(kinds) == 1 else "one that fits"
        raise NotMeantError(
            f'"{wanted}" is {_kinds([other.placed.kind])} of this plan, not {_kinds(kinds)}',
            _offer(fitting, words) or f"name {fit}",
        )
    what = (
        f'no {_kinds(kinds, article=False)} of this plan is called "{wanted}"'
        if kinds
        else f'nothing in this plan has the id or title "{wanted}"'
    )
    raise NotMeantError(what, _offer(fitting, words) or _to_add(kinds, wanted))


def _to_add(kinds: Collection[str], wanted: str) -> str | None:
    """Say how an entry is added, where the plan has none of its kind."""
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    return f'add it first: cqcplan new {_SAID.get(kind, kind).replace(" ", "-")} "{wanted}"'


def named_entries(plan: Plan) -> Iterator[Named]:
    """Go through the entries of a plan with all that each goes by."""
    for placed in entries_of(plan):
        yield Named(placed, tuple(dict.fromkeys(folded(name) for name in _names(placed))))


def near(plan: Plan, text: str, kinds: Collection[str] = ()) -> list[Named]:
    """Return the entries whose names are most like some words, the likest first."""
    fitting = [one for one in named_entries(plan) if one.placed.kind in kinds or not kinds]
    return _near(fitting, folded(text))


def _names(placed: Placed) -> Iterator[str]:
    entry = placed.entry
    yield entry.id
    yield title_of(entry)
    for field in ("title", "name", "short_name", "holder", "ref", "email"):
        said = getattr(entry, field, None)
        if isinstance(said, str):
            yield said
            if field == "ref":
                label = placed.kind
                yield f"{label} {said}"
    for field in ("former_titles", "former_names"):
        for former in getattr(entry, field, ()):
            yield former.name
    on = getattr(entry, "on", None)
    if on is not None and placed.kind == "meeting":
        yield f"{getattr(entry, 'body', '')} {on}"


def _near(fitting: Collection[Named], words: str) -> list[Named]:
    """Return what is spelt alike, then what has all the words in it."""
    scored = []
    typed = set(re.findall(r"\w+", words))
    for one in fitting:
        best = max((SequenceMatcher(None, words, name).ratio() for name in one.names), default=0)
        held = typed and any(typed <= set(re.findall(r"\w+", name)) for name in one.names)
        if best >= _NEAR or held:
            scored.append((best + (0.3 if held else 0), one))
    best = max((score for score, _ in scored), default=0)
    # beside one that is all but the same, what is merely like it only distracts
    least = best - 0.05 if best > _ALL_BUT else 0
    return [one for score, one in sorted(scored, key=lambda pair: (-pair[0], pair[1].id)) if score >= least]


def _offer(fitting: Collection[Named], words: str) -> str | None:
    found = _near(fitting, words)
    if found:
        return f"did you mean {_listed(found[:3], 'or')}?"
    if 0 < len(fitting) <= _MOST:
        return f"there is {_listed(list(fitting), 'and')}"
    return "cqcplan find WORDS looks for one, and cqcplan list shows them all" if fitting else None


def _listed(found: Collection[Named], last: str) -> str:
    said = [one.said for one in list(found)[:_MOST]]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {last} {said[-1]}"


def _kinds(kinds: Collection[str], *, article: bool = True) -> str:
    words = [_SAID.get(kind, kind) for kind in sorted(kinds)]
    said = [with_article(kind) if article else kind for kind in words]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"
