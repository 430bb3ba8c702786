"""Pieces of new text and where they go in the old."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """What stands from ``start`` to ``end`` gives way to ``text``; places are counted in characters."""

    start: int
    end: int
    text: str
    column: int = 0
    """The indent of what is put in. Where several are put in at one place, the deepest comes first: it belongs to
    what stands before."""


class OverlapError(Exception):
    """Two splices want the same stretch of text."""


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """Return the text with all splices made.

    Raises:
        OverlapError: where two of them want the same stretch.
    """
    parts = []
    done = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end, -one.column)):
        if splice.start < done:
            raise OverlapError
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])
