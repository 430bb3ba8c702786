"""One page: what matters most, and the money the plan relies on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cqcplan.model.delivery import Priority
from cqcplan.model.papers import Resource
from cqcplan.papers.facts import measures, period_work, risks, work
from cqcplan.papers.setting import Setting

Kind = Literal["troubled", "overdue", "off-track", "slipped", "risk", "undated", "no-work", "better"]
"""Why something matters."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that matters."""

    kind: Kind
    told: Any
    """What the facts of its kind hold of it."""


def matters(setting: Setting) -> list[Matter]:
    """Return what matters, the worst first, none twice."""
    found: dict[str, Matter] = {}
    for key, matter in _matters(setting):
        found.setdefault(key, matter)
    return list(found.values())


def without_work(setting: Setting) -> list[Priority]:
    """Return the priorities that have neither an action nor a milestone."""
    return [state.priority for state in setting.state.priorities if not state.items]


def money(setting: Setting) -> list[Resource]:
    """Return the money that the plan relies on, in plan order."""
    return [item for item in setting.plan.resources if item.kind == "money"]


def _matters(setting: Setting) -> Iterator[tuple[str, Matter]]:
    """Return red, overdue, amber, off track, slipped, risks, gaps in the plan, then what got better."""
    bad = work.troubled(setting)
    yield from ((item.entry.id, Matter("troubled", item)) for item in bad if item.rag == "red")
    for late in period_work.overdue(setting):
        yield late.id, Matter("overdue", late)
    yield from ((item.entry.id, Matter("troubled", item)) for item in bad if item.rag == "amber")
    yield from ((item.measure.id, Matter("off-track", item)) for item in measures.off_track(setting))
    for slip in period_work.moved(setting):
        if (slip.weeks or 0) > 0:
            yield slip.item.entry.id, Matter("slipped", slip)
    yield from ((risk.id, Matter("risk", risk)) for risk in risks.greatest_first(setting))
    if undated := work.undated(setting):
        yield "undated", Matter("undated", undated)
    if empty := without_work(setting):
        yield "no-work", Matter("no-work", empty)
    for item in measures.recorded(setting):
        if item.better:
            yield item.measure.id, Matter("better", item)
