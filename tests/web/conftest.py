"""The small plan that a module of tests has in ``PLAN``, in a folder or a repository of its own."""

import os
from pathlib import Path

import pytest

from tests.web.repository import repository_with


@pytest.fixture
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the folder of the plan."""
    file = tmp_path / "p" / "plan.yaml"
    file.parent.mkdir()
    file.write_text(request.module.PLAN, encoding="utf-8")
    return file.parent


@pytest.fixture
def top(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with the plan in it, committed."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    return repository_with(request.module.PLAN, tmp_path)
