"""The JSON Schema of a plan file, for editors: made from the models, in words that draft-07 has.

pydantic writes the 2020-12 form; here it is brought back to draft-07, and every field gets its
meaning, examples and, where the framework fixes them, the ids it takes.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from cqcplan.framework.vintage import CURRENT, load_vintage, vintage_ids
from cqcplan.metrics.catalogue import metrics
from cqcplan.model.base import ID_PATTERN
from cqcplan.model.dates import EXPECTED
from cqcplan.model.docstrings import field_doc, model_doc, type_doc
from cqcplan.model.document import PlanFile
from cqcplan.model.examples import DATES, EXAMPLES, IDS, MEANINGS
from cqcplan.model.links import kind_of, shape_of
from cqcplan.problems.json_text import json_text

DRAFT = "http://json-schema.org/draft-07/schema#"
DATE = {"type": ["string", "integer"], "pattern": "(19|20|21)[0-9]{2}|2200", "minimum": 1900, "maximum": 2200}
"""Every form of date has a year in it; more than that only the model can tell."""
ADDRESS = r'^\s*https?://[^\s<>"]+\s*$'
_ONE_OR_MORE = [{"type": "string"}, {"items": {"type": "string"}, "type": "array"}]
"""What pydantic writes of ``OneOrMore``: it loses what the ids look like."""

Schema = dict[str, Any]


def schema_text() -> str:
    """Return the schema as it is written to a file."""
    return json_text(plan_schema())


def plan_schema() -> Schema:
    """Return the schema of any file of a plan."""
    written = PlanFile.model_json_schema()
    return {
        "$schema": DRAFT,
        "title": "cqcplan plan file",
        **{name: part for name, part in _model(PlanFile, written).items() if name != "title"},
        "definitions": {
            model.__name__: _model(model, written["$defs"][model.__name__])
            for model in sorted(models()[1:], key=lambda model: model.__name__)
        },
    }


@cache
def models() -> tuple[type[BaseModel], ...]:
    """Return every model of a plan file, the file itself first."""
    found: list[type[BaseModel]] = [PlanFile]
    for model in found:
        found += [child for _, child in shape_of(model).children if child not in found]
    return tuple(dict.fromkeys(found))


def _model(model: type[BaseModel], written: Mapping[str, Any]) -> Schema:
    properties = {
        info.alias or name: _field(model, name, info.alias or name, written["properties"][info.alias or name])
        for name, info in model.model_fields.items()
    }
    required = _required(model, written.get("required", []))
    return {
        "title": kind_of(model).capitalize(),
        "description": model_doc(model),
        "type": "object",
        "properties": properties,
        **required,
        "additionalProperties": False,
    }


def _required(model: type[BaseModel], names: list[str]) -> Schema:
    """Say which fields must be given; where one stands in for others, those only without it."""
    one, others = getattr(model, "STANDS_IN", ("", ()))
    always = [name for name in names if name not in others]
    unless = {"if": {"required": [one]}, "then": {}, "else": {"required": [*others]}} if one else {}
    return ({"required": always} if always else {}) | unless


def _field(model: type[BaseModel], field: str, name: str, written: Mapping[str, Any]) -> Schema:
    target = dict(shape_of(model).references).get(name)
    ids = framework_ids().get(target or "")
    schema: Schema = _draft_07(written, ids)
    if "$ref" in schema:
        # draft-07 passes over what stands beside a $ref
        schema = {"allOf": [schema]}
    schema = {"description": _meaning(model, field, name, target)} | schema
    default = written.get("default")
    if default not in (None, [], {}):
        schema["default"] = default
    examples = _examples(model, name, schema, target, ids)
    if schema.get("type") == "array" and not model.model_fields[field].is_required():
        # a heading with nothing under it is an empty list
        schema = {name: ["array", "null"] if name == "type" else part for name, part in schema.items()}
    return schema | ({"examples": examples} if examples else {})


def _draft_07(written: Any, ids: Mapping[str, str] | None) -> Any:
    """Bring one piece of pydantic's schema back to draft-07."""
    match written:
        case list():
            return [_draft_07(part, ids) for part in written]
        case dict():
            return _known_type(written, ids) or _or_nothing(_plain(written, ids))
    return written


def _known_type(written: Schema, ids: Mapping[str, str] | None) -> Schema | None:
    """Write one of the models' own types, where this is one."""
    match written:
        case {"$ref": str(there)}:
            return {"$ref": there.replace("#/$defs/", "#/definitions/")}
        case {"description": str(said)} if said == EXPECTED:
            return dict(DATE)
        case {"pattern": str(pattern)} if ids and pattern == ID_PATTERN:
            return {"type": "string", "enum": list(ids)}
        case {"propertyNames": _}:
            return _by_name(written, ids)
        case {"anyOf": list(choices)} if choices == _ONE_OR_MORE:
            one = {"type": "string", "pattern": ID_PATTERN, "maxLength": 80}
            return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
    return None


def _plain(written: Schema, ids: Mapping[str, str] | None) -> Schema:
    """Write anything else: what draft-07 has no word for is left out, or has another name."""
    plain: Schema = {
        "anyOf" if name == "oneOf" else name: _draft_07(part, ids)
        for name, part in written.items()
        if name not in ("title", "default", "description", "discriminator")
    }
    if plain.get("format") == "uri":
        plain["pattern"] = ADDRESS
    if plain.get("minLength") == 1 and "maxLength" not in plain:
        # a text of blanks alone is empty
        plain["pattern"] = r"\S"
    return plain


def _by_name(written: Mapping[str, Any], ids: Mapping[str, str] | None) -> Schema:
    """Write a mapping whose names are known as an object with those fields, so that editors offer them."""
    names = ids or dict.fromkeys(written["propertyNames"]["enum"], "")
    patterns = written.get("patternProperties")
    value = _draft_07(next(iter(patterns.values())) if patterns else written["additionalProperties"], None)
    return {
        "type": "object",
        "properties": {name: ({"description": words} if words else {}) | value for name, words in names.items()},
        "additionalProperties": False,
    }


def _or_nothing(schema: Schema) -> Schema:
    """Write "this or nothing" as one type, where it can be: editors explain it better than a choice."""
    match schema.get("anyOf"):
        case [{"anyOf": list(choices)}, {"type": "null"} as nothing]:
            return {"anyOf": [*choices, nothing]}
        case [{"type": str() | list() as kind} as choice, {"type": "null"}]:
            kinds = [kind] if isinstance(kind, str) else kind
            words = {"enum": [*choice["enum"], None]} if "enum" in choice else {}
            return {**choice, **words, "type": [*kinds, "null"]}
    return schema


@cache
def framework_ids() -> Mapping[str, Mapping[str, str]]:
    """Return the ids that the framework fixes, with their names, by the kind of entry they are."""
    vintages = [load_vintage(name) for name in (CURRENT, *vintage_ids())]
    return {
        "national metric": {metric.id: metric.title for metric in metrics().values()},
        "framework": {name: load_vintage(name).title for name in vintage_ids()},
        "theme": {theme.id: theme.name for vintage in reversed(vintages) for theme in vintage.themes},
        "quality statement": {item.id: item.name for vintage in reversed(vintages) for item in vintage.statements},
    }


def _meaning(model: type[BaseModel], field: str, name: str, target: str | None) -> str:
    """Say what a field means: its own docstring, the table of meanings, or what it is made of."""
    child = dict(shape_of(model).children).get(name)
    said = (
        field_doc(model, field)
        or MEANINGS.get(f"{model.__name__}.{name}")
        or (model_doc(child) if child else None)
        or MEANINGS.get(name)
        or type_doc(model, field)
        or ""
    )
    match target:
        case None:
            return said
        case "any":
            return f"{said} Write the id of any entry of the plan."
        case "source":
            return f"{said} Write the id of a source, then the place in it."
    return f"{said} Write the id of {'an' if target[0] in 'aeiou' else 'a'} {target}."


def _examples(
    model: type[BaseModel], name: str, schema: Schema, target: str | None, ids: Mapping[str, str] | None
) -> list[Any]:
    """Return examples of a field: its own, or those of its type."""
    own = EXAMPLES.get(f"{model.__name__}.{name}")
    found = [own] if own is not None else _by_type(schema, target, ids)
    if not found and name in EXAMPLES:
        found = [EXAMPLES[name]]
    is_list = schema.get("type") == "array"
    return [[item] if is_list and not isinstance(item, list) else item for item in found]


def _by_type(schema: Schema, target: str | None, ids: Mapping[str, str] | None) -> list[Any]:
    inner = schema.get("items", schema)
    parts = [inner, *inner.get("anyOf", ())]
    if ids and "properties" not in schema:
        return list(ids)[:1] if target != "framework" else [CURRENT]
    if target in IDS:
        return [IDS[target]]
    if any(part.get("pattern") == DATE["pattern"] for part in parts):
        return DATES[:1] if "items" in schema else DATES
    if inner.get("type") in ("boolean", ["boolean", "null"]):
        return [not schema.get("default", False)]
    return next((part["enum"][:1] for part in parts if "enum" in part), [])
