"""A short run of ``mutated_plans.py``: mutated plans give answers with places, never a traceback or a hang."""

from pathlib import Path
from typing import Never

import pytest

from cqcplan.checks.run import Checked
from cqcplan.problems.problem import Place, Problem, Severity
from tests.yamltext import mutated_plans as fuzz


def test_mutated_plans_are_answered() -> None:
    tried, failures = fuzz.run(cases=3000, seed=20261121, seconds=60)
    assert tried > 100
    assert [wrong for wrong, _ in failures] == []


def test_a_crash_and_a_problem_without_a_place_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plan.yaml"
    assert fuzz.try_one(b"schema: 1\n", file) is None
    nowhere = Problem("PLAN004", Severity.ERROR, "something", "plan.yaml", Place(9, 1))
    monkeypatch.setattr(fuzz, "check", lambda *_: Checked([nowhere], []))
    assert "has no sound place" in (fuzz.try_one(b"schema: 1\n", file) or "")

    def crash(*_: object) -> Never:
        raise RuntimeError("a crash")

    monkeypatch.setattr(fuzz, "check", crash)
    assert fuzz.try_one(b"schema: 1\n", file) == "RuntimeError: a crash"
