"""The problems of the plan's own file that are let stand."""

from dataclasses import dataclass

from cqcplan.papers.occasion import Occasion


@dataclass(frozen=True, slots=True)
class LetStandCount:
    """How many there are."""

    number: int
    soon: int
    """Those let stand for 90 days more at most."""


def let_stand(occasion: Occasion) -> LetStandCount | None:
    """Return how many problems are let stand, where they were counted."""
    return LetStandCount(*occasion.waived) if occasion.waived else None
