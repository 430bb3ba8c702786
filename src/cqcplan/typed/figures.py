"""Figures as people type them: ``1,200``, ``90%``, ``£60,000``, ``1.5m``."""

import re
from decimal import Decimal

from cqcplan.model.units import unit_of
from cqcplan.model.vocabulary import Bound
from cqcplan.typed.plain import plain
from cqcplan.typed.unit_words import same_unit

_SHARE = re.compile(r"%|per ?cent|percent|pct", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?P<sign>[-+\u2212]?) ?(?P<pound>£|gbp\b)? ?(?P<sign2>[-+\u2212]?) ?"
    r"(?P<number>(?>\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+))"
    r" ?(?P<scale>(?:k|m|bn|thousand|million|billion)(?!\w))? ?(?P<rest>(?:[^\d,].*)?)"
)
_SCALE = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_ABOUT = re.compile(r"(?:about|around|approx(?:imately|\.)?|circa|c\.?|roughly|nearly|~|≈) ?(?=[\d£])")
_BOUNDS: tuple[tuple[str, Bound], ...] = (
    (r"(?:at least|no (?:fewer|less) than|>=|≥) ?(.+)", "at-least"),
    (r"(?:at most|up to|no more than|<=|≤) ?(.+)", "at-most"),
    (r"(?:more than|over|above|>) ?(.+)", "more-than"),
    (r"(?:under|below|(?:fewer|less) than|<) ?(.+)", "under"),
    (r"(.+?) ?(?:\+|or (?:more|over|above))", "at-least"),
    (r"(.+?) ?or (?:fewer|less|under)", "at-most"),
)
_MILLIONS = 6
_LONGEST = 30
"""Digits: a figure of a plan has fewer."""


def read_figure(text: str, unit: str = "") -> int | float:
    """Read a figure; whole numbers stay whole.

    Args:
        text: with thousands commas, £, % or the unit itself, or without.
        unit: what the measure counts, where that is known: a percentage of people is refused.

    Raises:
        ValueError: with one sentence, where it is no figure or more than one may be meant.
    """
    said = " ".join(text.split())
    words = plain(text)
    if about := _ABOUT.match(words):
        raise ValueError(f'"{said}" is not exact: give the figure itself, such as {said[about.end() :]}')
    found = _FIGURE.fullmatch(words)
    if not found or len(re.sub(r"\D", "", found["number"])) > _LONGEST:
        if comma := re.fullmatch(r"[-£]?(\d+),(\d{1,2}|\d{4,})%?", words):
            one, other = comma.groups()
            raise ValueError(f'"{said}" has its comma in an odd place: did you mean {one}{other} or {one}.{other}?')
        raise ValueError(f'"{said}" is not a figure: write a number such as 551, 9.27 or 1,200')
    rest = found["rest"].strip(" .")
    _fits(said, found["pound"], rest, unit)
    digits = re.sub("[, ]", "", found["number"])
    figure = _exact(digits, _scale(said, found, unit))
    return -figure if {found["sign"], found["sign2"]} & {"-", "\u2212"} else figure


def read_bounded(text: str, unit: str = "") -> tuple[int | float, Bound | None]:
    """Read a figure that may not be known exactly: ``500+``, ``under 300``, ``at least 12``, ``<5``.

    Raises:
        ValueError: as :func:`read_figure`.
    """
    words = " ".join(text.split())
    for pattern, bound in _BOUNDS:
        if found := re.fullmatch(pattern, words, re.IGNORECASE):
            return read_figure(found[1], unit), bound
    return read_figure(text, unit), None


def _scale(said: str, found: re.Match[str], unit: str) -> int:
    """Return by how many places the point moves; where the unit is thousands or millions, into these."""
    power = unit_of(unit).power if unit else 0
    if found["scale"] in ("k", "m") and unit and unit_of(unit).kind == "duration":
        if found["scale"] == "m" and not found["rest"] and plain(unit).startswith(("month", "minute")):
            return 0
        raise ValueError(
            f'"{said}" may be thousands or millions, but the measure counts {unit}: write the figure alone'
        )
    if not power:
        return _SCALE.get(found["scale"] or "", 0)
    if found["scale"]:
        return _SCALE[found["scale"]] - power
    if found["pound"]:
        if power == _MILLIONS and len(re.sub(r"\..*|\D", "", found["number"])) > _MILLIONS:
            return -power  # £1,100,000 is no number of millions
        raise ValueError(f'"{said}" may be in pounds, but the measure counts {unit}: write it as in £1.5m or £60k')
    return 0


def _fits(said: str, pound: str, rest: str, unit: str) -> None:
    """Refuse what stands round a figure where it speaks of something else than the unit."""
    own = plain(unit)
    if not rest and not (pound and unit):
        return
    if _SHARE.fullmatch(rest):
        if unit and unit_of(unit).kind != "share":
            raise ValueError(f'"{said}" is a percentage, but the measure counts {unit}')
        return
    if pound and not rest:
        if unit_of(unit).kind != "money":
            raise ValueError(f'"{said}" is money, but the measure counts {unit}')
        return
    if rest == own or (own and (rest.rstrip("s") == own.rstrip("s") or same_unit(rest, unit))):
        return
    if unit:
        raise ValueError(
            f'"{said}" has "{rest}" after the figure, but the measure counts {unit}: write the figure alone'
        )
    raise ValueError(f'"{said}" is not a figure: write the number alone, without "{rest}"')


def _exact(digits: str, power: int) -> int | float:
    """Move the point without rounding: 1.5 million is 1500000, 60 thousand of a million is 0.06, and 551.0 is 551."""
    if power < 0:
        moved = Decimal(digits).scaleb(power)
        return int(moved) if moved == moved.to_integral() else float(moved)
    whole, _, part = digits.partition(".")
    part = part.ljust(power, "0")
    whole, part = whole + part[:power], part[power:].rstrip("0")
    return float(f"{whole or 0}.{part}") if part else int(whole or 0)
