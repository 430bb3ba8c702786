"""A trace as plain data, for ``--format json``. Documented in docs/reference/trace-json.md."""

from collections.abc import Iterable, Sequence
from typing import Any

from cqcplan.papers.trace.node_words import NodeWords
from cqcplan.thread.graph import Node
from cqcplan.thread.orphans import Orphans
from cqcplan.thread.walk import Branch, Trace


def trace_data(trace: Trace, words: NodeWords) -> dict[str, Any]:
    """Return a trace: the thing itself, and the branches each way."""
    return {
        **_node(trace.root, words),
        "comes_from": _branches(trace.above, words),
        "leads_to": _branches(trace.below, words),
        "linked_to": _branches(trace.beside, words),
    }


def _branches(branches: Iterable[Branch], words: NodeWords) -> list[dict[str, Any]]:
    return [
        {
            "relation": branch.words,
            **_node(branch.node, words),
            "told_above": branch.told_above,
            "branches": _branches(branch.branches, words),
        }
        for branch in branches
    ]


def _node(node: Node, words: NodeWords) -> dict[str, Any]:
    key = None if node.kind == "update" else node.key
    return {"id": key, "kind": node.kind, "title": words.title(node), "stands": words.stands(node) or None}


def orphan_data(found: Sequence[Orphans], words: NodeWords) -> list[dict[str, Any]]:
    """Return the breaks in the thread."""
    return [
        {
            "lack": group.lack,
            "kind": group.kind,
            "entries": [{"id": entry.id, "title": words.entry_title(entry)} for entry in group.entries],
        }
        for group in found
    ]
