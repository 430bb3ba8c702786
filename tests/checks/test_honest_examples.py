"""What the rules about time and the golden thread say of whole plans: nothing of a sound one, little of an example."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.places import ROOT

EXAMPLES = ("bathnes", "leicestershire", "nottingham")
OF_THESE_FAMILIES = ("PLAN3", "PLAN4")


def problems_of(plan: Path, as_of: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, ["validate", str(plan), "--as-of", as_of, "--output-format", "json"])
    assert isinstance(result.exception, SystemExit | None), result.exception
    problems: list[dict[str, Any]] = json.loads(result.stdout)["problems"]
    return [problem for problem in problems if problem["code"].startswith(OF_THESE_FAMILIES)]


@pytest.mark.parametrize("as_of", ["2025-11-13", "2026-06-01", "2026-12-31", "2030-01-01"])
@pytest.mark.parametrize("plan", EXAMPLES)
def test_an_example_is_never_wrong_and_seldom_warned(plan: str, as_of: str) -> None:
    found = problems_of(ROOT / "plans" / plan, as_of)

    assert [problem for problem in found if problem["severity"] == "error"] == []
    assert len(found) <= 9, "so many that nobody reads them"


@pytest.mark.parametrize("size", ["30kB", "300kB"])
def test_a_made_up_plan_is_sound(size: str, tmp_path: Path) -> None:
    make = ROOT / "benchmarks" / "generate.py"
    subprocess.run([sys.executable, str(make), "--out", str(tmp_path), "--size", size], check=True, capture_output=True)

    found = problems_of(tmp_path / f"exampleshire-{size}.yaml", "2026-06-01")
    assert [problem for problem in found if problem["severity"] != "info"] == []


def test_forty_of_a_kind_are_told_in_one(tmp_path: Path) -> None:
    numbers = range(40)
    (tmp_path / "plan.yaml").write_text(
        "plan: {id: many, council: {name: Exampleshire}, framework: la-2026-04}\npriorities:\n"
        + "".join(
            f"  - id: p{number}\n    title: P\n    actions:\n      - {{id: a{number}, title: A}}\n"
            for number in numbers
        )
        + "measures:\n"
        + "".join(f"  - {{id: m{number}, title: M, unit: people}}\n" for number in numbers)
        + "updates:\n"
        + "".join(
            f"  - {{on: 2025-01-31, about: a{number}, status: {'complete' if number % 2 else 'in-progress'}}}\n"
            for number in numbers
        )
        + "evidence:\n"
        + "".join(f"  - {{id: e{number}, title: E}}\n" for number in numbers),
        encoding="utf-8",
    )

    found = problems_of(tmp_path, "2026-06-01")

    assert Counter(problem["code"] for problem in found) == Counter(
        ["PLAN404", "PLAN405", "PLAN406", "PLAN414", "PLAN417"]
    ), "one problem of each kind"
    messages = {problem["code"]: problem["message"] for problem in found}
    assert messages["PLAN405"] == "40 of 40 measures belong to no priority: m0, m1, m2, m3 and 36 more"
