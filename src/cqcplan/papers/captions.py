"""Captions that say no more than the heading right above their table: they are not set twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cqcplan.papers.blocks import Block, Heading, Table

_SMALL = frozenset({"a", "and", "for", "in", "of", "plan", "the", "to", "with"})
"""Words that add nothing to a caption."""


def without_repeats(title: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Mark the tables of a section whose captions only repeat what stands right above them.

    Args:
        title: of the section.
        blocks: what stands in it.
    """
    above = title
    for block in blocks:
        if isinstance(block, Table) and _words(block.caption) <= _words(above):
            yield replace(block, repeats=True)
        else:
            yield block
        above = block.text if isinstance(block, Heading) else ""


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", text.casefold()) if word not in _SMALL} or {text}
