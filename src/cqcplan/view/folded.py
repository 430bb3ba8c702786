"""Text made alike, so that the same words are found however a format breaks, escapes or joins them."""

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Soft hyphens, joiners and marks of direction."""
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WORD = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
_BROKEN = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")


def words_of(text: str) -> list[str]:
    """Return the words and numbers of a text, without case, signs and white space."""
    plain = _plain(text)
    return _WORD.findall(_GROUPED.sub("", plain) if "," in plain else plain)


def letters_of(text: str) -> str:
    """Return the letters and figures of a text and nothing else: proof against any break or space put between."""
    return "".join(words_of(text))


def mended(text: str) -> str:
    """Join words that were hyphenated at the end of a line."""
    return _BROKEN.sub("", text)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
