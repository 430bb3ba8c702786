"""The words and shapes that typed dates are made of."""

import re

from cqcplan.model.dates import MONTHS, SEASONS
from cqcplan.typed.plain import plain

NOT_YET = frozenset({
    "", "-", "n/a", "na", "none", "tbc", "tba", "tbd", "to be confirmed", "to be agreed", "to be decided", "ongoing",
    "on going", "on-going", "asap", "continuous", "various", "?", "not known", "unknown", "not yet known",
    "when possible",
})  # fmt: skip
"""Words that give no date."""
MONTH_OF = {name.lower(): n for n, name in enumerate(MONTHS, 1)} | {n[:3].lower(): i for i, n in enumerate(MONTHS, 1)}
MONTH_OF["sept"] = 9
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
MONTH = "|".join(sorted(MONTH_OF, key=len, reverse=True))
SEASON = "|".join([*SEASONS, "fall"])
PARTS = {
    "early": "early", "beginning of": "early", "start of": "early", "beginning": "early", "start": "early",
    "mid": "mid", "middle of": "mid", "middle": "mid", "late": "late", "end of": "end of", "end": "end of",
    "close of": "end of", "eo": "end of",
}  # fmt: skip
PART = "|".join(sorted(PARTS, key=len, reverse=True))
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
GAP = r"[ \-/.,]*"
YEAR = r"'?(?P<year>\d{4}|\d{2})"
YEARS = r"(?:fy ?|financial year )?(?P<first>\d{4}|\d{2})[/\-](?P<second>\d{4}|\d{2})"
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


QUARTER = r"(?:(?:q|qtr|quarter)\.? ?(?P<quarter>[1-4])|(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th) quarter)"
WEEK_FROM = "(?:week|wk)(?: ?(?:commencing|beginning|starting|ending|of|com))?"
FIGURES = r"[/.\-]"

_WITH_TIME = (
    r"\b(\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-]\d{2,4}|\d\d?[/ -][a-z]{3,9}[/ -]\d{2,4})"
    r"(?:,? |t)(?!23[:.].*z)\d\d?[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?: ?[ap]m)?z?"
)
"""A day with its time, as programs write it. In summer, 23:00 in Greenwich (Z) is the next day here: that is asked."""


def usual(text: str) -> str:
    """Bring a date to small letters, plain dashes and single blanks, without what adds nothing to it."""
    words = re.sub(r"[\u2010-\u2015\u2212]", "-", plain(text))
    words = re.sub(r"(?<=\d) ?([/.\-]) ?(?=\d)", r"\1", words)
    words = re.sub(rf"{_WITH_TIME}$", r"\1", words)
    words = re.sub(r"^(?:on|in|during|within|sometime in|some time in|due|due by (?=\d))(?: the)? (?!due)", "", words)
    return words.strip(" .,;:()")
