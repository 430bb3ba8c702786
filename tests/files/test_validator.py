"""What makes models of a plan file is the same, worked out anew or kept between runs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pydantic_core
import pytest
from pydantic import ValidationError
from pydantic_core import SchemaValidator

from cqcplan.files import kept, validator
from cqcplan.files.user_folder import CACHE
from cqcplan.files.validator import NotDataError, made_again, validator_of, written_down
from cqcplan.model.document import PlanFile
from cqcplan.yamltext.reader import read
from tests.places import FIXTURES, PLANS, ROOT

FILES = sorted([*PLANS.rglob("*.yaml"), *(FIXTURES / "good").rglob("*.yaml"), *(FIXTURES / "bad").rglob("*.yaml")])


@pytest.fixture(scope="module")
def again() -> SchemaValidator:
    """What was written down, read and made again."""
    validator_of(PlanFile)
    text = json.dumps(written_down(PlanFile.__pydantic_core_schema__))
    return SchemaValidator(json.loads(text, object_hook=made_again), {"title": "PlanFile"})


def made(by: SchemaValidator, data: Any) -> object:
    """Return the models, or every mistake with its place."""
    try:
        return by.validate_python(data)
    except ValidationError as error:
        return error.title, error.errors(include_url=False, include_context=False)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_makes_the_same_models_and_finds_the_same_mistakes(path: Path, again: SchemaValidator) -> None:
    document = read(path.read_bytes().decode("utf-8", "replace"))
    assert made(again, document.data) == made(validator_of(PlanFile), document.data)


def test_what_has_no_name_is_not_written_down() -> None:
    with pytest.raises(NotDataError):
        written_down({"function": lambda value: value})


SCRIPT = """
import sys
from cqcplan.cli.check_plans import check_plans
try:
    check_plans(sys.argv[1:])
finally:
    sys.stdout.write(f"\\nworked out: {'pydantic.plugin._loader' in sys.modules}")
"""


def checked(*plans: str) -> tuple[str, bool]:
    """Check plans in a fresh process, and tell whether the validator was worked out from the classes."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *plans], capture_output=True, text=True, check=False, cwd=ROOT, encoding="utf-8"
    )
    said, _, worked_out = done.stdout.rpartition("\nworked out: ")
    return said + done.stderr, worked_out == "True"


def test_it_is_kept_and_a_damaged_one_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kept.NEVER)
    monkeypatch.setenv(CACHE.named_by, str(tmp_path))
    first, worked_out = checked("nottingham")
    assert worked_out
    assert checked("nottingham") == (first, False)
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(entry.read_bytes()[:-20])
    assert checked("nottingham") == (first, True)
    assert checked("nottingham") == (first, False)


@pytest.mark.parametrize(
    "wrong", [{"type": "model", "cls": {"named": ["cqcplan.model.document", "Gone"]}}, {"type": "x"}]
)
def test_what_names_nothing_or_is_no_schema_is_worked_out(
    wrong: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(kept.NEVER)
    monkeypatch.setenv(CACHE.named_by, str(tmp_path))
    validator._of_plans.cache_clear()
    validator_of(PlanFile)
    (entry,) = tmp_path.iterdir()
    kept.write_entry(entry, wrong)
    validator._of_plans.cache_clear()
    assert validator_of(PlanFile) is PlanFile.__pydantic_validator__
    monkeypatch.setattr(pydantic_core, "__version__", "0")
    validator._of_plans.cache_clear()
    validator_of(PlanFile)
    assert len(list(tmp_path.iterdir())) == 2
    validator._of_plans.cache_clear()
