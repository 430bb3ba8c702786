"""What stands in a column, told from its cells: dates, people, states, colours, percentages, numbers or words."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from cqcplan.exchange.dates_in import DateInDoubtError, NoDateError, read_when
from cqcplan.exchange.grid import Cell, is_error
from cqcplan.exchange.own.vocabulary import COLOUR_WORDS, NOTHING, ROLE_WORDS, STATES, URGENCIES
from cqcplan.exchange.sheet_words import folded, one_line
from cqcplan.typed.date_words import MONTH, SEASON

SAMPLE = 400
"""So many filled cells tell what a column holds."""
_STATES = frozenset(word for words in STATES.values() for word in words) | {"yes", "no", "on hold", "n/a", "y", "n"}
_REF = re.compile(r"[A-Za-z]{0,8}[-_./ ]{0,2}\d+(?:[.\-/]\d+)*[a-z]?\.?")
_URGENCY_NUMBER = re.compile(r"^(?:(?:\d|p\d)\s*[-.:]\s*|\(\d\)\s*)")
"""What stands before an urgency: "1 - High", "(2) Normal"."""
_TELLS_TIME = re.compile(rf"\d|\b(?:{MONTH}|{SEASON}|quarter)\b", re.IGNORECASE)


class Profile(NamedTuple):
    """Shares, from nought to one, of the filled cells that are of a kind."""

    filled: int
    dates: float
    states: float
    colours: float
    percents: float
    refs: float
    urgencies: float
    people: float
    length: float
    """How many letters a cell has on average."""
    different: float
    """How many different texts there are for each cell."""
    repeated: float
    """Which share of the rows says what another has said, or nothing: high where rows stand in groups."""
    fills: int
    """How many cells have a colour and no word."""


def profile_of(cells: Sequence[Cell], posts: Collection[str]) -> Profile:
    """Tell what a column holds.

    Args:
        cells: its cells below the heading.
        posts: the folded titles of the posts of the plan.
    """
    # what says nothing tells of nothing: "TBC" stands for a date, a person or a word
    filled = [cell for cell in cells if cell.text.casefold() not in NOTHING and not is_error(cell.text)][:SAMPLE]
    texts = [folded(cell.text) for cell in filled]
    count = len(filled) or 1

    def share(hits: Sequence[bool]) -> float:
        return sum(hits) / count

    return Profile(
        len(filled),
        share([_is_date(cell) for cell in filled]),
        share([text in _STATES for text in texts]),
        share([text in COLOUR_WORDS for text in texts]),
        share([bool(re.fullmatch(r"\d{1,3}(?:\.\d+)?\s?%", cell.text)) or _is_share(cell) for cell in filled]),
        share([bool(_REF.fullmatch(cell.text)) for cell in filled]),
        share([_URGENCY_NUMBER.sub("", text) in URGENCIES for text in texts]),
        share([_is_person(one_line(cell.text), posts) for cell in filled]),
        sum(len(text) for text in texts) / count,
        len({*texts}) / count,
        1 - len({*texts}) / (min(len(cells), SAMPLE) or 1),
        sum(bool(cell.fill) and not cell.text for cell in cells[:SAMPLE]),
    )


def is_number(text: str) -> bool:
    """Whether a text alone is a number of a row, such as A7 or 1.10, and not the words of a heading."""
    return not re.search(r"[^\W\d_]{4}", text)


def _is_date(cell: Cell) -> bool:
    if isinstance(cell.value, date):
        return True
    if isinstance(cell.value, bool) or len(cell.text) > 25:
        return False
    if not _TELLS_TIME.search(cell.text):
        return folded(cell.text) in ("ongoing", "immediate", "asap")
    try:
        read_when(cell.value, "day-first")
    except NoDateError:
        return False
    except ValueError as error:
        return isinstance(error, DateInDoubtError) or bool(
            re.search(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b", cell.text)
        )
    return True


def _is_share(cell: Cell) -> bool:
    value = cell.value
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_person(text: str, posts: Collection[str]) -> bool:
    if folded(text) in posts:
        return True
    words = re.findall(r"[^\W\d_]+", text)
    if not words or len(text) > 60 or re.search(r"\d", text):
        return False
    if any(word.casefold() in ROLE_WORDS for word in words) and len(words) <= 8:
        return True
    names = re.fullmatch(r"(?:[A-Z][\w'’.-]*|[A-Z]\.?)(?:[ ,;/&]+(?:and )?[A-Z][\w'’.-]*){0,5}", text)
    return bool(names) and len(words) <= 6 and (len(words) > 1 or len(text) <= 4)
