"""What the data of a file is meant to be after an edit, worked out beside the text and compared with it."""

import json
from typing import Any

from cqcplan.files.loaded import LoadedFile
from cqcplan.yamltext.positions import Route


def get(data: Any, route: Route) -> Any:
    """Return what a route leads to; nothing where its last field is not there."""
    for step in route:
        data = data.get(step) if isinstance(data, dict) else data[step]
    return data


def put(data: Any, route: Route, value: object) -> Any:
    """Return data with one value changed; what is not on the way to it is shared."""
    if not route:
        return value
    step, *rest = route
    if isinstance(data, dict):
        return {**data, step: put(data.get(step), tuple(rest), value)}
    return [put(item, tuple(rest), value) if number == step else item for number, item in enumerate(data)]


def same(file: LoadedFile, meant: object) -> bool:
    """Whether a file says what is meant, every value and its kind; the order of fields does not count."""
    if _canon(file.data) == _canon(meant):
        return True
    # a block of text (>) that ended the file without a line end now has one; models drop it
    return _canon(_without_line_ends(file.data)) == _canon(_without_line_ends(meant))


def _canon(data: object) -> str:
    return json.dumps(data, sort_keys=True)


def _without_line_ends(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_line_ends(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_line_ends(value) for value in data]
    return data.removesuffix("\n") if isinstance(data, str) else data
