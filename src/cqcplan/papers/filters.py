"""What a section may do with a value: name an id, count in words, join a list, end a sentence."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from cqcplan import english
from cqcplan.model.base import Span
from cqcplan.model.dates import When, day_words
from cqcplan.model.delivery import Priority
from cqcplan.model.units import unit_of
from cqcplan.papers.amounts import amount, amount_of
from cqcplan.papers.blocks import Rated
from cqcplan.papers.printed import ALONE, marked, on_plain, printed
from cqcplan.view.suppress import figure_of

if TYPE_CHECKING:
    from cqcplan.papers.occasion import Occasion


def filters_of(occasion: "Occasion") -> dict[str, Callable[..., Any]]:
    """Return the filters of one paper's templates."""

    def rated(colour: str | None) -> Rated | None:
        """Put a colour into the word of the council's scheme, with its letter: never the colour alone."""
        return occasion.rated(colour) if colour else None

    return {
        "priority_title": priority_title,
        "post": occasion.role,
        "body": occasion.body,
        "name": occasion.name_of,
        "names": lambda ids: [occasion.name_of(item) for item in ids],
        "statements": occasion.statements,
        "rated": rated,
        "rated_word": lambda colour: occasion.rated(colour).word if colour else "",
        "number": english.number_words,
        "counted": english.counted,
        "plural": lambda word, number, several=None: english.plural(number, word, several),
        "said": said,
        "quoted": on_plain(lambda text: f"“{text}”"),
        "words": words,
        "join": join,
        "lines": lines,
        "sentences": sentences,
        "sentence": on_plain(english.sentence),
        "without_stop": on_plain(english.without_stop),
        "first_sentence": english.first_sentence,
        "without_the": lambda name: name.removeprefix("the ").removeprefix("The "),
        "upper_first": on_plain(english.first_upper),
        "lower_first": on_plain(english.first_lower),
        "lower": on_plain(str.lower),
        "in_text": on_plain(english.in_text),
        "day": day_words,
        "on": on,
        "from_to": from_to,
        "singular": english.singular_of,
        "figure": figure_of,
        "thousands": thousands,
        "amount": lambda figure, measure: amount(measure, figure, short=occasion.short_money),
        "amount_of": lambda counted, measure: amount_of(measure, counted, short=occasion.short_money),
        "apart": lambda number, measure: unit_of(measure.unit).difference(number, short=occasion.short_money),
    }


def words(items: Iterable[Any], last: str = "and", *, semicolons: bool = False) -> str:
    """Join a list as in a sentence: one, two and three."""
    every = [printed(item) for item in items]
    return marked(english.joined([str(item) for item in every], last, semicolons=semicolons))


def said(items: Iterable[Any], macro: Callable[[Any], str]) -> list[str]:
    """Return what a macro says of each item."""
    return [macro(item) for item in items]


def sentences(items: Iterable[Any]) -> str:
    """Put what is known of several texts after one another; nothing of what is not known."""
    return marked(" ".join(text for item in items if (text := str(printed(item)))))


def join(items: Iterable[Any], separator: str = "") -> str:
    """Put items after one another, with something between them."""
    return marked(str(printed(separator)).join(str(printed(item)) for item in items))


def lines(text: str) -> list[str]:
    """Return the lines of what a macro said, each of them something."""
    every = (line.replace(ALONE, "").strip() for line in str(text).split("\n"))
    return [marked(line) for line in every if line]


def thousands(number: float) -> str:
    """Print a number with commas."""
    return f"{number:,}"


def on(when: When | None) -> str:
    """Say when, in a sentence: ``on 3 May 2026``, ``in autumn 2026``."""
    if when is None:
        return "on a date not stated"
    return f"on {when}" if when.is_day and not str(when).startswith("by ") else f"in {when}"


def from_to(when: When | Span | None) -> str:
    """Say a day, or the first and the last of several: ``1 to 5 May 2026``."""
    return f"{when.from_} to {when.to}" if isinstance(when, Span) else str(when or "")


def priority_title(priority: Priority) -> str:
    """Return a priority's number and title."""
    return f"{priority.ref} {priority.title}" if priority.ref else priority.title
