"""The short forms that a paper uses, found in its finished blocks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from cqcplan.model.header import Term
from cqcplan.papers.blocks import Section

_NOT_PRINTED = frozenset({"id", "anchor", "url", "colour", "shape", "dash"})


def terms_in(sections: Iterable[Section], glossary: Iterable[Term], more: str = "") -> list[Term]:
    """Return the terms of a glossary that some sections use, in the glossary's order.

    Args:
        sections: finished.
        glossary: of the plan.
        more: other words that the paper prints.
    """
    text = " ".join([more, *(words for section in sections for words in _words_of(section))])
    return [item for item in glossary if re.search(rf"(?<!\w){re.escape(item.term)}(?!\w)", text)]


def _words_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _words_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_PRINTED:
                yield from _words_of(getattr(value, field.name))
