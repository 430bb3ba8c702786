"""A long text that says whether it holds a phrase in time that grows with the phrase, not with the text."""

from collections.abc import Collection
from functools import cached_property

PIECE = 10
"""Characters of a piece. A phrase of twice as many, less one, holds a whole piece wherever it stands."""


class Phrases:
    """A text in which many phrases are looked for, one after the other.

    The text is cut into pieces once, and each piece kept with the places where it stands. Wherever a phrase stands, the
    pieces that fall wholly into it come at one of ``PIECE`` offsets; of each offset, only where the rarest of its
    pieces stands must be looked at.
    """

    def __init__(self, text: str) -> None:
        """Keep a text; it is cut up when the first phrase is looked for."""
        self._text = text

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at in range(0, len(self._text) - PIECE + 1, PIECE):
            places.setdefault(self._text[at : at + PIECE], []).append(at)
        return places

    @property
    def pieces(self) -> Collection[str]:
        """Every piece that it was cut into."""
        return self._places.keys()

    def find(self, phrase: str) -> int:
        """Return where a phrase first stands, and -1 where it does not: as ``str.find``."""
        if len(phrase) < 2 * PIECE - 1:
            return self._text.find(phrase)
        found = [at for offset in range(PIECE) if (at := self._find_at(phrase, offset)) >= 0]
        return min(found, default=-1)

    def _find_at(self, phrase: str, offset: int) -> int:
        """Return where a phrase first stands so that a piece of the text begins at an offset of it."""
        rarest: list[int] | None = None
        before = 0
        for start in range(offset, len(phrase) - PIECE + 1, PIECE):
            places = self._places.get(phrase[start : start + PIECE])
            if places is None:
                return -1
            if rarest is None or len(places) < len(rarest):
                rarest, before = places, start
        starts = (at - before for at in rarest or ())
        return next((start for start in starts if start >= 0 and self._text.startswith(phrase, start)), -1)

    def __contains__(self, phrase: str) -> bool:
        """Whether a phrase stands in the text."""
        return self.find(phrase) >= 0
