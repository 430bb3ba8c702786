"""Which rows of ASCOF's file are about England, a plan's region, its type of council, and the council itself."""

import re
from collections.abc import Iterable
from functools import lru_cache

from cqcplan.model.vocabulary import ComparedWith, CouncilType

LEVELS: dict[str, ComparedWith] = {
    "england": "england",
    "national": "england",
    "regional": "region",
    "region": "region",
    "council type": "council-type",
    "local authority": "council",
    "council": "council",
}
"""What the file calls each level."""
_TYPES: dict[CouncilType, str] = {
    "county": "county", "unitary": "unitary", "metropolitan": "metropolitan", "london-borough": "london",
}  # fmt: skip
"""The word of a type of council by which the file's is known; a city may be of several."""
_SAME = {"eastern": "east england"}
"""Regions that are printed in two ways, without the words that are left out."""
_LEFT_OUT = frozenset({
    "council", "city", "county", "borough", "london", "royal", "metropolitan", "district", "region", "unitary",
    "authority", "of", "the",
})  # fmt: skip
"""Words that may stand in a name or not."""


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """Return what two ways to write the name of an area have in common: ``City of York Council`` is ``york``."""
    words = re.sub(r"[^\w\s]+", " ", name.casefold().replace("&", " and ")).split()
    kept = " ".join(word for word in words if word not in _LEFT_OUT) or " ".join(words)
    return _SAME.get(kept, kept)


def of_type(types: Iterable[str], council: CouncilType | None) -> list[str]:
    """Return the types of the file that a plan's type of council may be."""
    word = _TYPES.get(council) if council else None
    return [name for name in types if word and word in re.findall(r"\w+", name.casefold())]
