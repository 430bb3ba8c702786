"""A trace as a diagram, in Mermaid's words or in Graphviz's."""

from collections.abc import Iterator

from cqcplan.papers.trace.node_words import NodeWords
from cqcplan.thread.graph import Edge, Node
from cqcplan.thread.walk import Trace

_MERMAID = str.maketrans({letter: f"#{ord(letter)};" for letter in '"#&<>`\\[](){}|;:%'})
"""Letters that Mermaid reads as its own, as the numbers it reads them back from.

The colon is one of them: after the word style, Mermaid takes the rest of a line for colours.
"""
_DOT = str.maketrans({"\\": "\\\\", '"': '\\"'})


def mermaid(trace: Trace, words: NodeWords) -> str:
    """Draw a trace for Mermaid, which GitHub and GitLab show in Markdown."""
    nodes, edges = _parts(trace)
    names = {node.key: f"n{place}" for place, node in enumerate(nodes)}
    lines = ["flowchart LR"]
    for node in nodes:
        said = "<br/>".join(part.translate(_MERMAID) for part in _label(node, words))
        opens, closes = ('(["', '"])') if node is trace.root else ('["', '"]')
        lines.append(f"  {names[node.key]}{opens}{said}{closes}")
    lines += [f'  {names[edge.above]} -->|"{edge.down}"| {names[edge.below]}' for edge in edges]
    return "\n".join(lines) + "\n"


def dot(trace: Trace, words: NodeWords) -> str:
    """Draw a trace for Graphviz."""
    nodes, edges = _parts(trace)
    names = {node.key: f"n{place}" for place, node in enumerate(nodes)}
    lines = ["digraph thread {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];']
    for node in nodes:
        said = "\\n".join(part.translate(_DOT) for part in _label(node, words))
        bold = ", style=bold" if node is trace.root else ""
        lines.append(f'  {names[node.key]} [label="{said}"{bold}];')
    lines += [f'  {names[edge.above]} -> {names[edge.below]} [label="{edge.down}"];' for edge in edges]
    return "\n".join([*lines, "}"]) + "\n"


def _parts(trace: Trace) -> tuple[list[Node], list[Edge]]:
    """Return what is drawn, each once, the root first."""
    nodes = {trace.root.key: trace.root}
    edges: dict[Edge, None] = {}
    for branch in trace.branches:
        nodes.setdefault(branch.node.key, branch.node)
        if branch.edge:
            edges.setdefault(branch.edge)
    return list(nodes.values()), list(edges)


def _label(node: Node, words: NodeWords) -> Iterator[str]:
    """Yield the lines in a box: kind, title, how it stands."""
    yield f"{node.kind[0].upper()}{node.kind[1:]}"
    yield words.title(node)
    stands = " ".join(words.stands(node).split())
    if stands:
        yield stands
