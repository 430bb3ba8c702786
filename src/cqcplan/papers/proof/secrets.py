"""What must not stand in a paper: every text and figure of the whole plan that its audience's plan does not hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from cqcplan.framework.vintage import load_vintage
from cqcplan.model.base import Exemption, Named, Span
from cqcplan.model.dates import MONTHS, When, month_end
from cqcplan.model.delivery import Interim, Measure, Observation, Target
from cqcplan.model.document import Plan
from cqcplan.model.moments import Begins, Moment
from cqcplan.model.units import unit_of
from cqcplan.papers.proof.phrases import Phrases
from cqcplan.view.audience import Place, places_of, pointers_of
from cqcplan.view.folded import letters_of, words_of
from cqcplan.view.suppress import Withheld, figure_of
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
_TELLING_POUNDS = 10_000
"""Pounds from which an amount is not taken for a year or a count."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


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


@dataclass(frozen=True, slots=True)
class Figure:
    """One withheld figure."""

    entry: str
    words: tuple[str, ...]
    """How it may be written: ``3``, ``three``."""
    amounts: tuple[tuple[str, ...], ...]
    """The words of the figure with its unit, as papers may print it: ``551 people``; ``109900`` of £109,900."""
    unit: tuple[str, ...]
    dated: tuple[str, ...]
    """The date that papers print after it."""
    is_large: bool
    """Whether the figure with its unit is enough to know it by."""
    told: tuple[str, ...]
    """Texts of the audience's plan about the measure and what it measures, where the figure may be repeated."""


class Known:
    """What the audience may read: its own plan, and CQC's words."""

    def __init__(self, shown: Plan, places: Sequence[Place]) -> None:
        """Gather every text of the audience's plan, given with all its places."""
        vintage = load_vintage(shown.header.framework)
        of_cqc = [*(statement.name for statement in vintage.statements), *(theme.name for theme in vintage.themes)]
        texts = dict.fromkeys((*(text for place in places for _, text in texts_of(place.model)), *of_cqc))
        self.ids = {place.model.id for place in places if isinstance(place.model, Named)}
        self.dates = {
            when
            for place in places
            for name, _ in _dates_in(type(place.model))
            for when in _days(getattr(place.model, name))
        }
        self._whole = texts.keys()  # most of what is asked about stands in it as it is
        every = [words_of(text) for text in texts]
        self._letters = Phrases("\n".join("".join(words) for words in every))
        self._words = Phrases("\n".join(f" {' '.join(words)} " for words in every))
        self._shingles = {piece for words in every for piece in shingles_of(words)}

    def holds(self, text: str) -> bool:
        """Whether a text stands, whole, in one that the audience may read."""
        return text in self._whole or letters_of(text) in self._letters

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
        self.known = Known(shown, places)
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


def shingles_of(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Return every few words in a row that are long enough to be known again, and more than dates."""
    for place in range(len(words) - SHINGLE + 1):
        piece = tuple(words[place : place + SHINGLE])
        if sum(map(len, piece)) >= LETTERS:
            more = "".join(set(piece) - _OF_DATES)
            if more and not more.isdigit():
                yield piece


def figures_of(whole: Plan, shown: Plan, places: Sequence[Place]) -> list[Figure]:
    """Return every figure of the whole plan's measures that its readers' does not hold, given with all its places."""
    public = {measure.id: measure for measure in shown.measures}
    seen = {
        (measure.id, when.words, figure)
        for measure in shown.measures
        for when, figure in _figures(measure)
        if not isinstance(figure, Withheld)
    }
    printed = {(public[id_].unit, figure) for id_, _, figure in seen}
    found = []
    told_of = _Told(places)
    for measure in whole.measures:
        told = told_of.about(measure) if measure.id in public else ()
        for when, figure in _figures(measure):
            if isinstance(figure, Withheld) or (measure.id, when.words, figure) in seen or not figure:
                continue
            written = [f"{figure}"]
            if isinstance(figure, int) and 0 < figure < len(NUMBERS):
                written.append(NUMBERS[figure])
            unit = unit_of(measure.unit)
            # £ is no word: an amount below is known by its date alone
            is_large = figure >= (_TELLING_POUNDS if unit.before else 10) and (measure.unit, figure) not in printed
            amounts = [
                unit.amount(figure),
                unit.amount(figure, short=True),
                *(f"{each}{unit.after}" for each in written),
            ]
            ways = tuple(dict.fromkeys(tuple(words_of(each)) for each in amounts))
            dated = tuple(words_of(str(when)))
            unit_words = tuple(words_of(unit.after_one if figure == 1 else unit.after))
            found.append(Figure(measure.id, tuple(written), ways, unit_words, dated, is_large, told))
    return found


def _figures(measure: Measure) -> Iterator[tuple[When, float | Withheld]]:
    every: list[Observation | Target | Interim] = [*measure.observations, *measure.trajectory]
    every += [one for one in (measure.baseline, measure.target) if one]
    for counted in every:
        yield (counted.on if isinstance(counted, Observation) else counted.by), figure_of(counted)


class _Told:
    """The texts of the audience's plan, by the entries that they are about."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._texts: dict[str, list[str]] = {}
        self._inside: dict[str, list[str]] = {}
        for place in places:
            names = [model.id for model in (place.model, *place.above) if isinstance(model, Named)]
            if isinstance(place.model, Named):
                for above in names[1:]:
                    self._inside.setdefault(above, []).append(place.model.id)
            pointed = [value for name, value in pointers_of(place.model) if name == "about" and isinstance(value, str)]
            texts = [text for name, text in texts_of(place.model) if name != "id"]
            for name in {*names, *pointed} if texts else ():
                self._texts.setdefault(name, []).extend(texts)

    def about(self, measure: Measure) -> tuple[str, ...]:
        """Return the texts about a measure: its own, those of its priorities and their work, and updates about any."""
        about = [measure.id, *measure.priorities]
        about += [inner for name in about for inner in self._inside.get(name, ())]
        return tuple(dict.fromkeys(text for name in about for text in self._texts.get(name, ())))
