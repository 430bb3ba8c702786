"""From a route into the data (keys and indices) to a place in the text."""

from array import array
from collections.abc import Sequence
from typing import Any

from cqcplan.problems.problem import Place

DUPLICATE = "\0"
"""Stands in the made-up key under which a duplicate key's value is kept; no file can hold it."""

Route = tuple[str | int, ...]


class Positions:
    """The start of every node of one document.

    ``starts`` holds, in document order, one number for every key, value and
    container: its 0-based line times 2**32 plus its 0-based column. A route is turned
    into its index only when a place is asked for, by counting the nodes before it.
    """

    def __init__(self, data: object, starts: "array[int]") -> None:
        self._data = data
        self._starts = starts
        self._index: dict[int, int] = {}
        """Index of each container by its ``id``; filled at the first question."""

    def _number(self) -> None:
        index = self._index
        count = 0

        def visit(node: object) -> None:
            nonlocal count
            if isinstance(node, dict):
                index[id(node)] = count
                count += 1
                for value in node.values():
                    count += 1
                    visit(value)
            elif isinstance(node, list):
                index[id(node)] = count
                count += 1
                for value in node:
                    visit(value)
            else:
                count += 1

        visit(self._data)

    def _start(self, index: int) -> Place:
        # a document that could not be read to its end may have fewer starts than nodes
        packed = self._starts[min(index, len(self._starts) - 1)] if self._starts else 0
        return Place((packed >> 32) + 1, (packed & 0xFFFFFFFF) + 1)

    def _child(self, container: Any, step: str | int) -> tuple[int, Any] | None:
        """Return the index of a child's value and the child; its key stands one before."""
        if not self._index:
            self._number()
        count = self._index[id(container)] + 1
        if isinstance(container, dict):
            for key, value in container.items():
                if key == step:
                    return count + 1, value
                count += 1 + self._size(value)
        elif isinstance(container, list) and isinstance(step, int):
            for number, value in enumerate(container):
                if number == step:
                    return count, value
                count += self._size(value)
        return None

    def _size(self, node: Any) -> int:
        """Return how many nodes a subtree has."""
        if isinstance(node, dict):
            return 1 + sum(1 + self._size(value) for value in node.values())
        if isinstance(node, list):
            return 1 + sum(self._size(value) for value in node)
        return 1

    def of_key(self, container: dict[str, Any], key: str) -> Place:
        """Return where a key of a mapping stands."""
        found = self._child(container, key)
        return self._start(found[0] - 1) if found else Place(1, 1)

    def of(self, route: Sequence[str | int], *, key: bool = False) -> Place:
        """Return where a route leads: to its value or, with ``key``, to its key.

        A step that is not in the data ends the walk: the place is then that of the
        nearest thing above it that is.
        """
        node = self._data
        index, is_key = 0, False
        for step in route:
            found = self._child(node, step) if isinstance(node, (dict, list)) else None
            if found is None:
                return self._start(index)
            index, node = found
            is_key = isinstance(step, str)
        return self._start(index - 1 if key and is_key else index)
