"""What a measure is counted in, however it was typed, and how its figures are written, wherever they are.

=========  =========================================================  =================================
kind       recognised by                                              printed
=========  =========================================================  =================================
money      ``£``, ``GBP``, ``pounds``, ``£m``, ``£000s`` and the like  £109,900; £12.50; £1.2m
share      ``%``, ``per cent``, ``percent``, ``pct``                  74.5%; 74.5 per cent
rate       ``per 100,000``, ``per 1,000 adults``                      584.3 per 100,000
duration   ``days``, ``working days``, ``hrs``, ``weeks to a visit``  16.9 days; 1 day
posts      ``FTE``, ``WTE``, ``full-time equivalents``                9.27 FTE
other      a score, a ratio, an average                               3.4 points
count      anything else                                              551 people; 1 person
=========  =========================================================  =================================
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from cqcplan.english import first_lower, singular_of

Kind = Literal["money", "share", "rate", "duration", "posts", "other", "count"]

_MONEY = re.compile(
    r"(?:(?P<first>thousands?|millions?|billions?) (?:of )?pounds?\b|(?:£|gbp\b|pounds?\b(?: sterling\b)?|sterling\b))"
    r" ?(?P<scale>\(?['’]?000['’]?s?\)?|k\b|thousands?\b|mn?\b|millions?\b|bn\b|billions?\b)?(?P<rest>.*)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?P<word>%|per ?cent(?:age)?\b|pct\b)(?:age)?(?P<points> points?\b)?(?P<rest>.*)", re.IGNORECASE)
_RATE = re.compile(
    r"\b(?:per|(?:for|in|out of) every) (?:\d[\d, ]*|(?:a )?(?:hundred )?(?:thousand|million)\b)", re.IGNORECASE
)
_DURATION = re.compile(
    r"(?P<lead>(?:working|calendar|clear|elapsed|average|mean|median) )?"
    r"(?P<word>days|weeks|months|years|hours|minutes|(?:day|week|month|year|hour|minute)(?=$| \()|"
    r"hrs?\b|mins?\b|wks?\b|yrs?\b)"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_POSTS = re.compile(r"(?:fte|wte|full[- ]time|whole[- ]time)\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:scores?|points?|index|ratio|rating|average|mean|median)\b", re.IGNORECASE)
_BARE = re.compile(r"(?:the )?(?:number|no\.?|count|total|#|n\.?)(?: of (?P<of>.+))?", re.IGNORECASE)
_LONG = {"hr": "hours", "min": "minutes", "wk": "weeks", "yr": "years"}
_POWERS = {"000": 3, "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_HEAD = re.compile(
    r"(?= (?:of|in|from|per|a|an|with|for|to|on|at|by|who|whose|that|waiting|[a-z]+(?:ed|ing))\b| \(|,)", re.IGNORECASE
)
"""Where the words after what is counted begin: ``people | waiting``, ``visits | a week``."""
_MILLION, _BILLION = 10**6, 10**9


class Unit(NamedTuple):
    """A unit: its kind, and what stands round a figure of it."""

    kind: Kind
    before: str = ""
    after: str = ""
    """What follows a figure, with its blank."""
    after_one: str = ""
    """What follows the figure 1."""
    power: int = 0
    """Of money: the power of ten that figures are written in, 6 for millions."""

    @property
    def is_percentage(self) -> bool:
        """Whether it is a share of a hundred, and not how far two of them are apart."""
        return self.kind == "share" and not self.after.startswith(" percentage point")

    def amount(self, value: float, *, short: bool = False) -> str:
        """Print a figure with its unit: ``£109,900``, ``74.5%``, ``551 people``.

        Args:
            value: as recorded.
            short: whether a million pounds and more are printed as ``£1.2m``.
        """
        if self.before:
            return self._money(value, short=short)
        return f"{digits(value)}{self.after_one if value == 1 else self.after}"

    def difference(self, value: float, *, short: bool = False) -> str:
        """Print how far two figures are apart: of percentages, in percentage points."""
        if self.kind == "share":
            return f"{digits(value)} percentage point{'' if value == 1 else 's'}"
        return self.amount(value, short=short)

    def worked_out(self, value: float) -> float:
        """Round a figure that was worked out and not counted: people to whole ones, what is measured to one place."""
        if self.kind == "money":
            places = 0 if self.power == 0 and abs(value) >= 100 else 2
        else:
            places = 0 if self.kind == "count" else 1
        return plain(_rounded(Decimal(str(value)), places))

    def _money(self, value: float, *, short: bool) -> str:
        exact = Decimal(str(value)).scaleb(self.power)
        sign, size = "-" if exact < 0 else "", abs(exact)
        if size >= _MILLION and (short or self.power >= 6):
            scale, letters = (_BILLION, "bn") if size >= _BILLION else (_MILLION, "m")
            told = digits(plain(_rounded(size / scale, 2 if self.power >= 6 and not short else 1)))
        else:
            letters = ""
            told = f"{_rounded(size, 0):,}" if size >= 1000 or size == size.to_integral() else f"{_rounded(size, 2):,}"
        return f"{sign}{self.before}{told}{letters}{self.after}"


@lru_cache(maxsize=1024)
def unit_of(text: str) -> Unit:
    """Recognise a unit, however it was typed."""
    words = " ".join(text.split())
    if found := _MONEY.match(words):
        return _money(found)
    if found := _SHARE.match(words):
        return _share(found)
    if found := _BARE.fullmatch(words):
        words = found["of"] or ""
    if not _RATE.search(words) and (found := _DURATION.match(words)):
        return _duration(found)
    return _named(_kind_of(words), words) if words else Unit("count")


def _kind_of(words: str) -> Kind:
    """Tell the kind of a unit that is a noun with what goes with it."""
    if re.match(r"pence\b", words, re.IGNORECASE):
        return "money"
    if _RATE.search(words):
        return "rate"
    if _POSTS.match(words):
        return "posts"
    return "other" if _OTHER.search(words) else "count"


def _money(found: re.Match[str]) -> Unit:
    named = (found["scale"] or found["first"] or "").lower().strip("()'’").removesuffix("s").strip("'’")
    return Unit("money", "£", _rest(found["rest"]), power=_POWERS.get(named, 0))


def _share(found: re.Match[str]) -> Unit:
    rest = _rest(found["rest"])
    if found["points"]:
        return Unit("share", "", f" percentage points{rest}", f" percentage point{rest}")
    after = ("%" if found["word"] == "%" else " per cent") + rest
    return Unit("share", "", after, after)


def _duration(found: re.Match[str]) -> Unit:
    """Write short forms out; what kind of average it is belongs to the title."""
    word = found["word"].lower()
    word = _LONG.get(word.removesuffix("s"), word if word.endswith("s") else f"{word}s")
    lead = found["lead"] or ""
    lead = "" if lead.lower().strip() in ("average", "mean", "median") else lead.lower()
    return Unit("duration", "", f" {lead}{word}{found['rest']}", f" {lead}{singular_of(word)}{found['rest']}")


def digits(value: float) -> str:
    """Print a figure alone, with commas: never more than two places of a figure of one and more."""
    if isinstance(value, float) and abs(value) >= 1 and value != round(value, 2):
        value = plain(_rounded(Decimal(str(value)), 2))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return f"{value:,}"


def plain(number: Decimal) -> float:
    """Return a number as a plan holds it: whole where it is whole."""
    return int(number) if number == number.to_integral() else float(number)


def _rounded(number: Decimal, places: int) -> Decimal:
    """Round half up, as people do."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _rest(words: str) -> str:
    rest = words.strip()
    return f" {rest}" if rest and rest[0] not in "/%" else rest


def _named(kind: Kind, words: str) -> Unit:
    """Return a unit of a noun, with its word for one."""
    words = words.upper() if kind == "posts" and len(words) == 3 else first_lower(words)
    head = _HEAD.split(words, maxsplit=1)[0]
    one = head if head.startswith("per ") or head.isupper() else singular_of(head)
    return Unit(kind, "", f" {words}", f" {one}{words[len(head) :]}")
