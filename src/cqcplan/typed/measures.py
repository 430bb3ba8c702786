"""What stands with a measure, typed as a sentence: what others have, what is to be reached on the way, counted anew.

=============  ==========================================================================
comparator     ``England 74.5% 2024-25, published 18 December 2025, https://www.gov.uk/…``
interim        ``400 by June 2027, because a second team begins``
break          ``1 April 2026: counted from client level data``
rebased        the same
=============  ==========================================================================
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import combinations_with_replacement
from typing import Any, NamedTuple

from cqcplan.model.vocabulary import ComparedWith, choices
from cqcplan.typed.dates import read_date, written
from cqcplan.typed.figures import read_figure
from cqcplan.typed.plain import folded
from cqcplan.typed.words import read_word

ADDRESS = re.compile(r"https?://\S+")
_REGIONS = frozenset(
    {"east midlands", "east of england", "london", "greater london", "north east", "north west", "south east",
     "south west", "west midlands", "yorkshire and the humber", "yorkshire and humber"}
)  # fmt: skip
_WHOM: tuple[tuple[str, str], ...] = (
    ("england", r"(?:all )?england(?:'s)?(?: average| mean| median)?|national(?: average| mean)?"),
    ("region", r"(?:the |our )?region(?:al average|'s average| average|al)?"),
    ("statistical-neighbours", r".*(?:neighbours?|similar councils|comparable councils|cipfa).*"),
    ("council-type",
     r".*(?:unitar(?:y|ies)|shire|count(?:y|ies)|metropolitan|mets|boroughs|council type|type of council).*"),
    ("council", r".*\bcouncil"),
)  # fmt: skip
"""How people call those whose figure it is; the first that fits."""
_PUBLISHED = re.compile(r"(?:published|issued|released|on)(?: on| in)? (.+)", re.IGNORECASE)
_AROUND_TIME = re.compile(r"^(?:in|for|during|at|over|of)\b ?|[()]", re.IGNORECASE)


class Said(NamedTuple):
    """What it takes to understand what was typed of a measure."""

    unit: str
    today: date | None
    source: Callable[[str], str]
    """Reads a source by id or title; refuses with ``ValueError``."""


def comparator(text: str, said: Said) -> dict[str, Any]:
    """Read what others have: whom, the figure, the time it is about; then when it was published, and where.

    Raises:
        ValueError: with one sentence.
    """
    head, *rest = re.split(r", +|; *", text.strip())
    whom, value, covers = _head(head, text, said)
    made: dict[str, Any] = {**_whom(whom), "value": value}
    for part in rest:
        if found := _PUBLISHED.fullmatch(part):
            made["on"] = _date(found[1], said)
        elif covers is None and (time := _time(part, said)):
            covers = time
        else:
            made["source"] = said.source(part)
    if "on" not in made:
        if said.today is None:
            raise ValueError(f'"{text}" does not say when it was published: add ", published 18 December 2025"')
        made["on"] = said.today.isoformat()
    return {**made, **({"covers": covers} if covers is not None else {})}


def interim(text: str, said: Said) -> dict[str, Any]:
    """Read what is to be reached on the way: ``400 by June 2027``, and why after ``because`` or a colon.

    Raises:
        ValueError: with one sentence.
    """
    found = re.fullmatch(r"(?P<value>.+?) +(?:by|in|at|on) +(?P<rest>.+)", text.strip(), re.IGNORECASE | re.DOTALL)
    if not found:
        raise ValueError(f'"{text}" is no value to be reached: write it as in "400 by June 2027, because …"')
    day, why = _with_words(found["rest"])
    value = read_figure(found["value"], said.unit)
    return {"by": _date(day, said), "value": value, **({"why": why} if why else {})}


def day_and_words(text: str, said: Said) -> dict[str, Any]:
    """Read a day and, after a colon or a comma, what is otherwise from then on, and why.

    Raises:
        ValueError: with one sentence.
    """
    day, words = _with_words(re.sub(r"^from +", "", text.strip(), flags=re.IGNORECASE))
    if not words:
        raise ValueError(
            f'"{text}" does not say what is otherwise: write it as in "1 April 2026: counted anew, because …"'
        )
    return {"on": _date(day, said), "text": words}


def _with_words(text: str) -> tuple[str, str]:
    """Part a date from the words after it."""
    found = re.search(r" *[:;,] +| +(?:-|–|—) +| +(?=because\b)|\. +| *\(", text, re.IGNORECASE)
    if not found:
        return text, ""
    day, words = text[: found.start()], text[found.end() :].strip()
    if found[0].strip() == "(":
        words = words.removesuffix(")")
    return day, re.sub(r"^(?:because|why)\b:? *", "", words, flags=re.IGNORECASE)


def _head(head: str, text: str, said: Said) -> tuple[str, int | float, Any]:
    """Find the figure among some words: those before it say whose it is, those after it the time."""
    words = head.split()
    why = ""
    for first, last in combinations_with_replacement(range(1, len(words) + 1), 2):
        if first == last:
            continue
        try:
            value = read_figure(" ".join(words[first:last]), said.unit)
        except ValueError as error:
            why = why or (str(error) if re.match(r"[-£(]*\d", words[first]) else "")
            continue
        after = " ".join(words[last:])
        time = _time(after, said) if after else None
        if time is not None or not after:
            return " ".join(words[:first]).rstrip(":,-– "), value, time
    raise ValueError(
        f'"{text}" does not say whose figure it is, and which: write it as in "England 74.5 2024-25, https://…"'
        + (f" ({why})" if why else "")
    )


def _time(text: str, said: Said) -> Any:
    """Read a year or two dates; nothing where it is neither."""
    words = _AROUND_TIME.sub("", text).strip()
    try:
        if found := re.fullmatch(r"(.+?\d) *(?:\.\.| to | until ) *(.+)", words):
            return {"from": _date(found[1], said), "to": _date(found[2], said)}
        return _date(words, said)
    except ValueError:
        return None


def _date(text: str, said: Said) -> str | int:
    form = written(read_date(text, today=said.today))
    return int(form) if form.isdigit() else form


def _whom(words: str) -> dict[str, str]:
    """Read whose figure it is: by a word of the plan, by what people call it, or as ``region: South West``."""
    kinds = choices(ComparedWith)
    kind, colon, name = words.partition(":")
    if colon:
        return {"of": read_word(kind, kinds, what="whose figure it is"), "name": name.strip()}
    plain = folded(words)
    bare = re.sub(r"^the |(?: region)?(?: average| mean)?$", "", plain)
    if bare in _REGIONS:
        return {"of": "region", "name": re.sub(r"(?i)^the |(?: region)?(?: average| mean)?$", "", words)}
    if plain in (folded(kind) for kind in kinds):
        return {"of": read_word(words, kinds)}
    for kind, pattern in _WHOM:
        if re.fullmatch(pattern, plain):
            return {"of": kind} if kind in ("england", "region") else {"of": kind, "name": words}
    raise ValueError(f'"{words}" may be anybody: say which of {", ".join(kinds)} it is, as in "other: {words}"')
