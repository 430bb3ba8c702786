"""The text of a produced file, made ready to be searched by letters, by words and by words in a row."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise

from cqcplan.papers.proof.contents import Passage
from cqcplan.papers.proof.phrases import Phrases
from cqcplan.papers.proof.secrets import SHINGLE
from cqcplan.view.folded import mended, words_of

Pair = tuple[str, str] | str
"""Two words, the one after the other; or one word."""
Run = tuple[str, ...]
"""As many words in a row as give a text away."""


class Searched:
    """The text of a file: what stands on the page, and what stands behind it."""

    def __init__(
        self, streams: "tuple[_Stream, _Stream]", stock: "Searched | None" = None, *, with_ids: bool = False
    ) -> None:
        self._streams = streams
        self._stock = stock
        self._with_ids = with_ids

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> "Searched":
        """Make ready what stands on the page, and what stands behind it."""
        shown, behind = ([one for one in passages if one.is_shown is on_it] for on_it in (True, False))
        return cls((_Stream(shown), _Stream(behind)))

    def less(self, stock: "Searched", *, with_ids: bool = False) -> "Searched":
        """Return the same text, in which nothing is found that stands in another.

        Args:
            stock: the other.
            with_ids: whether that goes for ids too. A plan without its words keeps its ids, so there it does not.
        """
        return Searched(self._streams, stock, with_ids=with_ids)

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

    def runs_among(self, runs: Iterable[Run]) -> Iterator[Run]:
        """Return those of some runs of words that stand in the text."""
        held = [stream.runs for stream in self._streams if stream.runs]
        return (run for run in runs if any(run in each for each in held))

    def find_id(self, entry: str) -> str:
        """Say where an id stands by itself: anywhere behind the page; on it, only one that is no ordinary word."""
        shown, behind = self._streams
        pattern = re.compile(rf"(?<![\w-]){re.escape(entry)}(?![\w-])")
        is_plain = entry.count("-") < 2 and not any(sign.isdigit() for sign in entry)
        words = words_of(entry)
        found = behind.find_pattern(pattern, words) or ("" if is_plain else shown.find_pattern(pattern, words))
        return "" if found and self._with_ids and self._stock and self._stock.find_id(entry) else found

    def pieces(self) -> Iterator[Collection[str]]:
        """Return pieces of its letters: of a long phrase in it, one of the first is among them."""
        return (stream.pieces for stream in self._streams)

    def pairs(self) -> Iterator[Collection[Pair]]:
        """Return every word, and every word with its next."""
        return (stream.pairs for stream in self._streams)

    def runs(self) -> Iterator[Collection[Run]]:
        """Return every few words in a row."""
        return (stream.runs for stream in self._streams)


class _Stream:
    def __init__(self, passages: list[Passage]) -> None:
        self._passages = passages
        each = [_words_of(passage.text) for passage in passages]
        letters = ["".join(words) for words in each]
        self._starts = list(accumulate(map(len, letters), initial=0))
        self._letters = Phrases("".join(letters))
        # once as it stands, once with every passage apart, once with words mended that a line end broke
        together, apart = ("".join(passage.text for passage in passages), "\n".join(one.text for one in passages))
        self._texts = [together, apart]
        self._each = each
        self._words = [words_of(together), list(chain.from_iterable(each))]
        if (whole := mended(apart)) != apart:
            self._words.append(words_of(whole))
        self.pairs: set[Pair] = set(chain.from_iterable(self._words))
        self.pairs.update(*map(pairwise, self._words))

    @property
    def pieces(self) -> Collection[str]:
        return self._letters.pieces

    @cached_property
    def runs(self) -> set[Run]:
        return {run for words in self._words for run in zip(*(words[at:] for at in range(SHINGLE)), strict=False)}

    @cached_property
    def _lines(self) -> list[Phrases]:
        return [Phrases(_line(words)) for words in self._words]

    @cached_property
    def _line_of_each(self) -> list[str]:
        return [_line(words) for words in self._each]

    def find_letters(self, letters: str) -> str:
        place = self._letters.find(letters) if letters else -1
        return self._passages[bisect_right(self._starts, place) - 1].where if place >= 0 else ""

    def may_hold(self, words: Sequence[str]) -> bool:
        """Say whether each word and its next stand together somewhere: where not, nothing need be read through."""
        return all(pair in self.pairs for pair in (pairwise(words) if len(words) > 1 else words))

    def find_words(self, words: tuple[str, ...]) -> str:
        if not self.may_hold(words):
            return ""
        wanted = _line(words)
        if not any(wanted in line for line in self._lines):
            return ""
        for passage, line in zip(self._passages, self._line_of_each, strict=True):
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


def _line(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


@lru_cache(maxsize=1 << 14)
def _words_of(text: str) -> tuple[str, ...]:
    """Return the words of a passage: the pages of one folder have most of theirs in common."""
    return tuple(words_of(text))
