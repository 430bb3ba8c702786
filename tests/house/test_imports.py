"""Start-up is a feature: each command imports what it needs, and reads each thing once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.places import ROOT

PLANS = ["bathnes", "leicestershire", "nottingham"]

LIST_MODULES = """
import json, sys
sys.stdout.write(json.dumps(sorted(sys.modules)))
"""

FRONT_DOOR = """
import json, os, sys
def leave(code):
    sys.stderr.write("\\nMODULES " + json.dumps(sorted(sys.modules)))
    sys.stderr.flush()
    really_leave(code)
really_leave, os._exit = os._exit, leave
from cqcplan.__main__ import main
try:
    main()
except SystemExit:
    pass
leave(0)
"""
"""Goes in by the front door, and says on the way out which modules were imported."""

COUNT = """
import collections, json, sys
from cqcplan.checks.references import collect as walk
from cqcplan.files import validator
from cqcplan.model.document import PlanFile
from cqcplan.yamltext import reader

counted = {"read": collections.Counter(), "validate": 0, "walk": 0}
read, made, collect = reader.read, validator.validator_of, walk.collect

def count_read(text, *rest, **named):
    counted["read"][text] += 1
    return read(text, *rest, **named)

class Counting:
    def __init__(self, root):
        self.made, self.is_of_a_plan = made(root), root is PlanFile

    def validate_python(self, data):
        counted["validate"] += self.is_of_a_plan
        return self.made.validate_python(data)

def count_walk(loaded, *rest, **named):
    counted["walk"] += 1
    return collect(loaded, *rest, **named)

reader.read, validator.validator_of, walk.collect = count_read, Counting, count_walk
from cqcplan.cli.app import app
app(sys.argv[1:], standalone_mode=False)
counted["read"] = list(counted["read"].items())
sys.stderr.write("\\nCOUNTED " + json.dumps(counted))
"""
"""Runs a command with everything that should happen once counted; patched before anything imports it by name."""


def run(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a fresh interpreter, at the top of the repository."""
    return subprocess.run(
        [sys.executable, "-c", script, *words], check=True, capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )


def modules_after(*words: str) -> set[str]:
    """Return the modules imported by a whole command."""
    said = run(FRONT_DOOR, *words).stderr
    return set(json.loads(said.split("MODULES ")[1]))


def counted(*words: str) -> Any:
    """Return how often a command read, validated and walked."""
    return json.loads(run(COUNT, *words).stderr.split("COUNTED ")[1])


def of(packages: set[str], modules: set[str]) -> set[str]:
    """Return those modules that belong to some packages."""
    return {module for module in modules for package in packages if f"{module}.".startswith(f"{package}.")}


def test_importing_the_command_line_imports_no_heavy_package() -> None:
    modules = set(json.loads(run(f"import cqcplan.cli.app\n{LIST_MODULES}").stdout))
    assert "typer" in modules
    heavy = of({"rich", "jinja2", "pydantic", "pydantic_core", "yaml", "ruamel", "cqcplan.model"}, modules)
    # the words of choices, which are no models: the options of commands are made of them
    assert heavy - {"cqcplan.model", "cqcplan.model.vocabulary"} == set()


@pytest.mark.parametrize("word", ["--version", "--help", "-h"])
def test_version_and_help_import_next_to_nothing(word: str) -> None:
    bare = set(json.loads(run(LIST_MODULES).stdout))
    own = {"cqcplan", "cqcplan.__main__", "cqcplan.cli", "cqcplan.cli.streams", "cqcplan.cli.help_text", "gc"}
    assert modules_after(word) - bare - own == {"__future__"}


@pytest.mark.parametrize("words", [[], ["--format", "json"]])
def test_validate_imports_no_template_engine_and_no_rich(words: list[str]) -> None:
    modules = modules_after("validate", "nottingham", *words)
    assert {"pydantic", "yaml", "cqcplan.model.document"} <= modules
    assert of({"jinja2", "rich", "ruamel", "cqcplan.papers"}, modules) == set()


def test_validate_of_named_plans_imports_no_command_line_parser() -> None:
    for options in ((), ("--no-config", "--as-of", "2026-06-01", "--format=json", "--ignore", "PLAN8")):
        assert of({"typer", "tomllib"}, modules_after("validate", "nottingham", *options)) == set()
    assert "typer" in modules_after("validate", "nottingham", "--help")


def test_what_is_unchanged_is_not_read_by_parser_models_or_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CQCPLAN_NO_CACHE")
    monkeypatch.setenv("CQCPLAN_CACHE_DIR", str(tmp_path))
    words = ("validate", "nottingham", "--as-of", "2026-06-01")
    assert "pydantic" in modules_after(*words)
    warm = modules_after(*words)
    assert "cqcplan.files.discover" in warm
    assert of({"typer", "pydantic", "yaml", "hashlib", "cqcplan.model", "cqcplan.checks"}, warm) == set()


def test_pydantic_is_told_to_look_for_no_plug_ins() -> None:
    script = (
        "import os, sys\nfrom cqcplan.cli import entry\n"
        "entry._do = lambda words: sys.stdout.write(os.environ['PYDANTIC_DISABLE_PLUGINS'])\nentry.run()"
    )
    assert run(script).stdout == "__all__"


@pytest.mark.parametrize(
    "words", [[], ["nottingham"], ["nowhere", "bathnes"], ["tests/fixtures/bad/schema/bad-id.yaml"]]
)
def test_validate_of_named_plans_says_the_same_without_a_command_line_parser(words: list[str]) -> None:
    def by(script: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-c", script, "validate", *words], check=False, capture_output=True, text=True, cwd=ROOT
        )
        return done.returncode, done.stdout, done.stderr

    front_door = by("from cqcplan.__main__ import main\nmain()")

    assert front_door == by("from cqcplan.cli.app import app\napp()")
    assert front_door[1]


def test_score_as_json_imports_neither_rich_nor_jinja2() -> None:
    assert of({"jinja2", "rich", "ruamel"}, modules_after("score", "nottingham", "--format", "json")) == set()


@pytest.mark.parametrize(
    "words",
    [
        ["status", "nottingham", "--as-of", "2024-02-15", "--format", "json"],
        ["trace", "agree-action-plan", "--plan", "nottingham"],
        ["calendar", "nottingham", "--as-of", "2024-02-01"],
        ["export", "nottingham", "--as-of", "2024-02-01", "--format", "json"],
    ],
    ids=" ".join,
)
def test_data_trees_and_calendars_import_neither_rich_nor_jinja2(words: list[str]) -> None:
    modules = modules_after(*words)
    assert "cqcplan.timeline.state" in modules
    assert of({"jinja2", "rich", "ruamel"}, modules) == set()


def test_report_imports_no_rich() -> None:
    modules = modules_after("report", "nottingham", "--period", "2023-24-Q4", "--as-of", "2024-02-15")
    assert "jinja2" in modules
    assert of({"rich", "ruamel"}, modules) == set()


def test_update_imports_what_an_edit_needs() -> None:
    modules = modules_after("update", "ot-external-service", "--plan", "leicestershire", "--text", "x", "--dry-run")
    assert "cqcplan.editing.draft" in modules
    assert of({"rich", "jinja2", "ruamel", "cqcplan.papers", "cqcplan.starter"}, modules) == set()


def test_reading_imports_nothing_that_writes() -> None:
    modules = modules_after("validate", "nottingham")
    assert of({"filelock", "cqcplan.editing", "cqcplan.files.write_file", "cqcplan.starter"}, modules) == set()


@pytest.mark.parametrize(
    ("words", "plans"),
    [
        (["validate"], PLANS),
        (["validate", "leicestershire"], ["leicestershire"]),
        (["validate", "leicestershire", "plans/leicestershire", "plans/leicestershire/plan.yaml"], ["leicestershire"]),
        (["score"], PLANS),
        (["score", "nottingham"], ["nottingham"]),
        (["report", "leicestershire", "--period", "Q1", "--as-of", "2026-06-01"], ["leicestershire"]),
        (["report", "bathnes", "--as-of", "2025-11-13", "--format", "html"], ["bathnes"]),
        (["status", "--as-of", "2026-06-01"], PLANS),
        (["diff", "2026-03-02", "2026-06-01", "--plan", "leicestershire"], ["leicestershire"]),
        (["trace", "assessing-needs", "--as-of", "2026-06-01"], PLANS),
        (["calendar", "--as-of", "2026-06-01"], PLANS),
        (["export", "leicestershire", "--format", "json", "--as-of", "2026-06-01"], ["leicestershire"]),
    ],
    ids=" ".join,
)
def test_everything_is_read_once(words: list[str], plans: list[str]) -> None:
    found = counted(*words)
    wanted = [path.read_text(encoding="utf-8") for plan in plans for path in (ROOT / "plans" / plan).rglob("*.yaml")]
    times = dict(found["read"])
    assert [times.get(text) for text in wanted] == [1] * len(wanted), "a plan file was parsed twice, or not at all"
    assert set(times.values()) == {1}, "some file was parsed twice"
    assert found["validate"] == len(wanted), "pydantic validates each file once"
    assert found["walk"] == len(plans), "one walk for links in each plan"
