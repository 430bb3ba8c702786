"""Search a produced paper for anything that its audience may not read."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from cqcplan.model.delivery import PEOPLE
from cqcplan.papers.proof.contents import Passage, UnreadableError, contents_of
from cqcplan.papers.proof.phrases import Phrases
from cqcplan.papers.proof.secrets import (
    SHINGLE,
    Figure,
    Hidden,
    Known,
    Secret,
    sentences_of,
    shingles_of,
)
from cqcplan.view.folded import letters_of, mended, words_of

How = Literal["whole", "sentence", "words", "id", "figure"]
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
    def _stock(self) -> "_Content":
        return _Content.of(self._made_by())

    def leaks_in(self, produced: bytes, output_format: str, council: str | None = None) -> list[Leak]:
        """Return everything withheld that stands in a file, as :func:`prove` does."""
        hidden = self._hidden
        content = _Content.of(contents_of(produced, output_format))
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


class _Content:
    """The text of a file, ready to be searched by letters, by words and by words in a row."""

    def __init__(self, streams: "tuple[_Stream, _Stream]", stock: "_Content | None" = None) -> None:
        self._streams = streams
        self._stock = stock

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> "_Content":
        """Make ready what stands on the page, and what stands behind it."""
        shown, behind = ([one for one in passages if one.is_shown is on_it] for on_it in (True, False))
        return cls((_Stream(shown), _Stream(behind)))

    def less(self, stock: "_Content") -> "_Content":
        """Return the same text, in which nothing is found that stands in another."""
        return _Content(self._streams, stock)

    def find_letters(self, letters: str) -> str:
        """Say where some letters stand, whatever comes between; nothing where they do not."""
        found = next((found for stream in self._streams if (found := stream.find_letters(letters))), "")
        return "" if found and self._stock and self._stock.find_letters(letters) else found

    def find_words(self, words: tuple[str, ...]) -> str:
        """Say where some words stand in a row."""
        found = next((found for stream in self._streams if (found := stream.find_words(words))), "")
        return "" if found and self._stock and self._stock.find_words(words) else found

    def find_short(self, text: str) -> str:
        """Say where a word or two stand as they are written, or with a capital, or in capitals."""
        first = f"{text[:1].upper()}{text[1:]}"
        ways = [r"\s+".join(map(re.escape, way.split())) for way in dict.fromkeys((text, first, text.upper()))]
        pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])")
        words = words_of(text)
        found = next((found for stream in self._streams if (found := stream.find_written(pattern, words))), "")
        return "" if found and self._stock and self._stock.find_words(tuple(words)) else found

    def shingles_in(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Return the shingles of some words that stand in the text, too."""
        held = [stream.shingles for stream in self._streams if stream.shingles]
        for place in range(len(words) - SHINGLE + 1):
            piece = words[place : place + SHINGLE]
            if any(piece in shingles for shingles in held):
                yield piece

    def find_id(self, entry: str) -> str:
        """Say where an id stands by itself: anywhere behind the page; on it, only one that is no ordinary word."""
        shown, behind = self._streams
        pattern = re.compile(rf"(?<![\w-]){re.escape(entry)}(?![\w-])")
        is_plain = entry.count("-") < 2 and not any(sign.isdigit() for sign in entry)
        words = words_of(entry)
        return behind.find_pattern(pattern, words) or ("" if is_plain else shown.find_pattern(pattern, words))


class _Stream:
    def __init__(self, passages: list[Passage]) -> None:
        self._passages = passages
        letters = [letters_of(passage.text) for passage in passages]
        self._starts = list(accumulate(map(len, letters), initial=0))
        self._letters = Phrases("".join(letters))
        # once as it stands, once with every passage apart, once with words mended that a line end broke
        together, apart = ("".join(passage.text for passage in passages), "\n".join(one.text for one in passages))
        self._texts = [together, apart]
        self._words = [words_of(together), words_of(apart), words_of(mended(apart))]
        self._lines = [Phrases(f" {' '.join(words)} ") for words in self._words]
        self._pairs = {pair for words in self._words for pair in (*words, *pairwise(words))}
        self.shingles = {piece for words in self._words for piece in shingles_of(words)}

    def find_letters(self, letters: str) -> str:
        place = self._letters.find(letters) if letters else -1
        return self._passages[bisect_right(self._starts, place) - 1].where if place >= 0 else ""

    @cached_property
    def _each(self) -> list[str]:
        return [f" {' '.join(words_of(passage.text))} " for passage in self._passages]

    def may_hold(self, words: Sequence[str]) -> bool:
        """Say whether each word and its next stand together somewhere: where not, nothing need be read through."""
        return all(pair in self._pairs for pair in (pairwise(words) if len(words) > 1 else words))

    def find_words(self, words: tuple[str, ...]) -> str:
        if not self.may_hold(words):
            return ""
        wanted = f" {' '.join(words)} "
        if not any(wanted in line for line in self._lines):
            return ""
        for passage, line in zip(self._passages, self._each, strict=True):
            if wanted in line:
                return passage.where
        return self.find_letters("".join(words)) or "more than one place"

    def find_written(self, pattern: re.Pattern[str], words: Sequence[str]) -> str:
        if not self.may_hold(words) or not any(pattern.search(text) for text in self._texts):
            return ""
        return self.find_pattern(pattern, words) or "more than one place"

    def find_pattern(self, pattern: re.Pattern[str], words: Sequence[str]) -> str:
        if not self.may_hold(words):
            return ""
        return next((passage.where for passage in self._passages if pattern.search(passage.text)), "")


def _search_all(hidden: Hidden, content: _Content) -> Iterator[Leak]:
    for secret in hidden.texts:
        yield from _search(secret, hidden.known, content)
    for figure in hidden.figures:
        yield from _search_figure(figure, content)


def _search(secret: Secret, known: Known, content: _Content) -> Iterator[Leak]:
    """Look for a text whole or, failing that, for its first sentence or few words that are there."""
    if not secret.is_telling:
        return
    begins = secret.text[: min(8, len(secret.text) // 3)]
    if secret.is_id:
        if where := content.find_id(secret.text):
            yield Leak(secret.entry, secret.field, "id", where)
        return
    letters = secret.letters
    # a short text must stand as words of its own, because its letters may stand inside others
    if secret.is_short:
        where = content.find_short(secret.text)
    else:
        where = content.find_letters(letters) if len(letters) >= 20 else content.find_words(secret.words)
    if where:
        yield Leak(secret.entry, secret.field, "whole", where, begins)
        return
    for sentence in sentences_of(secret.text):
        if (where := content.find_letters(letters_of(sentence))) and not known.holds(sentence):
            yield Leak(secret.entry, secret.field, "sentence", where, sentence[:8])
            return
    for piece in content.shingles_in(secret.words):
        if not known.holds_shingle(piece) and (where := content.find_words(piece)):
            yield Leak(secret.entry, secret.field, "words", where, piece[0][:8])
            return


def _search_figure(figure: Figure, content: _Content) -> Iterator[Leak]:
    """Look for a figure as papers print it and, where it is about this measure, in whatever was written."""
    for printed in figure.amounts:
        where = content.find_words((*printed, *figure.dated))
        if not where and figure.is_large:
            where = content.find_words(printed)
        if where:
            yield Leak(figure.entry, "value", "figure", where)
            return
    for number in figure.words:
        written = tuple(words_of(number))
        where = next(
            (
                found
                for text in figure.told
                if _tells(words_of(text), written, figure) and (found := content.find_letters(letters_of(text)))
            ),
            "",
        )
        if where:
            yield Leak(figure.entry, "value", "figure", where)
            return


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
