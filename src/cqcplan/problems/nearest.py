"""The nearest of a set of words, for "did you mean"."""

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word most like this one, or nothing when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - a plan without problems never needs it

    found = get_close_matches(word.lower(), sorted(words), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, words: Iterable[str]) -> str | None:
    """Return the sentence that offers the nearest word."""
    near = nearest(word, words)
    return f'did you mean "{near}"?' if near else None
