"""Every entry of a plan and what points at what, with a direction: from the reason down to the proof."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from cqcplan.framework.vintage import Statement, Theme, Vintage
from cqcplan.model.base import Named
from cqcplan.model.delivery import Update
from cqcplan.model.document import Plan
from cqcplan.model.entries import entries_of, title_of
from cqcplan.model.header import Header
from cqcplan.model.links import kind_of, shape_of
from cqcplan.timeline.state import happened

Thing = Named | Header | Update | Theme | Statement


@dataclass(frozen=True, slots=True)
class Node:
    """One thing on the thread."""

    key: str
    """Its id; for an update, which has none, its place in the plan."""
    kind: str
    """``action``, ``quality statement``, ``update``."""
    title: str
    thing: Thing


@dataclass(frozen=True, slots=True)
class Edge:
    """One link, from the reason to what follows from it."""

    above: str
    below: str
    down: str
    """What the lower is to the upper: ``answered by``."""
    up: str
    """What the upper is to the lower: ``answers``."""
    is_thread: bool
    """Whether it belongs to the thread; else it is only told of where the trace begins."""


@dataclass(slots=True)
class Graph:
    """All of it."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    below: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    """The edges that lead down from a node, in plan order."""
    above: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    """The edges that lead up from a node."""

    def add(self, edge: Edge) -> None:
        """Add an edge, unless one of its ends is not there."""
        if edge.above in self.nodes and edge.below in self.nodes:
            self.edges.append(edge)
            self.below[edge.above].append(edge)
            self.above[edge.below].append(edge)


_TARGET_ABOVE = {
    ("finding", "assessment"): ("found", "found in"),
    ("finding", "quality_statements"): ("judged in", "under"),
    ("priority", "theme"): ("served by", "under"),
    ("priority", "quality_statements"): ("served by", "under"),
    ("priority", "principles"): ("runs through", "follows"),
    ("priority", "findings"): ("answered by", "answers"),
    ("priority", "aims_at"): ("aimed at by", "aims at"),
    ("action", "quality_statements"): ("served by", "under"),
    ("measure", "priorities"): ("measured by", "measures"),
    ("measure", "quality_statements"): ("measured by", "measures"),
    ("measure", "part_of"): ("made up of", "part of"),
    ("evidence", "about"): ("proved by", "proves"),
    ("evidence", "quality_statements"): ("proved by", "proves"),
    ("consultation", "priorities"): ("consulted on in", "is about"),
    ("challenge", "assessment"): ("challenged by", "challenges"),
    ("commitment", "made_at"): ("promised", "promised at"),
    ("update", "about"): ("reported", "reports on"),
}
"""Links of the thread whose target is the reason for what points at it; and what each is to the other."""
_TARGET_BELOW = {
    ("commitment", "met_by"): ("kept by", "keeps"),
    ("update", "evidence"): ("shown by", "shows"),
    ("period", "submission"): ("feeds", "fed by"),
    ("period", "meeting"): ("feeds", "fed by"),
}
_BESIDE = {
    "supports": ("assured by", "gives assurance over"),
    "owner": ("owns", "owner"),
    "lead": ("leads", "lead"),
    "sponsor": ("sponsors", "sponsor"),
    "by": ("is to do", "by"),
    "to": ("receives", "sent to"),
    "made_to": ("was promised", "promised to"),
    "made_by": ("made", "made by"),
    "body": ("takes part in", "body"),
    "partners": ("partner in", "partner"),
    "chair": ("chairs", "chair"),
    "contact": ("contact of", "contact"),
    "scores": ("scored in", "scores"),
    "supersedes": ("replaced by", "replaces"),
    "meetings": ("printed for", "printed for"),
}
"""Words for links that are no part of the thread, by field."""
_PARTS = {"action": ("carried out by", "under"), "milestone": ("reached at", "under")}
"""What an entry that stands in another is to it."""
_UNTOLD = frozenset({"source", "framework", "metric"})


def graph_of(plan: Plan, vintage: Vintage, as_of: date) -> Graph:
    """Make the graph of a plan, under the themes and quality statements of a vintage, with the updates up to a day."""
    graph = _framework(vintage)
    entries = list(entries_of(plan))
    for placed in entries:
        graph.nodes[placed.entry.id] = Node(placed.entry.id, placed.kind, title_of(placed.entry), placed.entry)
    updates = {f"update {place}": update for place, update in enumerate(plan.updates, 1) if happened(update.on, as_of)}
    for key, update in updates.items():
        graph.nodes[key] = Node(key, "update", update.text or "", update)
    for placed in entries:
        if placed.above:
            down, up = _PARTS.get(placed.kind, ("holds", "in"))
            graph.add(Edge(placed.above[-1].id, placed.entry.id, down, up, True))
        for edge in _links(placed.entry.id, placed.kind, placed.entry):
            graph.add(edge)
    for key, update in updates.items():
        for edge in _links(key, "update", update):
            graph.add(edge)
    return graph


def _framework(vintage: Vintage) -> Graph:
    """Make the top of a graph: themes and their quality statements."""
    graph = Graph()
    for theme in vintage.themes:
        graph.nodes[theme.id] = Node(theme.id, "theme", theme.name, theme)
    for statement in vintage.statements:
        graph.nodes[statement.id] = Node(statement.id, "quality statement", statement.name, statement)
        graph.add(Edge(statement.theme, statement.id, "holds", "under", True))
    return graph


def _links(key: str, kind: str, entry: BaseModel) -> Iterator[Edge]:
    """Yield a link for everything that an entry, or a piece of it without an id of its own, points at."""
    shape = shape_of(type(entry))
    for name, _ in shape.references:
        if name in _UNTOLD:
            continue
        for target in _ids(getattr(entry, name, None)):
            yield _link(key, kind, name, target)
    for name, model in shape.children:
        if shape_of(model).named:
            continue
        value = getattr(entry, name, None)
        for piece in value if isinstance(value, tuple) else (value,):
            if isinstance(piece, BaseModel):
                yield from _links(key, kind_of(type(entry)), piece)


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, dict)):
        yield from (each for each in value if isinstance(each, str))


def _link(key: str, kind: str, name: str, target: str) -> Edge:
    if words := _TARGET_ABOVE.get((kind, name)):
        return Edge(target, key, *words, True)
    if words := _TARGET_BELOW.get((kind, name)):
        return Edge(key, target, *words, True)
    said = name.replace("_", " ")
    return Edge(target, key, *_BESIDE.get(name, (f"{said} of", said)), False)
