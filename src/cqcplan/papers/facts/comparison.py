"""Where a council stands among the published results."""

from cqcplan.model.dates import When, parse_when
from cqcplan.scoring.compare import Comparison


def rated(found: Comparison) -> int:
    """Return how many of the councils have a known rating."""
    return sum(number for _, number in found.ratings)


def when(words: str | None) -> When | None:
    """Return when a collection was made, or a report taken back; nothing where it is said in other words."""
    try:
        return parse_when(words) if words else None
    except ValueError:
        return None
