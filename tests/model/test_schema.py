"""The JSON Schema of a plan file: fresh, well made, explained, and of one mind with the models."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from operator import getitem
from pathlib import Path
from typing import Annotated, Any, cast

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError as Refusal
from jsonschema.validators import extend
from pydantic import BaseModel, TypeAdapter, ValidationError
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.files.read_file import as_models
from cqcplan.model.docstrings import field_doc, type_doc
from cqcplan.model.document import PlanFile
from cqcplan.model.examples import EXAMPLES, MEANINGS
from cqcplan.model.json_schema import models
from cqcplan.model.links import shape_of
from cqcplan.yamltext.reader import decode, read
from tests.places import FIXTURES, ROOT

STORED = ROOT / "schema" / "plan.schema.json"
MODELINE = "# yaml-language-server: $schema=../../schema/plan.schema.json"
PLANS = sorted((ROOT / "plans").rglob("*.y*ml"))
GOOD = sorted((FIXTURES / "good").rglob("*.y*ml"))
BAD = sorted((FIXTURES / "bad" / "schema").rglob("*.y*ml"))
CANNOT_TELL = {
    "no-plan-section.yaml": "that some file of the plan has a plan section",
    "empty-plan-section.yaml": "that the plan section has something in it",
    "folder-without-plan-section/plan.yaml": "that some file of the plan has a plan section",
    "folder-without-plan-section/risks.yaml": "that some file of the plan has a plan section",
    "two-plan-sections/plan.yaml": "that no other file has a plan section",
    "two-plan-sections/more.yaml": "that no other file has a plan section",
    "two-plan-sections/sub/again.yaml": "that no other file has a plan section",
}
"""The mistakes in fixtures/bad/schema that a schema of one file cannot tell, and why."""
FROM_2019 = {
    "$defs", "$anchor", "$dynamicRef", "prefixItems", "unevaluatedProperties", "unevaluatedItems", "dependentRequired",
    "dependentSchemas", "minContains", "maxContains", "discriminator", "deprecated",
}  # fmt: skip
"""Words that draft-07 does not have."""

SCHEMA = json.loads(STORED.read_text(encoding="utf-8"))


def by_ecma_script(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[Refusal]:
    """Match as JSON Schema says to, where ``$`` is the very end; in Python a line end may follow it."""
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield Refusal(f"{value!r} does not match {pattern}")


VALIDATOR: Draft7Validator = extend(Draft7Validator, {"pattern": by_ecma_script})(SCHEMA)  # type: ignore[no-untyped-call]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def data_of(path: Path) -> Any:
    text = decode(path.read_bytes())
    assert isinstance(text, str)
    return read(text).data


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    found: dict[str, Any] = SCHEMA if model is PlanFile else SCHEMA["definitions"][model.__name__]
    return found


def every_field() -> list[tuple[type[BaseModel], str, str]]:
    """Return every model and field, by its name in Python and in YAML."""
    return [(model, name, info.alias or name) for model in models() for name, info in model.model_fields.items()]


each_field = pytest.mark.parametrize(
    ("model", "field", "name"), every_field(), ids=[f"{model.__name__}.{name}" for model, _, name in every_field()]
)


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Return every schema inside a schema. Names of fields and examples are not words of the schema."""
    yield schema
    for word in ("properties", "definitions"):
        for part in schema.get(word, {}).values():
            yield from parts_of(part)
    for word in ("anyOf", "allOf"):
        for part in schema.get(word, ()):
            yield from parts_of(part)
    if "items" in schema:
        yield from parts_of(schema["items"])


def test_the_stored_schema_is_the_one_the_command_writes(tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["schema"])
    assert printed.exit_code == 0
    assert printed.stdout == STORED.read_text(encoding="utf-8"), "run: make schema"

    written = CliRunner().invoke(app, ["schema", "-o", str(tmp_path / "plan.json")])
    assert written.exit_code == 0
    assert written.stdout == ""
    assert (tmp_path / "plan.json").read_bytes() == printed.stdout.encode()


def test_a_file_that_cannot_be_written_is_exit_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["schema", "-o", str(tmp_path / "nowhere" / "plan.json")])
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_the_schema_is_draft_07() -> None:
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(SCHEMA)
    for part in parts_of(SCHEMA):
        assert not part.keys() & FROM_2019
        assert "oneOf" not in part, "editors explain anyOf better, and no value fits two branches"
        assert "$ref" not in part or part.keys() == {"$ref"}, "draft-07 passes over what stands beside a $ref"
        assert part.get("$ref", "#/definitions/").startswith("#/definitions/")
        assert part.get("type") != "object" or part["additionalProperties"] is False


def test_every_model_has_a_title_and_says_what_it_is() -> None:
    assert set(SCHEMA["definitions"]) == {model.__name__ for model in models()[1:]}
    for model in models():
        assert schema_of(model)["title"]
        assert len(schema_of(model)["description"].split()) > 2, model


@each_field
def test_every_field_says_what_it_means(model: type[BaseModel], field: str, name: str) -> None:
    said = schema_of(model)["properties"][name]["description"]
    assert len(said.split()) > 1
    assert said[0].isupper() or said[0] in "`0123456789"
    own = field_doc(model, field)
    assert own is None or said.startswith(own)
    # "a date" or "plain words" says nothing that the examples do not
    is_bare = own is None and said == type_doc(model, field)
    assert not is_bare or "enum" in schema_of(model)["properties"][name], "say it after the field in the model"


@each_field
def test_every_leaf_field_has_examples_that_are_true(model: type[BaseModel], field: str, name: str) -> None:
    schema = schema_of(model)["properties"][name]
    examples = schema.get("examples", [])
    assert examples or name in dict(shape_of(model).children), "add one to model/examples.py"
    info = model.model_fields[field]
    marks = tuple(info.metadata)
    whole: Any = getitem(cast(Any, Annotated), (info.annotation, *marks)) if marks else info.annotation
    of_model: TypeAdapter[Any] = TypeAdapter(whole)
    of_schema = Draft7Validator({"definitions": SCHEMA["definitions"], "allOf": [schema]})
    for example in examples:
        of_model.validate_python(example)
        assert of_schema.is_valid(example), example


def test_no_meaning_and_no_example_is_left_over() -> None:
    meant, shown = set(), set()
    for model, field, name in every_field():
        schema = schema_of(model)["properties"][name]
        for key in (f"{model.__name__}.{name}", name):
            if field_doc(model, field) is None and schema["description"].startswith(MEANINGS.get(key, "\0")):
                meant.add(key)
            if EXAMPLES.get(key) in schema.get("examples", ()):
                shown.add(key)
    assert set(MEANINGS) - meant == set(), "a docstring has taken its place"
    assert set(EXAMPLES) - shown == set()


def test_editors_are_offered_what_the_framework_fixes() -> None:
    priority = SCHEMA["definitions"]["Priority"]["properties"]
    assert "assessing-needs" in priority["quality_statements"]["items"]["enum"]
    assert SCHEMA["definitions"]["Assessment"]["properties"]["scores"]["properties"].keys() == set(
        priority["quality_statements"]["items"]["enum"]
    )
    assert "la-2026-04" in SCHEMA["definitions"]["Header"]["properties"]["framework"]["enum"]


@pytest.mark.parametrize("path", PLANS, ids=name_of)
def test_every_example_plan_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == MODELINE
    assert (path.parent / MODELINE.partition("=")[2]).resolve() == STORED


@pytest.mark.parametrize("path", [*PLANS, *GOOD], ids=name_of)
def test_a_good_file_is_good_by_the_schema(path: Path) -> None:
    assert [refusal.message for refusal in VALIDATOR.iter_errors(data_of(path))] == []


Route = tuple[str | int, ...]


def refused_by_models(data: Any) -> set[Route]:
    """Return the places that the models refuse: the value, the unknown field, or where a missing one would be."""
    try:
        as_models(PlanFile, data)
    except ValidationError as error:
        return {_route(data, item) for item in error.errors() if not _only_follows(item)}
    return set()


def _only_follows(error: Any) -> bool:
    """Whether a list counts as too short only because of mistakes inside it."""
    given = error["input"]
    return error["type"] == "too_short" and isinstance(given, list) and len(given) >= error["ctx"]["min_length"]


def _route(data: Any, error: Any) -> Route:
    """Keep the steps of a location that are in the data; the others name branches of unions."""
    *within, last = error["loc"]
    missing = error["type"] == "missing"
    node = data
    route: list[str | int] = []
    for step in within if missing else [*within, last]:
        if (isinstance(node, dict) and step in node) or (isinstance(node, list) and isinstance(step, int)):
            node = node[step]
            route.append(step)
    return (*route, last) if missing else tuple(route)


def refused_by_schema(data: Any) -> set[Route]:
    return {route for refusal in VALIDATOR.iter_errors(data) for route in _routes(refusal)}


def _routes(refusal: Refusal) -> Iterator[Route]:
    here = tuple(refusal.absolute_path)
    value: Any = refusal.instance
    schema: Any = refusal.schema
    if refusal.validator == "required":
        yield from ((*here, name) for name in schema["required"] if name not in value)
    elif refusal.validator == "additionalProperties":
        yield from ((*here, name) for name in value if name not in schema["properties"])
    else:
        # where one branch of a choice fits but for something inside it, that something is what is wrong
        inside = {route for part in refusal.context or () for route in _routes(part)}
        yield from {route for route in inside if len(route) > len(here)} or {here}


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_schema_and_models_refuse_the_same_places(path: Path) -> None:
    data = data_of(path)
    refused = refused_by_models(data)
    assert refused_by_schema(data) == refused
    name = path.relative_to(FIXTURES / "bad" / "schema").as_posix()
    assert bool(refused) != (name in CANNOT_TELL)


def test_an_impossible_date_is_for_the_models_alone() -> None:
    """A date with no year in it is refused by both; the calendar is beyond a schema."""

    def update(on: Any) -> dict[str, Any]:
        return {"updates": [{"on": on, "about": "capacity"}]}

    place = {("updates", 0, "on")}
    assert refused_by_models(update("2026-02-30")) == place
    assert refused_by_schema(update("2026-02-30")) == set()
    wrongs: list[Any] = ["soon", "30/6", 26, True, None, 2026.5, []]
    for wrong in wrongs:
        assert refused_by_models(update(wrong)) == refused_by_schema(update(wrong)) == place, wrong


def test_an_address_is_one_of_the_web() -> None:
    def source(url: Any) -> dict[str, Any]:
        return {"sources": [{"id": "paper", "title": "Paper", "url": url}]}

    for good in ("https://www.example.gov.uk/a?b=c#d", " http://example.gov.uk "):
        assert refused_by_models(source(good)) == refused_by_schema(source(good)) == set(), good
    for wrong in ("www.example.gov.uk", "javascript:alert(1)", "ftp://example.gov.uk", "https://a b", "https://<b>", 1):
        assert refused_by_models(source(wrong)) == refused_by_schema(source(wrong)) == {("sources", 0, "url")}, wrong


def test_no_other_command_reads_the_words_of_the_models() -> None:
    script = (
        "import sys\nfrom cqcplan.cli.app import app\napp(['validate', 'nottingham'], standalone_mode=False)\n"
        "sys.stderr.write('MODULES ' + ' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    modules = set(done.stderr.partition("MODULES ")[2].split())
    assert "cqcplan.model.document" in modules
    assert not {"cqcplan.model.json_schema", "cqcplan.model.docstrings", "cqcplan.model.examples"} & modules
