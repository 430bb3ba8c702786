"""One page: what matters most, and the money the plan relies on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cqcplan.model.delivery import Priority
from cqcplan.model.papers import Resource
from cqcplan.papers.facts import measures, period_work, risks, work
from cqcplan.papers.occasion import Occasion

MatterKind = Literal["troubled", "overdue", "off-track", "slipped", "risk", "undated", "no-work", "better"]
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


def _matters(occasion: Occasion) -> Iterator[tuple[str, Matter]]:
    """Return red, overdue, amber, off track, slipped, risks, gaps in the plan, then what got better."""
    bad = work.troubled(occasion)
    yield from ((item.entry.id, Matter("troubled", item)) for item in bad if item.rag == "red")
    for late in period_work.overdue(occasion):
        yield late.id, Matter("overdue", late)
    yield from ((item.entry.id, Matter("troubled", item)) for item in bad if item.rag == "amber")
    yield from ((item.measure.id, Matter("off-track", item)) for item in measures.off_track(occasion))
    for slip in period_work.moved(occasion):
        if slip.by and slip.by.number > 0:
            yield slip.item.entry.id, Matter("slipped", slip)
    yield from ((risk.id, Matter("risk", risk)) for risk in risks.greatest_first(occasion))
    if undated := work.undated(occasion):
        yield "undated", Matter("undated", undated)
    if empty := without_work(occasion):
        yield "no-work", Matter("no-work", empty)
    for item in measures.recorded(occasion):
        if item.better:
            yield item.measure.id, Matter("better", item)
