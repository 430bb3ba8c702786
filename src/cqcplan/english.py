"""English that every paper and screen needs: number words, plurals, joined lists, ends of sentences.

It adds words and marks; it never changes a letter that somebody wrote, except the first one of words of our own
at the start of a sentence (:func:`first_upper`) or after it (:func:`first_lower`).
"""

import re
from collections.abc import Iterable

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_ENDS = r"[.!?…:][\"'”’)\]]*$"
_KEEPS_ITS_STOP = re.compile(r"(?:\.\.|\b\w\.\w|\betc)\.$")
_IRREGULAR = {"person": "people", "child": "children", "piece of work": "pieces of work"}


def number_words(number: int) -> str:
    """Say a small number in words: up to twelve in words, the rest in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def first_upper(words: str) -> str:
    """Start a sentence."""
    return words[:1].upper() + words[1:]


def first_lower(words: str) -> str:
    """Let words of our own follow others; a name or a short form keeps its capital: ``CQC``, ``I``, ``iPad``."""
    first = re.split(r"[\s,.;:]", words, maxsplit=1)[0]
    return words[:1].lower() + words[1:] if first[1:].islower() else words


def in_text(noun: str) -> str:
    """Set what a council calls something in running text: one plain word in small letters, all else as it is written.

    ``Workstream`` becomes ``workstream``; ``SEND theme`` and ``Key Priority`` stay.
    """
    return noun.lower() if noun.isalpha() and noun.istitle() else noun


def with_article(noun: str) -> str:
    """Put ``a`` or ``an`` before a noun: ``an action``."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def plural_of(word: str) -> str:
    """Return a word for several: weeks, enquiries, people."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(?:s|x|z|ch|sh)$", word) else f"{word}s"


def singular_of(word: str) -> str:
    """Return a plural for one: person, week, enquiry."""
    for one, several in _IRREGULAR.items():
        if word == several:
            return one
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def plural(number: int, word: str, several: str | None = None) -> str:
    """Return a word for as many as there are: ``week``, ``weeks``."""
    return word if number == 1 else several or plural_of(word)


def counted(number: int, word: str, several: str | None = None) -> str:
    """Count in words: ``one week``, ``two weeks``, ``no weeks``."""
    return f"{number_words(number)} {plural(number, word, several)}"


def joined(words: Iterable[str], last: str = "and", *, semicolons: bool = False) -> str:
    """Join words as in a sentence: one, two and three.

    Args:
        words: what to join.
        last: what stands before the last.
        semicolons: whether semicolons part them where one of them has a comma or an "and" of its own.
    """
    every = list(words)
    if len(every) < 2:
        return "".join(every)
    apart = semicolons and any("," in word or " and " in word for word in every)
    separator = "; " if apart else ", "
    return f"{separator.join(every[:-1])}{';' if apart else ''} {last} {every[-1]}"


def sentence(words: str) -> str:
    """End a sentence with a full stop, where it has no end of its own."""
    bare = words.rstrip()
    return bare if not bare or re.search(_ENDS, bare) else f"{bare}."


def without_stop(words: str) -> str:
    """Take the full stop off, so that more can follow; three dots, and the stop of a short form, stay."""
    bare = words.rstrip()
    return bare if _KEEPS_ITS_STOP.search(bare) else bare.removesuffix(".")


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, with a full stop."""
    return sentence(re.split(r"(?<=[.!?])\s+(?=[A-Z])", " ".join(text.split()), maxsplit=1)[0])
