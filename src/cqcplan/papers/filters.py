"""What a section may do with a value: name an id, count in words, join a list, end a sentence."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from cqcplan import english
from cqcplan.model.base import Span
from cqcplan.model.dates import MONTHS, When, day_words
from cqcplan.model.delivery import Priority
from cqcplan.model.units import unit_of
from cqcplan.papers.amounts import amount, amount_of
from cqcplan.papers.blocks import Rated
from cqcplan.papers.printed import ALONE, marked, on_plain, printed, with_bold
from cqcplan.view.suppress import figure_of

if TYPE_CHECKING:
    from cqcplan.papers.occasion import Occasion


_DATE = re.compile(rf"(?P<day>\d{{1,2}} )?(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})")
"""A day or a month, as papers print them."""


def filters_of(occasion: "Occasion") -> dict[str, Callable[..., Any]]:
    """Return the filters of one paper's templates."""

    def rated(colour: str | None) -> Rated | None:
        """Put a colour into the word of the council's scheme, with its letter: never the colour alone."""
        return occasion.rated(colour) if colour else None

    return {
        "priority_title": priority_title,
        "post": occasion.role,
        "officer": occasion.officer,
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
        "with_bold": with_bold,
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
    """Put what is known of several texts after one another, each but the last ended; nothing of what is not known."""
    every = [text for item in items if (text := str(printed(item)).replace(ALONE, "").strip())]
    return marked(" ".join([*map(english.sentence, every[:-1]), *every[-1:]]))


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
    """Say a day, or the first and the last of several: ``1 to 5 May 2026``, ``April to June 2026``."""
    return span_words(str(when.from_), str(when.to)) if isinstance(when, Span) else str(when or "")


def span_words(first: str, last: str) -> str:
    """Say two dates without saying twice the year, or the month and the year, that they share."""
    found = [_DATE.fullmatch(words) for words in (first, last)]
    if (
        found[0]
        and found[1]
        and found[0]["year"] == found[1]["year"]
        and bool(found[0]["day"]) == bool(found[1]["day"])
    ):
        day, month = found[0]["day"], found[0]["month"]
        first = day.strip() if day and month == found[1]["month"] else f"{day or ''}{month}"
    return f"{first} to {last}" if first != last else last


def priority_title(priority: Priority) -> str:
    """Return a priority's number and title."""
    return f"{priority.ref} {priority.title}" if priority.ref else priority.title
