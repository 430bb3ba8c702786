"""Which entries have the words that were typed, in any order and any case."""

from collections.abc import Collection, Iterator
from typing import Any

from cqcplan.typed.plain import folded


def has_words(entry: Any, words: str, left_out: Collection[str] = ()) -> bool:
    """Whether every one of some words stands in an entry.

    Args:
        entry: the model.
        words: as they were typed.
        left_out: the fields that are not looked at.
    """
    said = folded(" ".join(_texts(entry, left_out)))
    return all(word in said for word in folded(words).split())


def _texts(entry: Any, left_out: Collection[str]) -> Iterator[str]:
    """Return the texts of an entry, but for those of entries in it that have ids of their own."""
    if isinstance(entry, str):
        yield entry
    elif hasattr(type(entry), "model_fields"):
        for name in type(entry).model_fields:
            value = getattr(entry, name)
            own = isinstance(value, tuple) and any(hasattr(item, "id") for item in value)
            if name not in left_out and not own:
                yield from _texts(value, left_out)
    elif isinstance(entry, (tuple, dict)):
        for value in entry.values() if isinstance(entry, dict) else entry:
            yield from _texts(value, left_out)
