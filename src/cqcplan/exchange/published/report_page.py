"""CQC's summary page of a local authority assessment, saved by hand: what it says of the result.

Nothing hangs on the page's tags: it is read as lines, as a person reads it. A quality statement is a line with its
name; its score is on that line or on one of the next few, as ``Score: 2``, ``2`` or ``2 - Evidence shows some
shortfalls``. So pages of other years, and tables copied out of them, are read too.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cqcplan.exchange.published.page_text import Line, Page
from cqcplan.framework.vintage import CURRENT, Vintage, load_vintage
from cqcplan.model.dates import When, parse_when
from cqcplan.model.vocabulary import RATING_WORDS

LOOKED_AHEAD = 4
"""Lines below the name of a statement in which its score may stand."""
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}
_LABEL = r"(?:overall )?(?:indicative )?(?:scor(?:e|ing)|rating)"
_SCORE = re.compile(
    rf"[\s:–—\-(]*(?P<label>{_LABEL})?\s*(?:of|is|was|[:=–—\-])?\s*(?P<score>\d+|one|two|three|four)\b(?!\s*(?:%|per))"
    r"(?:\s*(?:out of|of|/)\s*(?:4|four))?(?:\s*[:–—\-(]\s*evidence shows.*)?[\s).;]*",
    re.IGNORECASE,
)
_SHOWS = re.compile(r"[\s:–—\-(]*evidence shows (?:an? )?(?P<what>.+?)[\s).]*", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:quality statement\s*)?\d[.):]?\s+|quality statement\s*:?\s*", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?P<which>assessment |report )?published(?: on)?\s*:?\s*(?P<day>.*)", re.IGNORECASE)
_ABOUT = re.compile(
    r"\s*[:–—\-|,]?\s*(?:care quality commission|(?:overall )?summary|(?:cqc )?(?:local authority )?(?:pilot )?"
    r"assessment(?: reports?| summary)?)\s*$",
    re.IGNORECASE,
)
_RATING = re.compile(
    rf"(?P<label>.*\b(?:overall|rat(?:ing|ed))\b[^:]*?)?\s*(?:as|[:–—\-])?\s*(?P<rating>{'|'.join(RATING_WORDS.values())})[.]?",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?P<label>.*\b(?:overall|percentage|score)\b.*?)?\s*[:–—\-(]?\s*(?P<percent>\d{1,3}) ?(?:%|per cent)[).]?",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(r"(?:overall|rating|overall (?:rating|score|percentage)|.*\brating)\s*:?", re.IGNORECASE)


class Found(NamedTuple):
    """One thing that a page says, and the line of the file on which it says it."""

    value: object
    line: int


class Understood(NamedTuple):
    """What a page says; nothing where it does not."""

    council: str | None
    published: When | None
    is_pilot: bool
    scores: dict[str, Found]
    """By quality statement."""
    differing: dict[str, tuple[Found, Found]]
    """Statements to which the page gives two scores."""
    impossible: dict[str, Found]
    """Statements with a number beside them that is no score."""
    rating: Found | None
    percent: Found | None
    address: str | None


def understand(page: Page) -> Understood:
    """Read a page."""
    vintage = load_vintage(CURRENT)
    named = {at: given for at, line in enumerate(page.lines) if (given := _statement(line.text, vintage))}
    scores: dict[str, Found] = {}
    differing: dict[str, tuple[Found, Found]] = {}
    impossible: dict[str, Found] = {}
    used: set[int] = set()
    for at, (statement, rest) in named.items():
        read = _score_at(page.lines, at, rest, named, vintage)
        if read is None:
            continue
        score, where = read
        used.update(range(at, where + 1))
        found = Found(score, page.lines[where].number)
        if score not in vintage.scale:
            impossible[statement] = found
        elif statement in scores and scores[statement].value != score:
            differing[statement] = (scores[statement], found)
        else:
            scores.setdefault(statement, found)
    others = [line for at, line in enumerate(page.lines) if at not in used]
    return Understood(
        council=_council(page),
        published=_published(page.lines),
        is_pilot=any(
            re.search(r"\bpart of the pilots?\b|\bindicative (?:rating|scor)", line.text, re.IGNORECASE)
            for line in page.lines
        ),
        scores=scores,
        differing=differing,
        impossible=impossible,
        rating=_labelled(others, _RATING, "rating", alone=True),
        percent=_labelled(others, _PERCENT, "percent", alone=False),
        address=page.address,
    )


def _statement(text: str, vintage: Vintage) -> tuple[str, str] | None:
    """Return the statement whose name a line begins with, and what follows on it."""
    plain = _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text
    names = [(name, item.id) for item in vintage.statements for name in (item.name, *item.aliases)]
    for name, statement in sorted(names, key=lambda pair: -len(pair[0])):
        if plain.casefold().startswith(name.casefold()):
            rest = plain[len(name) :]
            if not rest.strip(" :.") or _SCORE.fullmatch(rest) or _SHOWS.fullmatch(rest):
                return statement, rest
    return None


def _score_at(
    lines: Sequence[Line], at: int, rest: str, named: dict[int, tuple[str, str]], vintage: Vintage
) -> tuple[int, int] | None:
    """Return the score of the statement named on a line, and the line that says it."""
    if (score := _score(rest, vintage)) is not None:
        return score, at
    for below in range(at + 1, min(at + 1 + LOOKED_AHEAD, len(lines))):
        if below in named:
            return None
        if (score := _score(lines[below].text, vintage)) is not None:
            return score, below
    return None


def _score(text: str, vintage: Vintage) -> int | None:
    if not text.strip(" :."):
        return None
    if found := _SCORE.fullmatch(text):
        word = found["score"].casefold()
        return _NUMBERS.get(word) or int(word)
    if found := _SHOWS.fullmatch(text):
        plain = {re.sub(r"^an? ", "", said): score for score, said in vintage.scale.items()}
        return plain.get(found["what"].casefold())
    return None


def _council(page: Page) -> str | None:
    """Return the council that a page is about, from its first heading or its title."""
    for said in (*(line.text for line in page.lines if line.heading == 1), page.title):
        name, before = said, ""
        while name != before:
            name, before = _ABOUT.sub("", name), name
        if name and not re.search(r"\b(?:care quality commission|cqc|summary|report|home)\b", name, re.IGNORECASE):
            return name
    return None


def _published(lines: Sequence[Line]) -> When | None:
    """Return the day of the report: that of the assessment, where the page has another day of its own."""
    best: dict[bool, When] = {}
    for at, line in enumerate(lines):
        found = _PUBLISHED.fullmatch(line.text)
        if not found:
            continue
        words = found["day"] or (lines[at + 1].text if at + 1 < len(lines) else "")
        words = re.split(r"\s*(?:page last updated|last updated|\|)", words, maxsplit=1, flags=re.IGNORECASE)[0]
        try:
            best.setdefault(bool(found["which"]), parse_when(words.strip(" .")))
        except ValueError:
            continue
    return best.get(True) or best.get(False)


def _labelled(lines: Sequence[Line], form: re.Pattern[str], group: str, *, alone: bool) -> Found | None:
    """Return what stands beside a label, or below it; without one, the only such thing that stands alone."""
    bare: list[Found] = []
    for at, line in enumerate(lines):
        found = form.fullmatch(line.text)
        if not found:
            continue
        value = _value(found[group])
        if found["label"] or (at and _LABEL_ALONE.fullmatch(lines[at - 1].text)):
            return Found(value, line.number)
        bare.append(Found(value, line.number))
    return bare[0] if alone and len({found.value for found in bare}) == 1 else None


def _value(text: str) -> object:
    return int(text) if text.isdigit() else text.casefold().replace(" ", "-")
