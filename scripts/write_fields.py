"""Write docs/reference/fields.md, every field of a plan, from the JSON Schema that is made from the models.

A test holds the page equal to what this writes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cqcplan.model.base import Entry, Exemption
from cqcplan.model.dates import EXPECTED
from cqcplan.model.delivery import Priority
from cqcplan.model.json_schema import DATE, framework_ids, models, plan_schema

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "fields.md"
HEAD = f"""\
# Every field of a plan

A plan is a folder with a `plan.yaml`, and every other `*.yaml` below it adds to the same plan. Each file is a mapping
of sections; which file a section stands in never matters. Names in **bold** must be given, all others may be left out.

- **Date**: {EXPECTED.removeprefix("a date ")}.
  Nothing is overdue before the last day that its date can mean.
- **Id**: lower-case letters and figures, joined by single hyphens or full stops (`ot-waiting`). It is unique within the
  plan, whatever it names, so any entry can point at any other with one word.
- **Text**: words; in quotes where they hold a colon followed by a blank, or begin with a special character.

The same, for editors, is the JSON Schema in `schema/plan.schema.json`: an editor with a YAML language server offers
these names and words while you type. This page is written by `make schema` from the models; do not edit it.

"""
SHARED_SAYS = "Wherever an entry says so below, it may also have these."
Schema = Mapping[str, Any]
Titles = Mapping[str, str]
"""What each model is called, by its name."""


def page() -> str:
    """Return the page."""
    schema = plan_schema()
    kinds = {model: schema["definitions"][model.__name__] for model in models()[1:]}
    titles = {model.__name__: entry["title"] for model, entry in kinds.items()}
    stands_in = _stands_in(schema, titles)
    parts = [HEAD, f"## Sections of a file\n\n{schema['description']}\n\n", _table(schema, titles)]
    shared = {name: kinds[Priority]["properties"][name] for name in Entry.model_fields}
    parts.append(f"\n## Fields of every entry\n\n{SHARED_SAYS}\n\n{_table({'properties': shared}, titles)}")
    for model, entry in kinds.items():
        where = ", ".join(stands_in[model.__name__])
        parts.append(f"\n## {entry['title']}\n\n{entry['description']}\n\nStands in: {where}.\n")
        told = shared if issubclass(model, Entry) else ()
        if told:
            parts.append("It also takes the [fields of every entry](#fields-of-every-entry).\n")
        own = {name: field for name, field in entry["properties"].items() if name not in told}
        parts.append(f"\n{_table({**entry, 'properties': own}, titles)}")
    return "".join(parts)


def _table(entry: Schema, titles: Titles) -> str:
    rows = ["| field | takes | meaning |\n| --- | --- | --- |\n"]
    for name, field in entry["properties"].items():
        named = f"**`{name}`**" if name in entry.get("required", ()) else f"`{name}`"
        said = (field.get("description", "").strip(), _default(field), _example(field, titles))
        rows.append(f"| {named} | {_cell(_takes(field, titles))} | {_cell(' '.join(filter(None, said)))} |\n")
    return "".join(rows)


def _takes(field: Schema, titles: Titles) -> str:
    """Say in a few words what a field takes."""
    match field:
        case {"$ref": str(there)}:
            said = _link(titles[there.rsplit("/", 1)[1]])
        case {"allOf": list(choices)} | {"anyOf": list(choices)}:
            said = " or ".join(dict.fromkeys(_takes(one, titles) for one in choices if one != {"type": "null"}))
        case {"enum": list(words)} if set(words) & framework_ids()["national metric"].keys():
            said = "a [national metric](metrics.md)"
        case {"enum": list(words)}:
            said = ", ".join(f"`{word}`" for word in words if word is not None)
        case {"const": word}:
            said = f"`{word}`"
        case {"type": "array" | ["array", "null"], "items": inner}:
            said = f"list of: {_takes(inner, titles)}"
        case {"type": "object", "properties": known}:
            names = ", ".join(f"`{name}`" for name in known)
            said = f"mapping of {names} to: {_takes(next(iter(known.values())), titles)}"
        case {"type": "object", "additionalProperties": dict(value)}:
            said = f"mapping to: {_takes(value, titles)}"
        case _:
            said = _plain(field)
    return said


def _plain(field: Schema) -> str:
    """Say what a field of one plain type takes."""
    if field.get("pattern") == DATE["pattern"]:
        return "date"
    kinds = field.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    words = {"boolean": "true or false", "integer": "whole number", "number": "number", "string": "text"}
    said = " or ".join(words[kind] for kind in kinds if kind in words)
    if "string" in kinds:
        said = {"uri": "web address"}.get(field.get("format", ""), said)
        if str(field.get("pattern", "")).startswith("^[a-z0-9]"):
            said = "id"
    bounds = (field.get("minimum"), field.get("maximum"))
    match bounds:
        case (None, None):
            return said
        case (least, None):
            return f"{said}, {least} or more"
        case (None, most):
            return f"{said}, {most} at most"
    return f"{said}, {bounds[0]} to {bounds[1]}"


def _default(field: Schema) -> str:
    return f"Left out: `{_yaml(field['default'])}`." if "default" in field and "const" not in field else ""


def _example(field: Schema, titles: Titles) -> str:
    """Return an example as it stands in YAML; of a choice of words none is needed."""
    if "examples" not in field or "`, `" in _takes(field, titles) or "const" in field:
        return ""
    return "Example: " + ", ".join(f"`{_yaml(one)}`" for one in field["examples"]) + "."


def _yaml(value: Any) -> str:
    match value:
        case bool() | int() | float():
            return json.dumps(value)
        case list():
            return f"[{', '.join(_yaml(one) for one in value)}]"
        case dict():
            return f"{{{', '.join(f'{name}: {_yaml(one)}' for name, one in value.items())}}}"
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if ": " in text or text[:1] in "*&!|>'\"%@`{[" else text


def _cell(text: str) -> str:
    return " ".join(text.replace("|", r"\|").split())


def _link(title: str) -> str:
    return f"[{title.lower()}](#{title.lower().replace(' ', '-')})"


def _stands_in(schema: Schema, titles: Titles) -> dict[str, list[str]]:
    """Return where each kind of entry stands: sections of a file, and fields of other entries."""
    found: dict[str, list[str]] = {name: [] for name in titles}
    for field, there in _children(schema["properties"]):
        found[there].append(f"`{field}:` of a file")
    for name, title in titles.items():
        for field, there in _children(schema["definitions"][name]["properties"]):
            shared = there == Exemption.__name__
            found[there].append(f"`{field}` of {_link('Fields of every entry' if shared else title)}")
    return {name: list(dict.fromkeys(places)) for name, places in found.items()}


def _children(fields: Mapping[str, Schema]) -> Iterator[tuple[str, str]]:
    """Return the fields that hold entries, each with the name of their model."""
    for name, field in fields.items():
        for there in dict.fromkeys(re.findall(r'"#/definitions/(\w+)"', json.dumps(field))):
            yield name, there


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
