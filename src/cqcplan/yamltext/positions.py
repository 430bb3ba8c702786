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
    container: its 0-based line times 2**32 plus its 0-based column. Which number belongs
    to which node is worked out once, when the first place is asked for, by counting: a
    plan without problems never pays for it.
    """

    def __init__(self, data: object, starts: "array[int]") -> None:
        self._data = data
        self._starts = starts
        self._index: dict[int, dict[str, int] | array[int]] = {}
        """By the ``id`` of each container, the numbers of its values: by key, or in order."""

    def _number(self) -> None:
        index = self._index
        count = 0

        def visit(node: object) -> None:
            nonlocal count
            count += 1
            if isinstance(node, dict):
                keyed: dict[str, int] = {}
                index[id(node)] = keyed
                for key, value in node.items():
                    count += 1
                    keyed[key] = count
                    visit(value)
            elif isinstance(node, list):
                listed = array("Q")
                index[id(node)] = listed
                for value in node:
                    listed.append(count)
                    visit(value)

        visit(self._data)

    def _start(self, index: int) -> Place:
        # a document that could not be read to its end may have fewer starts than nodes
        packed = self._starts[min(index, len(self._starts) - 1)] if self._starts else 0
        return Place((packed >> 32) + 1, (packed & 0xFFFFFFFF) + 1)

    def _child(self, container: Any, step: str | int) -> int | None:
        """Return the index of a child's value; its key, if it has one, stands one before."""
        if not self._index:
            self._number()
        inside: Any = self._index.get(id(container))
        if isinstance(inside, dict):
            return inside.get(step)
        if inside is not None and isinstance(step, int) and 0 <= step < len(inside):
            return int(inside[step])
        return None

    def of_key(self, container: dict[str, Any], key: str) -> Place:
        """Return where a key of a mapping stands."""
        found = self._child(container, key)
        return Place(1, 1) if found is None else self._start(found - 1)

    def of(self, route: Sequence[str | int], *, key: bool = False) -> Place:
        """Return where a route leads: to its value or, with ``key``, to its key.

        A step that is not in the data ends the walk: the place is then that of the
        nearest thing above it that is.
        """
        node: Any = self._data
        index, is_key = 0, False
        for step in route:
            found = self._child(node, step)
            if found is None:
                return self._start(index)
            node = node[step]
            index, is_key = found, isinstance(step, str)
        return self._start(index - 1 if key and is_key else index)
