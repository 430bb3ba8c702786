"""What rules about words see of a plan, and what they say of it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app

HEADER = "schema: 1\nplan: {id: exampleshire, council: {name: Exampleshire}, framework: la-2026-04}\n"
PERSONAL = ("943 476 5919", "AB123456C", "3 May 1941", "LE3 8RA", "jane.smith@example.gov.uk", "07700 900123")


def problems_of(text: str, folder: Path, *words: str) -> list[dict[str, Any]]:
    plan = folder / "plan.yaml"
    plan.write_text(HEADER + text, encoding="utf-8")
    given = ["validate", str(plan), "--as-of", "2026-06-01", "--output-format", "json", *words]
    found: list[dict[str, Any]] = json.loads(CliRunner().invoke(app, given).stdout)["problems"]
    return found


@pytest.mark.parametrize("personal", PERSONAL)
def test_what_identifies_a_person_is_not_repeated(personal: str, tmp_path: Path) -> None:
    found = problems_of(f"principles:\n  - {{id: one, text: It was born {personal} as we know.}}\n", tmp_path)
    assert found
    for problem in found:
        assert personal not in f"{problem['message']} {problem['help']}"
    words = ["validate", str(tmp_path / "plan.yaml"), "--as-of", "2026-06-01"]
    for output_format in ("text", "concise"):
        shown = CliRunner().invoke(app, [*words, "--output-format", output_format]).stdout
        assert found[0]["code"] in shown
        assert personal not in shown


def test_letters_beyond_the_alphabet_do_not_move_places(tmp_path: Path) -> None:
    """The text is searched as bytes: what takes more than one must still count as one."""
    text = (
        "principles:\n"
        "  - {id: before, text: Caffè İstanbul 𝒞𝒞 ẞ and more of the same.}\n"
        "  - {id: here, text: Key stakeholders of 943 476 5919 agree.}\n"
        "  - {id: after, text: Nothing to see.}\n"
    )
    found = {(problem["code"], problem["line"]) for problem in problems_of(text, tmp_path)}
    assert found == {("PLAN703", 5), ("PLAN805", 5)}


def test_a_phrase_is_told_once_with_its_count(tmp_path: Path) -> None:
    lines = "".join(f"  - {{id: p{number}, text: Going forward we act.}}\n" for number in range(7))
    found = problems_of(f"principles:\n{lines}", tmp_path)
    assert [problem["code"] for problem in found] == ["PLAN805"]
    assert "(in 7 texts)" in found[0]["message"]


@pytest.mark.parametrize(
    ("level", "is_told"), [("internal", True), ("exempt", True), ("confidential", True), ("public", False)]
)
def test_what_stands_in_something_hidden_is_hidden(level: str, is_told: bool, tmp_path: Path) -> None:  # noqa: FBT001
    grounds = "{paragraphs: [3], reason: Business, public_interest: Talks}"
    exempt = f", exempt: {grounds}" if level == "exempt" else ""
    text = (
        "priorities:\n"
        f"  - {{id: market, title: Market, visibility: {level}{exempt}, quality_statements: [care-provision],\n"
        "     actions: [{id: buy, title: Buy the home, text: We mean to buy the home on Mill Lane.}]}\n"
        "principles:\n"
        "  - {id: open, text: We mean to buy the home on Mill Lane.}\n"
    )
    found = [problem["line"] for problem in problems_of(text, tmp_path, "--select", "PLAN702")]
    assert found == ([7] if is_told else [])


@pytest.mark.parametrize(("day", "is_needed"), [("2026-05-15", True), ("2026-01-15", False)])
def test_bank_holidays_are_imported_only_where_a_deadline_is_near(day: str, is_needed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        HEADER
        + "bodies: [{id: panel, name: Panel, kind: scrutiny}]\n"
        + "meetings: [{id: june, body: panel, on: 2026-06-01, title: Progress}]\n",
        encoding="utf-8",
    )
    script = (
        "import sys\nfrom cqcplan.cli.app import app\n"
        f"app(['validate', {str(plan)!r}, '--as-of', {day!r}], standalone_mode=False)\n"
        "sys.stderr.write('IMPORTED' if 'holidays' in sys.modules else 'LEFT ALONE')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stderr.endswith("IMPORTED" if is_needed else "LEFT ALONE")


@pytest.mark.parametrize("personal", PERSONAL)
def test_comments_are_looked_at_too(personal: str, tmp_path: Path) -> None:
    said = f"It was born {personal} as we know."
    text = (
        f"# {said}\n"
        "principles:\n"
        f"  - {{id: one, text: Nothing.}}  # {said}\n"
        "  - id: two\n"
        f"    text: |\n      # in a text, {said}\n      and on\n"
        f"  - {{id: three, text: 'with # {said}'}}  # nothing here\n"
        f"  - {{id: four, text: 'with # {said}'}}  # {said}\n"
    )
    found = sorted((problem["line"], problem["column"]) for problem in problems_of(text, tmp_path))
    # of a text the place of its value, once; of a comment that of its #, or of the first # of the line
    assert found == [(3, 1), (5, 32), (7, 11), (10, 23), (11, 22), (11, 28)]


def test_a_comment_is_no_text_of_the_plan(tmp_path: Path) -> None:
    text = (
        "# Key stakeholders met on 3 May about the QAF and the Care Act 2022.\n"
        "principles: [{id: one, text: Nothing., note: 943 476 5918}]\n"
    )
    assert problems_of(text, tmp_path) == []


def test_comments_of_a_file_that_cannot_be_read_are_left_alone(tmp_path: Path) -> None:
    text = "# 943 476 5919\nprinciples: [{id: one, text: 'Born 943 476 5919'}\n"
    assert "PLAN004" in {problem["code"] for problem in problems_of(text, tmp_path)}
