"""pydantic's errors as problems in plain English, with their place in the file."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from cqcplan.english import with_article
from cqcplan.files.loaded import LoadedFile
from cqcplan.model.document import PlanFile
from cqcplan.model.header import Header
from cqcplan.model.links import kind_of, shape_of
from cqcplan.problems.nearest import did_you_mean, nearest
from cqcplan.problems.outcome import MOST_ALIKE
from cqcplan.problems.problem import Problem
from cqcplan.yamltext.positions import DUPLICATE
from cqcplan.yamltext.reader import MERGE
from cqcplan.yamltext.slips import BULLETS, DASHES

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
ODD_BLANKS = tuple("\xa0\u2000\u2002\u2003\u2007\u2009\u200b\u202f\u3000")
"""Blanks pasted from documents, which YAML takes for letters."""
_UNTOLD = "untold"
"""Marks errors of which so many came before that this one is only counted: what may be meant is not looked for."""
_LONGEST_SHOWN = 40
"""How much of a value a message repeats, in characters."""
_RANGE = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
}


def schema_problems(loaded: LoadedFile, error: ValidationError) -> list[Problem]:
    """Turn every error of one file into a problem, but for those at places the reader has reported already."""
    reported = {problem.place for problem in loaded.problems}
    alike: Counter[str] = Counter()
    found = []
    for item in error.errors(include_url=False):
        alike[item["type"]] += 1
        one = {**item, _UNTOLD: alike[item["type"]] > MOST_ALIKE}
        if not _follows_from_another(loaded, one):
            problem = _problem(loaded, one)
            if problem.place not in reported:
                found.append(problem)
    return found


def _follows_from_another(loaded: LoadedFile, error: Error) -> bool:
    """Whether an error is only the consequence of a mistake that is reported by itself."""
    value: Any = error["input"]
    if error["type"] == "missing":
        # the field may be among those that were to be merged in, or be there under another name
        if not isinstance(value, dict):
            return False
        known = shape_of(_follow(loaded, error["loc"])[1]).fields
        return MERGE in value or (not error[_UNTOLD] and _is_there(str(error["loc"][-1]), value, known))
    if error["type"] == "too_short" and isinstance(value, list):
        # entries with mistakes in them were not counted
        return bool(len(value) >= error["ctx"]["min_length"])
    # inside the second of two same keys
    return any(isinstance(step, str) and DUPLICATE in step for step in error["loc"])


def _follow(loaded: LoadedFile, location: Sequence[str | int]) -> tuple[list[str | int], type[BaseModel], object]:
    """Follow pydantic's location as far as the data goes.

    Returns:
        The route in the data, the model it stands in, and the value there. Steps that
        name a branch of a union are not in the data and are passed over.
    """
    node: Any = loaded.data
    route: list[str | int] = []
    model = loaded.root
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
    route, model, value = _follow(loaded, error["loc"])
    handler = _HANDLERS.get(error["type"], _other)
    return handler(loaded, error, route, model, value)


def _field(route: Sequence[str | int]) -> str:
    """Say what a route leads to: a field, or an entry of one, whatever the depth of lists in it."""
    name = next((f'"{step}"' for step in reversed(route) if isinstance(step, str)), "this file")
    return f"an entry of {name}" if route and isinstance(route[-1], int) else name


_KINDS: dict[type[BaseModel], str] = {PlanFile: "plan file", Header: "plan: section"}


def _kind(model: type[BaseModel]) -> str:
    return _KINDS.get(model) or kind_of(model)


def _ends_at_comma(loaded: LoadedFile, route: Sequence[str | int]) -> bool:
    """Whether a key with nothing after it is part of a text in braces that a comma has cut."""
    place = loaded.place(route, key=True)
    after = place.column - 1 + len(str(route[-1]))
    return loaded.lines[place.line - 1][after : after + 80].lstrip().startswith((",", "}"))


def _odd(text: str) -> str:
    """Name the first character that is no sign of a keyboard: ``a no-break space``."""
    from unicodedata import category, name  # noqa: PLC0415 - only for this mistake

    found = next(character for character in text if not (character.isascii() and character.isprintable()))
    called = name(found, f"character U+{ord(found):04X}").lower()
    if category(found)[0] in "PS":
        return f"{with_article(called)} ({found})"
    return f"{with_article(called)}, which does not show"


def _unknown_field(
    loaded: LoadedFile, error: Error, route: list[str | int], model: type[BaseModel], value: object
) -> Problem:
    name = str(error["loc"][-1])
    parent = _follow(loaded, error["loc"][:-1])[1]
    del model
    known = shape_of(parent).fields
    visible = "".join(character for character in name if character.isascii() and character.isprintable())
    if visible in known:
        near: str | None = f'it has {_odd(name)} in it: type "{visible}" again'
    elif name.startswith("-") and name[1:] in known:
        near = "a space is missing after the hyphen"
    elif value is None and _ends_at_comma(loaded, route):
        near = "in braces a comma starts a new field: put text in quotes, and write numbers without commas"
    else:
        near = _meant_field(name, known) or _elsewhere(name) or (None if error[_UNTOLD] else did_you_mean(name, known))
    return loaded.problem(
        "101",
        route,
        f'unknown field "{name}"',
        key=True,
        label=f"not a field of {with_article(_kind(parent))}",
        help=near or f"the fields of {with_article(_kind(parent))} are {', '.join(sorted(known))}",
    )


_MEANT = {
    "name": ("title", "holder"), "title": ("name",), "description": ("text",), "summary": ("text",),
    "deadline": ("due",), "target_date": ("due",), "end": ("due",), "finish": ("due",), "date": ("on", "due"),
    "by": ("due",), "start_date": ("start",), "lead": ("owner",), "responsible": ("owner",), "person": ("holder",),
    "officer": ("owner",), "comment": ("text", "note"), "comments": ("text", "note"), "notes": ("note",),
    "progress": ("text", "status"), "colour": ("rag",), "color": ("rag",), "units": ("unit",), "score": ("likelihood",),
    "committee": ("body",), "link": ("url",), "web": ("url",), "narrative": ("text",), "update": ("text",),
    "owner": ("lead", "by"), "goal": ("target",), "rating": ("rag",), "action": ("title",), "risk": ("title",),
}  # fmt: skip
"""What people call a field, and the fields that they may mean."""


def _meant_field(name: str, known: Sequence[str]) -> str | None:
    """Say which field is meant by a name that people have for it."""
    usual = re.sub(r"[ -]+", "_", name.strip().lower())
    if usual in known:
        return f'write "{usual}"'
    if usual == "name" and "holder" in known:
        return "who is in post is the holder: write holder; what the post is called is its title"
    meant = [f'"{each}"' for each in _MEANT.get(usual, ()) if each in known]
    return f"write {' or '.join(meant)}" if meant else None


def _is_there(name: str, entry: dict[str, Any], known: Collection[str]) -> bool:
    """Whether an entry has a field under a name that people have for it, or under a misspelt one."""
    for key in entry:
        usual = re.sub(r"[ -]+", "_", key.strip().lower())
        if key not in known and (usual == name or name in _MEANT.get(usual, ())[:1] or nearest(key, known) == name):
            return True
    return False


def _elsewhere(name: str) -> str | None:
    """Say where a list belongs that stands somewhere else."""
    holder = {"actions": "a priority", "milestones": "an action", "observations": "a measure", "decisions": "a meeting",
              "recommendations": "a meeting", "items": "a reference set", "events": "an adviser"}.get(name)  # fmt: skip
    return f"{name} stand under {holder}: put them there, further in" if holder else None


def _missing(
    loaded: LoadedFile, error: Error, route: list[str | int], model: type[BaseModel], value: object
) -> Problem:
    name = str(error["loc"][-1])
    at = [*route, "id"] if isinstance(value, dict) and "id" in value else route
    return loaded.problem(
        "102",
        at,
        f'this {_kind(model)} has no "{name}"',
        help=f"add {name}:",
    )


def _not_allowed(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    is_key = error["loc"][-1] == "[key]"
    if is_key:
        value = route[-1]
    allowed = [word.strip("'") for word in str(error["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
    near = did_you_mean(value, allowed) if isinstance(value, str) and not error[_UNTOLD] else None
    return loaded.problem(
        "103",
        route,
        f"{_field(route[:-1] if is_key else route)} cannot {'have' if is_key else 'be'} {_shown(value)}",
        key=is_key,
        help=f"{near + ' ' if near else ''}{_allowed(allowed)}",
    )


def _allowed(allowed: list[str]) -> str:
    if len(allowed) == 1:
        return f"write {allowed[0]}"
    return f"write one of {', '.join(allowed)}"


def _shown(value: object) -> str:
    """Show a value in a message: short, and as it stands in YAML."""
    if isinstance(value, str):
        return f'"{value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 1] + "…"}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    return _NOUNS[type(value)]


def _wrong_kind(
    loaded: LoadedFile, error: Error, route: list[str | int], model: type[BaseModel], value: object
) -> Problem:
    wanted = _WANTED[error["type"]]
    help_ = f"write {wanted} here"
    if error["type"] == "string_type" and isinstance(value, (int, float, bool)):
        help_ = "put it in quotes"
    elif error["type"] == "string_type" and isinstance(value, dict):
        help_ = "put the text in quotes if it has a colon in it"
    elif value is None and _is_remark(loaded, route):
        help_ = "what stands there is a remark, because # begins one: put the text in quotes"
    elif value is None:
        help_ = "write a value after the colon, or delete the field"
    elif error["type"] == "tuple_type" and isinstance(value, str) and re.match(f"[{DASHES}{BULLETS}]", value):
        what = "bullet" if re.match(f"[{BULLETS}]", value) else "dash"
        help_ = f"this {what} ({value[0]}) is not a hyphen: begin each entry with a hyphen and a space"
    elif error["type"] == "tuple_type":
        help_ = "start each entry on its own line with a hyphen, or write [one, two]"
    elif error["type"] == "model_type":
        help_ = f"write the fields of {with_article(_kind(model))}, one to a line"
    return _should_be(loaded, route, wanted, value, help_)


def _is_remark(loaded: LoadedFile, route: list[str | int]) -> bool:
    """Whether nothing but a remark stands after a field's colon."""
    place = loaded.place(route, key=True)
    return bool(re.match(r"[^#]*:\s+#", loaded.lines[place.line - 1][place.column - 1 :]))


def _should_be(loaded: LoadedFile, route: list[str | int], wanted: str, value: object, help_: str) -> Problem:
    found = "a number with a fraction" if isinstance(value, float) else _NOUNS[type(value)]
    return loaded.problem("104", route, f"{_field(route)} should be {wanted}, not {found}", help=help_)


def _bad_id(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    is_key = error["loc"][-1] == "[key]"
    wrong = str(route[-1] if is_key else value)
    suggestion = "-".join(re.findall("[a-z0-9]+", wrong.lower()))
    help_ = f"use lower-case words and figures joined by hyphens{': ' + suggestion if suggestion else ''}"
    if {"scores", "quality_statements"}.intersection(route):
        # press tables of 2023 and 2024 print other names than the guidance, and neither is an id
        from cqcplan.framework.vintage import CURRENT, load_vintage  # noqa: PLC0415 - only for this mistake

        meant = load_vintage(CURRENT).find_statement(wrong)
        help_ = f'"{wrong}" means {meant.id}: write that' if meant else help_
    if (before := wrong.partition("#")[0]) != wrong and before[-1:] in ODD_BLANKS:
        help_ = f"it has {_odd(before[-1])} before the #: type an ordinary space there to begin a comment"
    elif " - " in wrong and isinstance(value, str):
        help_ = f'line the hyphen before "{wrong.rpartition(" - ")[2]}" up with the one above; or {help_}'
    return loaded.problem(
        "105",
        route,
        f"{_shown(wrong)} is not an id",
        key=is_key,
        help=help_,
    )


def _empty(loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object) -> Problem:
    if isinstance(value, list) and value:
        return loaded.problem(
            "107",
            route,
            f"{_field(route)} has too few entries",
            help=f"write at least {error['ctx']['min_length']}",
        )
    what = "a list" if isinstance(value, list) else "text"
    return loaded.problem(
        "106", route, f"{_field(route)} is {what} with nothing in it", help="write something, or delete the field"
    )


def _too_long(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    is_key = error["loc"][-1] == "[key]"
    long = str(route[-1] if is_key else value)
    return loaded.problem(
        "107",
        route,
        f"{_field(route[:-1] if is_key else route)} is {len(long):,} characters long",
        key=is_key,
        help=f"use at most {error['ctx']['max_length']}",
    )


def _out_of_range(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    limit, words = _RANGE[error["type"]]
    return loaded.problem(
        "107",
        route,
        f"{_field(route)} cannot be {_shown(value)}",
        help=f"it is {words} {error['ctx'][limit]}",
    )


def _own_message(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], value: object
) -> Problem:
    """Show a message of the model's own types: dates and numbers."""
    said = str(error["ctx"]["error"])
    if said.startswith("expected "):
        example = said.removeprefix("expected ")
        return _should_be(loaded, route, example.partition(" such as ")[0], value, f"write {example}")
    message, _, help_ = said.rpartition(": ")
    if len(str(value)) > _LONGEST_SHOWN:
        message = f"{_shown(value)} is not a date"
    else:
        help_ = _date_meant(value) or help_
    return loaded.problem("301", route, message, help=help_)


def _date_meant(value: object) -> str | None:
    """Offer what a date means that a plan does not hold as it is written: ``31/03/2026``."""
    from cqcplan.typed.dates import DateInDoubtError, read_date, written  # noqa: PLC0415 - only for this mistake

    try:
        return f"did you mean {written(read_date(str(value)))}?"
    except DateInDoubtError as error:
        found = re.search(r"did you mean .*|has no year.*", str(error))
        return found[0] if found else None
    except ValueError:
        return None


def _other(
    loaded: LoadedFile, error: Error, route: list[str | int], _model: type[BaseModel], _value: object
) -> Problem:
    return loaded.problem("104", route, f"{_field(route)} is not right: {error['msg']}")


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
