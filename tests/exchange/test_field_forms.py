"""Forms that the field uses come in right, for at most five answers given in one pass."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cqcplan.exchange.dates_in import read_when
from tests.exchange.field_forms import FORMS, Form
from tests.exchange.round_trip import fine, plan_in, run
from tests.exchange.test_any_tracker import PLAN

MOST = 5


def answers_of(mapping: str) -> int:
    """Count what a person has to answer: each marked line is one."""
    return len(re.findall("# CHECK", mapping))


def folder_of(folder: Path) -> Path:
    plan = folder / "made-up"
    plan.mkdir()
    (plan / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return plan


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_a_form_of_the_field_comes_in(form: Form, tmp_path: Path) -> None:
    plan = folder_of(tmp_path)
    file, mapping = tmp_path / "form.csv", tmp_path / "mapping.yaml"
    text = io.StringIO()
    csv.writer(text).writerows(form.rows)
    file.write_text(text.getvalue(), encoding="utf-8")
    fine("import", file, "--plan", plan, "--guess", "-o", mapping)
    said = mapping.read_text(encoding="utf-8")
    assert answers_of(said) == form.answers <= MOST, said
    reader = YAML(typ="safe")
    reader.default_flow_style = False
    data: dict[str, Any] = reader.load(said)
    assert {name: data["columns"].get(name) for name in form.columns} == form.columns, said
    for place, answer in form.right.items():
        section, _, word = place.partition(".")
        if word:
            data[section][word] = answer
        else:
            data[section] = answer
    reader.dump(data, mapping)
    result = run("import", file, "--plan", plan, "--mapping", mapping, "--on", "2026-06-01", "--yes")
    assert (result.exit_code, "refused" in result.output) == (0, False), result.output
    actions = {action.title: action for priority in plan_in(plan).priorities for action in priority.actions}
    heads = next(number for number, row in enumerate(form.rows, 1) if len(row) > 4)
    assert len(actions) == len(form.rows) - heads
    assert {title: actions[title].due for title in form.due} == {
        title: read_when(due) for title, due in form.due.items()
    }
