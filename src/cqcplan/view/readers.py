"""Who may read what: the levels of visibility, and how two of them come together.

The levels are no line. Officers read what is internal, and members in private session what is
exempt; neither reads the other's. The public read neither, and whoever may read what is confidential
reads everything.
"""

from collections.abc import Iterable

from cqcplan.model.base import Visibility

LEVELS: tuple[Visibility, ...] = ("public", "internal", "exempt", "confidential")
"""Every level, the widest first."""
READS: dict[Visibility, frozenset[Visibility]] = {
    "public": frozenset({"public"}),
    "internal": frozenset({"public", "internal"}),
    "exempt": frozenset({"public", "exempt"}),
    "confidential": frozenset(LEVELS),
}
"""What each audience may read."""


def may_read(audience: Visibility, level: Visibility) -> bool:
    """Whether an audience may read what has a level."""
    return level in READS[audience]


def strictest(levels: Iterable[Visibility]) -> Visibility:
    """Return the level whose readers may read every one of some levels: internal and exempt make confidential."""
    wanted = set(levels)
    return next(level for level in LEVELS if wanted <= READS[level])
