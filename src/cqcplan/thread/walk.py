"""Follow the thread both ways from one thing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cqcplan.thread.graph import Edge, Graph, Node

_BESIDE = frozenset({"carried out by", "measured by"})
"""Links that lead from a priority to what stands beside its other work: a measure beside an action."""


@dataclass(slots=True)
class Branch:
    """One thing reached, the link that led to it, and what was reached from there."""

    node: Node
    edge: Edge | None
    words: str
    """What it is to the thing it was reached from."""
    branches: list["Branch"] = field(default_factory=list)
    told_above: bool = False
    """Whether it was reached before, so that its branches are not told again."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What one thing comes from, what follows from it, and what else it is linked to."""

    root: Node
    above: tuple[Branch, ...]
    below: tuple[Branch, ...]
    beside: tuple[Branch, ...]
    """Links that are no part of the thread: owners, bodies, meetings."""

    @property
    def branches(self) -> Iterator[Branch]:
        """Every branch, each before those on it."""
        waiting = [*reversed((*self.above, *self.below, *self.beside))]
        while waiting:
            branch = waiting.pop()
            yield branch
            waiting += reversed(branch.branches)


def trace(graph: Graph, key: str) -> Trace:
    """Follow the thread both ways from one thing."""
    seen = {key}
    root = graph.nodes[key]
    above = _climb(graph, key, seen)
    below = _descend(graph, key, seen)
    beside = [
        Branch(graph.nodes[edge.above], edge, edge.up, told_above=edge.above in seen)
        for edge in graph.above[key]
        if not edge.is_thread
    ]
    beside += [
        Branch(graph.nodes[edge.below], edge, edge.down, told_above=edge.below in seen)
        for edge in graph.below[key]
        if not edge.is_thread
    ]
    return Trace(root, tuple(above), tuple(below), tuple(beside))


def _climb(graph: Graph, key: str, seen: set[str]) -> list[Branch]:
    branches = []
    for edge in graph.above[key]:
        if not edge.is_thread:
            continue
        branch = _branch(graph, edge.above, edge, edge.up, seen)
        if not branch.told_above:
            branch.branches = _climb(graph, edge.above, seen)
            if branch.node.kind == "priority" and edge.down in _BESIDE:
                # from an action to the measures beside it, and from a measure to the actions
                branch.branches += [
                    _branch(graph, other.below, other, other.down, seen)
                    for other in graph.below[edge.above]
                    if other.down in _BESIDE and other.down != edge.down
                ]
        branches.append(branch)
    return branches


def _descend(graph: Graph, key: str, seen: set[str]) -> list[Branch]:
    branches = []
    for edge in graph.below[key]:
        if not edge.is_thread:
            continue
        branch = _branch(graph, edge.below, edge, edge.down, seen)
        if not branch.told_above:
            branch.branches = _descend(graph, edge.below, seen)
        branches.append(branch)
    return branches


def _branch(graph: Graph, key: str, edge: Edge, words: str, seen: set[str]) -> Branch:
    branch = Branch(graph.nodes[key], edge, words, told_above=key in seen)
    seen.add(key)
    return branch
