"""pydantic's errors as problems in plain English, with their place in the file."""

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from cqcplan.files.loaded import LoadedFile
from cqcplan.model.document import PlanFile
from cqcplan.model.links import kind_of, shape_of
from cqcplan.problems.nearest import did_you_mean
from cqcplan.problems.problem import Problem
from cqcplan.yamltext.positions import DUPLICATE

Error = dict[str, Any]

_NOUNS: dict[type, str] = {
    str: "text", bool: "true or false", int: "a number", float: "a number",
    list: "a list", dict: "a mapping", type(None): "nothing",
}  # fmt: skip
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of names to values",
    "model_type": "a mapping of fields",
}
_RANGE = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
}


def schema_problems(loaded: LoadedFile, error: ValidationError) -> list[Problem]:
    """Turn every error of one file into a problem."""
    found = []
    for item in error.errors(include_url=False):
        if any(isinstance(step, str) and DUPLICATE in step for step in item["loc"]):
            continue  # inside the second of two same keys, which is reported already
        found.append(_problem(loaded, dict(item)))
    return found


def _follow(data: object, location: Sequence[str | int]) -> tuple[list[str | int], type[BaseModel], object]:
    """Follow pydantic's location as far as the data goes.

    Returns:
        The route in the data, the model it stands in, and the value there. Steps that
        name a branch of a union are not in the data and are passed over.
    """
    node: Any = data
    route: list[str | int] = []
    model: type[BaseModel] = PlanFile
    for step in location:
        if isinstance(node, dict):
            inside = step in node
        else:
            inside = isinstance(node, list) and isinstance(step, int) and step < len(node)
        if not inside:
            continue
        if isinstance(step, str):
            model = dict(shape_of(model).children).get(step, model)
        node = node[step]
        route.append(step)
    return route, model, node


def _problem(loaded: LoadedFile, error: Error) -> Problem:
    route, model, value = _follow(loaded.data, error["loc"])
    handler = _HANDLERS.get(error["type"], _other)
    return handler(loaded, error, route, model, value)


def _field(route: Sequence[str | int]) -> str:
    """Return the name of the field a route leads to, whatever the depth of lists in it."""
    return next((step for step in reversed(route) if isinstance(step, str)), "this file")


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _kind(model: type[BaseModel]) -> str:
    return "plan file" if model is PlanFile else kind_of(model)


def _unknown_field(
    loaded: LoadedFile, error: Error, route: list[str | int], model: type[BaseModel], _value: object
) -> Problem:
    name = str(error["loc"][-1])
    parent = _follow(loaded.data, error["loc"][:-1])[1]
    del model
    known = shape_of(parent).fields
    return loaded.problem(
        "CQC101",
        route,
        f'unknown field "{name}"',
        key=True,
        label=f"not a field of {_a(_kind(parent))}",
        help=did_you_mean(name, known) or f"the fields of {_a(_kind(parent))} are {', '.join(sorted(known))}",
    )


def _missing(
    loaded: LoadedFile, error: Error, route: list[str | int], model: type[BaseModel], value: object
) -> Problem:
    name = str(error["loc"][-1])
    at = [*route, "id"] if isinstance(value, dict) and "id" in value else route
    return loaded.problem(
        "CQC102",
        at,
        f'this {_kind(model)} has no "{name}"',
        help=f"add {name}:",
    )


def _not_allowed(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    allowed = [word.strip("'") for word in str(error["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
    near = did_you_mean(value, allowed) if isinstance(value, str) else None
    return loaded.problem(
        "CQC103",
        route,
        f'"{_field(route)}" cannot be {_shown(value)}',
        label=None,
        help=f"{near + ' ' if near else ''}{_allowed(allowed)}",
    )


def _allowed(allowed: list[str]) -> str:
    if len(allowed) == 1:
        return f"write {allowed[0]}"
    return f"write one of {', '.join(allowed)}"


def _shown(value: object) -> str:
    """Show a value in a message: short, and as it stands in YAML."""
    if isinstance(value, str):
        return f'"{value if len(value) <= 40 else value[:37] + "…"}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    return _NOUNS[type(value)]


def _wrong_kind(
    loaded: LoadedFile, error: Error, route: list[str | int], model: type[BaseModel], value: object
) -> Problem:
    wanted = _WANTED[error["type"]]
    found = _NOUNS[type(value)]
    if found == wanted:
        found = "a number with a fraction" if isinstance(value, float) else found
    help_ = f"write {wanted} here"
    if error["type"] == "string_type" and isinstance(value, (int, float, bool)):
        help_ = "put it in quotes"
    elif error["type"] == "string_type" and isinstance(value, dict):
        help_ = "put the text in quotes if it has a colon in it"
    elif value is None:
        help_ = "write a value after the colon, or delete the field"
    elif error["type"] == "tuple_type":
        help_ = "start each entry on its own line with a hyphen, or write [one, two]"
    elif error["type"] == "model_type":
        help_ = f"write the fields of {_a(_kind(model))}, one to a line"
    return loaded.problem("CQC104", route, f'"{_field(route)}" should be {wanted}, not {found}', help=help_)


def _bad_id(
    loaded: LoadedFile, _error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    suggestion = "-".join("".join(c if c.isalnum() else " " for c in str(value).lower()).split())
    return loaded.problem(
        "CQC105",
        route,
        f"{_shown(value)} is not an id",
        help=f"use lower-case words and figures joined by hyphens{': ' + suggestion if suggestion else ''}",
    )


def _empty(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    what = "a list" if isinstance(value, list) else "text"
    del error
    return loaded.problem(
        "CQC106", route, f'"{_field(route)}" is {what} with nothing in it', help="write something, or delete the field"
    )


def _too_long(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    return loaded.problem(
        "CQC107",
        route,
        f'"{_field(route)}" is {len(str(value))} characters long',
        help=f"use at most {error['ctx']['max_length']}",
    )


def _out_of_range(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    limit, words = _RANGE[error["type"]]
    return loaded.problem(
        "CQC107",
        route,
        f'"{_field(route)}" cannot be {_shown(value)}',
        help=f"it is {words} {error['ctx'][limit]}",
    )


def _own_message(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], _value: object
) -> Problem:
    """Show a message of the model's own types: dates and numbers."""
    said = str(error["ctx"]["error"])
    message, _, help_ = said.partition(": ")
    if said.startswith("expected "):
        message, help_ = f'"{_field(route)}" is not right', f"write {said.removeprefix('expected ')}"
    code = "CQC104" if "number" in said else "CQC301"
    return loaded.problem(code, route, message, help=help_ or None)


def _other(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], _value: object
) -> Problem:
    return loaded.problem("CQC104", route, f'"{_field(route)}" is not right: {error["msg"]}')


_HANDLERS: dict[str, Callable[[LoadedFile, Error, list[str | int], type[BaseModel], object], Problem]] = {
    "extra_forbidden": _unknown_field,
    "missing": _missing,
    "literal_error": _not_allowed,
    "enum": _not_allowed,
    "string_pattern_mismatch": _bad_id,
    "string_too_short": _empty,
    "too_short": _empty,
    "string_too_long": _too_long,
    "value_error": _own_message,
    **dict.fromkeys(_WANTED, _wrong_kind),
    **dict.fromkeys(_RANGE, _out_of_range),
}
