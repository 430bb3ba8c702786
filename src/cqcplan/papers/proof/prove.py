"""Search a produced paper for anything that its audience may not read."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from cqcplan.model.delivery import PEOPLE
from cqcplan.papers.proof.contents import Passage, UnreadableError, contents_of
from cqcplan.papers.proof.figures import Figure
from cqcplan.papers.proof.searched import Run, Searched
from cqcplan.papers.proof.secrets import (
    SHINGLE,
    Hidden,
    Secret,
    sentences_of,
    shingles_of,
)
from cqcplan.view.folded import letters_of, words_of

How = Literal["whole", "sentence", "words", "id", "figure"]
LONG = 20
"""Letters by which a text is known whatever stands between them."""
_NEAR = 3
"""How many words may stand between a small number and the people it counts."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Something withheld that stands in a produced file. It never holds the secret itself."""

    entry: str
    """The id of the entry or, where it has none, its place in the plan."""
    field: str
    how: How
    where: str
    """The place in the file."""
    begins: str = ""
    """The first few letters, at most a third of the text."""

    @property
    def place(self) -> str:
        """The entry and the field, by which a person accepts it."""
        return f"{self.entry} {self.field}"

    def __str__(self) -> str:
        said = {
            "whole": "the whole text", "sentence": "a sentence", "words": f"{SHINGLE} words in a row",
            "id": "the id", "figure": "a withheld figure",
        }[self.how]  # fmt: skip
        begins = f", beginning {self.begins}…" if self.begins else ""
        return f"{self.entry}, {self.field}: {said}{begins} ({self.where})"


def prove(
    hidden: Hidden,
    produced: bytes,
    output_format: str,
    stock: Callable[[], bytes] = bytes,
    council: str | None = None,
) -> list[Leak]:
    """Return everything withheld that stands in a produced file; nothing where it is clean.

    Args:
        hidden: what is withheld from the readers of the file.
        produced: the file.
        output_format: markdown, html, docx or pdf.
        stock: makes the same paper, in Markdown, of the plan without its words: what stands there is the tool's own,
            and agrees with a withheld text by chance. Asked for only where something is found.
        council: what stands there in any case, by which it is seen that the file can be read back; left out, the
            council's name.

    Raises:
        UnreadableError: where the file cannot be read back.
    """
    return Proof(hidden, lambda: contents_of(stock(), "markdown")).leaks_in(produced, output_format, council)


class Proof:
    """Searches the files that one plan is shown in for what is withheld from their readers."""

    def __init__(self, hidden: Hidden, stock: Callable[[], Sequence[Passage]] = tuple) -> None:
        """Make ready to search.

        Args:
            hidden: what is withheld.
            stock: returns what stands in the files whatever the plan says; asked for only where something is found.
        """
        self._hidden = hidden
        self._made_by = stock

    @cached_property
    def _stock(self) -> Searched:
        return Searched.of(self._made_by())

    def leaks_in(self, produced: bytes, output_format: str, council: str | None = None) -> list[Leak]:
        """Return everything withheld that stands in a file, as :func:`prove` does."""
        hidden = self._hidden
        content = Searched.of(contents_of(produced, output_format))
        if not content.find_letters(letters_of(council or hidden.council)):
            raise UnreadableError(
                "not even the council's name can be read back from the file, so nothing can be proved"
            )
        return list(_search_all(hidden, content)) and list(_search_all(hidden, content.less(self._stock)))


class Search(NamedTuple):
    """What is searched for."""

    texts: int
    figures: int
    left: int
    """Texts that no search can tell from ordinary words, so that a person must look."""


def search_of(hidden: Hidden) -> Search:
    """Count what is withheld from the readers of a plan and can be searched for, and what cannot."""
    found = sum(secret.is_telling for secret in hidden.texts)
    return Search(found, len(hidden.figures), len(hidden.texts) - found)


def _search_all(hidden: Hidden, content: Searched) -> Iterator[Leak]:
    for secret in hidden.texts:
        if leak := text_in(content, secret, hidden.known):
            yield leak
    for figure in hidden.figures:
        if leak := figure_in(content, figure):
            yield leak


class Published(Protocol):
    """What the readers of a file may read."""

    def holds(self, text: str, /) -> bool:
        """Whether a text stands, whole, in what they may read."""

    def holds_shingle(self, piece: Run, /) -> bool:
        """Whether some words in a row stand there."""


def text_in(content: Searched, secret: Secret, known: Published) -> Leak | None:
    """Look for a text whole or, failing that, for its first sentence or few words that are there."""
    if not secret.is_telling:
        return None
    if secret.is_id:
        where = content.find_id(secret.text)
        return Leak(secret.entry, secret.field, "id", where) if where else None
    letters = secret.letters
    # a short text must stand as words of its own, because its letters may stand inside others
    if secret.is_short:
        where = content.find_short(secret.text)
    else:
        where = content.find_letters(letters) if len(letters) >= LONG else content.find_words(secret.words)
    if where:
        return Leak(secret.entry, secret.field, "whole", where, secret.text[: min(8, len(secret.text) // 3)])
    for sentence in sentences_of(secret.text):
        if (where := content.find_letters(letters_of(sentence))) and not known.holds(sentence):
            return Leak(secret.entry, secret.field, "sentence", where, sentence[:8])
    for run in content.runs_among(shingles_of(secret.words)):
        if not known.holds_shingle(run) and (where := content.find_words(run)):
            return Leak(secret.entry, secret.field, "words", where, run[0][:8])
    return None


def figure_in(content: Searched, figure: Figure, known: Container[Run] = ()) -> Leak | None:
    """Look for a figure as papers print it and, where it is about this measure, in whatever was written.

    Args:
        content: where to look.
        figure: what to look for.
        known: figures as they are printed that may stand there.
    """
    for printed in printed_of(figure):
        if printed not in known and (where := content.find_words(printed)):
            return Leak(figure.entry, "value", "figure", where)
    for text in repeated_in(figure):
        if where := content.find_letters(letters_of(text)):
            return Leak(figure.entry, "value", "figure", where)
    return None


def printed_of(figure: Figure) -> Iterator[Run]:
    """Return the words by which a figure is known: with its date or, where it is a large one, alone."""
    for printed in figure.amounts:
        yield (*printed, *figure.dated)
        if figure.is_large:
            yield printed


def repeated_in(figure: Figure) -> Iterator[str]:
    """Return the texts about its measure that give a figure."""
    for number in figure.words:
        written = tuple(words_of(number))
        yield from (text for text in figure.told if _tells(words_of(text), written, figure))


def _tells(words: list[str], number: tuple[str, ...], figure: Figure) -> bool:
    """Whether a text about a measure gives one of its figures: a large one alone, a small one with what it counts."""
    size = len(number)
    for place in range(len(words) - size + 1):
        if tuple(words[place : place + size]) == number:
            after = words[place + size : place + size + _NEAR]
            if figure.is_large or any(
                word in figure.unit or any(word.startswith(person) for person in PEOPLE) for word in after
            ):
                return True
    return False
