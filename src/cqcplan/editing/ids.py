"""Ids for new entries, made of their titles."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40
"""Characters: an id is typed and read aloud."""
_SMALL_WORDS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
"""An id that was cut does not end in one of these."""


def new_id(title: str, taken: Collection[str]) -> str:
    """Make an id of a title: lower-case words joined by hyphens, cut between words, numbered where it is taken.

    Raises:
        ValueError: where the title has no letter or figure that an id can hold.
    """
    plain = unicodedata.normalize("NFKD", title.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    words: list[str] = re.findall("[a-z0-9]+", plain.lower())
    if not words:
        raise ValueError("there is no letter or figure in the title to make an id of")
    chosen = words[0][:LONGEST]
    for word in words[1:]:
        if len(chosen) + 1 + len(word) > LONGEST:
            break
        chosen = f"{chosen}-{word}"
    while (shorter := chosen.rpartition("-"))[2] in _SMALL_WORDS and shorter[0]:
        chosen = shorter[0]
    numbered, number = chosen, 1
    while numbered in taken:
        number += 1
        numbered = f"{chosen}-{number}"
    return numbered
