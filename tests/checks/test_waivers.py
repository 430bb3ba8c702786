"""Waivers: decisions in a plan to let a problem stand."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.checks.count_waived import WaivedCount, count_waived
from cqcplan.cli.app import app
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan

PLAN = """\
schema: 1
plan: {id: x, council: {name: Exampleshire}, framework: la-2026-04}
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores: {assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 3, partnerships: 2,
             safe-systems: 2, safeguarding: 3, governance: 2, learning: 3}
    text: Published in the town hall.
    printed: {overall_percent: 58}
"""
PRINTED = "    printed: {overall_percent: 58}"


def validate(folder: Path, text: str, *words: str) -> list[dict[str, Any]]:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    command = [
        "validate",
        str(path),
        "--format",
        "json",
        "--as-of",
        "2026-06-01",
        "--select",
        "PLAN0,PLAN1,PLAN2,PLAN5,PLAN9",
    ]
    found: list[dict[str, Any]] = json.loads(CliRunner().invoke(app, [*command, *words]).stdout)["problems"]
    return found


def codes(folder: Path, text: str, *words: str) -> list[str]:
    return [problem["code"] for problem in validate(folder, text, *words)]


def waived(comment: str) -> str:
    return PLAN.replace(PRINTED, f"{PRINTED}  # cqcplan: {comment}")


def test_without_a_waiver_the_problem_shows(tmp_path: Path) -> None:
    assert codes(tmp_path, PLAN) == ["PLAN503"]


@pytest.mark.parametrize(
    "comment",
    [
        "ignore[PLAN503] as the paper printed it",
        "ignore[printed-differs] as the paper printed it",
        "ignore[PLAN503] as the paper printed it, until 2027-03-31",
        "ignore[PLAN503] as the paper printed it until June 2026",
        "ignore[PLAN503] kept until the board says otherwise",
    ],
)
def test_a_waiver_at_the_end_of_the_line(tmp_path: Path, comment: str) -> None:
    assert codes(tmp_path, waived(comment)) == []


def test_a_waiver_alone_on_the_line_above(tmp_path: Path) -> None:
    above = "    # cqcplan: ignore[PLAN503] as printed\n    # and this is another comment\n"
    assert codes(tmp_path, PLAN.replace(PRINTED, above + PRINTED)) == []


def test_a_waiver_covers_its_own_line_only(tmp_path: Path) -> None:
    text = PLAN.replace("    kind: comp", "    # cqcplan: ignore[PLAN503] as printed\n    kind: comp")
    assert codes(tmp_path, text) == ["PLAN905", "PLAN503"]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("ignore PLAN503 as printed", ["PLAN503", "PLAN901"]),
        ("ignore[] as printed", ["PLAN503", "PLAN901"]),
        ("ignore[PLAN503] as printed until 2026-13-01", ["PLAN503", "PLAN901"]),
        ("ignore[PLAN503]", ["PLAN503", "PLAN902"]),
        ("ignore[PLAN503] until 2027-03-31", ["PLAN503", "PLAN902"]),
        ("ignore[PLAN999] as printed", ["PLAN503", "PLAN903"]),
        ("ignore[PLAN503,PLAN202] as printed", ["PLAN903"]),
        ("ignore[PLAN503] as printed until 2026-05-31", ["PLAN503", "PLAN904"]),
        ("ignore[PLAN503,PLAN501] as printed", ["PLAN905"]),
    ],
)
def test_a_waiver_with_something_wrong_is_a_problem(tmp_path: Path, comment: str, expected: list[str]) -> None:
    assert codes(tmp_path, waived(comment)) == expected


def test_what_keeps_a_plan_from_being_read_cannot_be_waived(tmp_path: Path) -> None:
    text = waived("ignore[PLAN503] as printed").replace(
        "kind: comp", "knd: x  # cqcplan: ignore[PLAN101] later\n    kind: comp"
    )
    assert codes(tmp_path, text)[:2] == ["PLAN101", "PLAN903"]


def test_a_number_sign_inside_a_text_is_no_comment(tmp_path: Path) -> None:
    quoted = PLAN.replace("Published in the town hall.", '"see # cqcplan: nonsense"')
    assert codes(tmp_path, quoted) == ["PLAN503"]
    block = PLAN.replace("Published in the town hall.", "|\n      first\n      # cqcplan: nonsense")
    assert codes(tmp_path, block) == ["PLAN503"]


def test_an_unused_waiver_is_not_blamed_when_its_rule_is_not_run(tmp_path: Path) -> None:
    text = waived("ignore[PLAN503] as printed").replace("58}", "59}")
    assert codes(tmp_path, text) == ["PLAN905"]
    assert codes(tmp_path, text, "--ignore", "PLAN503") == []


def test_waived_problems_are_counted_for_a_board(tmp_path: Path) -> None:
    def count(day: date, comment: str = "ignore[PLAN503] as printed") -> WaivedCount:
        (tmp_path / "x.yaml").write_text(waived(comment), encoding="utf-8")
        return count_waived(load_plan(locate(str(tmp_path / "x.yaml"))[0]), day)

    day = date(2026, 6, 1)
    assert count(day) == (1, 0)
    assert count(day, comment="no waiver") == (0, 0)
    assert count(day, comment="ignore[PLAN503] as printed until 2026-08-30") == (1, 1)
    assert count(day, comment="ignore[PLAN503] as printed until 2026-08-31") == (1, 0)
    assert count(day, comment="ignore[PLAN503] as printed until 2026-05-31") == (0, 0)
