"""The problems of the plan's own file that are let stand."""

from dataclasses import dataclass

from cqcplan.papers.setting import Setting


@dataclass(frozen=True, slots=True)
class LetStand:
    """How many there are."""

    number: int
    soon: int
    """Those let stand for 90 days more at most."""


def let_stand(setting: Setting) -> LetStand | None:
    """Return how many problems are let stand, where they were counted."""
    return LetStand(*setting.waived) if setting.waived else None
