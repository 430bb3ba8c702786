"""One page: what matters most, and the money the plan relies on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cqcplan.model.delivery import Priority
from cqcplan.model.papers import Resource
from cqcplan.papers.facts import measures, period_work, risks, work
from cqcplan.papers.occasion import Occasion

MatterKind = Literal["worsening", "troubled", "overdue", "off-track", "slipped", "risk", "undated", "no-work"]
"""Why something matters."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that matters."""

    kind: MatterKind
    told: Any
    """What the facts of its kind hold of it."""


def matters(occasion: Occasion) -> list[Matter]:
    """Return what matters, the worst first, none twice."""
    found: dict[str, Matter] = {}
    for key, matter in _matters(occasion):
        found.setdefault(key, matter)
    return list(found.values())


def without_work(occasion: Occasion) -> list[Priority]:
    """Return the priorities that have neither an action nor a milestone."""
    return [state.priority for state in occasion.state.priorities if not state.items]


def money(occasion: Occasion) -> list[Resource]:
    """Return the money that the plan relies on, in plan order."""
    return [item for item in occasion.plan.resources if item.kind == "money"]


HIGH = 15
"""From what likelihood times impact, each from 1 to 5, a risk is among the worst."""
_ORDER: tuple[MatterKind, ...] = (
    "worsening",
    "troubled",
    "risk",
    "overdue",
    "off-track",
    "slipped",
    "undated",
    "no-work",
)


def _matters(occasion: Occasion) -> list[tuple[str, Matter]]:
    """Return what is bad, the worst first; in one degree what gets worse comes before what is rated, then the rest."""
    found = sorted(_degrees(occasion), key=lambda item: (item[0], _ORDER.index(item[2].kind)))
    return [(key, matter) for _, key, matter in found]


def _degrees(occasion: Occasion) -> Iterator[tuple[int, str, Matter]]:
    """Return each matter with its degree: 1 is the worst."""
    for item in work.troubled(occasion):
        yield 1 if item.rag == "red" else 3, item.entry.id, Matter("troubled", item)
    for late in period_work.overdue(occasion):
        yield 2, late.id, Matter("overdue", late)
    for followed in measures.off_track(occasion):
        worse = followed.better is False
        yield 1 if worse else 3, followed.measure.id, Matter("worsening" if worse else "off-track", followed)
    for slip in period_work.moved(occasion):
        if slip.by and slip.by.number > 0:
            yield 4, slip.item.entry.id, Matter("slipped", slip)
    for risk in risks.greatest_first(occasion):
        yield 1 if (risk.likelihood or 0) * (risk.impact or 0) >= HIGH else 4, risk.id, Matter("risk", risk)
    if undated := work.undated(occasion):
        yield 5, "undated", Matter("undated", undated)
    if empty := without_work(occasion):
        yield 5, "no-work", Matter("no-work", empty)
