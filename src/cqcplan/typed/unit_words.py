"""Whether the words after a figure speak of what the measure counts: ``wks`` of weeks, ``pp`` of percentage points."""

import re

from cqcplan.model.units import unit_of
from cqcplan.typed.plain import plain

_WORDS = {
    "d": "days", "day": "days", "w": "weeks", "wk": "weeks", "wks": "weeks", "week": "weeks", "h": "hours",
    "hr": "hours", "hrs": "hours", "hour": "hours", "min": "minutes", "mins": "minutes", "minute": "minutes",
    "mth": "months", "mths": "months", "mo": "months", "month": "months", "y": "years", "yr": "years", "yrs": "years",
    "year": "years", "person": "people", "persons": "people", "wte": "fte", "ftes": "fte", "wtes": "fte",
    "gbp": "£", "pound": "£", "pounds": "£",
}  # fmt: skip
"""Words of which people have several."""
_PHRASES = (
    (r"(?:full|whole)[- ]time[- ]equivalents?", "fte"),
    (r"(?:%|percent|per cent|percentage) ?(?:points?|pts?)\b|\bp\.?p\.?t?s?\b", "percentage points"),
    (r"(\d)[ ,](?=\d{3}\b)", r"\1"),
    (r"(\d)k\b", r"\g<1>000"),
    (r"\b(?:a|an|each|every)(?= (?:day|week|month|quarter|year)\b)", "per"),
    (r"(?<=per )(\w+)s\b", r"\1"),
)


def same_unit(said: str, unit: str) -> bool:
    """Whether words after a figure are those of a unit, however they are shortened, or the beginning of them.

    Args:
        said: what stands after the figure.
        unit: of the measure.
    """
    known = unit_of(unit)
    if unit_of(said) == known:
        return True
    if known.kind == "other" and (part := re.fullmatch(r"/ ?(\d+)", plain(said))):
        said = f"out of {part[1]}"
    typed, own = _canon(said), _canon(unit)
    if known.kind == "money":
        return typed in (own, _canon(known.after))
    if known.kind == "share" and typed in ("points", "point", "pts", "pt"):
        return own.startswith("percentage points")
    if own == typed:
        return True
    if known.kind == "other":
        return own.endswith(f" {typed}")
    # "12 visits" of visits a week; but no number of people is a rate of people
    return known.kind != "rate" and own.startswith(f"{typed} ")


def _canon(words: str) -> str:
    """Bring a unit to one form of each of its words."""
    text = plain(words).replace("/", " per ")
    for pattern, form in _PHRASES:
        text = re.sub(pattern, form, text)
    every = text.split()
    # after "per" the word is one: a week, not weeks
    made = [word if place and every[place - 1] == "per" else _WORDS.get(word, word) for place, word in enumerate(every)]
    return " ".join(made)
