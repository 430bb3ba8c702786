"""The withheld figures of a plan: as papers may print them, and where they may be repeated in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cqcplan.model.base import Named
from cqcplan.model.dates import When
from cqcplan.model.delivery import Interim, Measure, Observation, Target
from cqcplan.model.document import Plan
from cqcplan.model.units import Unit, unit_of
from cqcplan.view.audience import Place, pointers_of
from cqcplan.view.folded import words_of
from cqcplan.view.suppress import Withheld, figure_of
from cqcplan.view.texts import texts_of

_TELLING_POUNDS = 10_000
"""Pounds from which an amount is not taken for a year or a count."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


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
            unit = unit_of(measure.unit)
            # £ is no word: an amount below is known by its date alone
            is_large = figure >= (_TELLING_POUNDS if unit.before else 10) and (measure.unit, figure) not in printed
            written, ways, dated = _in_print(unit, figure, when)
            unit_words = tuple(words_of(unit.after_one if figure == 1 else unit.after))
            found.append(Figure(measure.id, written, ways, unit_words, dated, is_large, told))
    return found


def figures_printed(shown: Plan) -> frozenset[tuple[str, ...]]:
    """Return every figure of the audience's plan as papers may print it, with its date and alone."""
    found = set[tuple[str, ...]]()
    for measure in shown.measures:
        unit = unit_of(measure.unit)
        for when, figure in _figures(measure):
            if not isinstance(figure, Withheld):
                _, ways, dated = _in_print(unit, figure, when)
                found.update(ways, ((*way, *dated) for way in ways))
    return frozenset(found)


def _in_print(
    unit: Unit, figure: float, when: When
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return how a figure may be written, the words of it with its unit, and those of its date."""
    written = [f"{figure}"]
    if isinstance(figure, int) and 0 < figure < len(NUMBERS):
        written.append(NUMBERS[figure])
    amounts = [unit.amount(figure), unit.amount(figure, short=True), *(f"{each}{unit.after}" for each in written)]
    return tuple(written), tuple(dict.fromkeys(tuple(words_of(each)) for each in amounts)), tuple(words_of(str(when)))


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
