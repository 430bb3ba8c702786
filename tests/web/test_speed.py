"""What is done again at each request, counted: where nothing has changed, nothing is read or compiled again."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from cqcplan.web import shelf
from tests.web.browser import ask, serving
from tests.web.test_update import PLAN

PAGES = ["", "due", "priorities", "measures", "changes", "entries/visits", "entries/visits/update", "search?words=home"]


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what takes long."""
    counted: Counter[str] = Counter()

    def counting(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def count(*given: Any, **named: Any) -> Any:
            counted[name] += 1
            return real(*given, **named)

        monkeypatch.setattr(owner, name, count)

    for name in ("load_plan", "check_plan", "view_of"):
        counting(shelf, name)
    counting(Environment, "compile")
    return counted


def test_a_plan_that_has_not_changed_is_read_once(plan: Path, done: Counter[str]) -> None:
    app = serving(plan)
    for _ in range(2):
        assert [ask(app, f"/plans/p/{page}").status for page in PAGES] == [200] * len(PAGES)
    assert (done["load_plan"], done["check_plan"], done["view_of"]) == (1, 1, 1)


def test_a_template_is_compiled_once_where_nothing_can_be_kept(
    plan: Path, done: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cqcplan.papers.compiled.KEPT_IN", plan.parent / "nowhere" / "to be")
    app = serving(plan)
    for page in PAGES:
        ask(app, f"/plans/p/{page}")
    done.clear()
    for page in PAGES:
        ask(app, f"/plans/p/{page}")
    assert done["compile"] == 0


def test_a_plan_that_has_changed_is_read_once_more(plan: Path, done: Counter[str]) -> None:
    app = serving(plan)
    ask(app, "/plans/p/entries/visits")
    (plan / "plan.yaml").write_text(PLAN.replace("Visit every home", "Phone every home"), encoding="utf-8")
    for _ in range(2):
        assert "Phone every home" in ask(app, "/plans/p/entries/visits").text
    assert done["load_plan"] == 2
