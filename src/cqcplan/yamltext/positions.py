"""From a route into the data (keys and indices) to a place in the text."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from cqcplan.problems.problem import Place

DUPLICATE = "\0"
"""Stands in the made-up key under which a duplicate key's value is kept; no file can hold it."""

Route = tuple[str | int, ...]


class Positions:
    """The start of every node of one document.

    ``starts`` holds, in document order, one number for every key, value and
    container: its 0-based line times 2**32 plus its 0-based column. Which number belongs
    to which node is worked out only for the containers on the way to a place that is
    asked for, by counting: a plan without problems never pays for it.
    """

    def __init__(self, data: object, starts: "array[int]") -> None:
        self._data = data
        self._starts = starts
        self._inside: dict[int, dict[str, int] | array[int]] = {}
        """By the ``id`` of a container, how far after it each of its values stands: by key, or in order."""

    def _start(self, number: int) -> Place:
        # a document that could not be read to its end may have fewer starts than nodes
        packed = self._starts[min(number, len(self._starts) - 1)] if self._starts else 0
        return Place((packed >> 32) + 1, (packed & 0xFFFFFFFF) + 1)

    def _child(self, container: Any, step: str | int) -> int | None:
        """Return how far after a container a child's value stands; its key, if it has one, stands one before."""
        if not isinstance(container, (dict, list)):
            return None
        inside = self._inside.get(id(container))
        if inside is None:
            inside = self._inside[id(container)] = _offsets(container)
        if isinstance(inside, dict):
            return inside.get(step)  # type: ignore[arg-type]
        return inside[step] if isinstance(step, int) and 0 <= step < len(inside) else None

    def of_keys(self, keys: Sequence[tuple[dict[str, Any], str]]) -> list[Place]:
        """Return where some keys stand, each given with the mapping of this document that it is in."""
        wanted = {id(container): 0 for container, _ in keys}

        def look(node: dict[str, Any] | list[Any], number: int) -> None:
            if id(node) in wanted:
                wanted[id(node)] = number
            for value, offset in zip(_values(node), _in_order(node), strict=True):
                if isinstance(value, (dict, list)):
                    look(value, number + offset)

        if keys and isinstance(self._data, (dict, list)):
            look(self._data, 0)
        return [self._start(wanted[id(container)] + (self._child(container, key) or 1) - 1) for container, key in keys]

    def of(self, route: Sequence[str | int], *, key: bool = False) -> Place:
        """Return where a route leads: to its value or, with ``key``, to its key.

        A step that is not in the data ends the walk: the place is then that of the
        nearest thing above it that is.
        """
        node: Any = self._data
        number, is_key = 0, False
        for step in route:
            offset = self._child(node, step)
            if offset is None:
                return self._start(number)
            node = node[step]
            number, is_key = number + offset, isinstance(step, str)
        return self._start(number - 1 if key and is_key else number)


def _values(container: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return container.values() if isinstance(container, dict) else container


def _offsets(container: dict[str, Any] | list[Any]) -> "dict[str, int] | array[int]":
    offsets = _in_order(container)
    return dict(zip(container, offsets, strict=True)) if isinstance(container, dict) else offsets


def _in_order(container: dict[str, Any] | list[Any]) -> "array[int]":
    """Return how far after a container each of its values stands."""
    found = array("Q")
    step = 2 if isinstance(container, dict) else 1  # a key stands before its value
    at = step
    for value in _values(container):
        found.append(at)
        at += step - 1 + _size(value)
    return found


def _size(node: object) -> int:
    """Count the nodes of a part of the data: a mapping's keys and values, a list's items, and itself."""
    kind = type(node)
    if kind is dict:
        values: Any = node.values()  # type: ignore[attr-defined]
        size = 1 + 2 * len(values)
    elif kind is list:
        values = node
        size = 1 + len(values)
    else:
        return 1
    for value in values:
        kind = type(value)
        if kind is dict or kind is list:
            size += _size(value) - 1
    return size
