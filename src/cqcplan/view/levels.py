"""Who may read what: the levels of visibility, who reads each, and how they are inherited.

The levels are no line. Officers read what is internal, and members in private session what is exempt;
neither reads the other's. Who may read what is confidential reads everything.

An entry is as restricted as it says, or as what it stands in, whichever is narrower. Grounds for
exemption make it exempt, whatever else it says. Everything that has to know asks here.
"""

from collections.abc import Iterable
from typing import get_args

from cqcplan.model.base import Entry
from cqcplan.model.header import Header
from cqcplan.model.vocabulary import Visibility

ORDER: tuple[Visibility, ...] = get_args(Visibility)
"""As they are listed: the public first, and those who read everything last."""
RANK: dict[Visibility, int] = {level: place for place, level in enumerate(ORDER)}
READS: dict[Visibility, frozenset[Visibility]] = {
    "public": frozenset({"public"}),
    "internal": frozenset({"public", "internal"}),
    "exempt": frozenset({"public", "exempt"}),
    "confidential": frozenset(ORDER),
}
"""What each audience may read."""
PUBLIC = READS["public"]
PRIVATE_SESSION = READS["exempt"]
"""What members read while the public are excluded: what officers keep to themselves is not theirs."""


def seen_by(audience: Visibility) -> frozenset[Visibility]:
    """Return the levels that an audience may read."""
    return READS[audience]


def may_read(audience: Visibility, level: Visibility) -> bool:
    """Whether an audience may read what has a level."""
    return level in READS[audience]


def strictest(levels: Iterable[Visibility]) -> Visibility:
    """Return the level whose readers may read every one of some levels: internal and exempt make confidential."""
    wanted = set(levels)
    return next(level for level in ORDER if wanted <= READS[level])


def levels_of(entry: object) -> frozenset[Visibility]:
    """Return what an entry of a plan is by itself: exempt and something else, where it says both."""
    if isinstance(entry, Entry):
        return _levels(entry.visibility, entry.exempt)
    return _levels(entry.visibility, None) if isinstance(entry, Header) else PUBLIC


def rank_of(entry: object) -> int:
    """Return how restricted an entry is by itself: the place of its narrowest level in :data:`ORDER`."""
    return _narrowest(levels_of(entry))


def rank_written(entry: object) -> int:
    """Return the same for an entry as it stands in a file, checked or not; nought for what says nothing sound."""
    if not isinstance(entry, dict):
        return 0
    said = entry.get("visibility")
    return _narrowest(_levels(said if said in ORDER else None, entry.get("exempt")))


def says_level(entry: dict[str, object]) -> bool:
    """Whether an entry in a file says anything of who may read it, so that what stands in it inherits that."""
    return "visibility" in entry or "exempt" in entry


def lacks_grounds(entry: dict[str, object]) -> bool:
    """Whether an entry in a file is called exempt and gives no grounds."""
    return entry.get("visibility") == "exempt" and not entry.get("exempt")


def inherited(above: int, own: int) -> int:
    """Return how restricted an entry is in its place: the narrower of its own rank and that of what it stands in."""
    return max(above, own)


def is_public(entry: object) -> bool:
    """Whether an entry by itself is for everybody."""
    return levels_of(entry) <= PUBLIC


def _levels(said: Visibility | None, grounds: object) -> frozenset[Visibility]:
    own: frozenset[Visibility] = frozenset({said or "public"})
    return own | {"exempt"} if grounds else own


def _narrowest(levels: Iterable[Visibility]) -> int:
    return max(RANK[level] for level in levels)
