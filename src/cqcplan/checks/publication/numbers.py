"""Numbers and codes that stand alone in a text, found by their shape."""

from collections.abc import Iterator

from cqcplan.checks.texts import Passage, Texts

_WORD = 2000
"""How far back a web address may have begun, in characters."""
_JOINS = frozenset("-/._+£$=#&")
"""Signs that tie a number to what stands beside it: a reference, an amount, part of an address."""


def standing_alone(texts: Texts, *shapes: bytes) -> Iterator[tuple[Passage, str]]:
    """Find what has one of some shapes and is not part of a longer number, word or address."""
    for shape in shapes:
        length = len(shape)
        for start in texts.shaped(shape):
            passage = texts.at(start)
            at = start - passage.start
            before, after = passage.text[max(0, at - _WORD) : at], passage.text[at + length : at + length + 2]
            if _is_tied(before[-1:]) or _is_tied(after[:1], end=after[1:2]):
                continue
            if "://" in before.rpartition(" ")[2]:
                continue
            yield passage, passage.text[at : at + length]


def _is_tied(sign: str, end: str = "x") -> bool:
    # a full stop after which nothing follows ends a sentence
    return sign.isalnum() or (sign in _JOINS and sign != "" and not (sign == "." and not end.strip()))
