"""A plan with a marked secret in every text field of every kind of entry, at every visibility: read off the models."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.model.base import Entry, Named
from cqcplan.model.dates import When
from cqcplan.model.document import SECTIONS, Plan, PlanFile
from cqcplan.model.links import kind_of, shape_of
from cqcplan.model.texts import text_fields
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.levels import ORDER, strictest

DAY = date(2026, 6, 30)
GROUNDS = ("paragraphs", "reason", "public_interest")
STATEMENTS = (
    "assessing-needs", "healthier-lives", "equity", "care-provision", "partnerships", "safe-systems", "safeguarding",
    "governance", "learning",
)  # fmt: skip
FIXED = {
    "framework": "la-2026-04", "theme": "working-with-people", "quality_statements": ["assessing-needs"],
    "letter": "G", "house_style": "plain", "id": "anyshire", "metric": "ascof-3d-1a",
}  # fmt: skip
"""Fields whose words the framework or the format fixes."""
CHOSEN = {
    ("Body", "clear_days"): 5,
    ("Measure", "metric"): None,  # the catalogue of national metrics fixes its ids
    ("Role", "name_in_papers"): False,
    ("Assessment", "kind"): "comprehensive",
    ("Meeting", "on"): "2026-07-10",
    ("Milestone", "due"): "2026-09",
}
ANY = {"about": "priority", "sender": "role", "by": "role", "made_to": "body", "met_by": "meeting"}
"""The kind of entry pointed at by the fields that may point at any."""
NEVER = "never"
"""Stands in the mark of what no paper prints for anyone."""


def models_of(base: type[BaseModel]) -> list[type[BaseModel]]:
    """Return every model of a plan that is of some kind."""
    found: dict[type[BaseModel], None] = {}
    waiting: list[type[BaseModel]] = [PlanFile]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found[model] = None
            waiting += [child for _, child in shape_of(model).children]
    return [model for model in found if issubclass(model, base)]


def mark(level: str, model: type[BaseModel], field: str) -> str:
    """Return the word by which a text is known wherever it turns up: its visibility, kind and field."""
    level = NEVER if field in ("note", "holder") or (model.__name__ == "Exemption" and field != "reason") else level
    return f"zq{level}zq{model.__name__.lower()}{field.replace('_', '')}"


def id_of(level: str, kind: str, inside: str = "") -> str:
    """Return the id of the entry of one kind and visibility."""
    return f"zq{level}zq-{kind.replace(' ', '-')}-id{inside and f'-{inside}'}"


def marked(pointing: Literal["alike", "above"]) -> dict[str, Any]:
    """Make the plan.

    Args:
        pointing: whether entries point at those of the same visibility, or at those of the next narrower.
    """
    data: dict[str, Any] = {"plan": _fields(PlanFile.model_fields["plan"].annotation, "public", pointing)}
    data["plan"]["visibility"] = "public"
    sections = dict(shape_of(PlanFile).children)
    for section in SECTIONS:
        data[section] = [_entry(sections[section], level, level, pointing) for level in ORDER]
    seen: Counter[str] = Counter()
    for item in walk(data):
        if isinstance(item, dict) and item.get("id", "").startswith("zq"):
            seen[item["id"]] += 1
            # the first is the one pointed at
            item["id"] += f"-{seen[item['id']]}" if seen[item["id"]] > 1 else ""
    return data


def _entry(
    model: type[BaseModel], own: Visibility, level: Visibility, pointing: str, inside: str = ""
) -> dict[str, Any]:
    made = _fields(model, level, pointing)
    if issubclass(model, Named):
        made["id"] = id_of(level, kind_of(model), inside)
    if issubclass(model, Entry):
        made["visibility"] = own
        made["note"] = mark(NEVER, model, "note")
        if own == "exempt":
            interest = f"zqexemptzq{model.__name__.lower()}interest"
            made["exempt"] = {"paragraphs": [3], "reason": "It is about a provider.", "public_interest": interest}
        else:
            made.pop("exempt", None)
    return made


def _fields(model: Any, level: Visibility, pointing: str) -> dict[str, Any]:
    model = next((part for part in get_args(model) if part is not type(None)), model)
    made: dict[str, Any] = {}
    targets = dict(shape_of(model).references)
    children = dict(shape_of(model).children)
    for name, field in model.model_fields.items():
        key = field.alias or name
        if (model.__name__, name) in CHOSEN:
            made[key] = CHOSEN[model.__name__, name]
        elif name in FIXED:
            made[key] = FIXED[name]
        elif name == "source" or key in targets:
            made[key] = _pointer(field.annotation, targets[key], name, level, pointing)
        elif name in text_fields(model):
            made[key] = _text(field, mark(level, model, name))
        elif key in children:
            made[key] = _child(field.annotation, children[key], level, pointing)
        elif name not in ("visibility", "print_in_papers", "indicative", "open"):
            value = _plain(field.annotation)
            if value is not None:
                made[key] = value
    return {key: value for key, value in made.items() if value is not None}


def _text(field: Any, said: str) -> Any:
    if "uri" in f"{field.annotation}{field.metadata}":
        said = f"https://example.org/{said}"
    return [said] if get_origin(field.annotation) is tuple else said


def _pointer(annotation: Any, kind: str, name: str, level: Visibility, pointing: str) -> Any:
    if kind in ("framework", "theme"):
        return FIXED[kind]
    if kind == "national metric":
        return None  # a measure that is one says what the catalogue says, which is public
    if kind == "quality statement" and "dict" not in repr(annotation):
        return list(STATEMENTS)[:1]
    if kind == "quality statement":
        return {statement: {"score": 2, "printed_as": mark(level, PlanFile, "score")} for statement in STATEMENTS}
    if pointing == "above":
        level = ORDER[min(ORDER.index(level) + 1, len(ORDER) - 1)]
    target = id_of(level, ANY[name] if kind == "any" and name in ANY else "priority" if kind == "any" else kind)
    if name == "source":
        return f"{target} page 3"
    return [target] if "tuple" in repr(annotation) else target


def _child(annotation: Any, model: type[BaseModel], level: Visibility, pointing: str) -> Any:
    if model.__name__ == "Exemption":
        return None
    if not issubclass(model, Entry):
        made = _fields(model, level, pointing)
        # a scheme needs two colours
        return [made, made | {"colour": "green"}] if model.__name__ == "StatusColour" else _wrapped(annotation, made)
    inner = [_entry(model, own, strictest((own, level)), pointing, f"{own}-in-{level}") for own in ORDER]
    # the one that says what it stands in says is pointed at; in a restricted one the others are restricted too
    for own, entry in zip(ORDER, inner, strict=True):
        if own == level and "id" in entry:
            entry["id"] = id_of(level, kind_of(model))
    return inner if "tuple" in repr(annotation) else inner[ORDER.index(level)]


def _wrapped(annotation: Any, made: dict[str, Any]) -> Any:
    return [made] if "tuple" in repr(annotation) and "When" not in repr(annotation) else made


def _plain(annotation: Any) -> Any:
    """Return some value that is no text: a word from the list, a date, a number."""
    origin = get_origin(annotation)
    if origin is Literal:
        return get_args(annotation)[0]
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return next((value for value in map(_plain, get_args(annotation)) if value is not None), None)
    if origin is tuple:
        value = _plain(get_args(annotation)[0])
        return None if value is None else [value]
    if annotation is When:
        return "2026-05-15"
    return {int: 4, float: 4.5}.get(annotation)


def plan_of(data: dict[str, Any], folder: Path | None = None) -> Plan:
    """Read a plan from a file."""
    header = {"id": "anyshire", "council": {"name": "Anyshire Council"}, "framework": "la-2026-04"}
    with TemporaryDirectory(dir=folder) as made:
        file = Path(made) / "anyshire.yaml"
        file.write_text(json.dumps({"plan": header} | data), encoding="utf-8")
        loaded = load_plan(locate(str(file))[0])
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


def walk(value: Any) -> Iterator[Any]:
    """Go through plain data."""
    yield value
    for inside in value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ():
        yield from walk(inside)
