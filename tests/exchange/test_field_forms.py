"""Forms that the field uses come in right, for at most five answers in one pass, by YAML or a review workbook."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from ruamel.yaml import YAML

from cqcplan.exchange.intake import Intake
from cqcplan.exchange.own.review.words import ASKED, SECTIONS, STATES, TAKEN_FOR
from cqcplan.exchange.own.review.write import LOOK
from cqcplan.exchange.sheet_words import when_text
from cqcplan.model.document import Plan
from cqcplan.timeline.state import state_of
from tests.exchange.field_books import WORK
from tests.exchange.field_forms import FORMS, Form
from tests.exchange.round_trip import fine, plan_in, run
from tests.exchange.test_any_tracker import PLAN

MOST = 5


def asked_in(mapping: str) -> int:
    """Count what a person has to answer: each marked line is one."""
    return mapping.count("# CHECK")


def folder_of(folder: Path) -> Path:
    plan = folder / "made-up"
    plan.mkdir()
    (plan / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return plan


def answer_in_yaml(form: Form, mapping: Path) -> None:
    """Give a manager's answers where a line is marked, and nowhere else."""
    said = mapping.read_text(encoding="utf-8")
    assert asked_in(said) == len(form.right) <= MOST, said
    reader = YAML(typ="safe")
    reader.default_flow_style = False
    data: dict[str, Any] = reader.load(said)
    for place, answer in form.right.items():
        section, _, word = place.partition(".")
        inner, name = (data[section], word) if word else (data, section)
        line = next(line for line in said.splitlines() if line.strip().strip('"').startswith(name))
        assert "# CHECK" in line, f"{place} is answered, and was not asked: {line}"
        inner[name] = answer
    reader.dump(data, mapping)


def answer_in_workbook(form: Form, review: Path) -> None:
    """Give the same answers in the yellow rows of a review workbook."""
    book = load_workbook(review)
    looks = [row[3 - (sheet.title == "Questions")] for sheet in book for row in sheet.iter_rows() if len(row) >= 3]
    marked = sum(cell.fill.fgColor.rgb == f"FF{LOOK[1:]}" for cell in looks)
    assert marked == len(form.right) <= MOST
    for place, answer in form.right.items():
        section, _, word = place.partition(".")
        if not word:
            cell = next(row[1] for row in book["Questions"].iter_rows() if row[0].value == ASKED[section].asks)
        elif section == "columns":
            cell = next(row[2] for row in book["Columns"].iter_rows() if row[2].value == TAKEN_FOR[word])
        else:
            rows = book["Words"].iter_rows()
            cell = next(row[2] for row in rows if (row[0].value, row[1].value) == (SECTIONS[section], word))
        cell.value = STATES.get(answer, answer) if section == "status" else answer
    book.save(review)


WAYS = [("yaml", form) for form in FORMS] + [
    ("xlsx", form) for form in FORMS if form.name in ("scrutiny recommendation tracker", "RAID log", "Planner")
]


@pytest.mark.parametrize(("way", "form"), WAYS, ids=[f"{form.name}, {way}" for way, form in WAYS])
def test_a_form_of_the_field_comes_in(way: str, form: Form, tmp_path: Path) -> None:
    plan = folder_of(tmp_path)
    file, mapping = tmp_path / f"{form.name}.xlsx", tmp_path / f"mapping.{way}"
    file.write_bytes(form.bytes())
    fine("import", file, "--plan", plan, "--guess", "-o", mapping)
    if way == "yaml":
        data = YAML(typ="safe").load(mapping.read_text(encoding="utf-8"))
        taken = {name: data["columns"].get(name) for name in form.columns if f"columns.{name}" not in form.right}
        assert taken == {name: said for name, said in form.columns.items() if name in taken}
        answer_in_yaml(form, mapping)
    else:
        answer_in_workbook(form, mapping)
    result = run("import", file, "--plan", plan, "--mapping", mapping, "--on", "2026-06-01", "--yes")
    assert (result.exit_code, "refused" in result.output) == (0, False), result.output
    checked = run("validate", plan)
    assert (checked.exit_code, "error" in checked.output) == (0, False), checked.output
    _hold(form, plan_in(plan))


def _hold(form: Form, plan: Plan) -> None:
    intake = Intake(plan, plan, state_of(plan, plan.updates[-1].on.latest).as_of)
    actions = {action.title: (priority, action) for priority in plan.priorities for action in priority.actions}
    assert len(actions) == len(WORK)
    titles = {role.id: role.title for role in plan.roles}
    for title, meant in form.rows.items():
        priority, action = actions[title]
        item = intake.items[action.id]
        came = {
            "due": when_text(action.due) or None, "now": when_text(item.due) or None, "priority": priority.title,
            "owner": titles.get(item.owner or ""), "rag": item.rag, "status": item.status,
        }  # fmt: skip
        assert {name: came[name] for name in meant} == meant, title
