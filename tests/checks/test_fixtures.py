"""The plans in fixtures/: the good ones are clean and use every field, the bad ones raise what they say they raise."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.files.schema_problems import _HANDLERS
from cqcplan.model.document import PlanFile
from cqcplan.model.links import shape_of
from cqcplan.yamltext.reader import decode, read
from tests.places import FIXTURES

GOOD = sorted((FIXTURES / "good").iterdir())
BAD = sorted((FIXTURES / "bad").glob("*/*"))

AT_LINE_END = re.compile(r"# expect((?: PLAN\d{3})+)\s*$")
AS_OF = re.compile(r"^# as of (\d{4}-\d\d-\d\d)$", re.MULTILINE)
"""The day that a plan is looked at from, where it is not :data:`USUAL_DAY`."""
USUAL_DAY = "2026-06-01"
SELECT = re.compile(r"^# select (PLAN\d{3})$", re.MULTILINE)
"""The one rule that a plan is checked by, where it is off by default or would bring others with it."""
ELSEWHERE = re.compile(r"^# expect (PLAN\d{3}) at (?:([\w.-]+):)?(\d+):(\d+)\s*$")


class Expected(NamedTuple):
    """A problem that a fixture says it raises."""

    file: str
    line: int
    code: str
    column: int | None = None
    """Asked for only where the comment stands elsewhere."""


def name_of(path: Path) -> str:
    return path.relative_to(FIXTURES).as_posix()


def yaml_files(plan: Path) -> list[Path]:
    return sorted(path for path in plan.rglob("*.y*ml") if path.is_file()) if plan.is_dir() else [plan]


def day_of(plan: Path) -> str:
    said = (AS_OF.search(path.read_bytes().decode("latin-1").replace("\r", "\n")) for path in yaml_files(plan))
    return next((found[1] for found in said if found), USUAL_DAY)


def validate(plan: Path) -> tuple[int, list[dict[str, Any]]]:
    """Run the command over a plan; return its exit code and its problems."""
    chosen = (SELECT.search(path.read_bytes().decode("latin-1")) for path in yaml_files(plan))
    select = [word for found in chosen if found for word in ("--select", found[1])]
    words = ["validate", str(plan), "--as-of", day_of(plan), "--output-format", "json", *select]
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.exit_code, json.loads(result.stdout)["problems"]


def expectations(plan: Path) -> Iterator[Expected]:
    for path in yaml_files(plan):
        # YAML's own line ends, in text that need not be UTF-8
        lines = re.split("\r\n|[\r\n]", path.read_bytes().removeprefix(codecs.BOM_UTF8).decode("latin-1"))
        for number, line in enumerate(lines, 1):
            if elsewhere := ELSEWHERE.match(line):
                code, file, at_line, column = elsewhere.groups()
                named = path.parent / file if file else path
                yield Expected(named.as_posix(), int(at_line), code, int(column))
            elif at_end := AT_LINE_END.search(line):
                for code in at_end[1].split():
                    yield Expected(path.as_posix(), number, code)


@pytest.mark.parametrize("plan", BAD, ids=name_of)
def test_a_bad_plan_raises_what_it_says_and_nothing_else(plan: Path) -> None:
    expected = list(expectations(plan))
    assert expected, "no expectation stands in this fixture"

    exit_code, problems = validate(plan)

    raised = Counter((problem["file"], problem["line"], problem["code"]) for problem in problems)
    assert raised == Counter((item.file, item.line, item.code) for item in expected)
    places = {(problem["file"], problem["line"], problem["column"]) for problem in problems}
    for item in expected:
        assert item.column is None or (item.file, item.line, item.column) in places
    assert exit_code == any(problem["severity"] == "error" for problem in problems)


@pytest.mark.parametrize("plan", GOOD, ids=name_of)
def test_a_good_plan_is_clean(plan: Path) -> None:
    assert validate(plan) == (0, [])


@pytest.mark.parametrize("plan", BAD, ids=name_of)
def test_every_message_is_the_projects_own(plan: Path) -> None:
    """A kind of mistake that nobody has put into words yet shows the words of a library."""
    for problem in validate(plan)[1]:
        said = f"{problem['message']} {problem['help']}"
        assert "is not right: " not in said
        assert "the parser says" not in said
        assert "Input should" not in said
        assert problem["help"], problem["message"]


def used_fields(value: Any, model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Return the model and name of every field that some plain data uses."""
    if isinstance(value, list):
        for item in value:
            yield from used_fields(item, model)
    elif isinstance(value, dict):
        shape = shape_of(model)
        children = dict(shape.children)
        if model.__name__ == "StatementScore" and not value.keys() & set(shape.fields):
            # scores are kept by quality statement
            for item in value.values():
                yield from used_fields(item, model)
            return
        for name, item in value.items():
            if item is not None:
                yield model.__name__, name
            if name in children:
                yield from used_fields(item, children[name])


def every_model() -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = [PlanFile]
    for model in found:
        found += [child for _, child in shape_of(model).children if child not in found]
    return found


def good_data() -> list[Any]:
    texts = [decode(path.read_bytes()) for plan in GOOD for path in yaml_files(plan)]
    return [read(text).data for text in texts if isinstance(text, str)]


def test_the_good_plans_use_every_field_of_every_model() -> None:
    used = {field for data in good_data() for field in used_fields(data, PlanFile)}
    every = {(model.__name__, name) for model in every_model() for name in shape_of(model).fields}

    unused = sorted(f"{model}.{name}" for model, name in every - used)

    assert not unused, f"no plan in fixtures/good has {', '.join(unused)}"


@pytest.mark.parametrize(
    "form",
    [
        r"\d{4}-\d\d-\d\d",
        r"\d{4}-\d-\d",
        r"\d\d? [A-Z]\w+ \d{4}",
        r"\d{4}-(0\d|1[012])",
        r"[A-Z]\w+ \d{4}",
        r"early \w+ \d{4}",
        r"mid \w+ \d{4}",
        r"late \w+ \d{4}",
        r"end of \w+ \d{4}",
        r"spring \d{4}",
        r"summer \d{4}",
        r"autumn \d{4}",
        r"winter \d{4}",
        r"\d{4}-\d\d-Q[1-4]",
        r"Quarter [1-4] \d{4}/\d\d",
        r"2026-27",
        r"\d{4}/\d\d",
        r"\d{4}",
        r"week of .+",
        r"by .+",
    ],
)
def test_the_good_plans_have_dates_of_every_kind(form: str) -> None:
    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                yield from texts(item)
        else:
            yield str(value)

    assert any(re.fullmatch(form, text) for data in good_data() for text in texts(data))


def test_every_kind_of_schema_mistake_has_a_bad_plan() -> None:
    """What pydantic can say of these models is put into words, and stands in some fixture."""
    from pydantic import ValidationError

    said = set()
    for plan in BAD:
        for path in yaml_files(plan):
            text = decode(path.read_bytes())
            try:
                PlanFile.model_validate(read(text).data if isinstance(text, str) else {})
            except ValidationError as error:
                said |= {item["type"] for item in error.errors()}
    assert said <= set(_HANDLERS)
    assert set(_HANDLERS) - said == {"enum"}, "a handler that no fixture reaches"
