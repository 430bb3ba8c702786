"""Which column of a sheet is what: by its whole heading, and by what stands below it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cqcplan.exchange.grid import Grid
from cqcplan.exchange.own.profile import Profile, profile_of
from cqcplan.exchange.own.vocabulary import CALLED
from cqcplan.exchange.sheet_words import folded
from cqcplan.model.dates import MONTHS

LONGEST_HEADING = 60
LEAST_REPEATED = 0.4
"""Which share of its rows says nothing new, at least, in a column that is called like a priority among other words."""
WHOLE, PART, LEAST = 100, 55, 25
"""What a heading is worth that is the word itself, and one that has the word in it; less is no likeness."""


class Column(NamedTuple):
    """The column that was chosen for something."""

    place: int
    sure: bool
    others: tuple[int, ...] = ()
    """Other columns that it might be."""


class Likeness(NamedTuple):
    """How like a column is to something."""

    score: float
    sure: bool
    place: int
    name: str


def heading_score(name: str, heading: str) -> tuple[float, bool]:
    """Return how like a heading is to what something is called, and whether it is the whole of it."""
    said = re.sub(r"\s*[\(\[](?![^)\]]*%)[^)\]]*[\)\]]$", "", folded(heading)).strip(" *?:.") or folded(heading)
    called = CALLED[name]
    for place, word in enumerate(called.names):
        if said == word or folded(heading) == word:
            return WHOLE - place * 0.8, True
    words = re.findall(r"[\w%&']+", said)
    if any(word in words for word in called.never):
        return 0, False
    best = 0.0
    for place, part in enumerate(called.parts):
        if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", said):
            best = max(best, PART - place + (8 if said.endswith(part) or said.startswith(part) else 0))
    return best, False


def heading_scores(headings: Mapping[int, str]) -> float:
    """Return how much a row of headings looks like those of a tracker."""
    best: dict[str, float] = {}
    for heading in headings.values():
        if len(heading) > LONGEST_HEADING:
            continue
        score, name = max((heading_score(name, heading)[0], name) for name in CALLED)
        best[name] = max(best.get(name, 0), score)
    return sum(score for score in best.values() if score >= LEAST)


def choose(
    headings: Mapping[int, str], grid: Grid, rows: Sequence[int], posts: Collection[str], names: Collection[str]
) -> tuple[dict[str, Column], dict[int, Profile]]:
    """Give each thing the column most like it, and no column to two.

    Args:
        headings: by column.
        grid: the sheet.
        rows: the rows of work, from nought.
        posts: the folded titles of the plan's posts.
        names: the folded titles of its priorities.
    """
    profiles = {place: profile_of([grid.cell(row, place) for row in rows], posts) for place in headings}
    likely = []
    for place, heading in headings.items():
        known = {folded(grid.cell(row, place).text) for row in rows[:200]} & set(names)
        for name in CALLED:
            score, whole = heading_score(name, heading) if len(heading) <= LONGEST_HEADING else (0.0, False)
            fits = _fit(name, profiles[place], folded(heading) if whole else "")
            if name == "priority" and known and not score:
                score, fits = PART, 1.0  # the plan's own priorities stand in it
            if name == "text" and _period(heading) and profiles[place].length > 20:
                score = max(score, PART)
            worth = score * fits * (0.9 if place in grid.hidden_columns else 1.0)
            if worth >= LEAST:
                likely.append(Likeness(worth, whole and fits >= 0.6, place, name))
    likely.sort(key=lambda one: (-one.score, one.place))
    found: dict[str, Likeness] = {}
    for one in likely:
        if one.name not in found and one.place not in {other.place for other in found.values()}:
            found[one.name] = one
    _newest(found, likely, headings)
    return _told(found, likely), profiles


def _told(found: dict[str, Likeness], likely: Sequence[Likeness]) -> dict[str, Column]:
    used = {one.place for one in found.values()}
    out = {}
    for name, one in found.items():
        others = tuple(
            other.place
            for other in likely
            if other.name == name and other.place not in used and other.score >= 0.6 * one.score
        )
        strong = one.sure or (one.score >= PART - 8 and not others)
        out[name] = Column(one.place, strong, () if one.sure else others)
    return _pair(out)


def _pair(found: dict[str, Column]) -> dict[str, Column]:
    """Set the date first set beside the one in force."""
    revised = found.pop("revised", None)
    if revised:
        first = found.pop("first_due", None) or found.pop("due", None)
        found |= {"due": revised} | ({"first_due": first} if first else {})
    elif "first_due" in found and "due" not in found:
        found["due"] = found.pop("first_due")
    return found


def _newest(found: dict[str, Likeness], likely: Sequence[Likeness], headings: Mapping[int, str]) -> None:
    """Take the newest of several columns of news: by the month in its heading, or the last of a series."""
    news = [one for one in likely if one.name == "text"]
    used = {one.place for name, one in found.items() if name != "text"}
    dated = sorted(
        ((one, when) for one in news if one.place not in used and (when := _period(headings[one.place]))),
        key=lambda pair: pair[0].place,
    )
    if not dated:
        return
    if all(when[0] for _, when in dated):
        best = max(dated, key=lambda pair: pair[1])[0]
    else:
        months = [when[1] for _, when in dated]
        steps = [(after - before) % 12 for before, after in pairwise(months)]
        falls = bool(steps) and sum(step > 6 for step in steps) > len(steps) / 2
        best = dated[0 if falls else -1][0]
    found["text"] = best._replace(sure=True)


def _period(heading: str) -> tuple[int, int] | None:
    """Return the year, or nought, and the month that a heading names."""
    said = folded(heading)
    months = "|".join(sorted({*(month.lower() for month in MONTHS), *(month[:3].lower() for month in MONTHS), "sept"}))
    year = re.search(r"(?<!\d)(?:20)?(2\d)(?!\d)", said)
    if found := re.search(rf"(?<!\w)({months})(?![a-z])", said):
        number = [month[:3].lower() for month in MONTHS].index(found[1][:3]) + 1
        return (2000 + int(year[1]) if year else 0), number
    if found := re.search(r"(?<!\w)q(?:uarter)?\s?([1-4])(?!\d)", said):
        return (2000 + int(year[1]) if year else 0), int(found[1]) * 3 + 3  # in the order of a council's year
    return None


_MAY_SAY_WHETHER = r"(?!.*\bdate).*\b(?:complet|finish)"
"""Headings of dates that may also ask whether work is done."""


def _fit(name: str, seen: Profile, whole: str) -> float:
    """Return how well what stands in a column goes with what it is to be, from nought to one.

    Args:
        name: what it is to be.
        seen: what stands in it.
        whole: its heading, where that is a whole name of what it is to be.
    """
    if not seen.filled and not (name == "rag" and seen.fills):
        return 0.6
    if name == "priority" and not whole and seen.repeated < LEAST_REPEATED:
        return 0.2  # each row says something of its own: no heading over rows
    if name == "title" and not whole and seen.people > 0.7 and seen.length < 25:
        return 0.1
    if name == "title" and whole and seen.different > 0.5:
        return 0.1 if max(seen.dates, seen.percents) > 0.5 else 1.0
    fits = _FITS.get(name, _wordy)(seen)
    return max(fits, _least_fit(name, seen, whole) if whole else 0)


def _least_fit(name: str, seen: Profile, whole: str) -> float:
    """Return what a column fits at least by its heading: it is asked about, rather than passed by for its words."""
    asked = LEAST / WHOLE + 0.05
    if name == "progress":
        return 0.7 if seen.percents > 0.3 else asked
    other = max(seen.percents, seen.colours, seen.states if re.match(_MAY_SAY_WHETHER, whole) else 0)
    return asked if _FITS.get(name) is _as_date and other < 0.5 else 0


def _wordy(seen: Profile) -> float:
    return 1 - max(seen.dates, seen.percents, seen.colours, seen.states)


def _as_title(seen: Profile) -> float:
    other = max(seen.dates, seen.states, seen.colours, seen.percents, seen.refs, seen.urgencies)
    return 0.1 if other > 0.5 else 1.0


def _as_priority(seen: Profile) -> float:
    if seen.urgencies > 0.5 or seen.dates > 0.5 or seen.states > 0.6:
        return 0.0
    return 0.5 if seen.length > 150 else 1.0


def _as_ref(seen: Profile) -> float:
    unlike = seen.different > 0.9 and seen.length <= 24 and seen.people <= 0.6
    return 1.0 if seen.refs > 0.6 or unlike else 0.2


def _as_owner(seen: Profile) -> float:
    return 0.0 if seen.dates > 0.5 or seen.length > 80 or seen.refs > 0.6 else 0.5 + 0.5 * seen.people


def _as_date(seen: Profile) -> float:
    steps = ((0.5, 1.0), (0.2, 0.7), (0.001, 0.3))
    return next((fits for share, fits in steps if seen.dates >= share), 0.2)


def _as_status(seen: Profile) -> float:
    if seen.colours > seen.states or seen.percents > 0.6 or seen.length > 40:
        return 0.1
    return 1.0 if seen.states > 0.4 else 0.7


def _as_rag(seen: Profile) -> float:
    if seen.colours > 0.5 or (seen.fills and not seen.filled):
        return 1.0
    return 0.4 if seen.length < 30 else 0.1


_FITS: dict[str, Callable[[Profile], float]] = {
    "title": _as_title,
    "priority": _as_priority,
    "ref": _as_ref,
    "owner": _as_owner,
    "due": _as_date,
    "first_due": _as_date,
    "revised": _as_date,
    "status": _as_status,
    "progress": lambda seen: 1.0 if seen.percents > 0.6 else 0.1,
    "rag": _as_rag,
    "text": lambda seen: _wordy(seen) * (1.0 if seen.length > 12 else 0.5),
}
