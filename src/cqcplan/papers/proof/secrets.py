"""What must not stand in a paper: every text and figure of the whole plan that its audience's plan does not hold."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from pydantic import BaseModel

from cqcplan.framework.vintage import load_vintage
from cqcplan.model.base import Exemption, Named, Span
from cqcplan.model.dates import MONTHS, When, month_end
from cqcplan.model.document import Plan
from cqcplan.model.moments import Begins, Moment
from cqcplan.papers.proof.figures import figures_of
from cqcplan.papers.proof.phrases import Phrases
from cqcplan.view.audience import Place, places_of
from cqcplan.view.folded import letters_of, words_of
from cqcplan.view.texts import texts_of

SHINGLE = 5
"""Words in a row that give a longer text away."""
LETTERS = 24
"""Letters that a shingle or a sentence must have: fewer may well agree by chance."""
TELLING = 10
"""Letters that two words must have to be known however they are written."""
SHORTEST = 3
"""Letters that a text must have to be searched for."""
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_OF_DATES = frozenset({*(month.casefold() for month in MONTHS), "from", "to", "until", "and", "of"})
"""What a span of time is written with, besides numbers."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One withheld text."""

    entry: str
    """The id of the entry or, where it has none, its place in the plan."""
    field: str
    text: str
    words: tuple[str, ...]
    """The same, folded."""

    @property
    def letters(self) -> str:
        """Its letters and figures and nothing else."""
        return "".join(self.words)

    @property
    def is_id(self) -> bool:
        """Whether it is the entry's own id."""
        return self.field == "id"

    @property
    def is_telling(self) -> bool:
        """Whether it can be searched for: not a number alone, nor fewer letters than a word has."""
        if self.is_id:
            return "-" in self.text or "." in self.text or any(sign.isdigit() for sign in self.text)
        letters = self.letters
        return len(letters) >= SHORTEST and not letters.isdigit()

    @property
    def is_short(self) -> bool:
        """Whether it is a word or two, which is found only as it is written: ``May`` is not in ``it may``."""
        words, letters = self.words, sum(map(len, self.words))
        is_code = any(sign.isdigit() for sign in self.text) and any(sign.isalpha() for sign in self.text)
        return not (len(words) > 2 or (len(words) == 2 and letters >= TELLING) or letters > TELLING + 2 or is_code)


class Known:
    """What the audience may read: its own plan, and CQC's words."""

    def __init__(self, texts: Iterable[str], ids: Iterable[str] = (), dates: Iterable[When] = ()) -> None:
        """Gather what may be read: texts, the ids of entries, and days of which something is told."""
        self.ids = frozenset(ids)
        self.dates = frozenset(dates)
        self._whole = dict.fromkeys(texts).keys()  # most of what is asked about stands in it as it is
        every = [words_of(text) for text in self._whole]
        self._letters = Phrases("\n".join("".join(words) for words in every))
        self._words = Phrases("\n".join(f" {' '.join(words)} " for words in every))
        self._shingles = {piece for words in every for piece in shingles_of(words)}

    @classmethod
    def of(cls, shown: Plan, places: Sequence[Place]) -> "Known":
        """Gather every text of the audience's plan, given with all its places."""
        vintage = load_vintage(shown.header.framework)
        of_cqc = [*(statement.name for statement in vintage.statements), *(theme.name for theme in vintage.themes)]
        return cls(
            (*(text for place in places for _, text in texts_of(place.model)), *of_cqc),
            (place.model.id for place in places if isinstance(place.model, Named)),
            (
                when
                for place in places
                for name, _ in _dates_in(type(place.model))
                for when in _days(getattr(place.model, name))
            ),
        )

    @cached_property
    def _days(self) -> frozenset[str]:
        return frozenset(when.words for when in self.dates)

    def publishes(self, secret: Secret) -> bool:
        """Whether what another plan withholds may be read here."""
        if secret.is_id:
            return secret.text in self.ids
        return secret.text in self._days or self.holds_words(secret.text)

    def holds(self, text: str) -> bool:
        """Whether a text stands, whole, in one that the audience may read."""
        return text in self._whole or self.holds_letters(letters_of(text))

    def holds_letters(self, letters: str) -> bool:
        """Whether some letters stand, whatever comes between, in a text that the audience may read."""
        return letters in self._letters

    def holds_words(self, text: str) -> bool:
        """Whether the words of a text stand in a row in one that the audience may read."""
        return text in self._whole or f" {' '.join(words_of(text))} " in self._words

    def holds_shingle(self, piece: tuple[str, ...]) -> bool:
        """Whether some words in a row stand in a text that the audience may read."""
        return piece in self._shingles


class Hidden:
    """What a plan holds that its readers' plan does not: texts and figures, gathered once for all their papers."""

    def __init__(self, whole: Plan, shown: Plan) -> None:
        """Compare a plan as it is kept with the plan as its readers may see it, small counts withheld."""
        self.council = shown.header.council.name
        places = list(places_of(shown))
        self.known = Known.of(shown, places)
        self.texts = secrets_of(whole, self.known)
        self.figures = figures_of(whole, shown, places)


def secrets_of(whole: Plan, known: Known) -> list[Secret]:
    """Return every text and telling date of the whole plan that the audience's plan does not hold anywhere.

    The reason of an exemption is none: it is written to be public.
    """
    found: dict[Secret, None] = {}
    for place in places_of(whole):
        for name, when in _telling_dates(place.model):
            if when not in known.dates and not known.holds_words(when.words):
                found[Secret(_entry_of(place), name, when.words, tuple(words_of(when.words)))] = None
        for name, text in texts_of(place.model):
            if (isinstance(place.model, Exemption) and name == "reason") or (name == "id" and text in known.ids):
                continue
            if name != "id" and known.holds_words(text):
                continue
            if words := words_of(text):
                found[Secret(_entry_of(place), name, text, tuple(words))] = None
    return list(found)


def _telling_dates(model: BaseModel) -> Iterator[tuple[str, When]]:
    """Return the days that something is to be done on or was, but those on which much else falls.

    Left out are the first and last days of months, and the days of reports, because papers print many of their own.
    """
    for name, is_report in _dates_in(type(model)):
        for when in () if is_report else _days(getattr(model, name)):
            day = when.latest
            if when.is_day and day.day != 1 and day != month_end(day.year, day.month):
                yield name, when


def _days(value: object) -> Iterator[When]:
    """Return the dates that a field holds."""
    if isinstance(value, When):
        yield value
    elif isinstance(value, Span):
        yield from (value.from_, value.to)
    elif isinstance(value, tuple):
        for each in value:
            yield from _days(each)


@cache
def _dates_in(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Return the fields that hold dates, and whether each is the day of a report."""
    return tuple(
        (name, any(isinstance(mark, Begins) for mark in field.metadata))
        for name, field in model.model_fields.items()
        if any(isinstance(mark, Moment) for mark in field.metadata)
    )


def _entry_of(place: Place) -> str:
    for model in (place.model, *reversed(place.above)):
        if isinstance(model, Named):
            return model.id
    about = getattr(place.model, "about", None)
    steps = " ".join(str(step + 1 if isinstance(step, int) else step) for step in place.route)
    return f"{steps} (about {about})" if isinstance(about, str) else steps


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text that are long enough to be known again."""
    return [part for part in _SENTENCE.split(text) if len(letters_of(part)) >= LETTERS]


def shingles_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Return every few words in a row that are long enough to be known again, and more than dates."""
    for place in range(len(words) - SHINGLE + 1):
        piece = tuple(words[place : place + SHINGLE])
        if sum(map(len, piece)) >= LETTERS:
            more = "".join(set(piece) - _OF_DATES)
            if more and not more.isdigit():
                yield piece
